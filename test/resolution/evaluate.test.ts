import { expect, test } from 'vitest';
import { blockingRecall, evaluate } from '../../src/resolution/evaluate.ts';

test('a perfect resolution is perfect by every measure', () => {
  const { pairs, bCubed, exact } = evaluate([1, 1, 2, 3], ['a', 'a', 'b', 'c']);
  for (const quality of [pairs, bCubed, exact]) expect(quality).toEqual({ precision: 1, recall: 1, f1: 1 });
});

test('pairs, B³ and exact groups are counted as their definitions say', () => {
  // Found {0,1,2} {3}; true {0,1} {2,3}.
  const found = evaluate([1, 1, 1, 2], ['a', 'a', 'b', 'b']);
  expect(found.pairs).toMatchObject({ precision: 1 / 3, recall: 1 / 2 });
  expect(found.bCubed.precision).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 12);
  expect(found.bCubed.recall).toBeCloseTo((1 + 1 + 1 / 2 + 1 / 2) / 4, 12);
  expect(found.exact).toEqual({ precision: 0, recall: 0, f1: 0 });
  expect(found).toMatchObject({ people: 2, truePeople: 2, largestGroup: 3 });
});

test('blocking recall is the share of true pairs among the candidates', () => {
  expect(blockingRecall(Uint32Array.from([0, 1, 1, 2]), ['a', 'a', 'b', 'b'])).toBe(0.5);
});

test('measures a set of half a million people', () => {
  const names = Array.from({ length: 500_000 }, (_, index) => index);
  expect(evaluate(names, names)).toMatchObject({ people: 500_000, largestGroup: 1, exact: { f1: 1 } });
});
