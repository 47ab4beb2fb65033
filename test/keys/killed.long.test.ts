import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { openKeyWork } from '../../src/hub/key-work.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { createVault } from '../../src/kernel/vault.ts';
import { rotate } from '../../src/keys/rotate.ts';
import { readMasterKeys } from '../../src/local/keys.ts';
import { startHub } from '../../src/main.ts';
import { createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');
const KEYS = 60_000;
const NAMES = '{ people(first: 5) { edges { node { name { full } } } } }';

test(
  'a rotation that is killed again and again ends with one new key, which opens everything',
  { timeout: 300_000 },
  async () => {
    await using hub = await createHub();
    const crm = await hub.as('crm');
    await recorded(crm, { externalId: 'a', name: { full: 'Somebody' } });
    const before = createVault(await readMasterKeys(hub.config.keyFile));
    const sql = postgres(hub.database.url, { max: 1 });
    const ids = Array.from({ length: KEYS }, () => randomUUID());
    for (let from = 0; from < KEYS; from += 10_000) {
      const rows = ids.slice(from, from + 10_000);
      const wrapped = rows.map((id) => before.createKey(id).wrapped.toString('base64'));
      await sql`
      insert into person.key select id, decode(wrapped, 'base64')
      from unnest(${rows}::uuid[], ${wrapped}::text[]) as row (id, wrapped)`;
    }
    const { dataDir, keyFile } = hub.config;
    const env = {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: hub.database.url,
      DATA_DIR: dataDir,
      KEY_FILE: keyFile,
    };
    const command = () =>
      spawn(process.execPath, [CLI, 'keys', 'rotate'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let killed = 0;
    for (const step of ['Made', 'Every process', 'Every process', 'Every process']) {
      const run = command();
      let told = '';
      run.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
      const ended = once(run, 'exit');
      // A killed one takes ten seconds until nobody waits for it any more.
      while (!told.includes(step) && run.exitCode === null) await sleep(20);
      await sleep(step === 'Made' ? 0 : 100 + 200 * killed);
      if (run.exitCode === null) killed += 1;
      run.kill('SIGKILL');
      await ended;
      expect((await ask(crm, NAMES)).people.edges[0].node.name.full).toBe('Somebody');
    }
    expect(killed).toBeGreaterThan(1);
    const [code] = await once(command(), 'exit');
    expect(code).toBe(0);
    const keys = await readMasterKeys(keyFile);
    expect(keys.wrapping).toHaveLength(2);
    const after = createVault({ ...keys, wrapping: [keys.wrapping[0]!] });
    const rows = await sql<{ id: string; wrapped: Buffer }[]>`select id, wrapped from person.key`;
    expect(rows.length).toBeGreaterThanOrEqual(KEYS);
    for (const { id, wrapped } of rows) after.openKey(id, wrapped);
    await sql.end();
  },
);

test(
  'a process that cannot read its key file is waited for, and not taken for ended',
  { timeout: 60_000 },
  async () => {
    await using hub = await createHub();
    const elsewhere = `${hub.config.keyFile}.elsewhere`;
    await copyFile(hub.config.keyFile, elsewhere);
    const other = await startHub({ ...hub.config, keyFile: elsewhere }, {}, { logger: silentLogger });
    await chmod(elsewhere, 0o644);
    await using work = await openKeyWork(hub.config, { logger: silentLogger, tell: () => {} });
    await expect(rotate({ ...work, waitMs: 12_000 })).rejects.toMatchObject({
      public: expect.stringContaining('has no wrapping key'),
    });
    await other.stop();
  },
);
