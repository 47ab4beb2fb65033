import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { shareByTurn } from '../../src/gateway/shared.ts';

const plan = {};
const actor = {};
const audience = { plan, actor, values: '{}' };

test('who asks the same of an event with the same rights in one turn shares one execution', async () => {
  const share = shareByTurn<number>();
  let executions = 0;
  const execute = (): number => (executions += 1);
  const event = {};
  expect(Array.from({ length: 100 }, () => share(event, { ...audience }, execute))).toEqual(Array(100).fill(1));
  await turn();
  expect(share(event, audience, execute)).toBe(2);
});

test.each([
  ['another event', {}, audience],
  ['another operation', undefined, { ...audience, plan: {} }],
  ['other rights', undefined, { ...audience, actor: {} }],
  ['other variables', undefined, { ...audience, values: '{"id":1}' }],
])('%s is executed by itself', (_, otherEvent, other) => {
  const share = shareByTurn<string>();
  const event = {};
  expect(share(event, audience, () => 'one')).toBe('one');
  expect(share(otherEvent ?? event, other, () => 'other')).toBe('other');
  expect(share(event, audience, () => 'again')).toBe('one');
});
