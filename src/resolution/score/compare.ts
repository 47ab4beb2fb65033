import type { Comparable } from '../standardise/index.ts';
import { EMPLOYER, GENDER } from './comparisons.ts';
import { compareBirths, compareEmails, compareNumbers, comparePhones, comparePlaces } from './compare-values.ts';
import { compareNames } from './compare-names.ts';
import type { Outcome } from './outcome.ts';
import { jaroWinkler } from './similarity.ts';

/** Compares a pair by everything, into `out`. Symmetric: the order of the two does not matter. */
export function compare(a: Comparable, b: Comparable, out: Outcome): void {
  compareNames(a.names, b.names, out);
  compareBirths(a.birth, b.birth, out);
  out.levels[GENDER] = a.gender && b.gender ? (a.gender === b.gender ? 1 : 2) : 0;
  compareEmails(a.emails, b.emails, out);
  comparePhones(a.phones, b.phones, out);
  compareNumbers(a.numbers, b.numbers, out);
  comparePlaces(a.places, b.places, out);
  compareEmployers(a, b, out);
}

function compareEmployers(a: Comparable, b: Comparable, out: Outcome): void {
  const [one, other] = [a.employer?.text, b.employer?.text];
  const same = one === other;
  out.levels[EMPLOYER] =
    !one || !other
      ? 0
      : same
        ? 1
        : one.includes(other) || other.includes(one) || jaroWinkler(one, other) >= 0.92
          ? 2
          : 3;
  out.rarities[EMPLOYER] = out.levels[EMPLOYER] === 1 ? Math.max(a.employer!.rarity, b.employer!.rarity) : 0;
}
