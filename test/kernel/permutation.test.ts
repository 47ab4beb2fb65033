import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Permutation, createPermutations } from '../../src/kernel/permutation.ts';

const { forward, back } = createPermutations(randomBytes(32));
const number = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const uuid = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => {
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
});

test('what is exchanged comes back, whichever way it goes first', () => {
  fc.assert(
    fc.property(fc.array(number), fc.array(uuid), (numbers, uuids) => {
      for (const [there, home] of [
        [forward, back],
        [back, forward],
      ] as [Permutation, Permutation][]) {
        expect(home.numbers(there.numbers(numbers))).toEqual(numbers);
        expect(home.flagged(there.flagged(numbers))).toEqual(numbers);
        expect(home.uuids(there.uuids(uuids))).toEqual(uuids);
      }
    }),
  );
});

test('numbers stay signed numbers of 64 bits, and the flag of a profile stays', () => {
  fc.assert(
    fc.property(number, (value) => {
      const [plain] = forward.numbers([value]) as [bigint];
      const [flagged] = forward.flagged([value]) as [bigint];
      for (const one of [plain, flagged]) expect(BigInt.asIntN(64, one)).toBe(one);
      expect(flagged & 1n).toBe(value & 1n);
    }),
  );
});

test('a value becomes the same alone and among others, and another under another key', () => {
  const other = createPermutations(randomBytes(32)).forward;
  fc.assert(
    fc.property(fc.array(number, { minLength: 1 }), fc.array(uuid, { minLength: 1 }), (numbers, uuids) => {
      expect(numbers.flatMap((one) => forward.numbers([one]))).toEqual(forward.numbers(numbers));
      expect(numbers.flatMap((one) => forward.flagged([one]))).toEqual(forward.flagged(numbers));
      expect(uuids.flatMap((one) => forward.uuids([one]))).toEqual(forward.uuids(uuids));
      expect(other.numbers(numbers)).not.toEqual(forward.numbers(numbers));
      expect(other.uuids(uuids)).not.toEqual(forward.uuids(uuids));
    }),
  );
});

test('numbers in a row land apart, half of their bits changed', () => {
  const values = Array.from({ length: 4096 }, (_value, at) => BigInt(at * 2));
  for (const exchange of [forward.numbers, forward.flagged]) {
    const exchanged = exchange(values);
    expect(new Set(exchanged).size).toBe(values.length);
    let changed = 0;
    for (const [at, one] of exchanged.entries()) {
      if (at === 0) continue;
      for (let bits = BigInt.asUintN(64, one ^ exchanged[at - 1]!); bits > 0n; bits >>= 1n)
        changed += Number(bits & 1n);
    }
    expect(changed / (values.length - 1)).toBeGreaterThan(30);
    expect(changed / (values.length - 1)).toBeLessThan(34);
  }
});
