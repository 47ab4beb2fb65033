import { randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openLookUpWork } from '../../src/hub/key-work.ts';
import { closeSql, connect } from '../../src/kernel/db.ts';
import { keepLookUps } from '../../src/kernel/idempotency.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { createVault } from '../../src/kernel/vault.ts';
import { CARRIED, relationOf } from '../../src/keys/look-ups/tables.ts';
import { rotateLookUps } from '../../src/keys/look-ups/rotate.ts';
import { readMasterKeys } from '../../src/local/keys.ts';
import { startHub } from '../../src/main.ts';
import { type World, createWorld } from '../matching/support/world.ts';
import { createTestClient } from '../support/hub.ts';
import { ask, record, recorded } from '../support/operations.ts';

/** Everything that is found by what it says, as it is stored. */
async function stored({ sql }: World): Promise<Set<string>> {
  const all = new Set<string>();
  for (const carried of CARRIED) {
    for (const column of Object.keys(carried.columns)) {
      const rows = await sql.unsafe<{ index: string }[]>(
        `select ${column}::text as index from ${relationOf(carried)} where ${column} is not null`,
      );
      for (const { index } of rows) all.add(`${relationOf(carried)}.${column} ${index}`);
    }
  }
  return all;
}

async function rotate({ hub, vault }: World) {
  await using work = await openLookUpWork(hub.config, { logger: silentLogger, tell: () => {} });
  const result = await rotateLookUps(work);
  const { covers } = await readMasterKeys(hub.config.keyFile);
  vault.lookUps.add(covers);
  expect(vault.lookUps.use(work.vault.lookUps.check)).toBe(true);
  return result;
}

const one = (id: number) => ({
  externalId: `${id}`,
  name: { given: `Ada${id % 7}`, family: `Lovelace${id % 11}` },
  birthDate: `19${10 + (id % 80)}-12-10`,
  emails: [{ value: `ada${id % 40}@example.com` }],
});

test(
  'two hubs take a new key for look-ups up while they write, read and search: all is found, once, and nothing fails',
  { timeout: 120_000 },
  async () => {
    await using world = await createWorld();
    const { hub } = world;
    const other = await startHub(hub.config, {}, { logger: silentLogger });
    const crm = await hub.as('crm');
    const there = createTestClient(other.url, crm.token, []);
    let count = 0;
    for (; count < 60; count += 1) await recorded(crm, one(count));
    await hub.as('hr').then((hr) => recorded(hr, one(3)));
    expect(await world.faults()).toEqual([]);
    const before = await stored(world);
    let isOver = false;
    const idOf = new Map<number, string>();
    const working = [crm, there].map(async (client) => {
      const another = client === crm ? there : crm;
      for (; !isOver;) {
        const id = count++;
        idOf.set(id, await recorded(client, one(id)));
        const again = id % 50;
        const found = await ask(
          another,
          `{ a: people(filter: { email: "ada${again % 40}@example.com" }) { edges { node { id } } } }`,
        );
        expect(found.a.edges.length).toBeGreaterThan(0);
        await recorded(another, { ...one(again), name: { given: `Ada${id % 5}`, family: 'Byron' } });
      }
    });
    await sleep(500);
    const { done, heldMs } = await rotate(world);
    expect(done).toBeGreaterThan(500);
    expect(heldMs).toBeLessThan(5_000);
    await sleep(1_500);
    isOver = true;
    await Promise.all(working);

    expect(await world.faults()).toEqual([]);
    const after = await stored(world);
    expect([...before].filter((index) => after.has(index))).toEqual([]);
    const first = createVault({ ...(await readMasterKeys(hub.config.keyFile)), covers: [] });
    expect(after.has(`person.record.external_blind ${first.blind('external-id', 'crm:1')}`)).toBe(false);
    expect(after.has(`person.record.external_blind ${world.vault.blind('external-id', 'crm:1')}`)).toBe(true);
    const [twice] = await world.sql`select count(*) as count from record where not forgotten and system_id = 'crm'`;
    expect(twice!['count']).toBe(count);
    for (const id of idOf.keys()) {
      const outcome = await ask(
        crm,
        `mutation { recordPerson(input: { externalId: "${id}", name: { full: "Somebody" } }) { ... on PersonRecorded { outcome } } }`,
      );
      expect(outcome.recordPerson.outcome).toBe('UPDATED');
    }
    await other.stop();
  },
);

/** What hangs on the tables: columns, indexes, constraints, triggers, and who may do what. */
async function shapes({ sql }: World): Promise<string[]> {
  const names = CARRIED.map(relationOf);
  const rows = await sql<{ line: string }[]>`
    with named as (select oid, relname, relacl from pg_class where oid = any(${names}::text[]::regclass[]))
    select relname || ' column ' || attname || ' ' || atttypid::regtype || ' ' || attnotnull || ' ' || atthasdef as line
    from named join pg_attribute on attrelid = named.oid and attnum > 0 and not attisdropped
    union all
    select relname || ' ' || pg_get_indexdef(indexrelid) from named join pg_index on indrelid = named.oid
    union all
    select relname || ' constraint ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
    from named join pg_constraint on conrelid = named.oid
    union all
    select relname || ' ' || pg_get_triggerdef(pg_trigger.oid) from named join pg_trigger on tgrelid = named.oid and not tgisinternal
    union all
    select relname || ' right ' || a.grantee::regrole || ' ' || a.privilege_type from named, aclexplode(relacl) a
    union all
    select 'relation ' || oid::regclass from pg_class
    where relkind in ('r', 'i') and relnamespace in ('person'::regnamespace, 'decision'::regnamespace)
    order by 1`;
  return rows.map(({ line }) => line);
}

test(
  'the key is changed again and again; each time the tables are as they were, and one key is left beside the first',
  { timeout: 120_000 },
  async () => {
    await using world = await createWorld();
    const { hub } = world;
    const crm = await hub.as('crm');
    for (let id = 0; id < 20; id += 1) await recorded(crm, one(id));
    const officer = await hub.as('privacy_officer');
    const erased = await recorded(crm, { externalId: 'gone', name: { full: 'Grace Hopper' } });
    await ask(
      officer,
      `mutation ($id: ID!) { erasePerson(input: { personId: $id, reason: "SUBJECT_REQUEST" }) { __typename } }`,
      { id: erased },
    );
    await expect
      .poll(() => stored(world).then((all) => [...all].some((index) => index.startsWith('person.supp'))))
      .toBe(true);
    const before = await shapes(world);
    const first = await readMasterKeys(hub.config.keyFile);
    const seen = [await stored(world)];
    for (let round = 0; round < 2; round += 1) {
      const { key } = await rotate(world);
      const { blind, covers } = await readMasterKeys(hub.config.keyFile);
      expect(blind).toEqual(first.blind);
      expect(covers.map(({ id }) => id)).toEqual([key]);
      expect(await shapes(world)).toEqual(before);
      expect(await world.faults()).toEqual([]);
      const now = await stored(world);
      for (const earlier of seen) expect([...now].filter((index) => earlier.has(index))).toEqual([]);
      seen.push(now);
      const again = await record(crm, { externalId: 'gone', name: { full: 'Grace Hopper' } });
      expect(again.__typename).toBe('DoNotReimport');
      for (let id = 0; id < 20; id += 1) {
        const outcome = await record(crm, { ...one(id), name: { full: `Round ${round}` } });
        expect(outcome.outcome).toBe('UPDATED');
      }
    }
    // A hub that starts now has what it needs, and restores what an old backup would have lost.
    const other = await startHub(hub.config, {}, { logger: silentLogger });
    const there = createTestClient(other.url, crm.token, []);
    expect((await record(there, { externalId: 'gone', name: { full: 'Grace Hopper' } })).__typename).toBe(
      'DoNotReimport',
    );
    expect((await record(there, one(1))).outcome).toBe('UPDATED');
    await other.stop();
  },
);

test('who makes look-ups with a key that the database has left stores nothing', async () => {
  await using world = await createWorld();
  const sql = connect(
    { url: world.hub.database.url, statementTimeoutMs: 0 },
    { role: 'selfsame_person', connections: 1 },
  );
  const old = world.vault.lookUps.check;
  await sql.begin((tx) => keepLookUps(tx, [old]));
  await rotate(world);
  await expect(sql.begin((tx) => keepLookUps(tx, [old]))).rejects.toMatchObject({ code: 'LOOKS' });
  await expect(sql.begin((tx) => keepLookUps(tx, [world.vault.lookUps.check, old]))).rejects.toMatchObject({
    code: 'LOOKS',
  });
  await sql.begin((tx) => keepLookUps(tx, [world.vault.lookUps.check]));
  await closeSql(sql);
});

test('without a key that covers look-ups, no hub starts, and it says which one is missing', async () => {
  await using world = await createWorld();
  const { keyFile } = world.hub.config;
  const copy = `${keyFile}.old`;
  await copyFile(keyFile, copy);
  const { key } = await rotate(world);
  await expect(startHub({ ...world.hub.config, keyFile: copy }, {}, { logger: silentLogger })).rejects.toMatchObject({
    code: 'CONFIGURATION',
    public: expect.stringContaining(`lacks the key ${key} for look-ups`),
  });
});

test('while all records are worked on, the key stays', async () => {
  await using world = await createWorld();
  await world.sql`insert into match_build (model_id, stage) values (${randomUUID()}, 'BUILD')`;
  await expect(openLookUpWork(world.hub.config, { logger: silentLogger, tell: () => {} })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    public: expect.stringContaining('Let it end'),
  });
});
