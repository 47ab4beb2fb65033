import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sql } from '../../src/kernel/db.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import type { NewEvent } from '../../src/log/append.ts';
import { append } from '../../src/log/append.ts';
import { type Directory, startDirectory } from '../../src/log/directory.ts';
import type { EventName } from '../../src/log/event.ts';
import { type TestLog, createLog, newEvent } from './support/log.ts';

let shared: TestLog;
let sql: Sql;
let directory: Directory;
beforeEach(async () => {
  shared = await createLog();
  sql = shared.pool('selfsame_consent', 3);
  directory = await startDirectory({ sql, log: shared.log, logger: silentLogger });
});
afterEach(async () => {
  await directory.stop();
  await shared[Symbol.asyncDispose]();
});

/** Commits events and tells nobody. */
const say = (...events: Partial<NewEvent>[]): Promise<unknown> =>
  shared.sql.begin(async (tx) => {
    for (const event of events) append(tx, newEvent(event));
  });
const registered = (id: string, clientId: string, trust = 50): Partial<NewEvent> => ({
  name: 'system.registered',
  subject: id,
  data: { id, kind: 'CRM', name: id, clientId, trust, purposes: ['support'] },
});
const recorded = (
  personId: string,
  recordId: string = randomUUID(),
  claimIds: string[] = [],
  name: EventName = 'identity.created',
): Partial<NewEvent> => ({
  name,
  subject: personId,
  data: { recordId, claimIds, fields: [], outcome: 'CREATED' },
});
const merged = (from: string, into: string): Partial<NewEvent>[] => [
  { name: 'identity.merged', subject: from, data: { into } },
  { name: 'identity.merged', subject: into, data: { merged: [from] } },
];
const forgotten = (personId: string): Partial<NewEvent> => ({
  name: 'identity.deleted',
  subject: personId,
  data: { claimIds: [] },
});

describe('what was acknowledged before is found', () => {
  test('a system by its client, as it was registered last', async () => {
    for (const trust of [10, 20, 30]) {
      await say(registered('crm', 'crm-client', trust));
      shared.log.wake();
      await directory.projection.settle();
      expect(await directory.systemOf('crm-client')).toEqual({ id: 'crm', kind: 'CRM', trust, purposes: ['support'] });
    }
    await say(registered('crm', 'other-client'));
    expect(await directory.systemOf('other-client')).toMatchObject({ id: 'crm' });
    expect(await directory.systemOf('crm-client')).toBeUndefined();
  });

  test('a person by any of its ids', async () => {
    const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
    await say(recorded(a));
    expect(await directory.findPerson(a)).toBe(a);
    await say(recorded(b), ...merged(a, b), recorded(c), ...merged(b, c));
    await directory.projection.settle();
    for (const id of [a, b, c]) {
      expect(await directory.findPerson(id)).toBe(c);
      expect((await directory.idsOf(id)).toSorted()).toEqual([a, b, c].toSorted());
    }
  });

  test('a claim, as one of the person that its record belongs to', async () => {
    const [a, b, record, other] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const claims = Array.from({ length: 5 }, () => randomUUID());
    await say(
      recorded(a, record, claims.slice(0, 2)),
      recorded(a, record, claims.slice(2, 4), 'identity.updated'),
      recorded(b, other, claims.slice(4)),
    );
    expect(await directory.foreignClaims(a, claims.slice(0, 4))).toEqual([]);
    expect(await directory.foreignClaims(a, claims)).toEqual(claims.slice(4));
    await say(...merged(b, a));
    expect(await directory.foreignClaims(a, claims)).toEqual([]);
    expect(await directory.foreignClaims(b, claims)).toEqual([]);
  });

  test('however many look at once for what was said a moment ago', async () => {
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        const id = randomUUID();
        await say(recorded(id));
        expect(await directory.findPerson(id)).toBe(id);
      }),
    );
  });
});

describe('there is nobody', () => {
  test('for an id that was never given, or is none', async () => {
    for (const id of [randomUUID(), '', 'somebody', "'; drop table known_person", '\u0000']) {
      expect(await directory.findPerson(id)).toBeUndefined();
      expect(await directory.idsOf(id)).toEqual([id]);
      expect(await directory.foreignClaims(id, ['x'])).toEqual(['x']);
      expect(await directory.systemOf(id.replaceAll('\u0000', ''))).toBeUndefined();
    }
  });

  test('where a person was forgotten, by any of its ids', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await say(recorded(a), recorded(b), ...merged(a, b), forgotten(b));
    await directory.projection.settle();
    expect(await directory.findPerson(a)).toBeUndefined();
    expect(await directory.findPerson(b)).toBeUndefined();
  });
});

test('a client that is not registered is looked up once, until a system is', async () => {
  let queries = 0;
  const counted = new Proxy(sql, {
    apply(target, self, args) {
      queries += 1;
      return Reflect.apply(target, self, args);
    },
  });
  const another = await startDirectory({ sql: counted, log: shared.log, logger: silentLogger });
  expect(await another.systemOf('stranger')).toBeUndefined();
  queries = 0;
  for (let n = 0; n < 100; n++) expect(await another.systemOf('stranger')).toBeUndefined();
  expect(queries).toBe(0);
  await say(registered('stranger', 'stranger'));
  await another.projection.settle();
  expect(await another.systemOf('stranger')).toMatchObject({ id: 'stranger' });
  await another.stop();
});

test('a system that changes while it is looked up is not kept as it was', async () => {
  await say(registered('crm', 'crm', 1));
  await directory.projection.settle();
  for (let trust = 2; trust < 12; trust++) {
    const looking = Promise.all(Array.from({ length: 20 }, () => directory.systemOf('crm')));
    await say(registered('crm', 'crm', trust));
    shared.log.wake();
    await looking;
    await directory.projection.settle();
    expect((await directory.systemOf('crm'))!.trust).toBe(trust);
  }
});

test('what is known does not depend on how events come in batches', async () => {
  const person = fc.integer({ min: 0, max: 5 });
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ what: fc.constant('record' as const), person, record: fc.integer({ min: 0, max: 7 }) }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('merge' as const), person, into: person }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('forget' as const), person }) },
  );
  const known = async (): Promise<unknown> => [
    await sql`select id, person_id, status from known_person order by id`,
    await sql`select id, person_id, claim_ids from known_record order by id`,
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const people = Array.from({ length: 6 }, () => randomUUID());
      const records = Array.from({ length: 8 }, () => randomUUID());
      const events = steps.flatMap((one): Partial<NewEvent>[] => {
        if (one.what === 'record')
          return [recorded(people[one.person]!, records[one.record], [randomUUID()], 'identity.updated')];
        if (one.what === 'forget') return [forgotten(people[one.person]!)];
        return one.person === one.into ? [] : merged(people[one.person]!, people[one.into]!);
      });
      const reset = async (): Promise<void> => {
        await shared.admin`delete from consent.known_person`;
        await shared.admin`delete from consent.known_record`;
      };
      await directory.projection.settle();
      await reset();
      for (const event of events) {
        await say(event);
        await directory.projection.settle();
      }
      const oneByOne = await known();
      await reset();
      await say(...events);
      await directory.projection.settle();
      expect(await known()).toEqual(oneByOne);
    }),
    { numRuns: 12 },
  );
}, 60_000);
