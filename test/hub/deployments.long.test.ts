import fc from 'fast-check';
import { createClient } from 'graphql-sse';
import { validate, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCOPES, type Scope } from '../../src/kernel/access.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { DESK_ROLES, SCOPES_OF_ROLE } from '../../src/kernel/roles.ts';
import { startHub } from '../../src/main.ts';
import { anyQuery } from '../gateway/random.ts';
import { populate } from '../permissions/population.ts';
import { type Reach, api, listMutations, listQueryFields, operationOf } from '../permissions/schema.ts';
import type { Answer, Client } from '../support/hub.ts';
import { type Deployments, type Ways, createDeployments, told } from './support/deployments.ts';
import { type Found, harvest } from './support/harvest.ts';

const EVERY_SCOPE = Object.keys(SCOPES);

let deployments: Deployments;
let ids: Record<string, string>;
let steward: Ways;
let operations: Found[];

beforeAll(async () => {
  deployments = await createDeployments();
  ids = await populate(deployments.hub);
  steward = await deployments.as('steward');
  const personId = ids['person.id'];
  const subscriptions = Object.keys(api.getSubscriptionType()!.getFields());
  operations = harvest({
    ...ids,
    ...Object.fromEntries(subscriptions.map((name) => [`${name}.after`, 'earliest'])),
    ...Object.fromEntries(subscriptions.map((name) => [`${name}.personId`, personId])),
  });
});
afterAll(() => deployments[Symbol.asyncDispose]());

/** Each look at the audit log adds an entry to it, so two never see the same. */
const LOOKS = /\baudit[A-Z]/;

function fieldsToAsk(): Reach[] {
  return listQueryFields(ids).filter(({ root }) => !LOOKS.test(root));
}

/** What all deployments answer to an operation that changes nothing. */
async function alike(ways: Ways, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const [fused, planned, apart] = await Promise.all(
    [ways.fused, ways.planned, ways.apart].map((client) => client.query(query, variables)),
  );
  expect({ query, ...(told(planned!) as object) }).toEqual({ query, ...(told(fused!) as object) });
  expect({ query, ...(told(apart!) as object) }).toEqual({ query, ...(told(fused!) as object) });
  return fused!;
}

describe(
  'one schema, a plan in one process, and a gateway over four subgraphs answer alike',
  { timeout: 60_000 },
  () => {
    test('one person over four subgraphs', async () => {
      const query = `query ($id: ID!) { person(id: $id) {
      id status version mergedIds name { full } emails { value } identifiers { type value }
      records { system { id kind } externalId }
      lineage { id field value chosen system { id } confirmedBy { id kind score } passedOver { id } }
      verifications { id status checks { id kind evidence { digest } } person { id name { full } } }
      decisions { id outcome claims { id field confirmedBy { id } } verifications { status } person { version } supersedes { id outcome } }
      consents { purpose status history { action method } person { consents { id } } }
    } }`;
      const { data, errors } = await alike(steward, query, { id: ids['person.id'] });
      expect(errors).toBeUndefined();
      expect(data.person).toMatchObject({
        status: 'ACTIVE',
        verifications: [{ checks: [{ kind: 'DOCUMENT' }] }],
        consents: [{ purpose: 'marketing' }],
      });
      expect(data.person.decisions.length).toBeGreaterThan(2);
    });

    test('every query of the docs and the tests', async () => {
      const queries = operations.filter(({ kind, text }) => kind === 'query' && !LOOKS.test(text));
      expect(queries.length).toBeGreaterThan(40);
      const crm = await deployments.as('crm');
      for (const { text, variables } of queries) {
        for (const ways of [steward, crm]) expect(await alike(ways, text, variables)).toMatchObject({ status: 200 });
      }
    });

    test('any query', async () => {
      const id = (name: string): string[] => [`(id: "${ids[name]}")`, '(id: "01a1f86a-0298-72f6-96cf-043586503b33")'];
      const known = {
        person: id('person.id'),
        verification: id('verification.id'),
        decision: id('decision.id'),
        consent: id('consent.id'),
        personByRecord: ['(system: "onboarding", externalId: "1")'],
        people: ['(first: 2)', ''],
        verifications: ['(first: 1)', '(first: $n)', ''],
        decisions: ['(first: 2)', ''],
        consents: ['(purpose: "marketing")', ''],
        lineage: ['(field: NAME)', ''],
      };
      const reader = await deployments.as('decision');
      await fc.assert(
        fc.asyncProperty(anyQuery(api, 4, known), async (query) => {
          fc.pre(validate(api, parse(query)).length === 0);
          const { status } = await alike(reader, query);
          expect(status).toBe(200);
        }),
        { numRuns: 60 },
      );
    });

    /** What the errors say of all the operations. */
    const codesOf = async (ways: Ways, all: readonly Reach[]): Promise<unknown[]> => {
      const codes = new Set<unknown>();
      for (const reach of all) {
        const { errors = [] } = await alike(ways, operationOf([reach]));
        for (const { extensions } of errors) codes.add(extensions?.code);
      }
      return [...codes];
    };

    test.each([
      ['crm', EVERY_SCOPE, ['FORBIDDEN']],
      ['crm', [], ['FORBIDDEN']],
      ['decision', EVERY_SCOPE, ['FORBIDDEN']],
      ['marketing', EVERY_SCOPE, ['FORBIDDEN']],
      ['steward', EVERY_SCOPE, ['FORBIDDEN']],
    ])('every field, as %s with the scopes %s', async (system, scopes, codes) => {
      const ways = await deployments.as(system, scopes);
      expect(await codesOf(ways, fieldsToAsk())).toEqual(codes);
    });

    test('every field that a steward may read', async () => {
      const held = new Set(DESK_ROLES.flatMap((role) => [...SCOPES_OF_ROLE[role]]));
      const may = fieldsToAsk().filter(({ needed }) => needed.every((scope) => held.has(scope as Scope)));
      expect(may.length).toBeGreaterThan(120);
      expect(await codesOf(steward, may)).toEqual([]);
    });

    test('every mutation that is refused, by its rules or for want of rights', async () => {
      const crm = await deployments.as('crm', EVERY_SCOPE);
      expect(await codesOf(crm, listMutations())).toEqual(['FORBIDDEN']);
      expect(await codesOf(await deployments.as('crm', []), listMutations())).toEqual(['FORBIDDEN']);
    });

    test('every subscription of the docs and the tests that begins with what was', async () => {
      const subscriptions = operations.filter(
        ({ kind, text, variables }) =>
          kind === 'subscription' && (text.includes('"earliest"') || Object.values(variables).includes('earliest')),
      );
      expect(subscriptions.length).toBeGreaterThan(5);
      for (const { text, variables } of subscriptions) {
        const [fused, ...others] = await Promise.all(
          Object.values(steward).map((client: Client) => first(client.subscribe(text, variables))),
        );
        for (const other of others) expect([text, other]).toEqual([text, fused]);
      }
    });
  },
);

/** The first answer of a stream; nothing when none comes. */
async function first<T>(stream: AsyncIterableIterator<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, 2_000, undefined));
  const result = await Promise.race([stream.next(), late]);
  await stream.return?.();
  return result?.value as T | undefined;
}

test('what is written through any of them, with one key, is written once and shown by all', async () => {
  const onboarding = await deployments.as('onboarding');
  const query = `mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { ... on PersonRecorded {
    outcome recordId person { id name { full } verifications { id } decisions { id } consents { id } } } } }`;
  const input = { externalId: 'deployed', name: { full: 'Ada Muster' }, idempotencyKey: 'deployed' };
  const { data, errors } = await onboarding.apart.query(query, { input });
  expect(errors).toBeUndefined();
  expect(data.recordPerson).toMatchObject({
    outcome: 'CREATED',
    person: { name: { full: 'Ada Muster' }, consents: [] },
  });
  for (const client of Object.values(onboarding) as Client[]) {
    expect((await client.query(query, { input })).data).toEqual(data);
  }
  const { id } = data.recordPerson.person;

  const grant = `mutation ($input: GrantConsentInput!) { grantConsent(input: $input) { ... on ConsentRecorded {
    consent { id status person { id name { full } } } } } }`;
  const consent = { personId: id, purpose: 'marketing', noticeVersion: '2026-01', language: 'en', method: 'web_form' };
  const granted = await onboarding.apart.query(grant, { input: { ...consent, idempotencyKey: 'granted' } });
  expect(granted.data.grantConsent.consent).toMatchObject({
    status: 'GRANTED',
    person: { id, name: { full: 'Ada Muster' } },
  });
  await alike(onboarding, 'query ($id: ID!) { person(id: $id) { version consents { id status purpose } } }', { id });
});

test('what happens is heard through each of them, over WebSockets and event streams', async () => {
  const query = 'subscription { personChanged { cursor type person { id name { full } consents { purpose } } } }';
  const crm = await deployments.as('crm');
  const sse = createClient({
    url: `${deployments.urls['gateway']}/graphql`,
    headers: { authorization: `Bearer ${crm.fused.token}` },
  });
  const streams = [...Object.values(crm).map((client: Client) => client.subscribe(query)), sse.iterate({ query })];
  const heard = streams.map((stream) => stream.next());
  // A stream begins with what comes after it was opened, and says nothing before.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const { data } = await crm.apart.query(
    'mutation { recordPerson(input: { externalId: "heard", name: { full: "Ada Heard" } }) { ... on PersonRecorded { person { id } } } }',
  );
  const answers = (await Promise.all(heard)).map(({ value }) => value as { data: any });
  expect(answers[0]?.data.personChanged).toMatchObject({
    type: expect.stringContaining('identity.created'),
    person: { id: data.recordPerson.person.id, name: { full: 'Ada Heard' }, consents: [] },
  });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  for (const stream of streams) await stream.return?.();
  sse.dispose();
});

test('the gateway judges nothing itself: a client that is not registered gets the answer of the subgraphs', async () => {
  const { hub, urls } = deployments;
  const stranger = { clientId: 'stranger', audience: hub.config.audience, scopes: ['person:read'], ttlSeconds: 60 };
  const token = await hub.issuer.mint(stranger);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ people { pageInfo { hasNextPage } } }' });
  const answer = await fetch(`${urls['gateway']}/graphql`, { method: 'POST', headers, body });
  expect(await answer.json()).toEqual({
    data: { people: null },
    errors: [
      {
        message: 'The client of this token is not registered.',
        path: ['people'],
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ],
  });
  const bad = await fetch(`${urls['gateway']}/graphql`, {
    method: 'POST',
    headers: { ...headers, authorization: 'Bearer x' },
    body,
  });
  expect(bad.status).toBe(401);
});

test('the gateway is ready while one subgraph is, and says which are', async () => {
  const { urls, hub } = deployments;
  const health = async (url: string): Promise<unknown> => {
    const response = await fetch(`${url}/health/ready`);
    return { code: response.status, ...((await response.json()) as object) };
  };
  const all = { person: 'ok', verification: 'ok', decision: 'ok', consent: 'ok' };
  expect(await health(urls['gateway']!)).toEqual({ code: 200, status: 'ok', subgraphs: all });

  const gone = 'http://127.0.0.1:2/graphql';
  const lonely = async (subgraphUrls: Record<string, string>): Promise<unknown> => {
    const gateway = await startHub(
      { ...hub.config, databaseUrl: undefined, subgraphUrls },
      { gateway: true },
      { logger: silentLogger },
    );
    try {
      return await health(gateway.url);
    } finally {
      await gateway.stop();
    }
  };
  const none = { person: gone, verification: gone, decision: gone, consent: gone };
  const away = { person: 'unavailable', verification: 'unavailable', decision: 'unavailable' };
  expect(await lonely({ ...none, consent: `${urls['consent']}/graphql` })).toEqual({
    code: 200,
    status: 'ok',
    subgraphs: { ...away, consent: 'ok' },
  });
  expect(await lonely(none)).toEqual({
    code: 503,
    status: 'unavailable',
    subgraphs: { ...away, consent: 'unavailable' },
  });
});

test('every part says of which hub it is', async () => {
  const { urls, hub } = deployments;
  const answers = [hub.url, urls['consent'], urls['gateway']].map(async (url) =>
    (await fetch(`${url}/.well-known/selfsame`)).json(),
  );
  const [one, ...others] = await Promise.all(answers);
  expect(one).toEqual({ log: expect.stringMatching(/^[0-9a-f]{8}$/) });
  for (const other of others) expect(other).toEqual(one);
});

describe('a subgraph that is asked by others than a gateway', () => {
  const REFERENCES = `query ($r: [_Any!]!) { _entities(representations: $r) {
    ... on Person { consents { id } } ... on Consent { id } } }`;
  const id = '01a1f86a-0298-72f6-96cf-043586503b33';

  /** What the subgraph of consents answers to a body, which may hold more than `JSON.stringify` could write. */
  async function ask(body: string): Promise<{ data?: any; code: string | undefined; message: string | undefined }> {
    const headers = { authorization: `Bearer ${steward.fused.token}`, 'content-type': 'application/json' };
    const response = await fetch(`${deployments.urls['consent']}/graphql`, { method: 'POST', headers, body });
    const { data, errors } = (await response.json()) as Answer;
    return { data, code: errors?.[0]?.extensions?.code, message: errors?.[0]?.message };
  }
  const refer = (representation: string) =>
    ask(`{ "query": ${JSON.stringify(REFERENCES)}, "variables": { "r": [${representation}] } }`);
  const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

  test('refuses what represents no entity', async () => {
    const wrong: [string, RegExp][] = [
      ['5', /expected an object with __typename Consent, .*Person/],
      ['"x"', /expected an object with __typename/],
      ['[]', /expected an object with __typename/],
      ['{}', /expected an object with __typename/],
      [`{ "id": "${id}" }`, /expected an object with __typename/],
      ['{ "__typename": 5 }', /expected an object with __typename/],
      ['{ "__typename": "Nobody" }', /expected an object with __typename/],
      ['{ "__typename": "__proto__" }', /expected an object with __typename/],
      ['{ "__typename": "ConsentEvent", "id": "x" }', /expected an object with __typename/],
      ['{ "__typename": "Person" }', /representations\.0: expected the key, id/],
      ['{ "__typename": "Person", "id": null }', /representations\.0\.id: expected a value of the type ID!/],
      ['{ "__typename": "Person", "id": 5 }', /representations\.0\.id/],
      ['{ "__typename": "Consent", "id": { "a": 1 } }', /representations\.0\.id/],
      [`{ "__typename": "Consent", "id": ${nested(100_000)} }`, /representations\.0\.id/],
      [nested(100_000), /expected an object with __typename/],
      [`{ "__typename": "Person", "id": "${id}", "mergedIds": "x" }`, /representations\.0\.mergedIds/],
      [`{ "__typename": "Person", "id": "${id}", "mergedIds": { "length": 3 } }`, /representations\.0\.mergedIds/],
      [`{ "__typename": "Person", "id": "${id}", "mergedIds": ["${id}", 5] }`, /representations\.0\.mergedIds/],
    ];
    for (const [representation, message] of wrong) {
      const answer = await refer(representation);
      expect(answer).toEqual({ data: null, code: 'BAD_REQUEST', message: expect.stringMatching(message) });
    }
  });

  test('answers what represents one, with fields that it does not know and of a person that it does not know', async () => {
    const { data, code } = await refer(`{ "__typename": "Person", "id": "${id}", "mergedIds": [], "__proto__": 5 }`);
    expect([data, code]).toEqual([{ _entities: [{ consents: [] }] }, undefined]);
    expect((await refer(`{ "__typename": "Consent", "id": "${'x'.repeat(500_000)}" }`)).data).toEqual({
      _entities: [null],
    });
  });

  test('says what is wrong with documents that are nested ever more deeply', async () => {
    const forms: ((levels: number) => string)[] = [
      (levels) => `{ _entities(representations: [${nested(levels)}]) { __typename } }`,
      (levels) => `{ _entities(representations: [${'{a:'.repeat(levels)}1${'}'.repeat(levels)}]) { __typename } }`,
      (levels) => `query ($r: [_Any!]! = ${nested(levels)}) { _entities(representations: $r) { __typename } }`,
      (levels) => `query ($r: ${'['.repeat(levels)}Int${']'.repeat(levels)}) { __typename }`,
      (levels) => `{ ${'... { '.repeat(levels)} nothing ${'}'.repeat(levels)} }`,
      (levels) => `{ ${'a { '.repeat(levels)} b ${'}'.repeat(levels)} }`,
      (levels) => `{ __typename @skip(if: ${nested(levels)}) }`,
    ];
    const codes = new Set<string | undefined>();
    for (const levels of [10, 300, 1_000, 2_000, 3_000, 3_300, 4_000, 4_900, 6_000, 9_900, 50_000]) {
      for (const form of forms) {
        const { code } = await ask(JSON.stringify({ query: form(levels) }));
        codes.add(code);
      }
    }
    expect(codes).toEqual(new Set(['BAD_REQUEST', 'GRAPHQL_VALIDATION_FAILED', 'LIMIT_EXCEEDED']));
    expect(await fetch(`${deployments.urls['consent']}/health/live`)).toMatchObject({ status: 200 });
  });
});

test('JSON that is nested without end is refused by a hub, and by a gateway before it passes it on', async () => {
  const { token } = await deployments.hub.as('crm');
  const mutation = `mutation ($e: JSON) { recordPerson(input: { externalId: "deep", extensions: $e }) {
    __typename ... on InvalidInput { problems { path message } } } }`;
  const send = async (url: string, levels: number): Promise<Answer> => {
    const deep = `${'{"crm":'.repeat(levels)}1${'}'.repeat(levels)}`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: `{ "query": ${JSON.stringify(mutation)}, "variables": { "e": ${deep} } }`,
    });
    return (await response.json()) as Answer;
  };
  for (const url of [deployments.hub.url, deployments.urls['gateway']]) {
    const near = await send(`${url}/graphql`, 20);
    expect(near.data.recordPerson.problems[0].message).toBe('Expected at most 8 levels.');
    for (const levels of [100, 100_000]) {
      const { errors } = await send(`${url}/graphql`, levels);
      expect(errors).toMatchObject([
        { message: expect.stringContaining('at most 64 levels'), extensions: { code: 'BAD_REQUEST' } },
      ]);
    }
  }
});
