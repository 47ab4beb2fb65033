import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { forgetDone } from '../../src/journeys/retention.ts';
import { ask, recorded } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';
import shipped from '../../src/journeys/shipped/customer-onboarding.json' with { type: 'json' };

let hub: TestHub;
let onboarding: Client;
let steward: Client;
let vendor: Client;

const VERIFY = {
  type: 'VERIFY',
  checks: [{ kind: 'DOCUMENT' }, { kind: 'SANCTIONS' }],
  deadline: 'P7D',
  next: { VERIFIED: 'decide', REJECTED: 'decide', INCONCLUSIVE: 'decide', EXPIRED: 'late', UNAVAILABLE: 'late' },
};
const OUTCOMES = {
  APPROVE: 'yes',
  REJECT: 'no',
  REQUEST_INFORMATION: 'review',
  REVIEW: 'review',
  BLOCK: 'no',
  STEP_UP: 'review',
};
const DECIDED = {
  name: 'decided',
  description: 'Systems report what they found, a policy decides, and a person where it wants one.',
  start: 'consent',
  steps: {
    consent: {
      type: 'CONSENT',
      purposes: ['identity-verification'],
      deadline: 'P1D',
      next: { GRANTED: 'verify', EXPIRED: 'late' },
    },
    verify: VERIFY,
    decide: {
      type: 'DECIDE',
      policy: 'onboarding',
      subject: 'onboarding',
      inputs: shipped.steps.decide.inputs,
      next: OUTCOMES,
    },
    review: { type: 'REVIEW', deadline: 'P5D', next: { ...OUTCOMES, EXPIRED: 'late' } },
    yes: { type: 'END', outcome: 'APPROVED' },
    no: { type: 'END', outcome: 'REJECTED' },
    late: { type: 'END', outcome: 'EXPIRED' },
  },
};

const JOURNEY = `query ($id: ID!) { journey(id: $id) {
  state step outcome reason dueAt log { step action detail } verifications { id status checks { id kind } } decisions { id outcome } person { id }
} }`;

beforeAll(async () => {
  hub = await createHub({ env: { JOURNEYS: 'true' } });
  [onboarding, steward, vendor] = await Promise.all([hub.as('onboarding'), hub.as('steward'), hub.as('verification')]);
});
afterAll(() => hub[Symbol.asyncDispose]());

async function publish(definition: object): Promise<void> {
  const { publishJourney } = await ask(
    steward,
    'mutation ($definition: JSON!) { publishJourney(input: { definition: $definition }) { __typename ... on InvalidInput { problems { path message } } } }',
    { definition },
  );
  expect(publishJourney).toEqual({ __typename: 'JourneyPublished' });
}

async function start(name: string, personId: string): Promise<string> {
  const { startJourney } = await ask(
    onboarding,
    'mutation ($input: StartJourneyInput!) { startJourney(input: $input) { ... on JourneyStarted { journeyId } } }',
    { input: { name, personId } },
  );
  return startJourney.journeyId;
}

async function whenIn(state: string, id: string): Promise<any> {
  return vi.waitFor(
    async () => {
      const { journey } = await ask(onboarding, JOURNEY, { id });
      expect(journey.state).toBe(state);
      return journey;
    },
    { timeout: 10_000, interval: 20 },
  );
}

async function report(verification: any, kind: string, status: string): Promise<void> {
  const check = verification.checks.find((one: { kind: string }) => one.kind === kind);
  await ask(
    vendor,
    'mutation ($id: ID!, $status: CheckStatus!) { recordCheckResult(input: { checkId: $id, status: $status, method: "m", traceId: "t", score: 0.9 }) { __typename } }',
    { id: check.id, status },
  );
}

async function consent(personId: string, purpose = 'identity-verification'): Promise<void> {
  await ask(
    onboarding,
    'mutation ($id: ID!, $purpose: String!) { grantConsent(input: { personId: $id, purpose: $purpose, noticeVersion: "2026-01", language: "en", method: "web_form" }) { __typename } }',
    { id: personId, purpose },
  );
}

async function standing(step: string, id: string): Promise<any> {
  return vi.waitFor(
    async () => {
      const { journey } = await ask(onboarding, JOURNEY, { id });
      expect([journey.state, journey.step]).toEqual(['WAITING', step]);
      return journey;
    },
    { timeout: 10_000, interval: 20 },
  );
}

test('a journey waits for consent, has a verification done, decides on it, and cites both', async () => {
  await publish(DECIDED);
  const personId = await recorded(onboarding, { externalId: 'j1', name: { full: 'Ada' }, birthDate: '1990-05-17' });
  const id = await start('decided', personId);
  await standing('consent', id);
  // Another purpose is neither enough nor cited.
  await consent(personId, 'marketing');
  await consent(personId);
  const { verifications } = await standing('verify', id);
  await report(verifications[0], 'DOCUMENT', 'PASSED');
  await report(verifications[0], 'SANCTIONS', 'PASSED');
  const ended = await whenIn('ENDED', id);
  expect(ended.outcome).toBe('APPROVED');
  const { journey } = await ask(
    steward,
    'query ($id: ID!) { journey(id: $id) { decisions { outcome verifications { id } consents { purpose } policy { name } inputs } } }',
    { id },
  );
  expect(journey.decisions).toEqual([
    {
      outcome: 'APPROVE',
      verifications: [{ id: verifications[0].id }],
      consents: [{ purpose: 'identity-verification' }],
      policy: { name: 'onboarding' },
      inputs: expect.objectContaining({
        documentStatus: 'PASSED',
        addressStatus: 'NOT_CHECKED',
        riskScore: 0.09999999999999998,
      }),
    },
  ]);
});

test('a journey that waits for somebody goes on when another record of the same person consents', async () => {
  const one = await recorded(onboarding, {
    externalId: 'm1',
    name: { full: 'Mia' },
    emails: [{ value: 'm1@example.org' }],
  });
  const other = await recorded(onboarding, {
    externalId: 'm2',
    name: { full: 'Mia' },
    emails: [{ value: 'm2@example.org' }],
  });
  const ids = [await start('decided', one), await start('decided', other)];
  for (const id of ids) await standing('consent', id);
  await ask(
    steward,
    'mutation ($ids: [ID!]!) { mergePeople(input: { personIds: $ids, reason: "the same" }) { __typename } }',
    { ids: [one, other] },
  );
  await consent(other);
  for (const id of ids) expect((await standing('verify', id)).verifications).toHaveLength(1);
});

test('a journey that a person has to decide goes on by what the person says', async () => {
  const personId = await recorded(onboarding, { externalId: 'j2', name: { full: 'Bea' }, birthDate: '1990-05-17' });
  await consent(personId);
  const id = await start('decided', personId);
  const { verifications } = await standing('verify', id);
  await report(verifications[0], 'DOCUMENT', 'PASSED');
  await report(verifications[0], 'SANCTIONS', 'INCONCLUSIVE');
  const waiting = await standing('review', id);
  const decision = waiting.decisions[0];
  expect(decision.outcome).toBe('REVIEW');
  await ask(
    await hub.as('decision'),
    `mutation ($input: RecordDecisionInput!) { recordDecision(input: $input) { __typename ... on InvalidInput { problems { path } } } }`,
    {
      input: {
        personId,
        subject: 'onboarding',
        outcome: 'APPROVE',
        reasons: [{ code: 'NOT_THE_SAME_PERSON' }],
        policy: { name: 'by-hand', version: '1' },
        inputs: {},
        verificationIds: [verifications[0].id],
        supersedes: decision.id,
      },
    },
  );
  expect((await whenIn('ENDED', id)).outcome).toBe('APPROVED');
});

test('a journey whose policy refuses what it is given says so, and goes on once that is mended', async () => {
  const personId = await recorded(onboarding, { externalId: 'j3', name: { full: 'Cleo' } });
  await consent(personId);
  const id = await start('decided', personId);
  const { verifications } = await standing('verify', id);
  await report(verifications[0], 'DOCUMENT', 'PASSED');
  await report(verifications[0], 'SANCTIONS', 'PASSED');
  const failed = await whenIn('FAILED', id);
  expect(failed).toMatchObject({ step: 'decide', reason: 'DECISION_REFUSED' });
  expect(failed.log.at(-1)).toMatchObject({ detail: { answer: 'InvalidInput', paths: ['inputs.age'] } });
  await recorded(onboarding, { externalId: 'j3', name: { full: 'Cleo' }, birthDate: '1990-05-17' });
  await ask(steward, 'mutation ($id: ID!) { resumeJourney(input: { journeyId: $id }) { __typename } }', { id });
  expect((await whenIn('ENDED', id)).outcome).toBe('APPROVED');
});

test('a change of a verified value starts a journey, once, and for nobody who was never verified', async () => {
  await publish({
    ...DECIDED,
    name: 'again',
    startsOn: [{ event: 'identity.updated', fields: ['NAME'], verifiedBefore: true }],
    start: 'verify',
    steps: Object.fromEntries(Object.entries(DECIDED.steps).filter(([name]) => name !== 'consent')),
  });
  const journeysOf = async (externalId: string): Promise<any[]> => {
    const { personByRecord } = await ask(
      onboarding,
      'query ($id: String!) { personByRecord(system: "onboarding", externalId: $id) { journeys { name state } } }',
      { id: externalId },
    );
    return personByRecord.journeys.filter(({ name }: { name: string }) => name === 'again');
  };
  await recorded(onboarding, { externalId: 'j4', name: { full: 'Never verified' } });
  await recorded(onboarding, { externalId: 'j4', name: { full: 'Never Verified' } });
  await recorded(onboarding, { externalId: 'j1', name: { full: 'Ada Muster' }, birthDate: '1990-05-17' });
  await recorded(onboarding, { externalId: 'j1', name: { full: 'Ada Lea Muster' }, birthDate: '1990-05-17' });
  await vi.waitFor(async () => expect(await journeysOf('j1')).toHaveLength(1), { timeout: 10_000, interval: 50 });
  expect(await journeysOf('j4')).toEqual([]);
});

test('the queue forgets what it has done, and keeps what is due later', async () => {
  const count = async (status: string): Promise<number> => {
    const [row] = await runSql<{ count: number }>(
      hub.database.url,
      `select count(*)::integer as count from dbos.workflow_status where status = '${status}'`,
    );
    return row!.count;
  };
  // A journey may just be moving.
  await vi.waitFor(async () => expect(await count('SUCCESS')).toBeGreaterThan(3));
  await vi.waitFor(async () => {
    while (await forgetDone(-60_000));
    expect(await count('SUCCESS')).toBe(0);
  });
  await vi.waitFor(async () => expect(await count('DELAYED')).toBeGreaterThan(0));
});
