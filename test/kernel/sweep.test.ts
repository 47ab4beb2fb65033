import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { silentLogger } from '../../src/kernel/logger.ts';
import { startSweep } from '../../src/kernel/sweep.ts';

const options = { name: 'test', everyMs: 5, logger: silentLogger };

test('a pass goes on until nothing is left, then pauses', async () => {
  const left = [true, true, false, true, false];
  let batches = 0;
  const sweep = startSweep({
    ...options,
    batch: async () => {
      batches += 1;
      return left.shift() ?? false;
    },
  });
  await expect.poll(() => left.length).toBe(0);
  await sweep.stop();
  const done = batches;
  await sleep(30);
  expect(batches).toBe(done);
});

test('what fails is tried again at the next pass', async () => {
  let batches = 0;
  const sweep = startSweep({
    ...options,
    batch: async () => {
      batches += 1;
      if (batches < 3) throw new Error('not now');
      return false;
    },
  });
  await expect.poll(() => batches).toBeGreaterThanOrEqual(3);
  await sweep.stop();
});

test('stopping waits for the batch under way, and begins no other', async () => {
  let ended = 0;
  let begun = 0;
  const sweep = startSweep({
    ...options,
    batch: async () => {
      begun += 1;
      await sleep(50);
      ended += 1;
      return true;
    },
  });
  await expect.poll(() => begun).toBe(1);
  await sweep.stop();
  expect(ended).toBe(1);
  await sleep(30);
  expect(begun).toBe(1);
});
