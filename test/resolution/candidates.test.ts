import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Keyed, SPARSE_KEYS, findCandidates, isSparse, requiredKeys } from '../../src/resolution/candidates.ts';

const pairsOf = (pairs: Uint32Array): [number, number][] =>
  Array.from({ length: pairs.length / 2 }, (_, pair) => [pairs[pair * 2]!, pairs[pair * 2 + 1]!]);

/** Records with few keys of a small stock, some filled up with keys of their own until they are not sparse. */
const sets = fc
  .array(fc.record({ shared: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')), full: fc.boolean() }), {
    maxLength: 14,
  })
  .map((records) =>
    records.map(({ shared, full }, index): Keyed => {
      const own = Array.from({ length: full ? SPARSE_KEYS : 0 }, (_, key) => `${index}.${key}`);
      return { keys: [...shared, ...own], identity: String(index) };
    }),
  );

test('records are candidates if they share two keys that are not over-common, or one where either is sparse', () => {
  fc.assert(
    fc.property(sets, fc.integer({ min: 1, max: 14 }), (records, maxBlockRecords) => {
      const holders = (key: unknown) => records.filter(({ keys }) => keys.includes(key as string)).length;
      const expected = records.flatMap((one, a) =>
        records.flatMap((other, b) => {
          const shared = one.keys.filter((key) => other.keys.includes(key) && holders(key) <= maxBlockRecords);
          const enough = one.keys.length <= 14 || other.keys.length <= 14 ? 1 : 2;
          return a < b && shared.length >= enough ? [[a, b]] : [];
        }),
      );
      expect(pairsOf(findCandidates(records, maxBlockRecords).pairs)).toEqual(expected);
    }),
  );
});

test('who is a candidate of whom does not depend on the order of records or keys', () => {
  const shuffled = sets.chain((records) =>
    fc.record({
      records: fc.constant(records),
      order: fc.shuffledSubarray(
        records.map((_, index) => index),
        { minLength: records.length },
      ),
      maxBlockRecords: fc.integer({ min: 1, max: 14 }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ records, order, maxBlockRecords }) => {
      const moved = order.map((index) => ({ ...records[index]!, keys: records[index]!.keys.toReversed() }));
      const back = pairsOf(findCandidates(moved, maxBlockRecords).pairs).map(([a, b]) =>
        [order[a]!, order[b]!].toSorted((x, y) => x - y).join(),
      );
      const there = pairsOf(findCandidates(records, maxBlockRecords).pairs).map((pair) => pair.join());
      expect(back.toSorted()).toEqual(there.toSorted());
    }),
  );
});

test('no record has more candidates than its keys times what a key may find', () => {
  fc.assert(
    fc.property(sets, fc.integer({ min: 1, max: 14 }), (records, maxBlockRecords) => {
      const counts = records.map(() => 0);
      for (const index of findCandidates(records, maxBlockRecords).pairs) counts[index]! += 1;
      for (const [index, { keys }] of records.entries())
        expect(counts[index]).toBeLessThanOrEqual(keys.length * (maxBlockRecords - 1));
    }),
  );
});

test('a record is sparse up to 14 keys, and one key is enough where either is', () => {
  expect([14, 15].map((length) => isSparse(Array.from({ length })))).toEqual([true, false]);
  expect([requiredKeys(true, true), requiredKeys(true, false), requiredKeys(false, true)]).toEqual([1, 1, 1]);
  expect(requiredKeys(false, false)).toBe(2);
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

test('repeats of one record are one to a key', () => {
  const records = Array.from({ length: 12 }, (_, index) => ({ keys: ['k'], identity: String(index % 3) }));
  const { pairs, overCommon } = findCandidates(records, 3);
  expect(overCommon).toEqual([]);
  expect(pairs.length / 2).toBe(66);
});

test('a thousand repeats of one record cost a thousand pairs', () => {
  const records = Array.from({ length: 1_000 }, () => ({ keys: ['same'], identity: 'same' }));
  expect(findCandidates(records).pairs.length / 2).toBe(999);
});
