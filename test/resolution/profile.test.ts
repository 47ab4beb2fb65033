import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmacBlind } from '../../src/resolution/blind.ts';
import { blockTerms } from '../../src/resolution/block.ts';
import { isSparse } from '../../src/resolution/candidates.ts';
import { isSparseProfile, profileOf } from '../../src/resolution/profile.ts';
import { standardise } from '../../src/resolution/standardise/index.ts';
import { generated } from './support/sets.ts';

const blind = hmacBlind(Buffer.alloc(32, 7));
const records = generated('small', 100, 4).values.map((values) => standardise(values));
const profile = (index: number): bigint => profileOf(blind, records[index]!, blockTerms(records[index]!));

test('records that say the same in other words have one profile', () => {
  const profiles = ['Ada  LOVELACE', 'ada lovelace'].map((full, index) => {
    const record = standardise({ name: { full }, phones: [{ value: ['+1 702 919 1300', '(702) 919-1300'][index]! }] });
    return profileOf(blind, record, blockTerms(record));
  });
  expect(profiles[0]).toBe(profiles[1]);
});

test('records that say something else have another profile, and each its own under another key', () => {
  const contents = new Set(records.map((record) => JSON.stringify(record)));
  expect(new Set(records.map((_, index) => profile(index))).size).toBe(contents.size);
  const [first] = records;
  expect(profileOf(hmacBlind(Buffer.alloc(32, 8)), first!, blockTerms(first!))).not.toBe(profile(0));
});

test('a profile tells whether it is sparse, and is a bigint of Postgres', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.nat(40), (hash, length) => {
      const keys = Array.from({ length });
      const found = profileOf(() => hash, records[0]!, keys);
      expect(isSparseProfile(found)).toBe(isSparse(keys));
      expect(BigInt.asIntN(64, found)).toBe(found);
      expect(found >> 1n).toBe(hash >> 1n);
    }),
  );
});
