import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, record, recorded } from '../support/operations.ts';
import { countRows } from '../support/rows.ts';

const clock = testClock();
let hub: TestHub;
let crm: Client;
let hr: Client;
let onboarding: Client;
let partner: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, hr, onboarding, partner] = await Promise.all([
    hub.as('crm'),
    hub.as('hr'),
    hub.as('onboarding'),
    hub.as('partner'),
  ]);
});
afterAll(() => hub[Symbol.asyncDispose]());

describe('ownership', () => {
  test('refuses a write by a system that does not own the field, and stores nothing', async () => {
    const before = await countRows(hub.database.url);
    const outcome = await record(hr, {
      externalId: 'own-1',
      name: { full: 'A' },
      locale: 'de',
      extensions: { crm: {} },
    });
    expect(outcome).toEqual({
      __typename: 'FieldNotOwned',
      fields: [
        { field: 'locale', owners: ['IDP', 'CRM'] },
        { field: 'extensions.crm', owners: ['CRM'] },
      ],
    });
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test.each(['verification', 'decision', 'marketing', 'analytics', 'steward'])(
    'gives %s no right to write a person',
    async (kind) => {
      const answer = await (
        await hub.as(kind)
      ).query('mutation { recordPerson(input: { externalId: "x", name: { full: "A" } }) { __typename } }');
      expect(answer.data).toEqual({ recordPerson: null });
      expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    },
  );
});

describe('bad input', () => {
  test('comes back with every path, and nothing is stored', async () => {
    const before = await countRows(hub.database.url);
    const outcome = await record(crm, {
      externalId: '',
      name: { given: 'A\u0007' },
      birthDate: '1980-02-30',
      emails: [{ value: 'x' }],
      assertedAt: 'yesterday',
      idempotencyKey: '',
    });
    expect(outcome.__typename).toBe('InvalidInput');
    expect(outcome.problems.map((problem: { path: string }) => problem.path).toSorted()).toEqual([
      'assertedAt',
      'birthDate',
      'emails.0.value',
      'externalId',
      'idempotencyKey',
      'name.given',
    ]);
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('is refused when it says nothing, or speaks of the future', async () => {
    expect((await record(crm, { externalId: 'empty' })).problems).toHaveLength(1);
    expect(
      (await record(crm, { externalId: 'f', gender: 'MALE', assertedAt: '2030-01-01T00:00:00Z' })).problems[0].path,
    ).toBe('assertedAt');
  });
});

describe('a record', () => {
  test('is one per system and external id', async () => {
    const first = await record(crm, { externalId: 'rec-1', name: { full: 'Grace Hopper' } });
    const again = await record(crm, { externalId: 'rec-1', name: { full: 'Grace Hopper' } });
    const changed = await record(crm, { externalId: 'rec-1', name: { full: 'Grace B. Hopper' } });
    const foreign = await record(hr, { externalId: 'rec-1', name: { full: 'Somebody Else' } });
    expect([first, again, changed, foreign].map(({ outcome }) => outcome)).toEqual([
      'CREATED',
      'UNCHANGED',
      'UPDATED',
      'CREATED',
    ]);
    expect(changed.person.id).toBe(first.person.id);
    expect(foreign.person.id).not.toBe(first.person.id);
  });

  test('keeps what is left away and takes back what is null', async () => {
    const id = await recorded(crm, {
      externalId: 'rec-2',
      name: { full: 'A' },
      gender: 'FEMALE',
      emails: [{ value: 'rec2@example.com' }],
    });
    await recorded(crm, { externalId: 'rec-2', gender: null });
    expect(
      (await ask(crm, 'query ($id: ID!) { person(id: $id) { gender name { full } emails { value } } }', { id })).person,
    ).toEqual({
      gender: null,
      name: { full: 'A' },
      emails: [{ value: 'rec2@example.com' }],
    });
  });

  test('refuses a version that is no longer there', async () => {
    await recorded(crm, { externalId: 'rec-3', name: { full: 'A' }, expectedVersion: 0 });
    expect(await record(crm, { externalId: 'rec-3', name: { full: 'B' }, expectedVersion: 0 })).toEqual({
      __typename: 'VersionConflict',
      expected: 0,
      actual: 1,
    });
    expect((await record(crm, { externalId: 'rec-3', name: { full: 'B' }, expectedVersion: 1 })).outcome).toBe(
      'UPDATED',
    );
  });

  test('puts what arrives late into the history only, once', async () => {
    const id = await recorded(crm, { externalId: 'rec-4', name: { full: 'New' }, assertedAt: '2026-02-01T00:00:00Z' });
    clock.advance(1000);
    const late = { externalId: 'rec-4', name: { full: 'Old' }, assertedAt: '2026-01-01T00:00:00Z' };
    expect((await record(crm, late)).outcome).toBe('LATE');
    expect((await record(crm, late)).outcome).toBe('UNCHANGED');
    const { person } = await ask(
      crm,
      'query ($id: ID!) { person(id: $id) { name { full } lineage(field: NAME) { value state chosen } } }',
      { id },
    );
    expect(person.name.full).toBe('New');
    expect(person.lineage.map(({ value, ...rest }: any) => ({ name: value.full, ...rest }))).toEqual([
      { name: 'Old', state: 'SUPERSEDED', chosen: false },
      { name: 'New', state: 'CURRENT', chosen: true },
    ]);
  });

  test('finds its person again by system and external id', async () => {
    const id = await recorded(crm, { externalId: 'rec 5/ü', name: { full: 'A' } });
    const query =
      'query ($system: ID!, $externalId: String!) { personByRecord(system: $system, externalId: $externalId) { id } }';
    expect(await ask(hr, query, { system: 'crm', externalId: 'rec 5/ü' })).toEqual({ personByRecord: { id } });
    expect(await ask(hr, query, { system: 'hr', externalId: 'rec 5/ü' })).toEqual({ personByRecord: null });
  });
});

describe('idempotency', () => {
  test('answers a retry as it answered first, and does nothing twice', async () => {
    const input = { externalId: 'idem-1', name: { full: 'A' }, idempotencyKey: 'idem-1' };
    const first = await record(crm, input);
    await record(crm, { externalId: 'idem-1', name: { full: 'B' } });
    const before = await countRows(hub.database.url);
    const again = await record(crm, input);
    expect(again).toMatchObject({ outcome: 'CREATED', recordId: first.recordId });
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('refuses a key that was used with another input, by the same system only', async () => {
    await record(crm, { externalId: 'idem-2', name: { full: 'A' }, idempotencyKey: 'idem-2' });
    expect(await record(crm, { externalId: 'idem-2', name: { full: 'B' }, idempotencyKey: 'idem-2' })).toEqual({
      __typename: 'IdempotencyConflict',
      inFlight: false,
    });
    expect((await record(hr, { externalId: 'idem-2', name: { full: 'B' }, idempotencyKey: 'idem-2' })).outcome).toBe(
      'CREATED',
    );
  });

  test('runs once when the same write comes twenty times at once', async () => {
    const input = { externalId: 'idem-3', name: { full: 'A' }, idempotencyKey: 'idem-3' };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => record(crm, input)));
    const recordedOnes = outcomes.filter((outcome) => outcome.__typename === 'PersonRecorded');
    expect(new Set(recordedOnes.map((outcome) => outcome.recordId)).size).toBe(1);
    expect(recordedOnes.every((outcome) => outcome.outcome === 'CREATED')).toBe(true);
    for (const outcome of outcomes) if (outcome.__typename !== 'PersonRecorded') expect(outcome.inFlight).toBe(true);
  });
});

describe('one person', () => {
  test('joins records with an equal e-mail address, identifier or customer number', async () => {
    const id = await recorded(crm, {
      externalId: 'join-1',
      emails: [{ value: 'Join@Example.com' }],
      identifiers: [{ type: 'CUSTOMER_NUMBER', value: 'K-77' }],
    });
    expect(await recorded(hr, { externalId: 'join-1', emails: [{ value: 'join@example.com' }] })).toBe(id);
    expect(
      await recorded(partner, { externalId: 'join-1', identifiers: [{ type: 'customer number', value: 'k77' }] }),
    ).toBe(id);
  });

  test('keeps apart whom a birth date or a national id contradicts', async () => {
    const shared = [{ value: 'family@example.com' }];
    const parent = await recorded(onboarding, { externalId: 'veto-1', birthDate: '1970-01-01', emails: shared });
    const child = await recorded(onboarding, { externalId: 'veto-2', birthDate: '2001-01-01', emails: shared });
    const partial = await recorded(hr, { externalId: 'veto-3', birthDate: '1970', emails: shared });
    const ssn = (value: string) => [{ type: 'SSN', value, country: 'US' }];
    const one = await recorded(onboarding, {
      externalId: 'veto-4',
      identifiers: ssn('536-22-8145'),
      emails: [{ value: 'two@example.com' }],
    });
    const two = await recorded(onboarding, {
      externalId: 'veto-5',
      identifiers: ssn('417-60-3392'),
      emails: [{ value: 'two@example.com' }],
    });
    expect(child).not.toBe(parent);
    expect(partial).toBe(parent);
    expect(two).not.toBe(one);
  });

  test('merges people that a record shows to be one; the oldest id stays and the others still resolve', async () => {
    const older = await recorded(crm, { externalId: 'merge-1', emails: [{ value: 'm1@example.com' }] });
    const newer = await recorded(hr, { externalId: 'merge-2', emails: [{ value: 'm2@example.com' }] });
    expect(newer).not.toBe(older);
    expect(
      await recorded(onboarding, {
        externalId: 'merge-3',
        emails: [{ value: 'm1@example.com' }, { value: 'm2@example.com' }],
      }),
    ).toBe(older);
    const { person } = await ask(
      crm,
      'query ($id: ID!) { person(id: $id) { id mergedIds emails { value } records { externalId } } }',
      { id: newer },
    );
    expect(person).toEqual({
      id: older,
      mergedIds: [newer],
      emails: [{ value: 'm1@example.com' }, { value: 'm2@example.com' }],
      records: [{ externalId: 'merge-1' }, { externalId: 'merge-2' }, { externalId: 'merge-3' }],
    });
  });

  test('is one, however many first records of it arrive at once', async () => {
    const clients = [crm, hr, onboarding, partner];
    const ids = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        recorded(clients[index % 4]!, { externalId: `rush-${index}`, emails: [{ value: 'rush@example.com' }] }),
      ),
    );
    expect(new Set(ids).size).toBe(1);
  });

  test('survives crossing merges from many connections', async () => {
    const email = (n: number) => ({ value: `cross${n}@example.com` });
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => recorded(crm, { externalId: `cross-${n}`, emails: [email(n)] })),
    );
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        recorded(hr, { externalId: `cross-${n}`, emails: [email(n), email((n * 5 + 1) % 12)] }),
      ),
    );
    await recorded(partner, { externalId: 'cross-all', emails: Array.from({ length: 12 }, (_, n) => email(n)) });
    const ids = await Promise.all(
      Array.from(
        { length: 12 },
        async (_, n) =>
          (await ask(crm, `{ personByRecord(system: "crm", externalId: "cross-${n}") { id } }`)).personByRecord.id,
      ),
    );
    expect(new Set(ids).size).toBe(1);
  });
});
