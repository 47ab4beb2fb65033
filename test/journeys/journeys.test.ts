import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLogger } from '../../src/kernel/logger.ts';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';

let hub: TestHub;
let onboarding: Client;
let steward: Client;
let vendor: Client;

const REPORTED = {
  name: 'reported',
  description: 'A system reports what it found by itself.',
  start: 'verify',
  steps: {
    verify: {
      type: 'VERIFY',
      checks: [{ kind: 'DOCUMENT' }, { kind: 'ADDRESS' }],
      deadline: 'P7D',
      next: { VERIFIED: 'yes', REJECTED: 'no', INCONCLUSIVE: 'no', EXPIRED: 'late', UNAVAILABLE: 'no' },
    },
    yes: { type: 'END', outcome: 'APPROVED' },
    no: { type: 'END', outcome: 'REJECTED' },
    late: { type: 'END', outcome: 'EXPIRED' },
  },
};

const JOURNEY = `query ($id: ID!) { journey(id: $id) {
  state step outcome reason dueAt log { step action detail } verifications { id status checks { id kind } } person { id }
} }`;

beforeAll(async () => {
  hub = await createHub({ env: { JOURNEYS: 'true' }, logger: createLogger('info') });
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

test('a journey asks for a verification, waits for it, and goes where it leads', async () => {
  await publish(REPORTED);
  const personId = await recorded(onboarding, { externalId: 'j1', name: { full: 'Ada' } });
  const id = await start('reported', personId);
  const waiting = await whenIn('WAITING', id);
  expect(waiting.log).toMatchObject([{ action: 'VERIFICATION_REQUESTED' }]);
  for (const check of waiting.verifications[0].checks) {
    await ask(
      vendor,
      'mutation ($id: ID!) { recordCheckResult(input: { checkId: $id, status: PASSED, method: "m", traceId: "t" }) { __typename } }',
      { id: check.id },
    );
  }
  const ended = await whenIn('ENDED', id);
  expect([ended.outcome, ended.log.map((entry: { action: string }) => entry.action)]).toEqual([
    'APPROVED',
    ['VERIFICATION_REQUESTED', 'LEFT'],
  ]);
});
