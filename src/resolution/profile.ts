import type { Blind } from './blind.ts';
import { isSparse } from './candidates.ts';
import type { Comparable } from './standardise/index.ts';

/**
 * What a record says, as text: canonical, since `standardise` writes the parts of a record in one order and leaves away what it
 * does not have. Records with the same content compare alike with every other.
 * @param record as `standardise` made it: rarities belong to a model, and would make another text with each
 */
export function contentOf(record: Comparable): string {
  return JSON.stringify(record);
}

/** What the name of a record's content is the HMAC of. */
export function profileText(record: Comparable): string {
  return `profile ${contentOf(record)}`;
}

/**
 * The name of what a record says: the first 64 bits of the HMAC of its content as a signed number, as a bigint of Postgres is.
 * The lowest bit is set if the record is sparse and cleared otherwise, so that a look-up by keys knows of each profile it
 * finds how many keys they must share, without reading the profile. 63 bits are left to tell profiles apart: two of ten million
 * share a name with a chance of 5 in a million.
 * @param record as `standardise` made it, before `prepare`
 * @param keys all of its block keys
 */
export function profileOf(blind: Blind, record: Comparable, keys: readonly unknown[]): bigint {
  // Of a negative number too this is the lowest bit only: operators of bigint work on two's complement.
  return (blind(profileText(record)) & ~1n) | (isSparse(keys) ? 1n : 0n);
}

/** Whether the records of a profile are sparse. */
export function isSparseProfile(profile: bigint): boolean {
  return (profile & 1n) === 1n;
}
