import { isAlike, isWithin, jaroWinkler } from '../../../resolution/score/similarity.ts';
import type { Term } from '../../../resolution/standardise/term.ts';
import { type Token, tokenOf } from './tokens.ts';

/** How well two names fit. */
export interface NameFit {
  /** 0 to 1. */
  score: number;
  /** Whether every word of one is a word of the other, letter by letter. */
  exact: boolean;
  /** Whether one has words that the other lacks. */
  partial: boolean;
  /** Whether they share one word only, and one of them has more. */
  weak: boolean;
}

/** How common words are: the share of the list's people who have it, by its sound. Words that few have are not there. */
export type Common = ReadonlyMap<string, number>;

// By how much two words are alike.
const SAME = 1;
const JOINED = 0.98;
const NICKNAME = 0.95;
const TRANSCRIBED = 0.97;
const SOUND = 0.95;
const ONE_SLIP = 0.92;
const TWO_SLIPS = 0.86;
const INITIAL = 0.8;
/** Jaro-Winkler from which two words are alike at all. */
const ALIKE_FROM = 0.88;
const ALIKE = 0.9;
const SOUND_MIN_LENGTH = 3;
const SOUND_ALIKE_FROM = 0.8;
/** Letters that a word must have so that another one is the same with a slip. */
const ONE_SLIP_FROM = 5;
const TWO_SLIPS_FROM = 8;
const BARE_SLIP_FROM = 4;
/** Letters by which a word may be longer than the two that it is made of: the vowels that these lack. */
const JOINED_SLACK = 3;

/** What a word counts that few people have. */
const FULL_WEIGHT = 1;
const MINOR_WEIGHT = 0.1;
const LEAST_WEIGHT = 0.4;
/** Of a name that lacks words of the other: how much the side counts that is all there. */
const FULLER_SIDE = 0.65;

interface Match {
  likeness: number;
  weight: number;
  a: readonly number[];
  b: readonly number[];
}

/**
 * Compares two names word by word, whatever the order: the best words first, each once. Words that many have count less. A
 * name of several words is only weakly found by one word alone.
 */
export function compareNames(a: readonly Token[], b: readonly Token[], common: Common): NameFit {
  const none = { score: 0, exact: false, partial: true, weak: true };
  const [weightsA, weightsB] = [a, b].map((side) => side.map((token) => weightOf(token, common))) as [
    number[],
    number[],
  ];
  const totalA = sum(weightsA);
  const totalB = sum(weightsB);
  if (totalA === 0 || totalB === 0) return none;
  const takenA = new Set<number>();
  const takenB = new Set<number>();
  let likeness = 0;
  let matched = 0;
  let words = 0;
  for (const match of listMatches(a, b, weightsA, weightsB)) {
    if (match.a.some((at) => takenA.has(at)) || match.b.some((at) => takenB.has(at))) continue;
    for (const at of match.a) takenA.add(at);
    for (const at of match.b) takenB.add(at);
    likeness += match.likeness * match.weight;
    matched += match.weight;
    words += Math.max(majors(match.a, a), majors(match.b, b));
  }
  const needed = Math.min(2, Math.max(majors([...a.keys()], a), majors([...b.keys()], b)));
  if (words === 0) return none;
  const coveredA = sum([...takenA].map((at) => weightsA[at]!)) / totalA;
  const coveredB = sum([...takenB].map((at) => weightsB[at]!)) / totalB;
  const covered = FULLER_SIDE * Math.max(coveredA, coveredB) + (1 - FULLER_SIDE) * Math.min(coveredA, coveredB);
  const partial =
    [...a.keys()].some((at) => !takenA.has(at) && !a[at]!.minor) ||
    [...b.keys()].some((at) => !takenB.has(at) && !b[at]!.minor);
  return {
    score: (likeness / matched) * covered,
    exact: !partial && likeness === matched,
    partial,
    weak: words < needed,
  };
}

function majors(places: readonly number[], tokens: readonly Token[]): number {
  return places.filter((at) => !tokens[at]!.minor).length;
}

/** All pairs of words that are alike, and of two neighbours that others write as one; the best first. */
function listMatches(
  a: readonly Token[],
  b: readonly Token[],
  weightsA: readonly number[],
  weightsB: readonly number[],
): Match[] {
  const matches: Match[] = [];
  for (const [i, one] of a.entries()) {
    for (const [j, other] of b.entries()) {
      const likeness = compareTokens(one, other);
      if (likeness > 0) matches.push({ likeness, weight: (weightsA[i]! + weightsB[j]!) / 2, a: [i], b: [j] });
      if (i + 1 < a.length && isJoined(one, a[i + 1]!, other)) {
        matches.push({ likeness: JOINED, weight: weightsB[j]!, a: [i, i + 1], b: [j] });
      }
      if (j + 1 < b.length && isJoined(other, b[j + 1]!, one)) {
        matches.push({ likeness: JOINED, weight: weightsA[i]!, a: [i], b: [j, j + 1] });
      }
    }
  }
  return matches.toSorted((x, y) => y.likeness * y.weight - x.likeness * x.weight);
}

/** By how much two words are alike, 0 to 1. */
function compareTokens(a: Token, b: Token): number {
  if (a.text === b.text) return SAME;
  if (a.text.length === 1 || b.text.length === 1) return a.text[0] === b.text[0] ? INITIAL : 0;
  if (a.minor || b.minor) return 0;
  if (a.groups.some((group) => b.groups.includes(group))) return NICKNAME;
  const shorter = Math.min(a.folded.text.length, b.folded.text.length);
  if (shorter > 1 && a.folded.text === b.folded.text) return TRANSCRIBED;
  if (!beginsAlike(a, b) && !beginsAlike(a.folded, b.folded)) return 0;
  if (a.bare || b.bare) return compareBare(a, b);
  if (a.sound === b.sound && a.sound.length >= SOUND_MIN_LENGTH && isAlike(a.folded, b.folded, SOUND_ALIKE_FROM))
    return SOUND;
  const slips = shorter < ONE_SLIP_FROM ? 0 : shorter < TWO_SLIPS_FROM ? 1 : 2;
  if (slips > 0 && isWithin(a.folded, b.folded, 1)) return ONE_SLIP;
  if (slips > 1 && isWithin(a.folded, b.folded, 2)) return TWO_SLIPS;
  return slips > 0 && isAlike(a, b, ALIKE_FROM) ? ALIKE * jaroWinkler(a.text, b.text) : 0;
}

/** Of two words of which one lacks its vowels, the consonants must agree; of short ones, all but a letter. */
function compareBare(a: Token, b: Token): number {
  if (hasSameConsonants(a, b)) return SOUND;
  const shorter = Math.min(a.folded.text.length, b.folded.text.length);
  return shorter >= BARE_SLIP_FROM && isWithin(a.folded, b.folded, 1) ? ONE_SLIP : 0;
}

function hasSameConsonants(a: Token, b: Token): boolean {
  const same = a.skeleton === b.skeleton ? a.skeleton : a.sound === b.sound ? a.sound : '';
  return same.length >= SOUND_MIN_LENGTH;
}

/** Whether two words may be one with a slip: hardly ever is it in the first letter, but for letters that changed places. */
function beginsAlike(a: Term, b: Term): boolean {
  return a.text[0] === b.text[0] || a.letters === b.letters;
}

/** Whether two neighbours are one word of the other name: `Nasr Allah`, `Nasrallah`. */
function isJoined(first: Token, second: Token, whole: Token): boolean {
  const text = first.text + second.text;
  if (first.text[0] !== whole.text[0] || text.length < 5) return false;
  if (text === whole.text) return true;
  if (Math.abs(text.length - whole.text.length) > JOINED_SLACK) return false;
  const joined = tokenOf(text, first.bare);
  if (joined.bare || whole.bare) return hasSameConsonants(joined, whole);
  return isWithin(joined, whole, 1) && joined.sound === whole.sound;
}

/** What a word counts, by how many have it: log2(1 / share), at most 1 for what one of 100 has. */
function weightOf(token: Token, common: Common): number {
  if (token.minor) return MINOR_WEIGHT;
  const share = common.get(token.sound);
  if (share === undefined) return FULL_WEIGHT;
  return Math.max(LEAST_WEIGHT, Math.min(FULL_WEIGHT, Math.log(1 / share) / Math.log(100)));
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
