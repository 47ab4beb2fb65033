import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { rotateWhenDue } from '../../src/hub/key-schedule.ts';
import { openKeyWork } from '../../src/hub/key-work.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { createVault } from '../../src/kernel/vault.ts';
import { countKeys } from '../../src/keys/rewrap.ts';
import { destroyEpoch, rewrapAll, rotate } from '../../src/keys/rotate.ts';
import { listEpochs } from '../../src/keys/store.ts';
import { readMasterKeys } from '../../src/local/keys.ts';
import { startHub } from '../../src/main.ts';
import { type TestHub, createHub, createTestClient } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

const NAMES = '{ people(first: 20) { edges { node { name { full } } } } }';

const open = (hub: TestHub) => openKeyWork(hub.config, { logger: silentLogger, tell: () => {} });

/** Everything that the hub has wrapped, by the key that wrapped it. */
async function countByEpoch(hub: TestHub): Promise<Record<string, number>> {
  await using work = await open(hub);
  const all: Record<string, number> = {};
  for (const table of work.tables) {
    for (const { epoch, keys } of await countKeys(table)) all[epoch] = (all[epoch] ?? 0) + keys;
  }
  return all;
}

async function stored(hub: TestHub) {
  const sql = postgres(hub.database.url, { max: 1 });
  try {
    return await sql<{ id: string; wrapped: Buffer }[]>`select id, wrapped from person.key`;
  } finally {
    await sql.end();
  }
}

test(
  'two hubs take a new wrapping key up while they read and write, and no request fails',
  { timeout: 60_000 },
  async () => {
    await using hub = await createHub();
    const other = await startHub(hub.config, {}, { logger: silentLogger });
    const crm = await hub.as('crm');
    const there = createTestClient(other.url, crm.token, []);
    for (let id = 0; id < 20; id += 1) await recorded(crm, { externalId: `${id}`, name: { full: `Somebody ${id}` } });
    let isOver = false;
    let count = 20;
    const working = [crm, there].map(async (client) => {
      for (; !isOver;) {
        const id = count++;
        await recorded(client, { externalId: `${id}`, name: { full: `Somebody ${id}` } });
        const { people } = await ask(client === crm ? there : crm, NAMES);
        expect(people.edges.every((edge: any) => edge.node.name.full.startsWith('Somebody'))).toBe(true);
        await sleep(20);
      }
    });
    const before = await readMasterKeys(hub.config.keyFile);
    {
      await using work = await open(hub);
      const { epoch, lost } = await rotate(work);
      expect(lost).toBe(0);
      expect(before.wrapping.map(({ id }) => id)).not.toContain(epoch);
      expect((await readMasterKeys(hub.config.keyFile)).wrapping[0]!.id).toBe(epoch);
    }
    isOver = true;
    await Promise.all(working);
    expect(Object.keys(await countByEpoch(hub))).toEqual([(await readMasterKeys(hub.config.keyFile)).wrapping[0]!.id]);
    await other.stop();
  },
);

test('what a destroyed wrapping key wrapped opens no more, with a copy of the database and the key file either', async () => {
  await using hub = await createHub();
  const crm = await hub.as('crm');
  await recorded(crm, { externalId: 'a', name: { full: 'Somebody' } });
  const copy = await stored(hub);
  await using work = await open(hub);
  const old = (await listEpochs(work.sql))[0]!.id;
  await expect(destroyEpoch(work, old)).rejects.toMatchObject({ public: expect.stringContaining('is in use') });
  await rotate(work);
  const vault = createVault(await readMasterKeys(hub.config.keyFile));
  for (const { id, wrapped } of copy) vault.openKey(id, wrapped);
  await destroyEpoch(work, old);
  const after = createVault(await readMasterKeys(hub.config.keyFile));
  for (const { id, wrapped } of copy) expect(() => after.openKey(id, wrapped)).toThrow('Internal error.');
  for (const { id, wrapped } of await stored(hub)) after.openKey(id, wrapped);
  expect((await ask(crm, NAMES)).people.edges[0].node.name.full).toBe('Somebody');
  await expect(destroyEpoch(work, old)).rejects.toMatchObject({ public: expect.stringContaining('destroyed already') });
  await expect(destroyEpoch(work, 'nothing')).rejects.toMatchObject({ public: 'There is no wrapping key nothing.' });
});

test('a wrapping key that still wraps something is not destroyed, and goes on', async () => {
  await using hub = await createHub();
  const crm = await hub.as('crm');
  await recorded(crm, { externalId: 'a', name: { full: 'Somebody' } });
  await using work = await open(hub);
  const [old] = await listEpochs(work.sql);
  const [left] = await stored(hub);
  await rotate(work);
  const sql = postgres(hub.database.url, { max: 1 });
  await sql`update person.key set wrapped = ${left!.wrapped} where id = ${left!.id}`;
  await expect(destroyEpoch(work, old!.id)).rejects.toMatchObject({
    public: expect.stringMatching(/still wraps keys of person.*keys rewrap/),
  });
  expect(await rewrapAll(work)).toMatchObject({ done: 1, lost: 0 });
  await destroyEpoch(work, old!.id);
  // A process that slept through all of it would lose what it wraps.
  await expect(sql`update person.key set wrapped = ${left!.wrapped} where id = ${left!.id}`).rejects.toMatchObject({
    code: '40001',
  });
  await sql.end();
});

test('a rotation that was ended in the middle goes on with the same key, where it was', async () => {
  await using hub = await createHub();
  const crm = await hub.as('crm');
  for (let id = 0; id < 5; id += 1) await recorded(crm, { externalId: `${id}`, name: { full: `Somebody ${id}` } });
  const steps: string[] = [];
  let begun = '';
  {
    await using work = await open(hub);
    const tell = (step: { step: string; epoch?: string }): void => {
      begun = step.epoch ?? begun;
      if (step.step === 'current') throw new Error('killed');
    };
    await expect(rotate({ ...work, tell })).rejects.toThrow('killed');
  }
  await using work = await open(hub);
  const { epoch } = await rotate({ ...work, tell: ({ step }) => steps.push(step) });
  expect(epoch).toBe(begun);
  expect(steps[0]).toBe('resumed');
  expect(Object.keys(await countByEpoch(hub))).toEqual([begun]);
});

test('nothing is wrapped with a key that a process on another machine lacks', async () => {
  await using hub = await createHub();
  const elsewhere = `${hub.config.keyFile}.elsewhere`;
  await copyFile(hub.config.keyFile, elsewhere);
  const other = await startHub({ ...hub.config, keyFile: elsewhere }, {}, { logger: silentLogger });
  await using work = await open(hub);
  await expect(rotate({ ...work, waitMs: 500 })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    public: expect.stringMatching(/A process on .* has no wrapping key .* Copy the key file there/),
  });
  // Whoever does not want it takes it back.
  const waiting = (await listEpochs(work.sql)).find(({ currentAt }) => !currentAt)!;
  await destroyEpoch(work, waiting.id);
  await expect(rotate({ ...work, waitMs: 500 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await writeFile(elsewhere, await readFile(hub.config.keyFile));
  await rotate(work);
  await other.stop();
});

test('a hub whose key file lacks a wrapping key that is still needed says which, and does not start', async () => {
  await using hub = await createHub();
  const old = await readFile(hub.config.keyFile);
  {
    await using work = await open(hub);
    await rotate(work);
  }
  const { wrapping } = await readMasterKeys(hub.config.keyFile);
  await writeFile(hub.config.keyFile, old);
  await expect(startHub(hub.config, {}, { logger: silentLogger })).rejects.toMatchObject({
    code: 'CONFIGURATION',
    public: expect.stringContaining(`lacks the wrapping key ${wrapping[0]!.id}`),
  });
});

test('keys that nobody can open are counted, not dropped', async () => {
  await using hub = await createHub();
  const sql = postgres(hub.database.url, { max: 1 });
  await sql`insert into person.key values (gen_random_uuid(), ${Buffer.alloc(77, 'x')})`;
  await sql.end();
  await using work = await open(hub);
  expect(await rotate(work)).toMatchObject({ lost: 1 });
});

test('a key that has been in use for its days is replaced and destroyed, and a younger one is not', async () => {
  await using hub = await createHub();
  await recorded(await hub.as('crm'), { externalId: 'a', name: { full: 'Somebody' } });
  await using work = await open(hub);
  const inDays = (days: number) => ({ ...work, now: () => new Date(Date.now() + days * 86_400_000) });
  expect(await rotateWhenDue(inDays(29), 30)).toBe(false);
  expect(await rotateWhenDue(inDays(31), 30)).toBe(true);
  const epochs = await listEpochs(work.sql);
  expect(epochs.map(({ destroyedAt }) => destroyedAt !== null)).toEqual([true, false]);
  expect((await readMasterKeys(hub.config.keyFile)).wrapping).toHaveLength(1);
});
