import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCOPES, SCOPES_OF_KIND, SYSTEM_KINDS, type Scope } from '../../src/kernel/access.ts';
import { type Answer, type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { countRows } from '../support/rows.ts';
import { type Reach, listMutations, listQueryFields, listSubscriptions, openRootFields } from './schema.ts';

const everyScope = Object.keys(SCOPES);
let hub: TestHub;
let fields: Reach[];

beforeAll(async () => {
  hub = await createHub();
  fields = listQueryFields(await populate());
});
afterAll(() => hub[Symbol.asyncDispose]());

/** A person with something in every subgraph, so that every field is really reached. */
async function populate(): Promise<Record<string, string>> {
  const [onboarding, crm, verification, decision] = (await Promise.all(
    ['onboarding', 'crm', 'verification', 'decision'].map((system) => hub.as(system)),
  )) as [Client, Client, Client, Client];
  const personId = await recorded(onboarding, {
    externalId: '1',
    name: { full: 'A' },
    emails: [{ value: 'a@example.com' }],
    gender: 'FEMALE',
    identifiers: [{ type: 'PASSPORT', value: 'X1' }],
  });
  // The CRM's gender is chosen, and the onboarding form, which comes first, is passed over.
  await recorded(crm, { externalId: '1', gender: 'FEMALE', emails: [{ value: 'a@example.com' }] });
  await recorded(onboarding, { externalId: '1', gender: null });
  const { requestVerification } = await ask(
    onboarding,
    'mutation ($id: ID!) { requestVerification(input: { personId: $id, checks: [{ kind: DOCUMENT }] }) { ... on VerificationRequested { verification { id checks { id } } } } }',
    { id: personId },
  );
  const { verification: requested } = requestVerification;
  const { person } = await ask(onboarding, 'query ($id: ID!) { person(id: $id) { lineage { id } } }', { id: personId });
  await ask(
    verification,
    `mutation ($check: ID!, $claim: ID!) { recordCheckResult(input: { checkId: $check, status: PASSED, method: "ocr", traceId: "t1", score: 0.9, confirmedClaimIds: [$claim],
      evidence: [{ digest: "${'ab'.repeat(32)}", mediaType: "image/png" }] }) { __typename } }`,
    { check: requested.checks[0].id, claim: person.lineage[0].id },
  );
  // Three decisions in a row: the one in the middle replaces one and is replaced.
  const decisions: string[] = [];
  for (let n = 0; n < 3; n++) {
    const { recordDecision } = await ask(
      decision,
      `mutation ($id: ID!, $verification: ID!, $claims: [ID!]!, $supersedes: ID) { recordDecision(input: { personId: $id, subject: "onboarding", outcome: APPROVE,
        reasons: [{ code: "OK" }], policy: { name: "p", version: "1" }, inputs: {}, verificationIds: [$verification], claimIds: $claims, supersedes: $supersedes })
        { ... on DecisionRecorded { decision { id } } } }`,
      {
        id: personId,
        verification: requested.id,
        claims: person.lineage.map((claim: { id: string }) => claim.id),
        supersedes: decisions.at(-1) ?? null,
      },
    );
    decisions.push(recordDecision.decision.id);
  }
  const { grantConsent } = await ask(
    onboarding,
    'mutation ($id: ID!) { grantConsent(input: { personId: $id, purpose: "marketing", noticeVersion: "1", language: "en", method: "web_form" }) { ... on ConsentRecorded { consent { id } } } }',
    { id: personId },
  );
  return {
    'person.id': personId,
    'personByRecord.system': 'onboarding',
    'personByRecord.externalId': '1',
    'verification.id': requested.id,
    'decision.id': decisions[1]!,
    'consent.id': grantConsent.consent.id,
  };
}

/** What the scopes of a token say about a field, for a kind of system. */
function mayRead(reach: Reach, kind: (typeof SYSTEM_KINDS)[number], token: readonly string[]): boolean {
  return reach.needed.every((scope) => token.includes(scope) && SCOPES_OF_KIND[kind].has(scope as Scope));
}

function isForbidden(answer: Answer): boolean {
  const codes = answer.errors?.map((error) => error.extensions?.code) ?? [];
  if (codes.some((code) => code !== 'FORBIDDEN')) throw new Error(JSON.stringify(answer.errors));
  return codes.length > 0;
}

test('no field at a root is open to everybody', () => {
  expect(openRootFields()).toEqual([]);
});

test('every field of the graph is reached by this test', () => {
  expect(fields.length).toBeGreaterThan(120);
});

describe.each(SYSTEM_KINDS)('%s', (kind) => {
  const findWrong = async (reaches: readonly Reach[], token: readonly string[]): Promise<string[]> => {
    const client = await hub.as(kind.toLowerCase(), token);
    const wrong: string[] = [];
    for (const reach of reaches) {
      const answer = await client.query(reach.operation);
      if (isForbidden(answer) === mayRead(reach, kind, token))
        wrong.push(`${reach.coordinate} with ${token.join(' ')}`);
    }
    return wrong;
  };

  test('reads every field that its kind and its token allow, and no other', async () => {
    expect(await findWrong(fields, everyScope)).toEqual([]);
  });

  test.each(everyScope)('reads nothing that needs %s with a token that lacks it', async (scope) => {
    const token = everyScope.filter((other) => other !== scope);
    const needing = fields.filter(({ needed }) => needed.includes(scope));
    expect(await findWrong(needing, token)).toEqual([]);
  });

  test('reads nothing at all with a token without scopes', async () => {
    expect(await findWrong(fields, [])).toEqual([]);
  });

  test('may call the mutations that its kind and its token allow, and no other', async () => {
    const before = await countRows(hub.database.url);
    expect(await findWrong(listMutations(), everyScope)).toEqual([]);
    for (const reach of listMutations()) {
      const token = everyScope.filter((scope) => !reach.needed.includes(scope));
      expect(await findWrong([reach], token)).toEqual([]);
    }
    expect(await countRows(hub.database.url)).toEqual(before);
  });

  test('may subscribe to what its kind and its token allow, and nothing else', async () => {
    for (const reach of listSubscriptions()) {
      for (const token of [
        everyScope,
        ...reach.needed.map((needed) => everyScope.filter((scope) => scope !== needed)),
      ]) {
        const client = await hub.as(kind.toLowerCase(), token);
        const stream = client.subscribe(reach.operation);
        const first = await stream.next().catch((error: unknown) => ({ value: { errors: error } }));
        await stream.return?.();
        expect([reach.coordinate, token.length, first.value?.errors === undefined]).toEqual([
          reach.coordinate,
          token.length,
          mayRead(reach, kind, token),
        ]);
      }
    }
  });
});
