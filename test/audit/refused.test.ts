import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';

let hub: TestHub;
let auditor: Client;
let personId: string;
beforeAll(async () => {
  hub = await createHub();
  auditor = await hub.as('auditor/eva');
  const { person } = await record(await hub.as('crm'), {
    externalId: '1',
    name: { full: 'Eva Muster' },
    emails: [{ value: 'eva@example.org' }],
  });
  personId = person.id;
});
afterAll(() => hub[Symbol.asyncDispose]());

const QUERY = `query ($filter: AuditFilter) { auditEntries(filter: $filter) {
  entries { kind refused client system actor operation purposes bases fields personIds withheld leaf } } }`;
const find = async (filter: object, by = auditor): Promise<any[]> =>
  (await ask(by, QUERY, { filter })).auditEntries.entries;
const codesOf = (answer: { errors?: { extensions?: { code?: string } }[] }): unknown[] =>
  answer.errors?.map(({ extensions }) => extensions?.code) ?? [];

test('who asks for a person without the right is written down, with the data that was asked for', async () => {
  const hr = await hub.as('hr/bob@example.com', ['system:read']);
  const answer = await hr.query(
    `query ($id: ID!) { somebody: person(id: $id) { id ...Data records { externalId } } ownership { field } }
     fragment Data on Person { name { full } ... on Person { mails: emails { value } } }`,
    { id: personId },
  );
  expect(codesOf(answer)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  const found = await find({ client: 'hr' });
  expect(found).toEqual([
    expect.objectContaining({
      kind: 'REFUSED',
      refused: 'FORBIDDEN',
      client: 'hr',
      system: 'hr',
      actor: 'hr/bob@example.com',
      operation: 'person ownership',
      fields: ['Person.emails', 'Person.name', 'Query.ownership', 'Query.person', 'SourceRecord.externalId'],
      purposes: [],
      bases: [],
      personIds: [],
      withheld: 0,
    }),
  ]);
  expect(JSON.stringify(found)).not.toMatch(new RegExp(`${personId}|Muster|eva@`));
});

test('of an answer of which a part is refused, both are written down', async () => {
  const support = await hub.as('support', ['person:read']);
  const query = 'query ($id: ID!) { person(id: $id) { name { full } identifiers { value } } }';
  const answer = await support.query(query, { id: personId });
  expect(codesOf(answer)).toEqual(['FORBIDDEN']);
  expect(answer.data.person.name).toEqual({ full: 'Eva Muster' });
  expect(await find({ client: 'support', kind: 'READ' })).toMatchObject([{ fields: ['Person.name'], refused: null }]);
  expect(await find({ client: 'support', kind: 'REFUSED' })).toMatchObject([
    { fields: ['Person.identifiers'], refused: 'FORBIDDEN' },
  ]);
});

test('so is a subscription, a command and a request beside the graph', async () => {
  const partner = await hub.as('partner', []);
  for await (const { errors } of partner.subscribe('subscription { caseChanged { caseId } }')) {
    expect(codesOf({ errors: errors! })).toEqual(['FORBIDDEN']);
  }
  const erase = 'mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { __typename } }';
  await partner.query(erase, { input: { personId, reason: 'REQUEST', idempotencyKey: '1' } });
  const token = { authorization: `Bearer ${partner.token}` };
  expect((await fetch(`${hub.url}/audit/checkpoint`, { headers: token })).status).toBe(403);
  const found = await find({ client: 'partner' });
  expect(found.map(({ operation, fields, refused }) => [operation, fields, refused])).toEqual(
    expect.arrayContaining([
      ['caseChanged', ['Subscription.caseChanged'], 'FORBIDDEN'],
      ['erasePerson', ['Mutation.erasePerson'], 'FORBIDDEN'],
      ['/audit/', [], 'FORBIDDEN'],
    ]),
  );
});

test('what is allowed, and what is wrong for another reason, is not', async () => {
  const onboarding = await hub.as('onboarding', ['person:read']);
  await onboarding.query('{ systems { id } }');
  await onboarding.query('{ nobody }');
  await onboarding.query('{ person(id: "x") { id } }');
  expect(await find({ client: 'onboarding' })).toMatchObject([{ fields: ['Query.systems'] }]);
});

test('a subgraph that is served alone writes it down too', async () => {
  await using consent = await createHub({
    part: { only: 'consent' },
    database: { ...hub.database, [Symbol.asyncDispose]: async () => {} },
    env: { KEY_FILE: hub.config.keyFile },
  });
  const partner = await consent.as('partner', []);
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { consents { history { actor } } } } }`;
  const of = [{ __typename: 'Person', id: personId, mergedIds: [] }];
  expect(codesOf(await partner.query(query, { of }))).toEqual(['FORBIDDEN']);
  expect((await find({ client: 'partner' }, await consent.as('auditor/eva'))).slice(0, 1)).toMatchObject([
    { operation: '_entities', fields: ['Person.consents'], refused: 'FORBIDDEN' },
  ]);
});
