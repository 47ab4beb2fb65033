import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coalesce } from '../../src/kernel/coalesce.ts';

/** Lets others have their turn, so often. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

test('each call gets a run that began after it, one run at a time, and a crowd shares two', async () => {
  const call = fc.record({ pauseTurns: fc.nat(6), workTurns: fc.nat(6) });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 30 }), async (calls) => {
      let now = 0;
      let running = 0;
      let workTurns = 0;
      const work = coalesce(async () => {
        expect(++running).toBe(1);
        const begun = ++now;
        await turns(workTurns);
        running -= 1;
        return begun;
      });
      const answers: Promise<void>[] = [];
      for (const one of calls) {
        await turns(one.pauseTurns);
        const called = ++now;
        ({ workTurns } = one);
        answers.push(work().then((begun) => expect(begun).toBeGreaterThan(called)));
      }
      await Promise.all(answers);
      expect(running).toBe(0);
    }),
    { numRuns: 500 },
  );
  let runs = 0;
  const crowd = coalesce(async () => {
    runs += 1;
    await sleep(5);
  });
  await Promise.all(Array.from({ length: 100 }, crowd));
  expect(runs).toBe(2);
});

test('a run that fails fails its own callers only', async () => {
  let runs = 0;
  const work = coalesce(async () => {
    runs += 1;
    await sleep(1);
    if (runs === 1) throw new Error('first');
    return runs;
  });
  const [first, second, third] = await Promise.allSettled([work(), work(), work()]);
  expect(first).toMatchObject({ status: 'rejected' });
  expect([second, third]).toEqual([
    { status: 'fulfilled', value: 2 },
    { status: 'fulfilled', value: 2 },
  ]);
  expect(await work()).toBe(3);
});
