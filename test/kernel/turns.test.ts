import { expect, test } from 'vitest';
import { createTurns } from '../../src/kernel/turns.ts';

test('one works at a time, in the order in which they came, whoever fails', async () => {
  const turns = createTurns();
  const seen: string[] = [];
  const work = (name: string, fails = false) =>
    turns(async () => {
      seen.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const [one, two, three] = await Promise.allSettled([work('one'), work('two', true), work('three')]);
  expect(seen).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
  expect(one).toMatchObject({ value: 'one' });
  expect(two).toMatchObject({ status: 'rejected' });
  expect(three).toMatchObject({ value: 'three' });
});
