import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { NOTICE } from '../support/consents.ts';
import { ask } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';

let hub: TestHub;
let crm: Client;
let marketing: Client;
let steward: Client;
let officer: Client;

beforeAll(async () => {
  hub = await createHub();
  [crm, marketing, steward, officer] = await Promise.all([
    hub.as('crm'),
    hub.as('marketing'),
    hub.as('steward'),
    hub.as('privacy_officer'),
  ]);
});
afterAll(() => hub[Symbol.asyncDispose]());

async function recorded(externalId: string, given: string): Promise<string> {
  const { recordPerson } = await ask(
    crm,
    `mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { ... on PersonRecorded { personId } } }`,
    {
      input: {
        externalId,
        name: { full: `${given} Muster` },
        emails: [{ value: `${given}@example.org`.toLowerCase() }],
        birthDate: '1980-05-17',
        locale: 'de-CH',
      },
    },
  );
  return recordPerson.personId;
}

async function grant(personId: string, more: object = {}): Promise<void> {
  await ask(
    crm,
    `mutation ($input: GrantConsentInput!) { grantConsent(input: $input) { ... on ConsentRecorded { applied } ... on InvalidInput { problems { path message } } } }`,
    { input: { personId, purpose: 'marketing', ...NOTICE, method: 'web_form', ...more } },
  );
}

async function withdraw(personId: string, purpose = 'marketing'): Promise<void> {
  await ask(crm, `mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { __typename } }`, {
    input: { personId, purpose, method: 'web_form' },
  });
}

const READ = 'query ($id: ID!) { person(id: $id) { id name { full } emails { value } locale employer { name } } }';

function withheld(answer: unknown): any[] {
  return (answer as { extensions?: { withheld?: any[] } }).extensions?.withheld ?? [];
}

describe('a reader without a basis', () => {
  test('gets null, and is told which field of whom is kept back, and why', async () => {
    const id = await recorded('g1', 'Ada');
    const answer = await marketing.query(READ, { id });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.person).toEqual({ id, name: null, emails: null, locale: null, employer: null });
    expect(withheld(answer)).toEqual([
      {
        field: 'Person.emails',
        dataClass: 'CONTACT',
        reason: 'CONSENT_MISSING',
        purpose: 'marketing',
        personIds: [id],
        people: 1,
      },
      {
        field: 'Person.employer',
        dataClass: 'EMPLOYMENT',
        reason: 'NOT_COVERED',
        purpose: null,
        personIds: [id],
        people: 1,
      },
      {
        field: 'Person.locale',
        dataClass: 'PREFERENCES',
        reason: 'CONSENT_MISSING',
        purpose: 'marketing',
        personIds: [id],
        people: 1,
      },
      {
        field: 'Person.name',
        dataClass: 'IDENTITY',
        reason: 'CONSENT_MISSING',
        purpose: 'marketing',
        personIds: [id],
        people: 1,
      },
    ]);
  });

  test('gets what a consent covers as soon as it is given, and no more', async () => {
    const id = await recorded('g2', 'Bea');
    await grant(id);
    const answer = await marketing.query(READ, { id });
    expect(answer.data.person).toMatchObject({
      name: { full: 'Bea Muster' },
      emails: [{ value: 'bea@example.org' }],
      employer: null,
    });
    expect(withheld(answer).map(({ field, reason }) => [field, reason])).toEqual([['Person.employer', 'NOT_COVERED']]);
  });

  test('gets nothing with the first read after a withdrawal, whatever id it was said under', async () => {
    const [one, other] = [await recorded('g3', 'Cleo'), await recorded('g4', 'Dora')];
    await grant(one);
    await ask(
      steward,
      'mutation ($ids: [ID!]!) { mergePeople(input: { personIds: $ids, reason: "the same" }) { __typename } }',
      {
        ids: [one, other],
      },
    );
    expect((await marketing.query(READ, { id: other })).data.person.name).not.toBeNull();
    for (let round = 0; round < 5; round += 1) {
      await withdraw(other);
      const answer = await marketing.query(READ, { id: one });
      expect(answer.data.person.name).toBeNull();
      expect(withheld(answer)[0].reason).toBe('CONSENT_WITHDRAWN');
      await grant(one);
      expect((await marketing.query(READ, { id: one })).data.person.name).not.toBeNull();
    }
  });

  test('gets nothing with the first read after Sec-GPC: 1, by a consent or by an interest, until the person says yes', async () => {
    const id = await recorded('g4a', 'Egon');
    const sold =
      '{ id: "sold", name: "Sold", legalBasis: LEGITIMATE_INTERESTS, uses: [SALE], dataClasses: [IDENTITY], jurisdictions: ["US"] }';
    await ask(officer, `mutation { registerPurpose(input: ${sold}) { __typename } }`);
    await ask(
      steward,
      'mutation { registerSystem(input: { id: "broker", kind: MARKETING, name: "Broker", purposes: ["sold"] }) { __typename } }',
    );
    const broker = await hub.as('broker', ['person:read']);
    await grant(id);
    const names = async () =>
      Promise.all([broker, marketing].map(async (one) => (await one.query(READ, { id })).data.person.name?.full));
    expect(await names()).toEqual(['Egon Muster', 'Egon Muster']);
    await ask(
      crm,
      'mutation ($id: ID!) { recordGlobalPrivacyControl(input: { personId: $id, jurisdiction: "US-CA" }) { __typename } }',
      { id },
    );
    expect(await names()).toEqual([undefined, undefined]);
    expect(withheld(await broker.query(READ, { id })).at(-1)).toMatchObject({
      field: 'Person.name',
      reason: 'OBJECTED',
    });
    await grant(id);
    expect(await names()).toEqual([undefined, 'Egon Muster']);
  });

  test('is not let in again by a consent that was given before it was withdrawn', async () => {
    const id = await recorded('g5', 'Emil');
    const before = new Date(Date.now() - 60_000).toISOString();
    await grant(id, { occurredAt: before, idempotencyKey: 'emil' });
    await withdraw(id);
    await grant(id, { occurredAt: before, idempotencyKey: 'emil' });
    await grant(id, { occurredAt: before });
    expect((await marketing.query(READ, { id })).data.person.name).toBeNull();
  });

  test('finds nobody by what it may not read, and cannot tell that from nobody being there', async () => {
    const id = await recorded('g6', 'Frida');
    const find = async (email: string) => {
      const answer = await marketing.query(
        'query ($email: String!) { search(input: { email: $email }) { personId } people(filter: { email: $email }) { edges { node { id } } pageInfo { hasNextPage } } }',
        { email },
      );
      return { data: answer.data, withheld: withheld(answer), errors: answer.errors };
    };
    const nobody = await find('nobody@example.org');
    expect(nobody.data).toEqual({ search: [], people: { edges: [], pageInfo: { hasNextPage: false } } });
    expect(await find('frida@example.org')).toEqual(nobody);
    await grant(id);
    expect((await find('frida@example.org')).data).toMatchObject({
      search: [{ personId: id }],
      people: { edges: [{ node: { id } }] },
    });
  });

  test('does not learn from where a page ends how many have what it asks by', async () => {
    for (const [externalId, given] of [
      ['g6a', 'Nora'],
      ['g6b', 'Till'],
    ]) {
      const input = { externalId, name: { full: `${given} Sippe` }, emails: [{ value: 'sippe@example.org' }] };
      await ask(
        crm,
        'mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { ... on PersonRecorded { personId } } }',
        { input },
      );
    }
    const find =
      'query ($email: String!) { people(filter: { email: $email }, first: 1) { edges { cursor } pageInfo { hasNextPage endCursor } } }';
    const nobody = await marketing.query(find, { email: 'nobody@example.org' });
    expect(await marketing.query(find, { email: 'sippe@example.org' })).toEqual(nobody);
    expect((await crm.query(find, { email: 'sippe@example.org' })).data.people.pageInfo.hasNextPage).toBe(true);
  });

  test('is shown by no preview whom it may not read, and cannot tell that from nobody being there', async () => {
    const id = await recorded('g6c', 'Xenia');
    const decision = await hub.as('decision');
    const look = async (given: string) => {
      const input = { name: { full: `${given} Muster` }, emails: [{ value: `${given}@example.org`.toLowerCase() }] };
      return decision.query(
        `query ($input: PreviewInput!) { preview(input: $input) { ... on MatchPreview { effect personId mergedIds candidates { person { id } } } } }`,
        { input },
      );
    };
    expect((await look('Xenia')).data.preview).toMatchObject({ effect: 'JOIN', personId: id });
    await runSql(
      hub.database.url,
      `insert into consent.restriction (person_id, since, case_id) values ('${id}', now(), gen_random_uuid())`,
    );
    const nobody = await look('Quirin');
    expect(nobody.data.preview).toEqual({ effect: 'CREATE', personId: null, mergedIds: [], candidates: [] });
    expect(await look('Xenia')).toEqual(nobody);
  });

  test('that asks by a class that no purpose of it covers is told so', async () => {
    const answer = await (
      await hub.as('analytics')
    ).query('{ search(input: { email: "a@example.org" }) { personId } }');
    expect(answer.data.search).toBeNull();
    expect(withheld(answer)).toEqual([
      { field: 'Query.search', dataClass: 'CONTACT', reason: 'NOT_COVERED', purpose: null, personIds: [], people: 0 },
    ]);
  });
});

describe('a token', () => {
  test('narrows to one purpose of its system', async () => {
    const id = await recorded('g7', 'Gil');
    const narrow = await hub.as('onboarding', undefined, undefined, 'identity-verification');
    const answer = await narrow.query('query ($id: ID!) { person(id: $id) { name { full } extensions } }', { id });
    expect(answer.data.person).toEqual({ name: { full: 'Gil Muster' }, extensions: null });
    expect(withheld(answer).map(({ reason }) => reason)).toEqual(['NOT_COVERED']);
  });

  test('that names a purpose which its system does not have is refused', async () => {
    const other = await hub.as('marketing', undefined, undefined, 'customer-service');
    const answer = await other.query(READ, { id: crypto.randomUUID() });
    expect(answer.status).toBe(401);
    expect(answer.errors).toMatchObject([
      { message: 'The token names a purpose that its system does not have.', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });
});

describe('a subscriber', () => {
  test('gets nothing of what happens after a withdrawal, on a stream that was open before', async () => {
    const id = await recorded('g8', 'Hana');
    await grant(id);
    const changes = marketing.subscribe(
      'subscription ($id: ID!) { personChanged(personId: $id, after: "earliest") { person { name { full } } } }',
      { id },
    );
    const first = await changes.next();
    expect(first.value.data.personChanged.person.name).toEqual({ full: 'Hana Muster' });
    await withdraw(id);
    await ask(crm, 'mutation { recordPerson(input: { externalId: "g8", name: { full: "Hana Neu" } }) { __typename } }');
    const second = await changes.next();
    expect(second.value.data.personChanged.person.name).toBeNull();
    expect(withheld(second.value)).toMatchObject([{ field: 'Person.name', reason: 'CONSENT_WITHDRAWN' }]);
    await changes.return?.();
  });

  test('gets nothing for a purpose that was taken from its system, on a stream that was open before', async () => {
    const id = await recorded('g8a', 'Ines');
    await grant(id);
    const register = (purposes: readonly string[]) =>
      ask(
        steward,
        'mutation ($of: [String!]!) { registerSystem(input: { id: "post", kind: MARKETING, name: "Post", purposes: $of }) { __typename } }',
        { of: purposes },
      );
    await register(['marketing']);
    const post = await hub.as('post', ['person:read', 'events:read']);
    const changes = post.subscribe(
      'subscription ($id: ID!) { personChanged(personId: $id, after: "earliest") { person { name { full } } } }',
      { id },
    );
    expect((await changes.next()).value.data.personChanged.person.name).toEqual({ full: 'Ines Muster' });
    await register([]);
    await ask(
      crm,
      'mutation { recordPerson(input: { externalId: "g8a", name: { full: "Ines Neu" } }) { __typename } }',
    );
    const second = await changes.next();
    expect(second.value.data.personChanged.person.name).toBeNull();
    expect(withheld(second.value)).toMatchObject([{ field: 'Person.name', reason: 'NO_PURPOSE' }]);
    await changes.return?.();
  });

  test('learns that something was decided, and not what, where decisions are not covered', async () => {
    const id = await recorded('g9', 'Ida');
    const scopes = ['events:read', 'person:read', 'decision:read', 'verification:read', 'consent:read'];
    const requested = await ask(
      crm,
      'mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }] }) { ... on VerificationRequested { verificationId } } }',
      { id },
    );
    const stream = (await hub.as('analytics', scopes)).subscribe(
      'subscription ($id: ID!) { events(personId: $id, after: "earliest", types: ["verification.requested"]) { type subject data } }',
      { id },
    );
    expect((await stream.next()).value.data.events.data).toMatchObject({
      verificationId: requested.requestVerification.verificationId,
    });
    await withdraw(id, 'analytics');
    await ask(
      crm,
      'mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: ADDRESS }] }) { __typename } }',
      { id },
    );
    const after = await stream.next();
    expect(after.value.data.events).toEqual({
      type: 'dev.selfsame.verification.requested.v1',
      subject: id,
      data: null,
    });
    expect(withheld(after.value)).toMatchObject([
      { field: 'Event.data', dataClass: 'VERIFICATION', reason: 'OBJECTED' },
    ]);
    await stream.return?.();
  });
});

test('who sees what of a person, and why, is there to be read', async () => {
  const id = await recorded('g10', 'Jan');
  const visibility = async () =>
    (
      await ask(
        officer,
        'query ($id: ID!) { visibility(personId: $id) { system { id } sees { purpose legalBasis dataClasses } withheld { dataClass reason purpose } } }',
        { id },
      )
    ).visibility.find(({ system }: any) => system.id === 'marketing');
  expect(await visibility()).toMatchObject({
    sees: [],
    withheld: expect.arrayContaining([{ dataClass: 'CONTACT', reason: 'CONSENT_MISSING', purpose: 'marketing' }]),
  });
  await grant(id);
  expect((await visibility()).sees).toEqual([
    { purpose: 'marketing', legalBasis: 'CONSENT', dataClasses: ['IDENTITY', 'CONTACT', 'PREFERENCES'] },
  ]);
});

test('what was read of whom, for which purpose, and what was refused, is in the audit log before the answer goes out', async () => {
  const id = await recorded('g11', 'Kai');
  await crm.query('query ($id: ID!) { person(id: $id) { name { full } emails { value } } }', { id });
  await marketing.query(READ, { id });
  const auditor = await hub.as('auditor');
  const { auditEntries } = await ask(
    auditor,
    'query ($id: ID!) { auditEntries(filter: { personId: $id }) { entries { kind system purposes bases fields refused withheld operation } } }',
    { id },
  );
  const reads = auditEntries.entries.filter(({ kind }: any) => kind !== 'ACT');
  expect(reads).toEqual(
    expect.arrayContaining([
      {
        kind: 'READ',
        system: 'crm',
        purposes: ['customer-service'],
        bases: ['CONTRACT'],
        fields: ['Person.emails', 'Person.name'],
        refused: null,
        withheld: 0,
        operation: 'person',
      },
      {
        kind: 'REFUSED',
        system: 'marketing',
        purposes: [],
        bases: [],
        fields: ['Person.emails', 'Person.employer', 'Person.locale', 'Person.name'],
        refused: 'WITHHELD',
        withheld: 4,
        operation: 'person',
      },
    ]),
  );
});
