import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Facts } from '../../src/subgraphs/person/choose.ts';
import type { Identifier } from '../../src/subgraphs/person/fields.ts';
import { exactMatching } from '../../src/subgraphs/person/matching.ts';

const fact = (value: unknown) => ({ claimId: '', value, assertedAt: '', recordedAt: '' });
const record = (birthDate: string | undefined, identifiers: readonly Identifier[]): Facts => ({
  ...(birthDate ? { BIRTH_DATE: fact(birthDate) } : {}),
  IDENTIFIERS: fact(identifiers),
});

/** The rule for two records, as one would say it. */
function contradictEachOther(one: Facts, other: Facts): boolean {
  const [a, b] = [one, other].map((facts) => (facts.BIRTH_DATE?.value ?? '') as string) as [string, string];
  if (!a.startsWith(b) && !b.startsWith(a)) return true;
  const [numbers, others] = [one, other].map((facts) => facts.IDENTIFIERS!.value as Identifier[]) as [
    Identifier[],
    Identifier[],
  ];
  return numbers.some((number) => {
    if (number.type === 'PASSPORT') return false;
    const same = others.filter(({ type, country }) => type === number.type && country === number.country);
    return same.length > 0 && !same.some(({ value }) => value === number.value);
  });
}

const identifier = fc.record({
  type: fc.constantFrom('TAX_ID', 'NATIONAL_ID', 'PASSPORT'),
  country: fc.constantFrom('CH', 'DE'),
  value: fc.constantFrom('1', '2'),
});
const records = fc.array(
  fc
    .tuple(fc.constantFrom(undefined, '1980', '1980-05', '1980-05-17', '1981'), fc.array(identifier, { maxLength: 3 }))
    .map(([birthDate, identifiers]) => record(birthDate, identifiers)),
  { maxLength: 4 },
);

test('people contradict each other when any record of the one contradicts any of the other', () => {
  fc.assert(
    fc.property(records, records, (some, others) => {
      const expected = some.some((one) => others.some((other) => contradictEachOther(one, other)));
      expect(exactMatching.contradict(some, others)).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});

test('hundreds of records with hundreds of numbers each are compared at once', () => {
  const many = (type: string): Facts[] =>
    Array.from({ length: 400 }, () =>
      record(
        undefined,
        Array.from({ length: 250 }, (_, n) => ({ type, country: `${n}`, value: `${n}` })),
      ),
    );
  const [some, others] = [many('TAX_ID'), many('NATIONAL_ID')];
  // One by one it would be ten thousand million comparisons, and the hub deaf for as long.
  expect(exactMatching.contradict(some, others)).toBe(false);
}, 5_000);
