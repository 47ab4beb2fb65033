import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type NewEntry, commitment, entriesOfAccess } from '../../src/audit/entry.ts';
import { openAudit } from '../../src/audit/intake.ts';
import type { Sql } from '../../src/kernel/db.ts';
import { type TestLog, createLog } from '../log/support/log.ts';
import { newAccess } from './support/access.ts';

let shared: TestLog;
let sql: Sql;
beforeAll(async () => {
  shared = await createLog();
  sql = shared.pool('selfsame_audit', 3);
});
afterAll(() => shared[Symbol.asyncDispose]());
beforeEach(() => sql`delete from intake`);

const list = async (): Promise<NewEntry[]> =>
  sql<NewEntry[]>`select body, actor, actor_salt, people, people_salts from intake order by id`;

test('is on disk when it resolves', async () => {
  const personId = randomUUID();
  await openAudit(sql).read(newAccess({ personIds: [personId] }));
  const [entry] = (await list()) as [NewEntry];
  expect(JSON.parse(entry.body)).toMatchObject({ kind: 'READ', client: 'crm', fields: ['Person.emails'] });
  expect(entry.people).toEqual([personId]);
});

test('what comes in one turn of the event loop is written by one statement', async () => {
  const audit = openAudit(sql);
  await Promise.all(Array.from({ length: 100 }, () => audit.read(newAccess())));
  const [row] = await sql<{ count: number; statements: number }[]>`
    select count(*), count(distinct xmin::text) as statements from intake`;
  expect(row).toEqual({ count: 100, statements: 1 });
});

test('in a crowd, an access waits a moment for those that are under way, and for nobody who has ended', async () => {
  const audit = openAudit(sql);
  await Promise.all([audit.read(newAccess()), audit.read(newAccess())]);
  const [first, second, nothing] = [{}, {}, {}];
  for (const operation of [first, second, nothing]) audit.expect(operation);
  const one = audit.read(newAccess(), first);
  await new Promise((resolve) => setImmediate(resolve));
  audit.release(nothing);
  await Promise.all([one, audit.read(newAccess(), second)]);
  const rows = await sql<{ count: number }[]>`select count(*) from intake group by xmin::text order by min(id)`;
  expect(rows.map(({ count }) => count)).toEqual([2, 2]);
});

test('several hubs write at once, and nothing is lost', async () => {
  const hubs = [1, 2, 3].map(() => openAudit(shared.pool('selfsame_audit', 2)));
  const names = Array.from({ length: 300 }, (_, number) => `operation ${number}`);
  await Promise.all(names.map((operation, number) => hubs[number % 3]!.read(newAccess({ operation }))));
  const entries = await list();
  expect(entries.map(({ body }) => (JSON.parse(body) as { operation: string }).operation).toSorted()).toEqual(
    names.toSorted(),
  );
});

test('fails when the database takes nothing, so that what was read is not given out', async () => {
  const gone = shared.pool('selfsame_audit', 1);
  await gone.end({ timeout: 0 });
  await expect(openAudit(gone).read(newAccess())).rejects.toMatchObject({ code: 'CONNECTION_ENDED' });
});

test('a leaf names nobody, and says so much that whoever has the salt can show who it was', () => {
  const personIds = [randomUUID(), randomUUID()];
  const [{ body, actor, actorSalt, people, peopleSalts }] = entriesOfAccess(newAccess({ personIds })) as [NewEntry];
  for (const secret of [...personIds, 'ada', 'example.com', actorSalt, ...peopleSalts])
    expect(body).not.toContain(secret);
  const leaf = JSON.parse(body) as { actor: string; people: string[] };
  expect(leaf.actor).toBe(commitment(actorSalt, actor));
  expect(leaf.people).toEqual(people.map((id, place) => commitment(peopleSalts[place]!, id)));
  expect(people).toEqual(personIds);
});

test('the same person is committed to anew in each entry', () => {
  const access = newAccess();
  const commitments = [1, 2, 3].map(
    () => (JSON.parse(entriesOfAccess(access)[0]!.body) as { people: string[] }).people[0],
  );
  expect(new Set(commitments).size).toBe(3);
});

test('a read of very many people is several entries, each a leaf of a size that fits', () => {
  const personIds = Array.from({ length: 1_201 }, () => randomUUID());
  const entries = entriesOfAccess(newAccess({ personIds: [...personIds, ...personIds] }));
  expect(entries.map(({ people }) => people.length)).toEqual([500, 500, 201]);
  expect(Math.max(...entries.map(({ body }) => Buffer.byteLength(body)))).toBeLessThan(65_536);
});

test('takes whatever a client calls itself', async () => {
  const odd = `\0 \ud800 "quoted" ${'long'.repeat(10_000)}`;
  await openAudit(sql).read(newAccess({ actor: odd, operation: odd, fields: [odd] }));
  const [row] = await sql<{ operation: string }[]>`
    select body::jsonb ->> 'operation' as operation from intake`;
  expect(row!.operation).toHaveLength(299);
});
