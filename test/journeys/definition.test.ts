import { expect, test } from 'vitest';
import { durationMs } from '../../src/kernel/input/durations.ts';
import { readDefinition } from '../../src/subgraphs/decision/journeys/definition.ts';

const SMALL = {
  name: 'small',
  description: 'Asks whether the person consents.',
  start: 'ask',
  steps: {
    ask: { type: 'CONSENT', purposes: ['verification'], deadline: 'P1D', next: { GRANTED: 'yes', EXPIRED: 'no' } },
    yes: { type: 'END', outcome: 'YES' },
    no: { type: 'END', outcome: 'NO' },
  },
};

const problemsOf = (definition: unknown) => {
  const read = readDefinition(definition);
  return 'problems' in read ? read.problems.map(({ path }) => path) : [];
};

const withSteps = (steps: object) => ({ ...SMALL, steps: { ...SMALL.steps, ...steps } });

test('a definition is read, its durations in milliseconds', () => {
  const read = readDefinition(SMALL);
  expect('definition' in read && read.definition.steps['ask']).toMatchObject({ deadline: 86_400_000 });
});

test.each([
  ['P7D', 604_800_000],
  ['PT30S', 30_000],
  ['P1DT2H', 93_600_000],
  ['PT1M1S', 61_000],
  ['P', undefined],
  ['PT', undefined],
  ['7D', undefined],
  ['P1M', undefined],
  ['PT1.5S', undefined],
])('%s is %s ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

const loop = { type: 'CONSENT', purposes: ['a'], deadline: 'P1D' };
const verify = {
  type: 'VERIFY',
  deadline: 'P1D',
  next: { VERIFIED: 'yes', REJECTED: 'no', INCONCLUSIVE: 'no', EXPIRED: 'no', UNAVAILABLE: 'no' },
};

test.each<[string, object, string[]]>([
  ['a step that nothing is called like', { ...SMALL, start: 'none' }, ['start']],
  [
    'a step that leads nowhere',
    withSteps({ ask: { ...SMALL.steps.ask, next: { GRANTED: 'maybe', EXPIRED: 'no' } } }),
    ['steps.ask.next.GRANTED'],
  ],
  ['a step that is never reached', withSteps({ spare: { type: 'END', outcome: 'SPARE' } }), ['steps.spare']],
  [
    'steps that lead round for ever',
    withSteps({
      ask: { ...loop, next: { GRANTED: 'round', EXPIRED: 'round' } },
      round: { ...loop, next: { GRANTED: 'ask', EXPIRED: 'ask' } },
    }),
    ['steps.ask', 'steps.yes', 'steps.no', 'steps.round'],
  ],
  ['a deadline of no time', withSteps({ ask: { ...SMALL.steps.ask, deadline: 'PT0S' } }), ['steps.ask.deadline']],
  ['a member that nobody knows', { ...SMALL, owner: 'me' }, ['']],
  ['an outcome with a name in it', withSteps({ yes: { type: 'END', outcome: 'Ada said yes' } }), ['steps.yes.outcome']],
  [
    'a kind of check twice',
    withSteps({ ask: { ...verify, checks: [{ kind: 'DOCUMENT' }, { kind: 'DOCUMENT' }] } }),
    ['steps.ask.checks.1.kind'],
  ],
  [
    'a fact that there is none of',
    withSteps({
      ask: {
        type: 'DECIDE',
        policy: 'p',
        subject: 's',
        inputs: { age: 'person.shoeSize' },
        next: { APPROVE: 'yes', REJECT: 'no', REQUEST_INFORMATION: 'no', REVIEW: 'no', BLOCK: 'no', STEP_UP: 'no' },
      },
    }),
    ['steps.ask.inputs.age'],
  ],
])('refuses %s, and says where', (_name, definition, paths) => {
  expect(problemsOf(definition).toSorted()).toEqual(paths.toSorted());
});

test.each([null, 1, 'text', [], {}])('refuses %j', (input) => {
  expect('problems' in readDefinition(input)).toBe(true);
});
