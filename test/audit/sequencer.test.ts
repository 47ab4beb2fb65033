import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Body } from '../../src/audit/entry.ts';
import { commitment } from '../../src/audit/entry.ts';
import { openAudit } from '../../src/audit/intake.ts';
import { readCheckpoint, readNote, signersOf } from '../../src/audit/note.ts';
import { findCheckpoint } from '../../src/audit/store.ts';
import { hashLeaf } from '../../src/audit/tree/hash.ts';
import { Tiles } from '../../src/audit/tree/tiles.ts';
import { newAccess } from './support/access.ts';
import { ORIGIN, type TestAudit, createAudit } from './support/audit.ts';

let shared: TestAudit;
beforeAll(async () => (shared = await createAudit()));
afterAll(() => shared[Symbol.asyncDispose]());

const listBodies = async (): Promise<string[]> => {
  const rows = await shared.sql<{ index: number; body: string }[]>`select index, body from entry order by index`;
  expect(rows.map(({ index }) => index)).toEqual(rows.map((_, place) => place));
  return rows.map(({ body }) => body);
};
const lastCheckpoint = async () => {
  const note = readNote((await findCheckpoint(shared.sql))!.note)!;
  expect(signersOf(note, shared.keys)).toHaveLength(1);
  return readCheckpoint(note.text)!;
};
const rootOf = (bodies: readonly string[]): Buffer => {
  const tiles = new Tiles();
  tiles.append(0, bodies.map(hashLeaf));
  return tiles.rootOf({ start: 0, end: bodies.length });
};

test('every access gets a place of its own, and the root that is signed is that of all', async () => {
  await shared.write({ operation: 'first' });
  await shared.fill(300);
  await shared.write({ operation: 'last' });
  const bodies = await listBodies();
  expect(bodies).toHaveLength(302);
  expect((JSON.parse(bodies.at(-1)!) as Body).operation).toBe('last');
  expect(await lastCheckpoint()).toEqual({ origin: ORIGIN, size: 302, root: rootOf(bodies) });
  expect(await shared.sql`select from intake`).toHaveLength(0);
});

test('every event of the log is an act, once', async () => {
  const personId = randomUUID();
  const event = { id: randomUUID(), name: 'identity.created' as const, subject: personId, actor: 'crm/ada' };
  await shared.events.write(event);
  await shared.events.write({ name: 'system.registered', subject: 'crm' });
  await shared.auditLog.settle();
  const [act, system] = (await listBodies()).slice(-2).map((body) => JSON.parse(body) as Body);
  expect(act).toMatchObject({
    kind: 'ACT',
    event: 'identity.created',
    eventId: event.id,
    source: 'person',
    client: 'crm',
  });
  expect(JSON.stringify(act)).not.toContain(personId);
  expect(system).toMatchObject({ kind: 'ACT', event: 'system.registered', about: 'crm', people: [] });
  const [opening] = await shared.sql<{ actor: string; people: string[]; peopleSalts: string[] }[]>`
    select actor, people, people_salts from opening where people @> ${[personId]}`;
  expect(opening).toMatchObject({ actor: 'crm/ada', people: [personId] });
  expect(commitment(opening!.peopleSalts[0]!, personId)).toBe(act!.people[0]);
});

test('hubs that write and place at once leave no gap and lose nothing', async () => {
  const before = (await listBodies()).length;
  const hubs = await Promise.all([1, 2, 3].map(() => shared.another()));
  const audits = hubs.map(() => openAudit(shared.sql));
  await Promise.all(
    hubs.map(async (hub, place) => {
      for (let round = 0; round < 10; round += 1) {
        await Promise.all(Array.from({ length: 20 }, () => audits[place]!.read(newAccess())));
        await shared.events.write();
        await hub.settle();
      }
    }),
  );
  const bodies = await listBodies();
  expect(bodies.length - before).toBe(3 * 10 * 21);
  expect(new Set(bodies.map((body) => (JSON.parse(body) as Body).id)).size).toBe(bodies.length);
  expect(await lastCheckpoint()).toMatchObject({ size: bodies.length, root: rootOf(bodies) });
});

test('who was erased is opened by nothing any more, also by what is written later, and the root stays', async () => {
  const [erased, other] = [randomUUID(), randomUUID()];
  await shared.write({ personIds: [other, erased] });
  const before = await lastCheckpoint();
  const bodies = await listBodies();
  await shared.admin`select audit.forget(${[erased]})`;
  await shared.write({ personIds: [erased, other] });
  const rows = await shared.sql<{ people: (string | null)[]; peopleSalts: (string | null)[] }[]>`
    select people, people_salts from opening order by index desc limit 2`;
  expect(rows.map(({ people }) => people)).toEqual([
    [null, other],
    [other, null],
  ]);
  expect(rows.map(({ peopleSalts }) => peopleSalts.map((salt) => salt === null))).toEqual([
    [true, false],
    [false, true],
  ]);
  expect((await listBodies()).slice(0, -1)).toEqual(bodies);
  expect(before.root).toEqual(rootOf(bodies));
  const everything = await shared.admin<{ text: string }[]>`
    select opening::text as text from audit.opening union all select entry::text from audit.entry
    union all select forgotten::text from audit.forgotten union all select intake::text from audit.intake`;
  expect(everything.filter(({ text }) => text.includes(erased))).toEqual([]);
});

test('signs nothing that is no continuation of what it signed', async () => {
  await shared.admin`delete from audit.entry where index = (select max(index) from audit.entry)`;
  await openAudit(shared.sql).read(newAccess());
  await expect(shared.auditLog.settle()).rejects.toMatchObject({ internal: expect.stringContaining('audit verify') });
});
