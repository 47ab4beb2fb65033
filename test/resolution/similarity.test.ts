import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, isAlike, isWithin, jaroWinkler } from '../../src/resolution/score/similarity.ts';
import { termOf } from '../../src/resolution/standardise/term.ts';

const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), maxLength: 8 });

/** Optimal string alignment, as its definition reads. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const same = a.at(-1) === b.at(-1) ? 0 : 1;
  const costs = [
    distance(a.slice(0, -1), b) + 1,
    distance(a, b.slice(0, -1)) + 1,
    distance(a.slice(0, -1), b.slice(0, -1)) + same,
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1))
    costs.push(distance(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...costs);
}

test('the edit distance is that of the definition, up to the limit', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });
  fc.assert(
    fc.property(short, short, fc.integer({ min: 0, max: 4 }), (a, b, max) => {
      expect(editDistance(a, b, max)).toBe(Math.min(distance(a, b), max + 1));
    }),
  );
});

test('letters alone never refuse terms that lie within the limit', () => {
  fc.assert(
    fc.property(words, words, fc.integer({ min: 0, max: 3 }), (a, b, max) => {
      expect(isWithin(termOf(a), termOf(b), max)).toBe(editDistance(a, b, max) <= max);
    }),
  );
});

test('similarity is symmetric, from 0 to 1, and 1 for the same', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const similarity = jaroWinkler(a, b);
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(similarity).toBeLessThanOrEqual(1);
      expect(jaroWinkler(b, a)).toBeCloseTo(similarity, 12);
      expect(jaroWinkler(a, a)).toBe(1);
      expect(isAlike(termOf(a), termOf(b), 0.8)).toBe(isAlike(termOf(b), termOf(a), 0.8));
    }),
  );
});

test.each([
  ['martha', 'marhta', 0.9611],
  ['dixon', 'dicksonx', 0.8133],
  ['dwayne', 'duane', 0.84],
])('Jaro-Winkler of %s and %s is the published one', (a, b, similarity) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(similarity, 4);
});
