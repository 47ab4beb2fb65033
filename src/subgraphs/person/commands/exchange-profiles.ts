import type { Transaction } from '../../../kernel/db.ts';
import type { Posting } from '../matching/candidates.ts';
import { lockNumbers, shareMatching } from '../matching/gate.ts';
import { type StoredProfile, forgetProfiles } from '../matching/store-keys.ts';
import { findActiveModel, listKnownProfiles, listPostings } from '../matching/store.ts';

/** What was looked up of some profiles, behind their locks. */
export interface Seen {
  postings: Posting[];
  /** Profiles that a record has already. */
  known: bigint[];
  /** Profiles that no record has any more. */
  gone: bigint[];
  /** Profiles that those were matched with which are gone. */
  freed: bigint[];
  /** The model in use, which stays until the end; undefined when there is none yet. */
  modelId: string | undefined;
}

/**
 * Locks what could find profiles, takes away those that records leave, and looks at whom those find that they take on. Without
 * any, it only keeps the model as it is.
 */
export async function exchangeProfiles(
  tx: Transaction,
  {
    profiles,
    left,
    recordIds,
  }: {
    profiles: readonly { id: bigint; keys: readonly bigint[] }[];
    /** What the records were found by until now. */
    left: readonly StoredProfile[];
    recordIds: readonly string[];
  },
): Promise<Seen> {
  const ids = [...new Set(profiles.map(({ id }) => id))];
  const keys = [...new Set(profiles.flatMap((profile) => profile.keys))];
  const numbers = new Set([...ids, ...keys, ...left.flatMap((profile) => [profile.id, ...profile.keys])]);
  const [, { gone, freed }, postings, known, modelId] = await Promise.all([
    numbers.size > 0 ? lockNumbers(tx, [...numbers]) : shareMatching(tx),
    forgetProfiles(tx, left, recordIds),
    listPostings(tx, keys),
    listKnownProfiles(tx, ids),
    findActiveModel(tx),
  ]);
  return { postings: without(postings, gone), known, gone, freed, modelId };
}

/** Keys without those who are gone: some that another version of the program stored may be left. */
function without(postings: readonly Posting[], gone: readonly bigint[]): Posting[] {
  if (gone.length === 0) return [...postings];
  return postings.map((posting) => ({ ...posting, profiles: posting.profiles.filter((id) => !gone.includes(id)) }));
}
