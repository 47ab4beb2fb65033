import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { notePlain, plainJourney } from '../support/journeys.ts';
import { ask, recorded } from '../support/operations.ts';

// No process runs journeys here: what is noted about them is what these tests note.

let hub: TestHub;
let onboarding: Client;
let support: Client;
let steward: Client;
let workflow: Client;
let personId: string;

beforeAll(async () => {
  hub = await createHub();
  [onboarding, support, steward, workflow] = await Promise.all([
    hub.as('onboarding'),
    hub.as('support'),
    hub.as('steward'),
    hub.as('workflow'),
  ]);
  personId = await recorded(onboarding, { externalId: 'c1', name: { full: 'Ada' } });
  await publish(plainJourney('plain'));
});
afterAll(() => hub[Symbol.asyncDispose]());

const PUBLISH = `mutation ($definition: JSON!) { publishJourney(input: { definition: $definition }) {
  __typename ... on JourneyPublished { definition { name version state } } ... on InvalidInput { problems { path message } }
} }`;

async function publish(content: unknown): Promise<any> {
  const { publishJourney } = await ask(steward, PUBLISH, { definition: content });
  return publishJourney;
}

async function start(client: Client, input: object): Promise<any> {
  const { startJourney } = await ask(
    client,
    'mutation ($input: StartJourneyInput!) { startJourney(input: $input) { __typename ... on JourneyStarted { journeyId journey { state step version } } ... on NotFound { id } ... on IdempotencyConflict { inFlight } } }',
    { input },
  );
  return startJourney;
}

const note = (journeyId: string, entry: number, more: object = {}) => notePlain(hub, { journeyId, entry, ...more });

test('a definition is published as the next version of its name, and journeys start by the newest', async () => {
  expect(await publish(plainJourney('versions'))).toMatchObject({ definition: { version: 1, state: 'PUBLISHED' } });
  expect(await publish(plainJourney('versions'))).toMatchObject({ definition: { version: 2, state: 'PUBLISHED' } });
  const { journeyDefinitions } = await ask(steward, '{ journeyDefinitions(name: "versions") { version state } }', {});
  expect(journeyDefinitions).toEqual([
    { version: 2, state: 'PUBLISHED' },
    { version: 1, state: 'RETIRED' },
  ]);
  expect(await start(onboarding, { personId, name: 'versions' })).toMatchObject({
    journey: { version: 2, state: 'RUNNING' },
  });
});

test('eight that publish one name at once give it eight versions, of which one is published', async () => {
  await Promise.all(Array.from({ length: 8 }, () => publish(plainJourney('crowd'))));
  const { journeyDefinitions } = await ask(steward, '{ journeyDefinitions(name: "crowd") { version state } }', {});
  expect(journeyDefinitions.map(({ version }: { version: number }) => version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  expect(journeyDefinitions.filter(({ state }: { state: string }) => state === 'PUBLISHED')).toHaveLength(1);
});

test('refuses a definition that is none, and says where', async () => {
  const wrong = { ...plainJourney('wrong'), start: 'nowhere' };
  expect(await publish(wrong)).toEqual({
    __typename: 'InvalidInput',
    problems: [{ path: 'definition.start', message: 'Expected the name of a step.' }],
  });
  expect(await publish('text')).toMatchObject({ __typename: 'InvalidInput', problems: [{ path: 'definition' }] });
});

test('no journey starts by a definition that was retired', async () => {
  await publish(plainJourney('gone'));
  await ask(steward, 'mutation { retireJourney(input: { name: "gone", version: 1 }) { __typename } }', {});
  expect(await start(onboarding, { personId, name: 'gone' })).toEqual({ __typename: 'NotFound', id: 'gone' });
});

test('nobody starts a journey for a person that is not there', async () => {
  const nobody = '01890000-0000-7000-8000-000000000000';
  expect(await start(onboarding, { personId: nobody, name: 'plain' })).toEqual({ __typename: 'NotFound', id: nobody });
});

test('a key starts one journey; with another input it starts none', async () => {
  const first = await start(onboarding, { personId, name: 'plain', idempotencyKey: 'k1' });
  expect(await start(onboarding, { personId, name: 'plain', idempotencyKey: 'k1' })).toEqual(first);
  const other = await start(onboarding, { personId, name: 'plain', idempotencyKey: 'k1', unlessUnderWay: true });
  expect(other).toEqual({ __typename: 'IdempotencyConflict', inFlight: false });
});

test('of eight that start a journey unless one is under way, all get the same one', async () => {
  const one = await recorded(onboarding, { externalId: 'c2', name: { full: 'Bea' } });
  const started = await Promise.all(
    Array.from({ length: 8 }, () => start(onboarding, { personId: one, name: 'plain', unlessUnderWay: true })),
  );
  expect(new Set(started.map(({ journeyId }) => journeyId)).size).toBe(1);
  const { person } = await ask(onboarding, 'query ($id: ID!) { person(id: $id) { journeys { id } } }', { id: one });
  expect(person.journeys).toHaveLength(1);
});

test('of two that saw a journey at one point, one moves it', async () => {
  const { journeyId } = await start(onboarding, { personId, name: 'plain' });
  const answers = await Promise.all([note(journeyId, 0), note(journeyId, 0)]);
  expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['JourneyElsewhere', 'JourneyNoted']));
});

test('what is noted is kept in order, and found by what the journey waits for', async () => {
  const { journeyId } = await start(onboarding, { personId, name: 'plain' });
  await note(journeyId, 0, { waitsFor: [personId], log: [{ step: 'ask', action: 'CONSENTS_READ', detail: {} }] });
  const waiting = await ask(workflow, 'query ($ids: [ID!]!) { journeysWaitingFor(ids: $ids) { id } }', {
    ids: [personId],
  });
  expect(waiting.journeysWaitingFor).toContainEqual({ id: journeyId });
  await note(journeyId, 1, {
    state: 'ENDED',
    outcome: 'YES',
    log: [{ step: 'ask', action: 'LEFT', detail: { to: 'yes' } }],
  });
  const { journey } = await ask(
    onboarding,
    'query ($id: ID!) { journey(id: $id) { state outcome endedAt log { action detail } } }',
    { id: journeyId },
  );
  expect(journey).toMatchObject({
    state: 'ENDED',
    outcome: 'YES',
    log: [{ action: 'CONSENTS_READ' }, { action: 'LEFT', detail: { to: 'yes' } }],
  });
  expect(await note(journeyId, 2)).toMatchObject({ __typename: 'JourneyElsewhere', state: 'ENDED' });
});

test.each<[string, object, string]>([
  ['a state that only people give', { state: 'CANCELLED' }, 'state'],
  ['a moment that is none', { dueAt: 'tomorrow' }, 'dueAt'],
  ['an id that is none', { waitsFor: ['x'] }, 'waitsFor.0'],
  ['a memory that is too large', { memory: { all: 'x'.repeat(20_000) } }, 'memory.all'],
])('refuses to note %s', async (_name, more, path) => {
  const { journeyId } = await start(onboarding, { personId, name: 'plain' });
  expect(await note(journeyId, 0, more)).toMatchObject({ __typename: 'InvalidInput', problems: [{ path }] });
});

test('who started a journey calls it off, and a steward; nobody else, and nobody twice', async () => {
  const { journeyId } = await start(onboarding, { personId, name: 'plain' });
  const cancel = (client: Client, reason = 'WITHDREW') =>
    ask(
      client,
      'mutation ($id: ID!, $reason: String!) { cancelJourney(input: { journeyId: $id, reason: $reason }) { __typename ... on JourneyElsewhere { state } ... on InvalidInput { problems { path } } } }',
      { id: journeyId, reason },
    );
  expect(await cancel(onboarding, 'Ada said no')).toMatchObject({ cancelJourney: { problems: [{ path: 'reason' }] } });
  expect(await cancel(support)).toEqual({ cancelJourney: { __typename: 'NotFound' } });
  expect(await cancel(onboarding)).toEqual({ cancelJourney: { __typename: 'JourneyCancelled' } });
  expect(await cancel(steward)).toEqual({ cancelJourney: { __typename: 'JourneyElsewhere', state: 'CANCELLED' } });
});

test('a journey that failed is taken up where it failed', async () => {
  const { journeyId } = await start(onboarding, { personId, name: 'plain' });
  const resume = () =>
    ask(
      steward,
      'mutation ($id: ID!) { resumeJourney(input: { journeyId: $id }) { __typename ... on JourneyResumed { journey { state step reason endedAt } } } }',
      { id: journeyId },
    );
  expect(await resume()).toEqual({ resumeJourney: { __typename: 'JourneyElsewhere' } });
  await note(journeyId, 0, { state: 'FAILED', reason: 'DECISION_REFUSED' });
  expect(await resume()).toEqual({
    resumeJourney: {
      __typename: 'JourneyResumed',
      journey: { state: 'RUNNING', step: 'ask', reason: null, endedAt: null },
    },
  });
});

test('journeys in a state are read page by page', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { journeys }: { journeys: { id: string }[] } = await ask(
      steward,
      'query ($after: ID) { journeys(state: RUNNING, name: "plain", first: 2, after: $after) { id } }',
      { after },
    );
    if (journeys.length === 0) break;
    seen.push(...journeys.map(({ id }) => id));
    after = seen.at(-1)!;
  }
  expect(seen.length).toBeGreaterThan(3);
  expect(new Set(seen).size).toBe(seen.length);
});

test('a page of journeys behind what is no journey is refused', async () => {
  const { errors } = await steward.query('{ journeys(state: RUNNING, after: "first") { id } }');
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
});

test('a subscriber hears where a journey stands', async () => {
  const stream = onboarding.subscribe(
    'subscription ($after: String, $id: ID) { journeyChanged(after: $after, journeyId: $id) { type journey { state } } }',
    { after: 'earliest', id: (await start(onboarding, { personId, name: 'plain' })).journeyId },
  );
  const { value } = await stream.next();
  expect(value.data.journeyChanged).toEqual({ type: 'dev.selfsame.journey.started.v1', journey: { state: 'RUNNING' } });
  await stream.return?.();
});
