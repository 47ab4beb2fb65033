import { type DocumentNode, print } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Definitions } from '../../src/journeys/definitions.ts';
import { Graph } from '../../src/journeys/graph.ts';
import { runJourney } from '../../src/journeys/run.ts';
import shipped from '../../src/journeys/shipped/customer-onboarding.json' with { type: 'json' };
import { SCOPES_OF_KIND } from '../../src/kernel/access.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';

// Runs of one journey that meet, or die: each is a run of the real thing, whose way to the graph is in the test's hands.

let hub: TestHub;
let steward: Client;
let onboarding: Client;
let vendor: Client;
let machine: Client;

const end = (outcome: string) => ({ type: 'END', outcome });
const DEFINITION = {
  name: 'meeting',
  description: 'A consent, a check that a system reports, and a decision.',
  start: 'consent',
  steps: {
    consent: {
      type: 'CONSENT',
      purposes: ['identity-verification'],
      deadline: 'P1D',
      next: { GRANTED: 'verify', EXPIRED: 'none' },
    },
    verify: {
      type: 'VERIFY',
      checks: [{ kind: 'DOCUMENT' }],
      deadline: 'P7D',
      next: { VERIFIED: 'decide', REJECTED: 'decide', INCONCLUSIVE: 'decide', EXPIRED: 'none', UNAVAILABLE: 'none' },
    },
    decide: {
      type: 'DECIDE',
      policy: 'onboarding',
      subject: 'onboarding',
      inputs: shipped.steps.decide.inputs,
      next: Object.fromEntries(
        ['APPROVE', 'REJECT', 'REQUEST_INFORMATION', 'REVIEW', 'BLOCK', 'STEP_UP'].map((outcome) => [outcome, 'done']),
      ),
    },
    done: end('DECIDED'),
    none: end('UNDECIDED'),
  },
};

beforeAll(async () => {
  hub = await createHub();
  [steward, onboarding, vendor] = await Promise.all([hub.as('steward'), hub.as('onboarding'), hub.as('verification')]);
  await ask(
    steward,
    `mutation ($definition: JSON!) {
      publishJourney(input: { definition: $definition }) { __typename }
    }`,
    { definition: DEFINITION },
  );
  // As the hub acts itself: nobody can register that name.
  await runSql(
    hub.database.url,
    `insert into person.system (id, kind, name, client_id, trust, purposes, created_at, updated_at)
     values ('journeys', 'WORKFLOW', 'Journeys', 'journeys', 0, '{identity-verification}', now(), now())`,
  );
  machine = await hub.as('journeys', [...SCOPES_OF_KIND.WORKFLOW]);
});
afterAll(() => hub[Symbol.asyncDispose]());

/** A run whose first note waits until it is let go. `isHeld` resolves when it has come to it. */
function heldRun(journeyId: string) {
  const held = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let isFirst = true;
  const ended = run(journeyId, {
    async beforeNote() {
      if (!isFirst) return;
      isFirst = false;
      held.resolve();
      await gate.promise;
    },
  });
  return { isHeld: Promise.race([held.promise, ended]), letGo: gate.resolve, ended };
}

/** A run that dies at its first note. */
async function dyingRun(journeyId: string, now: Date): Promise<void> {
  const dying = run(journeyId, { now, beforeNote: () => Promise.reject(new Error('killed')) });
  await expect(dying).rejects.toThrow('killed');
}

async function run(
  journeyId: string,
  { now, beforeNote }: { now?: Date; beforeNote?: () => Promise<void> } = {},
): Promise<Date | undefined> {
  const answer = async (document: DocumentNode, variables: Record<string, unknown>): Promise<unknown> => {
    const text = print(document);
    if (text.includes('noteJourney')) await beforeNote?.();
    return ask(machine, text, variables);
  };
  const clock = now ? { now: () => now } : systemClock;
  return runJourney({ graph: new Graph(answer, journeyId), definitions: new Definitions(), clock }, journeyId);
}

async function started(externalId: string): Promise<{ id: string; personId: string }> {
  const personId = await recorded(onboarding, { externalId, name: { full: 'Ada' }, birthDate: '1990-05-17' });
  const { startJourney } = await ask(
    onboarding,
    'mutation ($input: StartJourneyInput!) { startJourney(input: $input) { ... on JourneyStarted { journeyId } } }',
    { input: { name: 'meeting', personId } },
  );
  await ask(
    onboarding,
    'mutation ($id: ID!) { grantConsent(input: { personId: $id, purpose: "identity-verification", noticeVersion: "2026-01", language: "en", method: "web_form" }) { __typename } }',
    { id: personId },
  );
  return { id: startJourney.journeyId, personId };
}

async function seen(id: string): Promise<any> {
  const { journey } = await ask(
    steward,
    `query ($id: ID!) { journey(id: $id) {
      state step outcome reason verifications { id checks { id } } decisions { id }
      person { verifications { id } decisions { id } }
    } }`,
    { id },
  );
  return journey;
}

async function passed({ verifications }: any): Promise<void> {
  await ask(
    vendor,
    'mutation ($id: ID!) { recordCheckResult(input: { checkId: $id, status: PASSED, method: "m", traceId: "t", score: 0.9 }) { __typename } }',
    { id: verifications[0].checks[0].id },
  );
}

test('a run that notes that it waits, while another one goes on, decides nothing twice', async () => {
  const { id } = await started('meet-1');
  await run(id);
  const waits = heldRun(id);
  await waits.isHeld;
  await passed(await seen(id));
  const goesOn = heldRun(id);
  await goesOn.isHeld;
  // What the first has seen is noted last moment; then it sees that it need not wait, while the other one has decided.
  waits.letGo();
  await waits.ended;
  goesOn.letGo();
  await goesOn.ended;
  const { state, outcome, decisions, person } = await seen(id);
  expect([state, outcome, person.decisions.length]).toEqual(['ENDED', 'DECIDED', 1]);
  expect(decisions).toEqual(person.decisions);
});

test('a run behind one that died takes the verification that was asked for, and the decision that was made', async () => {
  const { id } = await started('die-1');
  const day = 24 * 3_600_000;
  // Two that enter a step at different moments ask for verifications with different deadlines.
  await dyingRun(id, new Date(Date.now() - 60_000));
  await run(id);
  const waiting = await seen(id);
  expect([waiting.state, waiting.step, waiting.verifications.length]).toEqual(['WAITING', 'verify', 1]);
  await passed(waiting);
  await dyingRun(id, new Date());
  // By then the person is older, so that the policy is asked with other inputs.
  await run(id, { now: new Date(Date.now() + 400 * day) });
  const { state, outcome, decisions, person } = await seen(id);
  expect([state, outcome]).toEqual(['ENDED', 'DECIDED']);
  expect([person.verifications.length, person.decisions.length]).toEqual([1, 1]);
  expect(decisions).toEqual(person.decisions);
});
