import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_CANDIDATES, findCandidates } from '../../src/subgraphs/person/resolution/candidates.ts';

const pairsOf = (pairs: Uint32Array): string[] =>
  Array.from({ length: pairs.length / 2 }, (_, pair) => `${pairs[pair * 2]}-${pairs[pair * 2 + 1]}`);

test('records that share a key are candidates, once, and no others', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')), { maxLength: 12 }), (keys) => {
      const { pairs } = findCandidates(keys.map((own, index) => ({ keys: own, identity: String(index) })));
      const expected = keys.flatMap((own, a) =>
        keys.flatMap((other, b) => (a < b && own.some((key) => other.includes(key)) ? [`${a}-${b}`] : [])),
      );
      expect(pairsOf(pairs).toSorted()).toEqual(expected.toSorted());
    }),
  );
});

test('a key that too many share finds nobody, and is told', () => {
  const records = Array.from({ length: 12 }, (_, index) => ({
    keys: ['hot', `own${index >> 1}`],
    identity: String(index),
  }));
  const { pairs, overCommon } = findCandidates(records, 10);
  expect(overCommon).toEqual(['hot']);
  expect(pairs.length / 2).toBe(6);
});

test('a thousand repeats of one record cost a thousand pairs', () => {
  const records = Array.from({ length: 1_000 }, () => ({ keys: ['same'], identity: 'same' }));
  expect(findCandidates(records).pairs.length / 2).toBe(999);
});

test('a record has bounded candidates', () => {
  const size = 1_000;
  const records = Array.from({ length: size }, (_, index) => ({
    keys: index === 0 ? Array.from({ length: size }, (_unused, key) => `k${key}`) : [`k${index}`],
    identity: String(index),
  }));
  const { pairs } = findCandidates(records);
  expect(pairs.length / 2).toBeGreaterThanOrEqual(MAX_CANDIDATES);
});
