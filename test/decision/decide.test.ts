import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { askFor } from '../support/consents.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask } from '../support/operations.ts';
import { countRows } from '../support/rows.ts';
import { type Desk, type Subject, decided, newSubject, openDesk, requestVerification } from './operations.ts';
import { adults, decideBy, draft, endCheck, publish, step } from './policy-operations.ts';

const clock = testClock();
let hub: TestHub;
let desk: Desk;
let vendor: Client;
let steward: Client;
let ada: Subject;
const inputs = { age: 36, score: 0.9 };

beforeAll(async () => {
  hub = await createHub({ clock });
  [desk, vendor, steward] = await Promise.all([openDesk(hub), hub.as('verification'), hub.as('steward')]);
  await askFor(await hub.as('privacy_officer'), 'scoring', 'withdrawn', 'ending');
  ada = await verified();
  await publish(steward, 'adults', adults());
});
afterAll(() => hub[Symbol.asyncDispose]());

async function verified(): Promise<Subject> {
  const subject = await newSubject(desk);
  await endCheck(vendor, subject.verificationId);
  return subject;
}

const about = ({ personId, verificationId }: Subject = ada) => ({
  personId,
  verificationIds: [verificationId],
  inputs,
});

/** The problems that a decision comes back with. Nothing may be stored. */
async function problemsOf(input: Record<string, unknown>): Promise<Record<string, string>> {
  const before = await countRows(hub.database.url);
  const outcome = await decideBy(desk.engine, { ...about(), ...input });
  expect(outcome.__typename).toBe('InvalidInput');
  expect(await countRows(hub.database.url)).toEqual(before);
  return Object.fromEntries(outcome.problems.map(({ path, message }: any) => [path, message]));
}

describe('a decision by a policy', () => {
  test('stores outcome, reasons, rules, exact inputs, policy, model and what it cites', async () => {
    const { grantConsent } = await ask(
      desk.crm,
      'mutation ($id: ID!) { grantConsent(input: { personId: $id, purpose: "scoring", noticeVersion: "2026-01", language: "en", method: "phone" }) { ... on ConsentRecorded { consent { id } } } }',
      { id: ada.personId },
    );
    const consentIds = [grantConsent.consent.id];
    const { decisionId } = await decideBy(desk.engine, {
      ...about(),
      claimIds: ada.claimIds,
      consentIds,
      modelVersion: 'risk-7',
      inputs: { score: 0.75, age: 17.5 },
    });
    const { decision } = await ask(
      desk.engine,
      `query ($id: ID!) { decision(id: $id) {
        outcome engine reasons { code text } matchedRules inputs modelVersion decidedBy decidedAt
        policy { name version digest } verifications { id } claims { id } consents { id purpose status }
      } }`,
      { id: decisionId },
    );
    const { policy } = await ask(steward, '{ policy(name: "adults") { published { version digest } } }');
    expect(decision).toEqual({
      outcome: 'REJECT',
      engine: 'POLICY',
      reasons: [
        { code: 'NO', text: 'It is not.' },
        { code: 'OK', text: 'It is fine.' },
      ],
      matchedRules: ['minor'],
      inputs: { score: 0.75, age: 17.5 },
      modelVersion: 'risk-7',
      decidedBy: 'decision',
      decidedAt: clock.now().toISOString(),
      policy: { name: 'adults', version: '1', digest: policy.published.digest },
      verifications: [{ id: ada.verificationId }],
      claims: ada.claimIds.map((id) => ({ id })),
      consents: [{ id: consentIds[0], purpose: 'scoring', status: 'GRANTED' }],
    });
  });

  test('is a review where no rule matched', async () => {
    expect((await decideBy(desk.engine, { ...about(), inputs: { age: 36, score: 0.5 } })).decision).toMatchObject({
      outcome: 'REVIEW',
      reasons: [{ code: 'POLICY_NO_MATCH', text: 'No rule of the policy matched.' }],
      matchedRules: [],
    });
  });

  test('is made by the version that is published at that moment', async () => {
    const { version } = await draft(steward, { name: 'moving', content: adults() });
    const key = { name: 'moving', version };
    const ask1 = async (): Promise<any> => decideBy(desk.engine, { ...about(), policy: 'moving' });
    const none = { problems: [{ path: 'policy', message: 'Expected a policy that has a published version.' }] };
    expect(await ask1()).toMatchObject(none);
    await step(steward, 'submitPolicy', key);
    expect(await ask1()).toMatchObject(none);
    await step(steward, 'publishPolicy', key);
    expect((await ask1()).decision).toMatchObject({ outcome: 'APPROVE', policy: { version: '1' } });
    await publish(steward, 'moving', adults(40));
    expect((await ask1()).decision).toMatchObject({ outcome: 'REJECT', policy: { version: '2' } });
    await step(steward, 'retirePolicy', { name: 'moving', version: 2 });
    expect(await ask1()).toMatchObject(none);
  });

  test('of the development set comes to each of its outcomes', async () => {
    const good = {
      sanctionsStatus: 'PASSED',
      documentStatus: 'PASSED',
      addressStatus: 'PASSED',
      age: 40,
      riskScore: 0.1,
    };
    for (const [changes, outcome, rule] of [
      [{}, 'APPROVE', 'all-clear'],
      [{ sanctionsStatus: 'FAILED', documentStatus: 'FAILED' }, 'BLOCK', 'sanctions-hit'],
      [{ documentStatus: 'FAILED' }, 'REJECT', 'document-rejected'],
      [{ age: 17 }, 'REJECT', 'under-age'],
      [{ documentStatus: 'NOT_CHECKED' }, 'REQUEST_INFORMATION', 'document-unclear'],
      [{ sanctionsStatus: 'INCONCLUSIVE' }, 'REVIEW', 'sanctions-unclear'],
      [{ riskScore: 0.81 }, 'REVIEW', 'high-risk'],
    ] as const) {
      const { decision } = await decideBy(desk.engine, {
        ...about(),
        policy: 'onboarding',
        inputs: { ...good, ...changes },
      });
      expect([decision.outcome, decision.matchedRules]).toEqual([outcome, [rule]]);
    }
  });

  test('can replace an earlier one, once', async () => {
    const supersedes = await decided(desk.engine, { personId: ada.personId, claimIds: ada.claimIds });
    expect(await decideBy(desk.engine, { ...about(), supersedes })).toMatchObject({ __typename: 'DecisionRecorded' });
    expect(Object.keys(await problemsOf({ supersedes }))).toEqual(['supersedes']);
  });
});

describe('inputs', () => {
  test.each([
    ['missing', { score: 1 }, ['inputs.age']],
    ['null', { age: null, score: 1 }, ['inputs.age']],
    ['of another type', { age: '36', score: true }, ['inputs.age', 'inputs.score']],
    ['out of their range', { age: 151, score: -0.1 }, ['inputs.age', 'inputs.score']],
    ['too small for the engine', { age: 36, score: 5e-324 }, ['inputs.score']],
    ['too large for the engine', { age: 1e300, score: 1 }, ['inputs.age']],
    ['not declared', { ...inputs, income: 1 }, ['inputs.income']],
  ])('that are %s are refused by name', async (_what, wrong, paths) => {
    expect(Object.keys(await problemsOf({ inputs: wrong }))).toEqual(paths);
  });

  test('that are no object are refused', async () => {
    expect(await problemsOf({ inputs: [1] })).toEqual({ inputs: 'Expected a JSON object.' });
  });
});

describe('evidence', () => {
  test('of nothing, of another person or of nobody is refused by name', async () => {
    const stranger = await verified();
    expect(Object.keys(await problemsOf({ verificationIds: [] }))).toEqual(['verificationIds']);
    expect(
      await problemsOf({
        verificationIds: [ada.verificationId, stranger.verificationId, 'x'],
        claimIds: [stranger.claimIds[0]],
        consentIds: ['018f0000-0000-7000-8000-000000000000'],
      }),
    ).toEqual({
      'verificationIds.1': 'Expected a verification of this person.',
      'verificationIds.2': 'Expected a verification of this person.',
      'claimIds.0': 'Expected a claim about this person.',
      'consentIds.0': 'Expected a consent of this person that is in force.',
    });
  });

  test('that is not there yet, or was called off, is refused', async () => {
    const open = await requestVerification(desk.crm, ada.personId);
    const message = { 'verificationIds.0': 'Expected a verification that has a result.' };
    expect(await problemsOf({ verificationIds: [open] })).toEqual(message);
    await ask(
      desk.crm,
      'mutation ($id: ID!) { cancelVerification(input: { verificationId: $id, reason: "r" }) { __typename } }',
      {
        id: open,
      },
    );
    expect(await problemsOf({ verificationIds: [open] })).toEqual(message);
  });

  test('that failed carries a refusal, and no approval', async () => {
    const failed = await requestVerification(desk.crm, ada.personId);
    await endCheck(vendor, failed, { status: 'FAILED' });
    const verificationIds = [failed];
    expect(await problemsOf({ verificationIds })).toEqual({
      'verificationIds.0': 'Expected a verified one, since the policy approves.',
    });
    expect(
      (await decideBy(desk.engine, { ...about(), verificationIds, inputs: { age: 1, score: 1 } })).decision,
    ).toMatchObject({
      outcome: 'REJECT',
    });
  });

  test('that has expired is refused, also by an engine outside that decides after', async () => {
    const subject = await newSubject(desk);
    const validUntil = new Date(clock.now().getTime() + 60_000).toISOString();
    await endCheck(vendor, subject.verificationId, { status: 'PASSED', validUntil });
    expect(await decideBy(desk.engine, about(subject))).toMatchObject({ __typename: 'DecisionRecorded' });
    const before = clock.now().toISOString();
    clock.advance(60_000);
    const problem = { path: 'verificationIds.0', message: 'Expected a verification that has not expired.' };
    expect(await decideBy(desk.engine, about(subject))).toMatchObject({ problems: [problem] });
    const stated = { personId: subject.personId, verificationIds: [subject.verificationId] };
    await expect(decided(desk.engine, stated)).rejects.toThrow('has not expired');
    await decided(desk.engine, { ...stated, decidedAt: before });
  });

  test('that is a consent counts while it is in force', async () => {
    const { personId } = ada;
    const grant = async (purpose: string, expiresAt?: string): Promise<string> => {
      const { grantConsent } = await ask(
        desk.crm,
        'mutation ($input: GrantConsentInput!) { grantConsent(input: $input) { ... on ConsentRecorded { consent { id } } } }',
        { input: { personId, purpose, noticeVersion: '2026-01', language: 'en', method: 'phone', expiresAt } },
      );
      return grantConsent.consent.id;
    };
    const withdrawn = await grant('withdrawn');
    const ending = await grant('ending', new Date(clock.now().getTime() + 60_000).toISOString());
    expect(await decideBy(desk.engine, { ...about(), consentIds: [withdrawn, ending] })).toMatchObject({
      __typename: 'DecisionRecorded',
    });
    await ask(
      desk.crm,
      'mutation ($id: ID!) { withdrawConsent(input: { personId: $id, purpose: "withdrawn", method: "phone" }) { __typename } }',
      { id: personId },
    );
    expect(Object.keys(await problemsOf({ consentIds: [withdrawn, ending] }))).toEqual(['consentIds.0']);
    clock.advance(60_000);
    // Counted no more: by now the consent subgraph may tell that one has ended.
    const outcome = await decideBy(desk.engine, { ...about(), consentIds: [withdrawn, ending] });
    expect(outcome.problems.map(({ path }: any) => path)).toEqual(['consentIds.0', 'consentIds.1']);
  });
});

test('a retry gets its first answer, whatever has become of policy and evidence', async () => {
  const subject = await newSubject(desk);
  const validUntil = new Date(clock.now().getTime() + 60_000).toISOString();
  await endCheck(vendor, subject.verificationId, { status: 'PASSED', validUntil });
  await publish(steward, 'once', adults());
  const input = { ...about(subject), policy: 'once', idempotencyKey: 'decide once' };
  const first = await decideBy(desk.engine, input);
  await step(steward, 'retirePolicy', { name: 'once', version: 1 });
  clock.advance(120_000);
  expect(await decideBy(desk.engine, input)).toEqual(first);
  expect(await decideBy(desk.engine, { ...input, inputs: { age: 3, score: 1 } })).toMatchObject({
    __typename: 'IdempotencyConflict',
  });
});

test('eight at once with one key leave one decision', async () => {
  const subject = await verified();
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => decideBy(desk.engine, { ...about(subject), idempotencyKey: 'eight' })),
  );
  expect(new Set(outcomes.flatMap(({ decisionId }) => decisionId ?? [])).size).toBe(1);
  const { person } = await ask(desk.crm, 'query ($id: ID!) { person(id: $id) { decisions { id } } }', {
    id: subject.personId,
  });
  expect(person.decisions).toHaveLength(1);
});

test('nobody is decided about who is not there', async () => {
  const personId = '018f0000-0000-7000-8000-000000000000';
  expect(await decideBy(desk.engine, { ...about(), personId })).toEqual({ __typename: 'NotFound', id: personId });
});

test('only who may decide, may ask a policy', async () => {
  for (const kind of ['crm', 'steward', 'analytics']) {
    const { errors } = await (
      await hub.as(kind, ['decision:write', 'decision:read'])
    ).query('mutation ($input: DecideInput!) { decide(input: $input) { __typename } }', {
      input: { ...about(), subject: 'a', policy: 'adults' },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
});
