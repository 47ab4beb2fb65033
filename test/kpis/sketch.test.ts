import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bucket, bucketOf, quantile } from '../../src/subgraphs/decision/kpis/sketch.ts';

const seconds = fc.double({ min: 0.001, max: 300_000_000, noNaN: true });

function sketchOf(durations: readonly number[]): Bucket[] {
  const counts = new Map<number, number>();
  for (const one of durations) counts.set(bucketOf(one), (counts.get(bucketOf(one)) ?? 0) + 1);
  return [...counts].map(([bucket, count]) => ({ bucket, count }));
}

test('percentiles are right within five of a hundred', () => {
  fc.assert(
    fc.property(fc.array(seconds, { minLength: 1, maxLength: 200 }), fc.constantFrom(0.5, 0.9, 0.99), (all, share) => {
      const exact = all.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(share * all.length)) - 1]!;
      const found = quantile(sketchOf(all), share)!;
      expect(Math.abs(found - exact) / exact).toBeLessThanOrEqual(0.0500001);
    }),
  );
});

test('sketches of several days are added by adding their buckets', () => {
  fc.assert(
    fc.property(fc.array(seconds, { minLength: 1 }), fc.array(seconds), (one, other) => {
      expect(quantile([...sketchOf(one), ...sketchOf(other)], 0.9)).toBe(quantile(sketchOf([...one, ...other]), 0.9));
    }),
  );
});

test('durations of nothing and of ages fall into buckets of their own, so that there are few', () => {
  expect(new Set([0, -1, 0.0005].map(bucketOf)).size).toBe(1);
  expect(bucketOf(1e12) - bucketOf(0)).toBeLessThan(300);
  expect(quantile([], 0.5)).toBeNull();
});
