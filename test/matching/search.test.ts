import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

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
