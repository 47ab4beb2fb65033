import type { Term } from '../standardise/index.ts';

/** Longer texts are compared by their beginnings only, so that one pair costs a bounded time. */
const MAX_LENGTH = 64;

// Scratch space, used again for every pair: allocating rows per pair cost a third of the scoring time.
const rows = [new Uint8Array(MAX_LENGTH + 1), new Uint8Array(MAX_LENGTH + 1), new Uint8Array(MAX_LENGTH + 1)] as const;
const codesA = new Uint16Array(MAX_LENGTH);
const codesB = new Uint16Array(MAX_LENGTH);
const takenA = new Uint8Array(MAX_LENGTH);
const takenB = new Uint8Array(MAX_LENGTH);

/**
 * The number of insertions, deletions, substitutions and swaps of neighbours between two texts (Damerau-Levenshtein,
 * optimal string alignment), or `max + 1` as soon as it is known to be more than `max`.
 */
export function editDistance(a: string, b: string, max: number): number {
  if (a === b) return 0;
  const lengthA = Math.min(a.length, MAX_LENGTH);
  const lengthB = Math.min(b.length, MAX_LENGTH);
  if (Math.abs(lengthA - lengthB) > max) return max + 1;
  if (lengthA === 0 || lengthB === 0) return Math.max(lengthA, lengthB);
  for (let i = 0; i < lengthA; i += 1) codesA[i] = a.charCodeAt(i);
  for (let j = 0; j < lengthB; j += 1) codesB[j] = b.charCodeAt(j);
  let [before, last, row] = rows as unknown as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= lengthB; j += 1) last[j] = j;
  for (let i = 1; i <= lengthA; i += 1) {
    row[0] = i;
    let least = i;
    const code = codesA[i - 1]!;
    for (let j = 1; j <= lengthB; j += 1) {
      const other = codesB[j - 1]!;
      let cost = last[j - 1]! + (code === other ? 0 : 1);
      if (last[j]! + 1 < cost) cost = last[j]! + 1;
      if (row[j - 1]! + 1 < cost) cost = row[j - 1]! + 1;
      if (i > 1 && j > 1 && code === codesB[j - 2] && codesA[i - 2] === other && before[j - 2]! + 1 < cost) {
        cost = before[j - 2]! + 1;
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > max) return max + 1;
    [before, last, row] = [last, row, before];
  }
  return last[lengthB]! > max ? max + 1 : last[lengthB]!;
}

/** How alike two texts are, from 0 to 1 (Jaro 1989; Winkler 1990: up to four equal first letters count more). */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const lengthA = Math.min(a.length, MAX_LENGTH);
  const lengthB = Math.min(b.length, MAX_LENGTH);
  if (lengthA === 0 || lengthB === 0) return 0;
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  takenA.fill(0, 0, lengthA);
  takenB.fill(0, 0, lengthB);
  let common = 0;
  for (let i = 0; i < lengthA; i += 1) {
    const code = a.charCodeAt(i);
    const end = Math.min(lengthB - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= end; j += 1) {
      if (takenB[j] === 0 && b.charCodeAt(j) === code) {
        takenA[i] = 1;
        takenB[j] = 1;
        common += 1;
        break;
      }
    }
  }
  if (common === 0) return 0;
  let swaps = 0;
  for (let i = 0, j = 0; i < lengthA; i += 1) {
    if (takenA[i] === 0) continue;
    while (takenB[j] === 0) j += 1;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) swaps += 1;
    j += 1;
  }
  const jaro = (common / lengthA + common / lengthB + (common - swaps / 2) / common) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < lengthA && prefix < lengthB && a.charCodeAt(prefix) === b.charCodeAt(prefix))
    prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Whether at most `max` edits lie between two terms. Their letters alone refuse most pairs. */
export function isWithin(a: Term, b: Term, max: number): boolean {
  // An edit changes at most two letters of the sets: one that goes and one that comes.
  return bitsOf(a.letters ^ b.letters) <= 2 * max && editDistance(a.text, b.text, max) <= max;
}

/**
 * Whether two terms are alike by Jaro-Winkler. Their letters and beginnings bound it from above, which refuses nine pairs of ten;
 * without the bound it took 40 % of the scoring time.
 */
export function isAlike(a: Term, b: Term, from: number): boolean {
  const common = Math.min(
    a.text.length - bitsOf(a.letters & ~b.letters),
    b.text.length - bitsOf(b.letters & ~a.letters),
  );
  const jaro = (common / a.text.length + common / b.text.length + 1) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.text.length && a.text.charCodeAt(prefix) === b.text.charCodeAt(prefix)) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro) >= from && jaroWinkler(a.text, b.text) >= from;
}

/** The number of bits that are set (Hacker's Delight 5-1). */
function bitsOf(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
