import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { createVault } from '../../src/kernel/vault.ts';
import { readMasterKeys } from '../../src/local/keys.ts';
import { createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');
const KEYS = 60_000;
const NAMES = '{ people(first: 5) { edges { node { name { full } } } } }';

test(
  'a rotation that is killed again and again ends with one new key, which opens everything',
  { timeout: 300_000 },
  async () => {
    await using hub = await createHub({ part: { only: 'person' } });
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
    const rotate = () => spawn(process.execPath, [CLI, 'keys', 'rotate'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let killed = 0;
    for (const step of ['Made', 'Every process', 'Every process', 'Every process']) {
      const command = rotate();
      let told = '';
      command.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
      const ended = once(command, 'exit');
      // A killed one takes ten seconds until nobody waits for it any more.
      while (!told.includes(step) && command.exitCode === null) await sleep(20);
      await sleep(step === 'Made' ? 0 : 100 + 200 * killed);
      if (command.exitCode === null) killed += 1;
      command.kill('SIGKILL');
      await ended;
      expect((await ask(crm, NAMES)).people.edges[0].node.name.full).toBe('Somebody');
    }
    expect(killed).toBeGreaterThan(1);
    const [code] = await once(rotate(), 'exit');
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
