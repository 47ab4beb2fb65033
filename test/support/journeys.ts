import type { TestHub } from './hub.ts';
import { ask } from './operations.ts';

/** A journey that waits for a consent, whatever its name. */
export const plainJourney = (name = 'plain') => ({
  name,
  description: 'Waits for a consent.',
  start: 'ask',
  steps: {
    ask: { type: 'CONSENT', purposes: ['verification'], deadline: 'P1D', next: { GRANTED: 'yes', EXPIRED: 'no' } },
    yes: { type: 'END', outcome: 'YES' },
    no: { type: 'END', outcome: 'NO' },
  },
});

/** Starts a plain journey for a person; answers its id. */
export async function startPlain(hub: TestHub, personId: string): Promise<string> {
  const steward = await hub.as('steward');
  const { startJourney } = await ask(
    steward,
    `mutation ($definition: JSON!, $id: ID!) {
      publishJourney(input: { definition: $definition }) { __typename }
      startJourney(input: { personId: $id, name: "plain" }) { ... on JourneyStarted { journeyId } }
    }`,
    { definition: plainJourney(), id: personId },
  );
  return startJourney.journeyId;
}

/** Notes where a plain journey stands, as what runs journeys does. */
export async function notePlain(hub: TestHub, what: { journeyId: string; [member: string]: unknown }): Promise<any> {
  const workflow = await hub.as('workflow');
  const input = {
    entry: 0,
    state: 'WAITING',
    step: 'ask',
    memory: {},
    log: [],
    waitsFor: [],
    verificationIds: [],
    decisionIds: [],
    ...what,
  };
  const { noteJourney } = await ask(
    workflow,
    `mutation ($input: NoteJourneyInput!) { noteJourney(input: $input) {
      __typename ... on JourneyNoted { journey { entry } } ... on JourneyElsewhere { state } ... on InvalidInput { problems { path } }
    } }`,
    { input },
  );
  return noteJourney;
}
