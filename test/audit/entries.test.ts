import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpackBundle } from '../../src/audit/bundle.ts';
import { hashLeaf } from '../../src/audit/tree/hash.ts';
import { Tiles } from '../../src/audit/tree/tiles.ts';
import { readCheckpoint, readNote } from '../../src/audit/note.ts';
import { isConsistent, isIncluded } from '../../src/audit/tree/proof.ts';
import { openAudit } from '../../src/audit/intake.ts';
import { closeSql, connect } from '../../src/kernel/db.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { newAccess } from './support/access.ts';

let hub: TestHub;
let crm: Client;
let auditor: Client;
beforeAll(async () => {
  hub = await createHub();
  crm = await hub.as('crm/bob@example.com');
  auditor = await hub.as('steward/ada', ['audit:read']);
});
afterAll(() => hub[Symbol.asyncDispose]());

const ENTRIES = `query ($filter: AuditFilter, $first: Int, $after: String) {
  auditEntries(filter: $filter, first: $first, after: $after) {
    next
    entries { id index time kind client system actor operation purposes bases fields peopleCount personIds withheld refused event
      eventId about traceparent leaf openings { commitment salt text } }
  }
}`;
type Page = { next: string | null; entries: any[] };
const find = async (filter: object = {}, page: object = {}): Promise<Page> =>
  (await ask(auditor, ENTRIES, { filter, ...page })).auditEntries;
const sha = (...parts: (Buffer | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** Reads by others than this hub. */
async function read(...accesses: Parameters<typeof newAccess>[0][]): Promise<void> {
  const sql = connect({ url: hub.database.url, statementTimeoutMs: 5_000 }, { role: 'selfsame_audit', connections: 1 });
  await Promise.all(accesses.map((access) => openAudit(sql).read(newAccess(access))));
  await closeSql(sql);
}

test('tells of each act who did it, what, about whom and when', async () => {
  const { person } = await record(crm, { externalId: '1', name: { full: 'Eva Muster' } });
  const { entries } = await find({ personId: person.id });
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({
    kind: 'ACT',
    event: 'identity.created',
    client: 'crm',
    actor: 'crm/bob@example.com',
    personIds: [person.id],
    peopleCount: 1,
  });
  expect(JSON.stringify(entries)).not.toContain('Muster');
});

test('tells of each operation that read somebody what it gave, for which purpose and on what basis, and what it was refused', async () => {
  const { person } = await record(crm, {
    externalId: '2',
    name: { full: 'Kim Odermatt' },
    emails: [{ value: 'kim@example.org' }],
  });
  await ask(crm, 'query ($id: ID!) { person(id: $id) { name { full } emails { value } } }', { id: person.id });
  const [given] = (await find({ personId: person.id, kind: 'READ', field: 'Person.emails' }, { first: 1 })).entries;
  expect(given).toMatchObject({
    client: 'crm',
    actor: 'crm/bob@example.com',
    operation: 'person',
    purposes: ['customer-service'],
    bases: ['CONTRACT'],
    fields: ['Person.emails', 'Person.name'],
    personIds: [person.id],
  });
  // Nobody asked her whether she wants to hear of offers.
  const marketing = await hub.as('marketing');
  await marketing.query('query ($id: ID!) { person(id: $id) { emails { value } } }', { id: person.id });
  const [refused] = (await find({ personId: person.id, client: 'marketing' }, { first: 1 })).entries;
  expect(refused).toMatchObject({ kind: 'REFUSED', refused: 'WITHHELD', withheld: 1, fields: ['Person.emails'] });
  expect(JSON.stringify([given, refused])).not.toMatch(/kim@|Odermatt/);
});

test('finds reads by each thing that they tell, and by several', async () => {
  const time = new Date('2026-01-01T00:00:00Z');
  const [one] = [newAccess({ time })];
  await read(
    one,
    { time, clientId: 'hr', system: 'hr', actor: 'hr', operation: 'people' },
    { time, purposes: ['marketing'], fields: ['Person.name', 'Person.birthDate'] },
    { time, refused: 'FORBIDDEN', operation: 'search' },
    { time: new Date('2025-01-01T00:00:00Z'), operation: 'old' },
  );
  const during = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
  const count = async (filter: object): Promise<number> => (await find({ ...during, ...filter })).entries.length;
  expect(await count({})).toBe(4);
  expect(await count({ client: 'hr' })).toBe(1);
  expect(await count({ actor: one.actor })).toBe(3);
  expect(await count({ actor: 'crm/nobody' })).toBe(0);
  expect(await count({ personId: one.personIds[0] })).toBe(1);
  expect(await count({ personId: 'nobody' })).toBe(0);
  expect(await count({ purpose: 'marketing' })).toBe(1);
  expect(await count({ field: 'Person.birthDate' })).toBe(1);
  expect(await count({ kind: 'REFUSED' })).toBe(1);
  expect(await count({ kind: 'READ', client: 'crm', purpose: 'customer-service' })).toBe(1);
  await read({ time, clientId: 'say "hi" \\' }, { time, clientId: 'say "ho" \\' });
  expect(await count({ client: 'say "hi" \\' })).toBe(1);
  expect(await count({ client: 'say ' })).toBe(0);
  const { entries } = await find({ to: '2025-06-01T00:00:00Z' });
  expect(entries.map(({ operation }) => operation)).toEqual(['old']);
});

test('gives all entries page by page, each once, the newest first', async () => {
  await read(
    ...Array.from({ length: 25 }, (_, number) => ({
      clientId: 'pages',
      time: new Date(1_700_000_000_000 + number * 1000),
    })),
  );
  const seen: any[] = [];
  let after: string | null = null;
  do {
    const page: Page = await find({ client: 'pages' }, { first: 10, after });
    seen.push(...page.entries);
    after = page.next;
  } while (after !== null);
  expect(seen).toHaveLength(25);
  expect(seen.map(({ time }) => time)).toEqual(
    seen
      .map(({ time }) => time as string)
      .toSorted()
      .toReversed(),
  );
  expect(new Set(seen.map(({ id }) => id)).size).toBe(25);
});

test('a look at the audit log is itself written down, with the people whom it named', async () => {
  const access = newAccess({ clientId: 'looked-at' });
  await read(access);
  await find({ client: 'looked-at' });
  const { entries } = await find({ actor: 'steward/ada', field: 'AuditEntry.personIds' });
  expect(entries[0]).toMatchObject({ kind: 'READ', operation: 'auditEntries', personIds: access.personIds });
});

test('is refused to everybody whose token or kind does not hold the scope', async () => {
  for (const client of [await hub.as('steward', ['person:read']), await hub.as('crm', ['audit:read'])]) {
    for (const query of [
      '{ auditEntries { next } }',
      '{ auditCheckpoint }',
      '{ auditProof(index: 0) { size } }',
      '{ auditConsistency(older: 1) { size } }',
    ]) {
      const { errors } = await client.query(query);
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
  }
});

test('whoever holds an answer can prove that it stands in the log, and that the log only grew', async () => {
  const first = readCheckpoint(readNote((await ask(auditor, '{ auditCheckpoint }')).auditCheckpoint)!.text)!;
  const { entries } = await find({}, { first: 1 });
  const [{ index, leaf, openings }] = entries as [any];
  for (const { commitment, salt, text } of openings) {
    expect(sha(Buffer.from(salt.replaceAll('-', ''), 'hex'), text).toString('base64')).toBe(commitment);
    expect(leaf).toContain(commitment);
  }
  const { auditProof, auditConsistency } = await ask(
    auditor,
    `query ($index: Float!, $older: Float!) { auditProof(index: $index) { checkpoint size hashes } auditConsistency(older: $older) { checkpoint size hashes } }`,
    { index, older: first.size },
  );
  const hashes = (proof: { hashes: string[] }): Buffer[] => proof.hashes.map((hash) => Buffer.from(hash, 'base64'));
  const last = readCheckpoint(readNote(auditProof.checkpoint)!.text)!;
  expect(isIncluded({ index, leaf: sha('\0', leaf) }, last, hashes(auditProof))).toBe(true);
  expect(
    isConsistent(first, readCheckpoint(readNote(auditConsistency.checkpoint)!.text)!, hashes(auditConsistency)),
  ).toBe(true);
});

test('is served as C2SP tlog-tiles has it, to who holds the scope', async () => {
  await read(...Array.from({ length: 300 }, () => ({ personIds: [] })));
  await find({}, { first: 1 });
  const get = (path: string, { token } = auditor): Promise<Response> =>
    fetch(`${hub.url}/audit/${path}`, { headers: { authorization: `Bearer ${token}` } });
  const checkpoint = await get('checkpoint');
  expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const { size, root } = readCheckpoint(readNote(await checkpoint.text())!.text)!;
  const bytes = async (path: string): Promise<Buffer> => Buffer.from(await (await get(path)).arrayBuffer());
  const width = size % 256;
  const [full, rest] = [await bytes('tile/entries/000'), await bytes(`tile/entries/001.p/${width}`)];
  const tiles = new Tiles();
  const bodies = [...unpackBundle(full), ...unpackBundle(rest)];
  const built = tiles.append(0, bodies.map(hashLeaf));
  expect(tiles.rootOf({ start: 0, end: size })).toEqual(root);
  expect(await bytes('tile/0/000')).toEqual(built.find(({ level, number }) => level === 0 && number === 0)!.bytes);
  expect(await bytes('tile/1/000.p/1')).toEqual(built.find(({ level }) => level === 1)!.bytes);
  for (const path of [
    'tile/0/001',
    `tile/0/001.p/${width + 50}`,
    'tile/2/000.p/1',
    'tile/00/000',
    'tile/0/1',
    '../checkpoint',
    'x',
  ]) {
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  }
  expect((await get('checkpoint', await hub.as('crm'))).status).toBe(403);
  expect((await fetch(`${hub.url}/audit/checkpoint`)).status).toBe(401);
  expect((await find({ field: 'AuditEntry.leaf' })).entries[0]).toMatchObject({
    operation: `/audit/tile/entries/001.p/${width}`,
  });
});

test('answers null to what is not in the log, and refuses wrong cursors and pages', async () => {
  for (const index of [10 ** 9, -1, 0.5]) {
    expect((await ask(auditor, `{ auditProof(index: ${index}) { size } }`)).auditProof).toBeNull();
  }
  expect((await ask(auditor, '{ auditConsistency(older: 1000000000) { size } }')).auditConsistency).toBeNull();
  expect((await auditor.query(ENTRIES, { after: 'x' })).errors?.[0]?.extensions?.code).toBe('BAD_CURSOR');
  expect((await auditor.query(ENTRIES, { filter: { from: 'yesterday' } })).errors?.[0]?.message).toContain(
    'filter.from',
  );
  expect((await auditor.query(ENTRIES, { first: 201 })).errors?.[0]?.extensions?.code).toBe('BAD_REQUEST');
});
