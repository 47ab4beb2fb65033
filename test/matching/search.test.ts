import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';

let hub: TestHub;
let crm: Client;
let partner: Client;
/** By their external ids. */
const people: Record<string, string> = {};

beforeAll(async () => {
  hub = await createHub();
  crm = await hub.as('crm');
  partner = await hub.as('partner');
  const known: Record<string, Record<string, unknown>> = {
    mueller: {
      name: { given: 'Katharina', family: 'Müller' },
      birthDate: '1980-05-17',
      emails: [{ value: 'katharina.mueller@example.com' }],
      phones: [{ value: '+41 44 668 18 00' }],
      addresses: [{ lines: ['Bahnhofstrasse 12'], locality: 'Zürich', postalCode: '8001' }],
      identifiers: [{ type: 'PASSPORT', value: 'X1234567', country: 'CH' }],
    },
    mulder: { name: { given: 'Kathleen', family: 'Mulder' }, birthDate: '1991-01-02' },
    kowalczyk: { name: { given: 'Zbigniew', family: 'Kowalczyk' }, emails: [{ value: 'zk@example.com' }] },
    ivanova: { name: { full: 'Анна Иванова' }, birthDate: '1975-11-30' },
    smith: {
      name: { given: 'Robert', family: 'Smith' },
      birthDate: '1962-07-04',
      addresses: [{ lines: ['7 Elm Street'], locality: 'Leeds', postalCode: 'LS1 4AP' }],
    },
    smythe: { name: { given: 'Rupert', family: 'Smythe' }, birthDate: '1984-02-11' },
  };
  for (const [externalId, facts] of Object.entries(known))
    people[externalId] = await recorded(partner, { externalId, ...facts });
});
afterAll(() => hub[Symbol.asyncDispose]());

const SEARCH = `query ($input: SearchInput!, $first: Int) { search(input: $input, first: $first) { personId person { id } score agrees } }`;

/** Who is found, by external id, the likeliest first. */
async function found(input: Record<string, unknown>, client = crm): Promise<string[]> {
  const { search } = await ask(client, SEARCH, { input });
  return search.map(({ personId }: { personId: string }) =>
    Object.keys(people).find((key) => people[key] === personId),
  );
}

test.each([
  ['the beginnings of two names', { name: 'Kath Mul' }, ['mueller', 'mulder']],
  ['one name', { name: 'kowalczyk' }, ['kowalczyk']],
  ['a name with a slip', { name: 'Kowalzcyk' }, ['kowalczyk']],
  ['a name in another script', { name: 'Anna Ivanova' }, ['ivanova']],
  ['names the wrong way round', { name: 'Smith Robert' }, ['smith']],
  ['a name without its accents', { name: 'katharina muller' }, ['mueller']],
  ['a year of birth', { birthDate: '1975' }, ['ivanova']],
  ['the beginning of an e-mail address', { email: 'katha' }, ['mueller']],
  ['the last digits of a phone number', { phone: '1800' }, ['mueller']],
  ['a phone number in another form', { phone: '044 668 18 00' }, ['mueller']],
  ['the end of an identifier', { identifier: '4567' }, ['mueller']],
  ['an identifier, however it is written', { identifier: 'x 123-4567' }, ['mueller']],
  ['a postal code', { postalCode: 'ls14ap' }, ['smith']],
  ['a street', { street: 'Bahnhofstr' }, ['mueller']],
  ['nothing that anybody has', { name: 'Xavier Quirrell' }, []],
])('finds by %s', async (_what, input, expected) => {
  expect((await found(input)).slice(0, expected.length || 1)).toEqual(expected);
});

test('puts first who agrees in more, and takes nothing for what is not known', async () => {
  const { search } = await ask(crm, SEARCH, { input: { name: 'Smith', birthDate: '1962', locality: 'Leeds' } });
  expect(search[0]).toMatchObject({ personId: people['smith'], agrees: ['NAME', 'BIRTH_DATE', 'LOCALITY'] });
  expect(search[0].score).toBeGreaterThan(0.8);
  const { search: half } = await ask(crm, SEARCH, { input: { name: 'Kowalczyk', birthDate: '1970-01-01' } });
  expect(half[0]).toMatchObject({ personId: people['kowalczyk'], agrees: ['NAME'] });
});

test('a person is found by what any of its records says, and once', async () => {
  const name = { given: 'Tessa', family: 'Vandermolen' };
  const id = await recorded(partner, { externalId: 't1', name, emails: [{ value: 'tv@example.org' }] });
  await recorded(crm, { externalId: 't2', name, emails: [{ value: 'tv@example.org' }], birthDate: '1990-09-09' });
  const { search } = await ask(crm, SEARCH, { input: { email: 'tv@example.org', birthDate: '1990' } });
  expect(search[0]).toMatchObject({
    personId: id,
    person: { id },
    agrees: ['BIRTH_DATE', 'EMAIL'],
    score: expect.closeTo(1),
  });
  expect(search.filter(({ personId }: { personId: string }) => personId === id)).toHaveLength(1);
});

test('what a record said before, or said until it was taken back, finds nobody', async () => {
  const keys = async (): Promise<number> =>
    (await runSql<{ n: number }>(hub.database.url, 'select count(*)::int as n from person.search_key'))[0]!.n;
  const before = await keys();
  people['renamed'] = await recorded(crm, { externalId: 'r1', name: { full: 'Wilhelmina Oorschot' } });
  expect(await found({ name: 'Oorschot' })).toEqual(['renamed']);
  await recorded(crm, { externalId: 'r1', name: { full: 'Wilhelmina Teerling' } });
  expect(await found({ name: 'Oorschot' })).toEqual([]);
  expect(await found({ name: 'Teerling' })).toEqual(['renamed']);
  expect(await keys()).toBeGreaterThan(before);
  await ask(crm, 'mutation { forgetRecord(input: { externalId: "r1" }) { __typename } }');
  expect(await found({ name: 'Teerling' })).toEqual([]);
  expect(await keys()).toBe(before);
});

test('names that very many have find somebody still', async () => {
  for (let n = 0; n < 60; n += 1)
    await recorded(crm, {
      externalId: `c${n}`,
      name: { given: 'Common', family: 'Folk' },
      birthDate: `19${20 + n}-01-01`,
    });
  const { search } = await ask(crm, SEARCH, { input: { name: 'Comm Fol', birthDate: '1955' }, first: 5 });
  expect(search).toHaveLength(5);
  expect(search[0].agrees).toEqual(['NAME', 'BIRTH_DATE']);
  expect(search.slice(1).every(({ agrees }: { agrees: string[] }) => agrees.join() === 'NAME')).toBe(true);
});

test.each([
  [{}, 20, 'input: expected a fact to search by'],
  [{ name: 'x', phone: '12' }, 20, 'input: expected a fact to search by'],
  [{ birthDate: '17.5.1980' }, 20, 'input.birthDate: Expected a date'],
  [{ name: 'n'.repeat(501) }, 20, 'input.name: Expected at most 500'],
  [{ name: 'Smith' }, 51, 'first: expected 1 to 50.'],
  [{ name: 'Smith' }, 0, 'first: expected 1 to 50.'],
])('refuses %j, first %i', async (input, first, message) => {
  const { errors } = await crm.query(SEARCH, { input, first });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_REQUEST');
  expect(errors?.[0]?.message).toContain(message);
});

test('an identifier needs its scope, and all else needs that of people only', async () => {
  const reader = await hub.as('crm', ['person:read']);
  expect(await found({ name: 'Kowalczyk' }, reader)).toEqual(['kowalczyk']);
  const { errors } = await reader.query(SEARCH, { input: { identifier: 'X1234567' } });
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});
