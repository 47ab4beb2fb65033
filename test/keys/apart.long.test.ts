import postgres from 'postgres';
import { expect, test } from 'vitest';
import { openKeyWork } from '../../src/hub/key-work.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { destroyEpoch, rotate } from '../../src/keys/rotate.ts';
import { listEpochs } from '../../src/keys/store.ts';
import { startHub } from '../../src/main.ts';
import { createDatabase } from '../support/database.ts';
import { type TestHub, createHub, createTestClient } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

const NAMES = '{ people(first: 5) { edges { node { name { full } } } } }';
const part = {};
const quiet = { logger: silentLogger };

async function published(url: string): Promise<unknown> {
  return (await fetch(`${url}/.well-known/receipt-jwks.json`)).json();
}

/** How many rows lie in schema `keys` of a database that open or sign something. */
async function secretsIn(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql<[{ count: number }]>`
      select ((select count(*) from keys.key) + (select count(*) from keys.signing_key)
        + (select count(*) from keys.epoch where wrapped is not null))::int as count`;
    return row.count;
  } finally {
    await sql.end();
  }
}

const refusalOf = (hub: TestHub, keyDatabaseUrl: string | undefined): Promise<unknown> =>
  startHub({ ...hub.config, keyDatabaseUrl }, part, quiet).then(
    () => 'started',
    (error: unknown) => error,
  );

test('nothing of keys lies beside the data where they have a database of their own', async () => {
  await using keys = await createDatabase();
  await using hub = await createHub({ env: { KEY_DATABASE_URL: keys.url } });
  const crm = await hub.as('crm');
  await recorded(crm, { externalId: 'a', name: { full: 'Somebody' } });
  expect((await ask(crm, NAMES)).people.edges[0].node.name.full).toBe('Somebody');
  expect(await secretsIn(hub.database.url)).toBe(0);
  expect(await secretsIn(keys.url)).toBeGreaterThan(0);
});

test('wrapping keys are rotated and destroyed across two databases, and nothing is wrapped with a closed one', async () => {
  await using keys = await createDatabase();
  await using hub = await createHub({ env: { KEY_DATABASE_URL: keys.url } });
  const crm = await hub.as('crm');
  await recorded(crm, { externalId: 'a', name: { full: 'Somebody' } });
  const data = postgres(hub.database.url, { max: 1 });
  const [left] = await data`select id, wrapped from person.key`;
  await using work = await openKeyWork(hub.config, { ...quiet, tell: () => {} });
  const [old] = await listEpochs(work.sql);
  await rotate(work);
  await destroyEpoch(work, old!.id);
  expect((await ask(crm, NAMES)).people.edges[0].node.name.full).toBe('Somebody');
  await expect(
    data`update person.key set wrapped = ${left!['wrapped']} where id = ${left!['id']}`,
  ).rejects.toMatchObject({
    code: '40001',
  });
  await data.end();
});

test('keys that lay beside the data are moved when a database of their own is named, and found there only', async () => {
  await using keys = await createDatabase();
  await using hub = await createHub();
  const crm = await hub.as('crm');
  await recorded(crm, { externalId: 'a', name: { full: 'Somebody' } });
  const before = await published(hub.url);
  const moved = await startHub({ ...hub.config, keyDatabaseUrl: keys.url }, part, quiet);
  expect(await published(moved.url)).toEqual(before);
  expect((await ask(createTestClient(moved.url, crm.token, []), NAMES)).people.edges).toHaveLength(1);
  await moved.stop();
  expect(await secretsIn(hub.database.url)).toBe(0);
  expect(await refusalOf(hub, undefined)).toMatchObject({
    code: 'CONFIGURATION',
    public: expect.stringContaining('Name it in KEY_DATABASE_URL'),
  });
});

test('a move that was ended in the middle goes on', async () => {
  await using keys = await createDatabase();
  await using hub = await createHub();
  const before = await published(hub.url);
  const [data, apart] = [hub.database.url, keys.url].map((url) => postgres(url, { max: 1 }));
  // What was copied before the end came is there, and what was not, is not.
  const rows = await data!`select to_jsonb(k) as row from keys.key k limit 1`;
  await apart!`insert into keys.key select (jsonb_populate_record(null::keys.key, ${rows[0]!['row']})).*`;
  await Promise.all([data!.end(), apart!.end()]);
  const moved = await startHub({ ...hub.config, keyDatabaseUrl: keys.url }, part, quiet);
  expect(await published(moved.url)).toEqual(before);
  await moved.stop();
});

test('a database that is another one than it should be is refused', async () => {
  await using keys = await createDatabase();
  await using first = await createHub({ env: { KEY_DATABASE_URL: keys.url } });
  await using second = await createHub();
  expect(await refusalOf(second, keys.url)).toMatchObject({
    code: 'CONFIGURATION',
    public: expect.stringContaining('of another hub'),
  });
  expect(await refusalOf(second, second.database.url)).toMatchObject({
    code: 'CONFIGURATION',
    public: expect.stringContaining('names the database of the data'),
  });
  const away = new URL(keys.url);
  away.pathname = '/nothing';
  expect(await refusalOf(first, away.href)).toMatchObject({
    code: 'UNAVAILABLE',
    public: expect.stringContaining('KEY_DATABASE_URL'),
  });
});
