import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

const clock = testClock('2026-03-01T12:00:00Z');
let hub: TestHub;
let steward: Client;
let crm: Client;
let id: string;

const CLAIM =
  'id field value state chosen chosenBy overridden recordId assertedAt recordedAt reason passedOver { id } system { id }';
const WHOLE = `query ($id: ID!, $field: PersonField) { person(id: $id) { lineage(field: $field) { ${CLAIM} } records { id } } }`;
const PAGE = `query ($id: ID!, $field: PersonField, $first: Int, $after: ID) {
  person(id: $id) { lineage(field: $field, first: $first, after: $after) { ${CLAIM} } } }`;

beforeAll(async () => {
  hub = await createHub({ clock });
  [steward, crm] = await Promise.all([hub.as('steward'), hub.as('crm')]);
  const onboarding = await hub.as('onboarding');
  const emails = [{ value: 'ada@example.com' }];
  for (let n = 0; n < 12; n += 1) {
    clock.advance(1_000);
    const record = {
      emails,
      name: { full: `Ada Lovelace ${'I'.repeat(n % 3)}` },
      birthDate: `1985-05-0${1 + (n % 7)}`,
    };
    id = await recorded(n % 4 === 3 ? onboarding : crm, { externalId: `${n % 5}`, ...record });
    // What arrives late is older than what holds.
    if (n === 8) await recorded(crm, { externalId: '0', emails, gender: 'FEMALE', assertedAt: '2026-02-01T00:00:00Z' });
    if (n % 5 === 1)
      await ask(
        steward,
        'mutation ($id: ID!) { overrideField(input: { personId: $id, reason: "seen", fact: { gender: FEMALE } }) { __typename } }',
        { id },
      );
    if (n % 5 === 3)
      await ask(
        steward,
        'mutation ($id: ID!) { releaseOverride(input: { personId: $id, reason: "wrong", field: GENDER }) { __typename } }',
        { id },
      );
  }
});
afterAll(() => hub[Symbol.asyncDispose]());

async function paged(client: Client, first: number, field: string | null = null): Promise<any[]> {
  const claims: any[] = [];
  for (let after: string | null = null; ;) {
    const { person } = await ask(client, PAGE, { id, field, first, after });
    claims.push(...person.lineage);
    if (person.lineage.length < first) return claims;
    after = person.lineage.at(-1).id;
  }
}

test.each([1, 3, 200])('in pages of %i a history says what the whole of it says', async (first) => {
  const { person } = await ask(steward, WHOLE, { id });
  expect(person.lineage.length).toBeGreaterThan(25);
  expect(await paged(steward, first)).toEqual(person.lineage);
});

test.each(['GENDER', 'NAME'])('in pages the history of %s says what the whole of it says', async (field) => {
  const { person } = await ask(steward, WHOLE, { id, field });
  expect(person.lineage.length).toBeGreaterThan(2);
  expect(await paged(steward, 2, field)).toEqual(person.lineage);
});

test('the records of a person can be read page by page', async () => {
  const { person } = await ask(crm, WHOLE, { id });
  const { person: begin } = await ask(crm, 'query ($id: ID!) { person(id: $id) { records(first: 2) { id } } }', { id });
  const after = begin.records.at(-1).id;
  const text = 'query ($id: ID!, $after: ID) { person(id: $id) { records(first: 200, after: $after) { id } } }';
  const { person: rest } = await ask(crm, text, { id, after });
  expect([...begin.records, ...rest.records]).toEqual(person.records);
});

test('behind a claim that is not there stands nothing', async () => {
  const { person } = await ask(crm, PAGE, { id, first: 5, after: '00000000-0000-4000-8000-000000000000' });
  expect(person.lineage).toEqual([]);
});

test.each([{ first: 0 }, { first: 201 }, { after: 'x' }])('refuses a page such as %o', async (page) => {
  const { errors } = await crm.query(PAGE, { id, ...page });
  expect(errors?.[0]?.extensions?.['code']).toBe('BAD_REQUEST');
});

test('refuses a page of what was known at a moment', async () => {
  const text = '{ person(id: "%") { lineage(first: 5, asOf: "2026-03-01T12:00:00Z") { id } } }'.replace('%', id);
  const { errors } = await crm.query(text);
  expect(errors?.[0]?.extensions?.['code']).toBe('BAD_REQUEST');
});
