import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { countRows } from '../support/rows.ts';

const clock = testClock('2026-01-01T00:00:00Z');
let hub: TestHub;
let crm: Client;
let hr: Client;
let onboarding: Client;
let steward: Client;

beforeAll(async () => {
  hub = await createHub({ clock });
  [crm, hr, onboarding, steward] = await Promise.all([
    hub.as('crm'),
    hub.as('hr'),
    hub.as('onboarding'),
    hub.as('steward'),
  ]);
});
afterAll(() => hub[Symbol.asyncDispose]());

const LINEAGE = `query ($id: ID!, $field: PersonField, $asOf: DateTime) {
  person(id: $id) { name { full } lineage(field: $field, asOf: $asOf) { field value original system { id } actor assertedAt recordedAt overridden reason state chosen chosenBy passedOver { id } owners } }
}`;

test('every value shows its source, its owners and why it was chosen', async () => {
  const id = await recorded(crm, {
    externalId: 'l1',
    name: { given: 'Ada', family: 'Lovelace' },
    birthDate: '1815-12-10',
    emails: [{ value: 'L1@example.com' }],
  });
  clock.advance(1000);
  await recorded(hr, {
    externalId: 'l1',
    name: { full: 'Ada King' },
    birthDate: '1815-12-10',
    emails: [{ value: 'l1@example.com' }],
  });
  const { person } = await ask(crm, LINEAGE, { id, field: 'NAME' });
  expect(person.name.full).toBe('Ada King');
  expect(person.lineage).toMatchObject([
    {
      system: { id: 'hr' },
      value: { full: 'Ada King' },
      state: 'CURRENT',
      chosen: true,
      chosenBy: 'PRECEDENCE',
      owners: ['ONBOARDING', 'HR', 'CRM', 'PARTNER'],
      actor: 'hr',
    },
    {
      system: { id: 'crm' },
      value: { full: 'Ada Lovelace' },
      original: { given: 'Ada', family: 'Lovelace' },
      state: 'CURRENT',
      chosen: false,
      chosenBy: null,
    },
  ]);
});

test('lineage tells which system it was, and needs system:read to tell how far it is trusted and what for', async () => {
  const id = await recorded(hr, { externalId: 'l0', employer: { name: 'Analytical Engines' } });
  const query = `query ($id: ID!) { person(id: $id) {
    records { system { id kind name trust purposes } claims { system { trust } } }
    lineage { system { id purposes } passedOver { trust } } } }`;
  const who = { id: 'hr', kind: 'HR', name: expect.any(String) };
  const reader = await hub.as('crm', ['person:read', 'person:lineage', 'system:read']);
  const known = await reader.query(query, { id });
  expect(known.errors).toBeUndefined();
  expect(known.data.person.records).toEqual([
    { system: { ...who, trust: 50, purposes: ['customer-service'] }, claims: [{ system: { trust: 50 } }] },
  ]);
  const other = await hub.as('crm', ['person:read', 'person:lineage']);
  const { data, errors } = await other.query(query, { id });
  expect(data.person.records).toEqual([
    { system: { ...who, trust: null, purposes: null }, claims: [{ system: { trust: null } }] },
  ]);
  expect(data.person.lineage).toEqual([{ system: { id: 'hr', purposes: null }, passedOver: [] }]);
  expect(errors?.map(({ message }) => message)).toEqual(Array(4).fill('Not allowed.'));
});

test('the history of a field can be read as of any moment', async () => {
  clock.set('2026-02-01T00:00:00Z');
  const id = await recorded(crm, { externalId: 'l2', birthDate: '1980', emails: [{ value: 'l2@example.com' }] });
  clock.set('2026-02-02T00:00:00Z');
  await recorded(onboarding, { externalId: 'l2', birthDate: '1980-05-17', emails: [{ value: 'l2@example.com' }] });
  const chosenAt = async (asOf?: string) =>
    (await ask(crm, LINEAGE, { id, field: 'BIRTH_DATE', asOf })).person.lineage
      .filter((claim: any) => claim.chosen)
      .map((claim: any) => claim.value);
  expect(await chosenAt('2026-01-31T00:00:00Z')).toEqual([]);
  expect(await chosenAt('2026-02-01T12:00:00Z')).toEqual(['1980']);
  expect(await chosenAt()).toEqual(['1980-05-17']);
});

test('an override goes first until it is released, with its reason in the history', async () => {
  clock.set('2026-02-03T00:00:00Z');
  const id = await recorded(onboarding, { externalId: 'l3', name: { full: 'Wrong' } });
  const override = `mutation ($input: OverrideFieldInput!) { overrideField(input: $input) { __typename ... on FieldOverridden { claimId person { name { full } } } ... on InvalidInput { problems { path } } ... on VersionConflict { actual } } }`;
  const release = `mutation ($input: ReleaseOverrideInput!) { releaseOverride(input: $input) { __typename ... on OverrideReleased { person { name { full } } } } }`;
  clock.advance(1000);
  expect(
    (
      await ask(steward, override, {
        input: { personId: id, fact: { name: { full: 'Right' } }, reason: 'saw the passport' },
      })
    ).overrideField,
  ).toMatchObject({
    __typename: 'FieldOverridden',
    person: { name: { full: 'Right' } },
  });
  clock.advance(1000);
  await recorded(onboarding, { externalId: 'l3', name: { full: 'Wrong again' } });
  const { person } = await ask(crm, LINEAGE, { id, field: 'NAME' });
  expect(person.name.full).toBe('Right');
  expect(person.lineage.find((claim: any) => claim.overridden)).toMatchObject({
    chosen: true,
    chosenBy: 'OVERRIDE',
    reason: 'saw the passport',
    system: { id: 'steward' },
  });
  expect(
    (await ask(steward, override, { input: { personId: id, fact: {}, reason: 'x' } })).overrideField.problems,
  ).toEqual([{ path: 'fact' }]);
  expect(
    (
      await ask(steward, override, {
        input: { personId: id, fact: { gender: 'MALE' }, reason: '', expectedVersion: 1 },
      })
    ).overrideField.problems,
  ).toEqual([{ path: 'reason' }]);
  expect(
    (
      await ask(steward, override, {
        input: { personId: id, fact: { gender: 'MALE' }, reason: 'x', expectedVersion: 1 },
      })
    ).overrideField,
  ).toEqual({ __typename: 'VersionConflict', actual: 3 });
  clock.advance(1000);
  expect(
    (await ask(steward, release, { input: { personId: id, field: 'NAME', reason: 'mended' } })).releaseOverride,
  ).toEqual({
    __typename: 'OverrideReleased',
    person: { name: { full: 'Wrong again' } },
  });
  expect(
    (await ask(steward, release, { input: { personId: id, field: 'NAME', reason: 'mended' } })).releaseOverride
      .__typename,
  ).toBe('NotFound');
  const history = (await ask(crm, LINEAGE, { id, field: 'NAME' })).person.lineage;
  expect(history.map((claim: any) => claim.reason).filter(Boolean)).toEqual(['mended', 'saw the passport']);
});

test('identifiers stay hidden in the history from who may not read them', async () => {
  const id = await recorded(onboarding, {
    externalId: 'l4',
    name: { full: 'A' },
    identifiers: [{ type: 'PASSPORT', value: 'X1' }],
  });
  const decision = await hub.as('decision');
  const fields = async (client: Client) =>
    (await ask(client, LINEAGE, { id })).person.lineage.map((claim: any) => claim.field).toSorted();
  expect(await fields(decision)).toEqual(['NAME']);
  expect(await fields(crm)).toEqual(['IDENTIFIERS', 'NAME']);
});

test('a forgotten record cannot be read again, in the history either', async () => {
  const shared = { externalId: 'l5', birthDate: '1971-11-30', emails: [{ value: 'l5@example.com' }] };
  const input = { ...shared, name: { full: 'Maria Forget' } };
  const id = await recorded(crm, input);
  await recorded(hr, { ...shared, name: { full: 'Maria Keep' } });
  const keys = (await countRows(hub.database.url))['person.key']!;
  const forget =
    'mutation ($externalId: String!) { forgetRecord(input: { externalId: $externalId }) { __typename ... on RecordForgotten { person { status name { full } } } } }';
  expect((await ask(crm, forget, { externalId: 'l5' })).forgetRecord).toEqual({
    __typename: 'RecordForgotten',
    person: { status: 'ACTIVE', name: { full: 'Maria Keep' } },
  });
  expect((await countRows(hub.database.url))['person.key']).toBe(keys - 1);
  expect(JSON.stringify((await ask(hr, LINEAGE, { id })).person)).not.toContain('Maria Forget');
  expect((await ask(hr, forget, { externalId: 'l5' })).forgetRecord).toEqual({
    __typename: 'RecordForgotten',
    person: { status: 'FORGOTTEN', name: null },
  });
  expect((await ask(hr, forget, { externalId: 'l5' })).forgetRecord).toEqual({ __typename: 'NotFound' });
  expect((await ask(hr, LINEAGE, { id })).person).toEqual({ name: null, lineage: [] });
  expect(await recorded(crm, input)).not.toBe(id);
});

test('of overrides that count on the same version one is taken, whichever connections they come over', async () => {
  const id = await recorded(onboarding, { externalId: 'race', name: { full: 'Race' } });
  const override = `mutation ($input: OverrideFieldInput!) { overrideField(input: $input) { __typename } }`;
  for (let version = 1; version <= 6; version += 1) {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        ask(steward, override, {
          input: { personId: id, fact: { name: { full: `Race ${n}` } }, reason: 'x', expectedVersion: version },
        }),
      ),
    );
    expect(answers.filter(({ overrideField }) => overrideField.__typename === 'FieldOverridden')).toHaveLength(1);
  }
});
