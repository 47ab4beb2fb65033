import { expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, record } from '../support/operations.ts';
import { countRows } from '../support/rows.ts';
import { type Taken, clients, merge, take } from './support.ts';

const EMAIL = 'ada@example.org';

/** A record of one person, of the CRM. */
function ada(externalId: string, more: object = {}): Record<string, unknown> {
  return { externalId, name: { full: 'Ada Muster' }, emails: [{ value: EMAIL }], ...more };
}

/** All conflicts, or those of one person. */
async function conflicts(client: Client, args = ''): Promise<any[]> {
  const { conflicts: page } = await ask(
    client,
    `{ conflicts(first: 200${args}) { edges { node { person { id version } fields { field claims { id value recordId chosen chosenBy } } } } } }`,
  );
  return page.edges.map(({ node }: { node: unknown }) => node);
}

async function settle(client: Client, input: Record<string, unknown>): Promise<any> {
  const { resolveConflict } = await ask(
    client,
    `mutation ($input: ResolveConflictInput!) { resolveConflict(input: $input) {
      __typename
      ... on ConflictResolved { personId claimId person { id locale gender } }
      ... on NotFound { id } ... on InvalidInput { problems { path } } ... on IdempotencyConflict { inFlight }
      ... on VersionConflict { expected actual }
    } }`,
    { input: { reason: 'Asked on the phone.', ...input } },
  );
  return resolveConflict;
}

/** Two records of the CRM which say different things of one person, and the claims that do. */
async function contradicting(hub: TestHub): Promise<{ crm: Client; steward: Client; one: Taken; claims: any[] }> {
  const { crm, steward } = await clients(hub);
  const one = await take(crm, ada('1', { locale: 'de-CH' }));
  const other = await take(crm, ada('2', { locale: 'fr-CH' }));
  expect(other.personId).toBe(one.personId);
  const [conflict] = await conflicts(steward);
  return { crm, steward, one, claims: conflict.fields[0].claims };
}

test('lists people on whom equally good sources contradict each other, with the claims that do', async () => {
  await using hub = await createHub();
  const { steward, one } = await contradicting(hub);
  expect(await conflicts(steward)).toEqual([
    {
      person: { id: one.personId, version: 2 },
      fields: [
        {
          field: 'LOCALE',
          claims: [
            { id: expect.any(String), value: 'fr-CH', recordId: expect.any(String), chosen: true, chosenBy: 'NEWEST' },
            { id: expect.any(String), value: 'de-CH', recordId: one.recordId, chosen: false, chosenBy: null },
          ],
        },
      ],
    },
  ]);
  expect(await conflicts(steward, `, personId: "${one.personId}"`)).toHaveLength(1);
  expect(await conflicts(steward, ', personId: "nobody"')).toEqual([]);
});

test('lists nobody whose sources say the same, are not equally good, or give several values', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const onboarding = await hub.as('onboarding');
  await take(crm, ada('1', { locale: 'de-CH', birthDate: '1980', phones: [{ value: '+41446681800' }] }));
  await take(crm, ada('2', { locale: 'de-CH', birthDate: '1980-05-17', phones: [{ value: '+41446681801' }] }));
  await take(onboarding, ada('1', { name: { given: 'ADA', family: 'MUSTER' }, gender: 'FEMALE' }));
  await take(crm, ada('3', { name: { given: 'Ada', family: 'Muster' }, gender: 'OTHER' }));
  expect(await conflicts(steward)).toEqual([]);
});

test('a steward chooses a claim: the person shows it, the lineage says so, and it is listed no more', async () => {
  await using hub = await createHub();
  const { crm, steward, one, claims } = await contradicting(hub);
  const [, older] = claims;
  const answer = await settle(steward, {
    personId: one.personId,
    field: 'LOCALE',
    claimId: older.id,
    expectedVersion: 2,
  });
  expect(answer).toMatchObject({ __typename: 'ConflictResolved', personId: one.personId, person: { locale: 'de-CH' } });
  expect(await conflicts(steward)).toEqual([]);
  const { person } = await ask(
    crm,
    'query ($id: ID!) { person(id: $id) { lineage(field: LOCALE) { id value chosen chosenBy overridden reason chose system { id } } } }',
    { id: one.personId },
  );
  expect(person.lineage[0]).toEqual({
    id: answer.claimId,
    value: 'de-CH',
    chosen: true,
    chosenBy: 'OVERRIDE',
    overridden: true,
    reason: 'Asked on the phone.',
    chose: older.id,
    system: { id: 'steward' },
  });
});

test('a conflict that was resolved is listed again when a source says something new, and not before', async () => {
  await using hub = await createHub();
  const { crm, steward, one, claims } = await contradicting(hub);
  await settle(steward, { personId: one.personId, field: 'LOCALE', claimId: claims[1].id });
  await take(crm, ada('1', { locale: 'de-CH', gender: 'FEMALE' }));
  await take(crm, ada('2', { locale: 'fr-CH', timeZone: 'Europe/Zurich' }));
  expect(await conflicts(steward)).toEqual([]);
  await take(crm, ada('2', { locale: 'it-CH' }));
  const [conflict] = await conflicts(steward);
  expect(conflict.fields[0].claims.map(({ value }: any) => value)).toEqual(['it-CH', 'de-CH']);
  // What stands is what the steward set, until somebody decides anew.
  const { person } = await ask(crm, 'query ($id: ID!) { person(id: $id) { locale } }', { id: one.personId });
  expect(person.locale).toBe('de-CH');
  await settle(steward, { personId: one.personId, field: 'LOCALE', claimId: conflict.fields[0].claims[0].id });
  expect(await conflicts(steward)).toEqual([]);
});

test('a conflict ends when the sources agree, one of them is taken back, or it goes to another person', async () => {
  await using hub = await createHub();
  const { crm, steward } = await contradicting(hub);
  await take(crm, ada('2', { locale: 'de-CH' }));
  expect(await conflicts(steward)).toEqual([]);
  await take(crm, ada('2', { locale: 'fr-CH' }));
  expect(await conflicts(steward)).toHaveLength(1);
  await ask(crm, 'mutation { forgetRecord(input: { externalId: "1" }) { __typename } }');
  expect(await conflicts(steward)).toEqual([]);
});

test('people who are merged can contradict each other, and are listed under the id that stays', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const one = await take(crm, { externalId: '1', name: { full: 'Ada Muster' }, gender: 'FEMALE' });
  const other = await take(crm, { externalId: '2', name: { full: 'Otto Berg' }, gender: 'MALE' });
  expect(await conflicts(steward)).toEqual([]);
  await merge(steward, [one.personId, other.personId]);
  const [conflict, ...more] = await conflicts(steward, `, personId: "${other.personId}"`);
  expect(more).toEqual([]);
  expect(conflict.person.id).toBe(one.personId);
  expect(conflict.fields.map(({ field }: any) => field)).toEqual(['NAME', 'GENDER']);
});

test('goes through all conflicts page by page', async () => {
  await using hub = await createHub();
  const { crm, steward } = await clients(hub);
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    const person = { name: { full: `Ada ${name.toUpperCase()}uster` }, emails: [{ value: `${name}@example.org` }] };
    ids.push((await take(crm, { externalId: `${name}1`, locale: 'de-CH', ...person })).personId);
    await take(crm, { externalId: `${name}2`, locale: 'fr-CH', ...person });
  }
  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const { conflicts: page } = await ask(
      steward,
      'query ($after: String) { conflicts(first: 2, after: $after) { edges { node { person { id } } } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    seen.push(...page.edges.map(({ node }: any) => node.person.id));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(seen).toEqual(ids);
});

test('refuses what is no conflict, another version, and a second use of a key', async () => {
  await using hub = await createHub();
  const { steward, one, claims } = await contradicting(hub);
  const said = { personId: one.personId, field: 'LOCALE', claimId: claims[0].id };
  const rows = await countRows(hub.database.url);
  const nobody = '01a1f86a-0000-7000-8000-000000000000';
  expect(await settle(steward, { ...said, personId: nobody })).toEqual({ __typename: 'NotFound', id: nobody });
  expect(await settle(steward, { ...said, claimId: nobody })).toEqual({ __typename: 'NotFound', id: nobody });
  expect(await settle(steward, { ...said, field: 'NAME' })).toEqual({ __typename: 'NotFound', id: said.claimId });
  expect(await settle(steward, { ...said, field: 'EMAILS' })).toEqual({ __typename: 'NotFound', id: said.claimId });
  expect(await settle(steward, { ...said, reason: '' })).toEqual({
    __typename: 'InvalidInput',
    problems: [{ path: 'reason' }],
  });
  expect(await settle(steward, { ...said, expectedVersion: 1 })).toEqual({
    __typename: 'VersionConflict',
    expected: 1,
    actual: 2,
  });
  expect(await countRows(hub.database.url)).toEqual(rows);
  const first = await settle(steward, { ...said, idempotencyKey: 'k' });
  expect(await settle(steward, { ...said, idempotencyKey: 'k' })).toEqual(first);
  expect(await settle(steward, { ...said, claimId: claims[1].id, idempotencyKey: 'k' })).toMatchObject({
    __typename: 'IdempotencyConflict',
  });
});

test('of two stewards who choose at once, the one who counted on another version is told', async () => {
  await using hub = await createHub();
  const { steward, one, claims } = await contradicting(hub);
  const answers = await Promise.all(
    claims.map(({ id }) =>
      settle(steward, { personId: one.personId, field: 'LOCALE', claimId: id, expectedVersion: 2 }),
    ),
  );
  expect(answers.map(({ __typename }) => String(__typename)).toSorted()).toEqual([
    'ConflictResolved',
    'VersionConflict',
  ]);
});

test('a system without the scope neither sees conflicts nor settles them', async () => {
  await using hub = await createHub();
  const { crm } = await contradicting(hub);
  const { errors } = await crm.query('{ conflicts { edges { cursor } } }');
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect((await record(crm, ada('3'))).__typename).toBe('PersonRecorded');
});
