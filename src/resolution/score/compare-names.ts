import type { NameForm } from '../standardise/index.ts';
import type { NamePart } from '../standardise/names.ts';
import { FAMILY, GENERATION, GENERATION_LEVELS, GIVEN, NAME_LEVELS, ORDER } from './comparisons.ts';
import type { Outcome } from './outcome.ts';
import { isAlike, isWithin } from './similarity.ts';

const { SAME, SLIP, VARIANT, INITIAL, SIMILAR, DIFFERENT } = NAME_LEVELS;

/** By level, how far two names are apart; a part that is missing lies in the middle. Only picks forms and order. */
const COSTS = [2, 0, 1, 1.4, 2, 2.8, 4];
/** What a swap of given and family costs against names that stand in their places. */
const SWAP_COST = 0.9;
/** What it costs where a source did not tell them apart. */
const GUESS_COST = 0.1;
/** Names that fit as well need no look at the other order. */
const SURE_COST = 1;
/** Jaro-Winkler from which two names are similar; how much that says is learned. */
const SIMILAR_FROM = 0.8;
/** Consonants that must agree for names that look different: short ones agree by chance. */
const SOUND_MIN_LENGTH = 3;

/** Scratch: the best pair of forms so far, and the one at hand. */
const best = { cost: 0, given: 0, family: 0, order: 0, givenRarity: 0, familyRarity: 0 };
const current = { ...best };

/** Compares all names of one side with all of the other and keeps the pair that fits best. */
export function compareNames(a: readonly NameForm[], b: readonly NameForm[], out: Outcome): void {
  const { levels, rarities } = out;
  best.cost = Infinity;
  best.given = best.family = best.order = best.givenRarity = best.familyRarity = 0;
  for (const one of a) {
    for (const other of b) {
      const given = comparePart(one.given, other.given, true);
      const family = comparePart(one.family, other.family, false);
      current.given = given;
      current.family = family;
      current.order = given !== 0 || family !== 0 ? 1 : 0;
      current.givenRarity = given === SAME ? commoner(one.given!, other.given!) : 0;
      current.familyRarity = family === SAME ? commoner(one.family!, other.family!) : 0;
      keepBetter(0);
      if (COSTS[given]! + COSTS[family]! > SURE_COST) compareSwapped(one, other);
    }
  }
  levels[GIVEN] = best.given;
  levels[FAMILY] = best.family;
  levels[ORDER] = best.order;
  rarities[GIVEN] = best.givenRarity;
  rarities[FAMILY] = best.familyRarity;
  compareGenerations(a, b, levels);
}

/** The given name of one side with the family name of the other. Which of the two is which is not known: the better fit counts as family. */
function compareSwapped(one: NameForm, other: NameForm): void {
  const first = comparePart(one.given, other.family, false);
  const second = comparePart(one.family, other.given, false);
  const firstRarity = first === SAME ? commoner(one.given!, other.family!) : 0;
  const secondRarity = second === SAME ? commoner(one.family!, other.given!) : 0;
  const firstFits = COSTS[first]! - COSTS[second]! || firstRarity - secondRarity;
  [current.family, current.given] = firstFits < 0 ? [first, second] : [second, first];
  [current.familyRarity, current.givenRarity] =
    firstFits < 0 ? [firstRarity, secondRarity] : [secondRarity, firstRarity];
  const certain = one.ordered && other.ordered;
  current.order = certain ? 2 : 0;
  keepBetter(certain ? SWAP_COST : GUESS_COST);
}

/** Keeps the pair at hand if it is better; between equals its levels and rarities tell, so that the order of forms does not. */
function keepBetter(extra: number): void {
  current.cost = COSTS[current.given]! + COSTS[current.family]! + extra;
  const difference =
    current.cost - best.cost ||
    current.given - best.given ||
    current.order - best.order ||
    current.givenRarity + current.familyRarity - best.givenRarity - best.familyRarity;
  if (difference < 0) Object.assign(best, current);
}

function compareGenerations(a: readonly NameForm[], b: readonly NameForm[], levels: Uint8Array): void {
  let one = 0;
  let other = 0;
  for (const form of a) one ||= form.generation;
  for (const form of b) other ||= form.generation;
  if (one === 0 && other === 0) levels[GENERATION] = 0;
  else if (one === 0 || other === 0) levels[GENERATION] = GENERATION_LEVELS.ONE;
  else levels[GENERATION] = one === other ? GENERATION_LEVELS.SAME : GENERATION_LEVELS.DIFFERENT;
}

function commoner(a: NamePart, b: NamePart): number {
  return Math.max(a.rarity, b.rarity);
}

/** The level of two given names, of two family names, or of one of each. */
function comparePart(a: NamePart | undefined, b: NamePart | undefined, nicknames: boolean): number {
  if (!a || !b) return 0;
  if (nicknames && a.words[0] === b.words[0] && a.words[0]!.length > 1) return agreesInMiddle(a, b) ? SAME : VARIANT;
  if (a.text === b.text) return a.text.length === 1 ? INITIAL : SAME;
  if (a.text.length === 1) return b.initials.includes(a.text) ? INITIAL : DIFFERENT;
  if (b.text.length === 1) return a.initials.includes(b.text) ? INITIAL : DIFFERENT;
  const shorter = Math.min(a.text.length, b.text.length);
  const limit = shorter < 3 ? 0 : shorter < 6 ? 1 : 2;
  if (nicknames && sharesGroup(a.groups, b.groups)) return VARIANT;
  if (isPart(a, b)) return VARIANT;
  // Mary is no slip of Mark: two names that many have are two names, however alike.
  if (nicknames && a.known && b.known && a.words.length === 1 && b.words.length === 1) return DIFFERENT;
  if (isWithin(a, b, nicknames && !beginsAlike(a, b) ? Math.min(limit, 1) : limit)) return SLIP;
  if (a.sound === b.sound && a.sound.length >= SOUND_MIN_LENGTH) return VARIANT;
  if (a.words[0]!.length === 1 || b.words[0]!.length === 1) return a.text[0] === b.text[0] ? INITIAL : DIFFERENT;
  if (!isAlike(a, b, SIMILAR_FROM)) return DIFFERENT;
  return a.sound === b.sound ? VARIANT : SIMILAR;
}

/**
 * Whether two given names may be one with two slips: it is rare that the first letter is among them, but for letters that
 * changed places. Siblings' names often differ in their beginnings only.
 */
function beginsAlike(a: NamePart, b: NamePart): boolean {
  return a.text[0] === b.text[0] || a.letters === b.letters;
}

/** Whether what follows the first given name is the same, an initial of it, or missing on one side, as most forms do not ask for it. */
function agreesInMiddle({ words: a }: NamePart, { words: b }: NamePart): boolean {
  if (a.length === 1 || b.length === 1) return true;
  const [one, other] = [a[1]!, b[1]!];
  return one.length === 1 || other.length === 1 ? one[0] === other[0] : one === other;
}

function sharesGroup(a: readonly number[], b: readonly number[]): boolean {
  for (const group of a) if (b.includes(group)) return true;
  return false;
}

/**
 * Whether one is a part of the other, as in `maria` and `maria luisa`, `mendoza` and `sanchez mendoza`; but not `jun wei` and
 * `tao jun`, of which each has a word that the other has not.
 */
function isPart(a: NamePart, b: NamePart): boolean {
  if (a.words.length === 1 && b.words.length === 1) return false;
  const [part, whole] = a.words.length < b.words.length ? [a.words, b.words] : [b.words, a.words];
  let shared = false;
  for (const word of part) {
    if (word.length === 1) continue;
    if (!whole.includes(word)) return false;
    shared ||= word.length > 2;
  }
  return shared;
}
