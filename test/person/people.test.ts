import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

const clock = testClock();
let hub: TestHub;
let crm: Client;
const ids: string[] = [];

beforeAll(async () => {
  hub = await createHub({ clock });
  crm = await hub.as('crm');
  const partner = await hub.as('partner');
  for (let n = 0; n < 25; n++) {
    if (n % 3 === 0) clock.advance(1000);
    const identifiers = [{ type: 'PASSPORT', value: `P-${n}`, country: 'CH' }];
    ids.push(
      await recorded(n % 5 === 0 ? partner : crm, {
        externalId: `p${n}`,
        emails: [{ value: `p${n}@example.com` }],
        identifiers,
      }),
    );
  }
});
afterAll(() => hub[Symbol.asyncDispose]());

const PEOPLE = `query ($filter: PeopleFilter, $first: Int, $after: String) {
  people(filter: $filter, first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
}`;
const nodes = (data: any): string[] => data.people.edges.map((edge: any) => edge.node.id);

test('the pages hold everybody once, the least recently changed first', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { people }: any = await ask(crm, PEOPLE, { first: 4, after });
    seen.push(...people.edges.map((edge: any) => edge.node.id));
    after = people.pageInfo.hasNextPage ? people.pageInfo.endCursor : null;
  } while (after);
  expect(seen.toSorted()).toEqual(ids.toSorted());
  expect(seen.slice(-1)).toEqual(ids.slice(-1));
});

test('a reader who follows the pages misses no change made meanwhile', async () => {
  const { people } = await ask(crm, PEOPLE, { first: 10 });
  clock.advance(5000);
  const changed = people.edges[2].node.id;
  await recorded(crm, { externalId: `p${ids.indexOf(changed)}`, gender: 'OTHER' });
  const rest = nodes(await ask(crm, PEOPLE, { first: 200, after: people.pageInfo.endCursor }));
  expect(rest.at(-1)).toBe(changed);
});

test('filters by e-mail, identifier, system and change', async () => {
  expect(nodes(await ask(crm, PEOPLE, { filter: { email: ' P3@Example.com' } }))).toEqual([ids[3]]);
  expect(
    nodes(await ask(crm, PEOPLE, { filter: { identifier: { type: 'passport', value: 'p4', country: 'CHE' } } })),
  ).toEqual([ids[4]]);
  expect(
    nodes(await ask(crm, PEOPLE, { filter: { identifier: { type: 'passport', value: 'p4', country: 'DE' } } })),
  ).toEqual([]);
  expect(nodes(await ask(crm, PEOPLE, { filter: { system: 'partner' }, first: 50 }))).toHaveLength(5);
  expect(nodes(await ask(crm, PEOPLE, { filter: { system: 'partner', email: 'p3@example.com' } }))).toEqual([]);
  const since = clock.now().toISOString();
  expect(nodes(await ask(crm, PEOPLE, { filter: { changedSince: since } }))).toHaveLength(1);
});

test.each([
  [{ first: 0 }, 'BAD_REQUEST'],
  [{ first: 201 }, 'BAD_REQUEST'],
  [{ after: 'bm9uc2Vuc2U' }, 'BAD_CURSOR'],
  [{ filter: { email: 'x' } }, 'BAD_REQUEST'],
  [{ filter: { changedSince: 'x' } }, 'BAD_REQUEST'],
  [{ filter: { identifier: { type: 'PASSPORT', value: '1', country: 'Atlantis' } } }, 'BAD_REQUEST'],
  [{ filter: { identifier: { type: 'PASSPORT', value: '1'.repeat(101) } } }, 'BAD_REQUEST'],
])('refuses %j', async (variables, code) => {
  const { data, errors } = await crm.query(PEOPLE, variables);
  expect(data).toEqual({ people: null });
  expect(errors?.[0]?.extensions?.code).toBe(code);
});

test('asking whether an identifier is known needs the right to read identifiers', async () => {
  const decision = await hub.as('decision');
  const { errors } = await decision.query(PEOPLE, {
    filter: { identifier: { type: 'PASSPORT', value: 'P-4', country: 'CH' } },
  });
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});

test('asking which system knows a person, and under which id, needs the right to read records', async () => {
  const marketing = await hub.as('marketing');
  const whose = 'query ($system: ID!, $id: String!) { personByRecord(system: $system, externalId: $id) { id } }';
  for (const answer of [
    await marketing.query(PEOPLE, { filter: { system: 'crm' } }),
    await marketing.query(PEOPLE, { filter: { system: 'nobody' } }),
    await marketing.query(whose, { system: 'crm', id: 'p1' }),
    await marketing.query(whose, { system: 'crm', id: 'nobody' }),
  ]) {
    expect(answer.errors?.map((error) => error.extensions?.code)).toEqual(['FORBIDDEN']);
  }
});

test('a system that nobody registered knows nobody, whatever its name is made of', async () => {
  for (const system of ['nobody', '', '\u0000', '\ud800', "' or 1=1 --"]) {
    expect(nodes(await ask(crm, PEOPLE, { filter: { system } }))).toEqual([]);
    expect(
      await ask(crm, 'query ($system: ID!) { personByRecord(system: $system, externalId: "p1") { id } }', { system }),
    ).toEqual({
      personByRecord: null,
    });
  }
});

test('a person that is not there, and an id that is none, look alike', async () => {
  for (const id of ['01890a5d-ac96-774b-bcce-b302099a8057', 'x', '', "' or 1=1 --"]) {
    expect(await ask(crm, 'query ($id: ID!) { person(id: $id) { id } }', { id })).toEqual({ person: null });
  }
});
