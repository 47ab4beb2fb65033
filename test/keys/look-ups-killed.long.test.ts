import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { silentLogger } from '../../src/kernel/logger.ts';
import { readMasterKeys } from '../../src/local/keys.ts';
import { startHub } from '../../src/main.ts';
import { createWorld } from '../matching/support/world.ts';
import { createTestClient } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');
const RECORDS = 2_000;
const MANY = 200;
const NEW = ['CREATED', 'JOINED'];
const FOUND = 'query ($email: String!) { people(filter: { email: $email }, first: 100) { edges { node { id } } } }';
const SEARCH = '{ search(input: { name: "Lovelace11" }, first: 10) { personId } }';

const one = (id: number) => ({
  externalId: `${id}`,
  name: { given: `Ada${id % 97}`, family: `Lovelace${id % 1013}` },
  birthDate: `19${10 + (id % 80)}-${String(1 + (id % 12)).padStart(2, '0')}-10`,
  emails: [{ value: `ada${id}@example.com` }],
});

test(
  'a change of the key for look-ups that is killed again and again, while two hubs work, ends with all found, once',
  { timeout: 400_000 },
  async () => {
    await using world = await createWorld();
    const { hub } = world;
    const other = await startHub(hub.config, {}, { logger: silentLogger });
    const crm = await hub.as('crm');
    const there = createTestClient(other.url, crm.token, []);
    for (let from = 0; from < RECORDS; from += MANY) {
      await world.writeAll(Array.from({ length: MANY }, (_record, at) => one(from + at)));
    }
    let isOver = false;
    let count = RECORDS;
    const failures: unknown[] = [];
    const work = async (client: typeof crm, another: typeof crm): Promise<void> => {
      for (; !isOver;) {
        const id = count++;
        expect(NEW).toContain((await record(client, one(id))).outcome);
        // Sooner or later, but at once for whoever was told that it is stored, in whatever hub.
        const { people } = await ask(another, FOUND, { email: `ada${id}@example.com` });
        expect(people.edges.length).toBeGreaterThan(0);
        expect(NEW).not.toContain((await record(another, { ...one(id % RECORDS), locale: 'en' })).outcome);
      }
    };
    const working = [work(crm, there), work(there, crm)].map((run) =>
      run.catch((error: unknown) => failures.push(error)),
    );

    const { dataDir, keyFile } = hub.config;
    const env = {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: hub.database.url,
      DATA_DIR: dataDir,
      KEY_FILE: keyFile,
    };
    const command = () =>
      spawn(process.execPath, [CLI, 'keys', 'rotate-look-ups'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let killed = 0;
    for (const afterMs of [0, 300, 1_200, 2_500, 4_000]) {
      const run = command();
      let told = '';
      run.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
      const ended = once(run, 'exit');
      while (!/Made|Going on/.test(told) && run.exitCode === null) await sleep(20);
      await sleep(afterMs);
      if (run.exitCode === null) killed += 1;
      run.kill('SIGKILL');
      await ended;
      expect(failures).toEqual([]);
      // A killed one takes ten seconds until nobody waits for it any more; the next one waits that long.
    }
    expect(killed).toBeGreaterThan(2);
    const last = command();
    let said = '';
    last.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    last.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = await once(last, 'exit');
    expect([code, said]).toEqual([0, expect.stringContaining('Carried')]);
    await sleep(1_500);
    isOver = true;
    await Promise.all(working);
    expect(failures).toEqual([]);

    const { covers } = await readMasterKeys(keyFile);
    expect(covers).toHaveLength(1);
    world.vault.lookUps.add(covers);
    expect(world.vault.lookUps.use(world.vault.lookUps.checkOf(covers[0]!.id))).toBe(true);
    expect(await world.faults()).toEqual([]);
    const [row] =
      await world.sql`select count(*) as count, count(distinct external_blind) as distinct from record where system_id = 'crm'`;
    expect(row).toEqual({ count, distinct: count });
    for (let id = 0; id < count; id += 7) {
      const { people } = await ask(crm, FOUND, { email: `ada${id}@example.com` });
      expect(people.edges.length).toBeGreaterThan(0);
    }
    expect((await ask(crm, SEARCH)).search.length).toBeGreaterThan(0);
    await other.stop();
  },
);
