import type { Birth, EmailForm, NumberForm, Place, Term } from '../standardise/index.ts';
import {
  BIRTH, BIRTH_LEVELS, BUILDING, EMAIL, HOUSE, LOCALITY, MOVED, NUMBER, NUMBER_LEVELS, PHONE, PLACE, PLACE_LEVELS, POSTCODE, STREET,
} from './comparisons.ts'; // prettier-ignore
import type { Outcome } from './outcome.ts';
import { editDistance, isAlike, isWithin } from './similarity.ts';

/** Two birth dates: slips of the keyboard, day and month swapped, and dates of which only a part is known. */
export function compareBirths(a: Birth | undefined, b: Birth | undefined, out: Outcome): void {
  out.levels[BIRTH] = a && b ? birthLevel(a, b) : 0;
  out.rarities[BIRTH] = out.levels[BIRTH] === BIRTH_LEVELS.SAME ? Math.max(a!.rarity, b!.rarity) : 0;
}

function birthLevel(a: Birth, b: Birth): number {
  const whole = a.day !== 0 && b.day !== 0;
  if (a.text === b.text) return whole ? BIRTH_LEVELS.SAME : BIRTH_LEVELS.PARTIAL;
  if (!whole) {
    const agree = a.year === b.year && (a.month === 0 || b.month === 0 || a.month === b.month);
    return agree ? BIRTH_LEVELS.PARTIAL : BIRTH_LEVELS.DIFFERENT;
  }
  if (a.year === b.year && a.month === b.day && a.day === b.month) return BIRTH_LEVELS.SLIP;
  const equal = Number(a.year === b.year) + Number(a.month === b.month) + Number(a.day === b.day);
  if (equal > 0) {
    const distance = editDistance(a.text, b.text, 2);
    if (distance <= 1) return BIRTH_LEVELS.SLIP;
    if (equal === 2) return BIRTH_LEVELS.PARTS;
    if (distance === 2) return BIRTH_LEVELS.SLIPS;
  }
  const days = Math.abs((a.year - b.year) * 365 + (a.month - b.month) * 30 + a.day - b.day);
  return a.year === b.year || days <= 400 ? BIRTH_LEVELS.NEAR : BIRTH_LEVELS.DIFFERENT;
}

/** The best pair of e-mail addresses. */
export function compareEmails(a: readonly EmailForm[], b: readonly EmailForm[], out: Outcome): void {
  keepBest(a, b, emailLevel, EMAIL, out);
}

function emailLevel(a: EmailForm, b: EmailForm): number {
  if (a.text === b.text) return 1;
  const limit = Math.min(a.text.length, b.text.length) < 8 ? 1 : 2;
  // Of few letters each one counts.
  const isShort = Math.min(a.local.length, b.local.length) < 4;
  if (!isShort && isWithin(a, b, limit) && !isNumbered(a.text, b.text)) return 2;
  if (a.local === b.local && a.local.length > 3) return 3;
  return isAlike(a, b, 0.9) ? 4 : 5;
}

const DIGITS = /\d/g;
/** Digits that somebody adds to an address that was taken; more are a number that can be mistyped. */
const ADDED_DIGITS = 4;

/** Whether two addresses differ in a short number only, as those of two people do who wanted the same one. */
function isNumbered(a: string, b: string): boolean {
  const [one, other] = [a.replace(DIGITS, ''), b.replace(DIGITS, '')];
  return one === other && Math.max(a.length, b.length) - one.length <= ADDED_DIGITS;
}

/** The best pair of phone numbers. */
export function comparePhones(a: readonly Term[], b: readonly Term[], out: Outcome): void {
  keepBest(a, b, phoneLevel, PHONE, out);
}

/** A local number has no area code: its seven digits are the end of the whole. */
function phoneLevel(a: Term, b: Term): number {
  if (a.text === b.text) return 1;
  const [short, long] = a.text.length < b.text.length ? [a.text, b.text] : [b.text, a.text];
  if (short.length >= 7 && long.endsWith(short)) return 2;
  return isWithin(a, b, 1) ? 3 : 4;
}

/** The best pair of identifiers. Only numbers of one scheme contradict each other. */
export function compareNumbers(a: readonly NumberForm[], b: readonly NumberForm[], out: Outcome): void {
  keepBest(a, b, numberLevel, NUMBER, out);
}

function numberLevel(a: NumberForm, b: NumberForm): number {
  if (a.scheme !== b.scheme) return 0;
  if (a.text === b.text) return NUMBER_LEVELS.SAME;
  // Two numbers that both prove themselves are two numbers, however alike.
  const slipped = !(a.checked && b.checked) && a.text.length > 4 && isWithin(a, b, a.text.length > 6 ? 2 : 1);
  // Twins and other members of a family may hold numbers in sequence.
  if (slipped) return a.text.slice(0, -1) === b.text.slice(0, -1) ? NUMBER_LEVELS.NEIGHBOUR : NUMBER_LEVELS.SLIP;
  return a.single ? NUMBER_LEVELS.DIFFERENT : 0;
}

function keepBest<T extends Term>(
  a: readonly T[],
  b: readonly T[],
  level: (a: T, b: T) => number,
  place: number,
  out: Outcome,
): void {
  let best = 0;
  let rarity = 0;
  for (const one of a) {
    for (const other of b) {
      const found = level(one, other);
      if (found === 0 || (best !== 0 && found > best)) continue;
      const rarer = found === 1 ? Math.max(one.rarity, other.rarity) : 0;
      if (best === 0 || found < best || rarer < rarity) [best, rarity] = [found, rarer];
    }
  }
  out.levels[place] = best;
  out.rarities[place] = rarity;
}

const PARTS = [
  ['number', HOUSE],
  ['street', STREET],
  ['building', BUILDING],
  ['locality', LOCALITY],
  ['postcode', POSTCODE],
] as const;
/** By level, how well a part of an address fits. Only picks the pair of addresses. */
const FITS = [0, 4, 3, 1, 1, -1];
const TIE_BREAKERS = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7];
const found = new Uint8Array(PARTS.length);

/** The pair of addresses that fits best, part by part. */
export function comparePlaces(a: readonly Place[], b: readonly Place[], out: Outcome): void {
  let best = -Infinity;
  for (const [, place] of PARTS) out.levels[place] = 0;
  out.levels[PLACE] = 0;
  for (const one of a) {
    for (const other of b) {
      let fit = 0;
      found[0] = numbersOf(one.number, other.number);
      found[1] = wordsLevel(one.street, other.street);
      found[2] = wordsLevel(one.building, other.building);
      found[3] = wordsLevel(one.locality, other.locality);
      found[4] = postcodeLevel(one.postcode, other.postcode);
      // Between equal fits the levels tell, so that the order of addresses does not.
      for (const [index, level] of found.entries()) fit += FITS[level]! - level * TIE_BREAKERS[index]!;
      if (fit <= best) continue;
      best = fit;
      for (let index = 0; index < PARTS.length; index += 1) {
        const [part, place] = PARTS[index]!;
        out.levels[place] = found[index]!;
        out.rarities[place] = found[index] === 1 ? Math.max(one[part]!.rarity, other[part]!.rarity) : 0;
      }
    }
  }
  if (best > -Infinity) settlePlace(out);
}

/** Tells a move from slips: where a person moved, the parts that changed count once, as a move. */
function settlePlace({ levels }: Outcome): void {
  const [house, street, building, locality, postcode] = [
    levels[HOUSE]!,
    levels[STREET]!,
    levels[BUILDING]!,
    levels[LOCALITY]!,
    levels[POSTCODE]!,
  ];
  if (house === 0 && street === 0 && building === 0 && locality === 0 && postcode === 0) return;
  const near = (locality > 0 && locality < 5) || postcode === 1 || postcode === 2;
  if ((street > 0 && street < 5) || (building > 0 && building < 5) || (street === 0 && near)) {
    levels[PLACE] = PLACE_LEVELS.HERE;
    return;
  }
  levels[PLACE] = near ? PLACE_LEVELS.NEARBY : PLACE_LEVELS.ELSEWHERE;
  for (const part of [HOUSE, STREET, BUILDING]) if (levels[part] !== 0) levels[part] = MOVED;
  if (locality !== 0 && (!near || locality === 5)) levels[LOCALITY] = MOVED;
  if (postcode !== 0 && (!near || postcode > 2)) levels[POSTCODE] = MOVED;
}

function numbersOf(a: Term | undefined, b: Term | undefined): number {
  if (!a || !b) return 0;
  if (a.text === b.text) return 1;
  return isWithin(a, b, 1) && Math.max(a.text.length, b.text.length) > 1 ? 2 : 3;
}

function wordsLevel(a: Term | undefined, b: Term | undefined): number {
  if (!a || !b) return 0;
  if (a.text === b.text) return 1;
  const shorter = Math.min(a.text.length, b.text.length);
  const limit = shorter < 4 ? 0 : shorter < 6 ? 1 : shorter < 12 ? 2 : 3;
  if (isWithin(a, b, limit)) return 2;
  if (shorter > 3 && (a.text.includes(b.text) || b.text.includes(a.text))) return 3;
  return isAlike(a, b, 0.88) ? 4 : 5;
}

function postcodeLevel(a: Term | undefined, b: Term | undefined): number {
  if (!a || !b) return 0;
  if (a.text === b.text) return 1;
  if (isWithin(a, b, 1)) return 2;
  return a.text.slice(0, 3) === b.text.slice(0, 3) ? 3 : 4;
}
