import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, record, recorded } from '../support/operations.ts';
import { countRows } from '../support/rows.ts';

let hub: TestHub;
let crm: Client;

beforeAll(async () => {
  hub = await createHub();
  crm = await hub.as('crm');
});
afterAll(() => hub[Symbol.asyncDispose]());

const PREVIEW = `query ($input: PreviewInput!) { preview(input: $input) { __typename
  ... on InvalidInput { problems { path message } }
  ... on MatchPreview { effect personId mergedIds candidates { decision record { externalId system { id } } person { id } explanation { weight decision veto } } } } }`;

/** Previews a record, and sees to it that nothing is stored. */
async function preview(input: Record<string, unknown>, client = crm): Promise<any> {
  const before = await countRows(hub.database.url);
  const { preview: answer } = await ask(client, PREVIEW, { input });
  expect(await countRows(hub.database.url)).toEqual(before);
  return answer;
}

const ada = { name: { given: 'Ada', family: 'Quenell' }, emails: [{ value: 'ada@example.org' }] };

test('a record like nobody would be a new person', async () => {
  expect(await preview({ name: { full: 'Nobody Known' } })).toEqual({
    __typename: 'MatchPreview',
    effect: 'CREATE',
    personId: null,
    mergedIds: [],
    candidates: [],
  });
  expect(await preview({ locale: 'de-CH' })).toMatchObject({ effect: 'CREATE' });
});

test('a record that is linked would join, and writing it does what was told', async () => {
  const personId = await recorded(crm, { externalId: 'j1', ...ada });
  const input = { ...ada, gender: 'FEMALE' };
  const told = await preview(input);
  expect(told).toMatchObject({ effect: 'JOIN', personId, mergedIds: [] });
  expect(told.candidates).toMatchObject([
    { decision: 'LINK', record: { externalId: 'j1', system: { id: 'crm' } }, person: { id: personId } },
  ]);
  // Word for word what a record says already.
  expect(await preview(ada)).toMatchObject({ effect: 'JOIN', personId });
  const written = await record(crm, { externalId: 'j2', ...input });
  expect(written).toMatchObject({ outcome: 'JOINED', person: { id: personId } });
});

test('a record that links two people would make them one, and does', async () => {
  const name = { given: 'Bero', family: 'Lindqvist' };
  const [email, phone] = [[{ value: 'bero@example.org' }], [{ value: '+41446681802' }]];
  const older = await recorded(crm, { externalId: 'm1', name, emails: email });
  const younger = await recorded(crm, { externalId: 'm2', name, phones: phone });
  expect(younger).not.toBe(older);
  const input = { name, emails: email, phones: phone };
  expect(await preview(input)).toMatchObject({ effect: 'MERGE', personId: older, mergedIds: [younger] });
  expect(await recorded(crm, { externalId: 'm3', ...input })).toBe(older);
});

test('a record that may be somebody would be asked about, the likeliest first', async () => {
  await recorded(crm, { externalId: 'a1', name: { full: 'Carla Voss' }, birthDate: '1980-01-01' });
  await recorded(crm, {
    externalId: 'a2',
    name: { full: 'Carla Voss' },
    addresses: [{ locality: 'Bern', postalCode: '3011' }],
  });
  const answer = await preview({ name: { full: 'Carla Voss' }, addresses: [{ locality: 'Bern' }] });
  expect(answer).toMatchObject({ effect: 'ASK', personId: null });
  expect(answer.candidates.map(({ record: { externalId }, decision }: any) => [externalId, decision])).toEqual([
    ['a2', 'REVIEW'],
    ['a1', 'REVIEW'],
  ]);
});

test('records that say too little to be one person are asked about, word for word the same too', async () => {
  await recorded(crm, { externalId: 'l1', name: { full: 'John Smith' } });
  expect(await preview({ name: { full: 'John Smith' } })).toMatchObject({
    effect: 'ASK',
    candidates: [{ decision: 'REVIEW', record: { externalId: 'l1' } }],
  });
});

test('an input that is wrong is told, as a write would', async () => {
  expect(await preview({})).toMatchObject({ __typename: 'InvalidInput', problems: [{ path: '' }] });
  expect(await preview({ birthDate: '1980-13-01', emails: [{ value: 'x' }] })).toMatchObject({
    __typename: 'InvalidInput',
    problems: [{ path: 'birthDate' }, { path: 'emails.0.value' }],
  });
});

test('kinds that write no records may look, but not by numbers that they may not read', async () => {
  const person = await recorded(crm, {
    externalId: 'k1',
    name: { full: 'Dora Keel' },
    emails: [{ value: 'dk@example.org' }],
  });
  const input = { name: { full: 'Dora Keel' }, emails: [{ value: 'dk@example.org' }], gender: 'FEMALE' };
  for (const kind of ['decision', 'verification', 'steward']) {
    expect([kind, await preview(input, await hub.as(kind))]).toMatchObject([
      kind,
      { effect: 'JOIN', personId: person },
    ]);
  }
  const { errors } = await (
    await hub.as('decision')
  ).query(PREVIEW, {
    input: { identifiers: [{ type: 'PASSPORT', value: 'X1' }] },
  });
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});
