import { MAX_BLOCK_RECORDS, requiredKeys } from '../../../resolution/candidates.ts';
import { isSparseProfile } from '../../../resolution/profile.ts';
import type { Profile } from './profile.ts';

/** Who shares a block key, as it is stored. */
export interface Posting {
  key: bigint;
  /** Whether too many share it, so that it finds nobody; then nobody is listed. */
  isHot: boolean;
  profiles: readonly bigint[];
}

/** Two profiles to compare, the new one first. */
export interface Candidate {
  profile: bigint;
  other: bigint;
  /** Block keys that both have, and that find. */
  shared: number;
}

/** What new profiles are to be compared with, and what they change about keys. */
export interface Found {
  candidates: Candidate[];
  /** Keys that find nobody. */
  hot: ReadonlySet<bigint>;
  /** Keys that the new profiles make hot, each with the profiles that it found so far. */
  crossing: Posting[];
}

/**
 * The candidates of profiles that are new, among those stored and each other. Which pairs are candidates depends on the set
 * of profiles alone: a key that becomes hot takes back what it found.
 */
export function findCandidatesOf(added: readonly Profile[], postings: readonly Posting[]): Found {
  const stored = new Map(postings.map((posting) => [posting.key, posting]));
  const holders = new Map<bigint, Set<bigint>>();
  for (const { id, keys } of added) {
    for (const key of keys) {
      let block = holders.get(key);
      if (!block) holders.set(key, (block = new Set(stored.get(key)?.profiles)));
      block.add(id);
    }
  }
  const hot = new Set<bigint>();
  const crossing: Posting[] = [];
  for (const [key, block] of holders) {
    const posting = stored.get(key);
    if (posting?.isHot) hot.add(key);
    else if (block.size > MAX_BLOCK_RECORDS) {
      hot.add(key);
      crossing.push(posting ?? { key, isHot: false, profiles: [] });
    }
  }
  const seen = new Set<bigint>();
  const candidates: Candidate[] = [];
  for (const { id, keys } of added) {
    const shared = new Map<bigint, number>();
    for (const key of keys) {
      if (hot.has(key)) continue;
      for (const other of holders.get(key)!) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    seen.add(id);
    for (const [other, count] of shared) {
      // A pair of two new ones counts once.
      if (!seen.has(other) && isCandidate(id, other, count)) candidates.push({ profile: id, other, shared: count });
    }
  }
  return { candidates, hot, crossing };
}

/** Whether so many shared keys make two profiles candidates. */
export function isCandidate(a: bigint, b: bigint, shared: number): boolean {
  return shared >= requiredKeys(isSparseProfile(a), isSparseProfile(b));
}
