import type { Transaction } from '../../../kernel/db.ts';
import type { Posting } from '../matching/candidates.ts';
import { lockNumbers } from '../matching/gate.ts';
import type { Profile } from '../matching/profile.ts';
import { findActiveModel, listKnownProfiles, listPostings } from '../matching/store.ts';

/** What was looked up of some profiles, behind their locks. */
export interface Seen {
  postings: Posting[];
  /** Profiles that a record has already. */
  known: bigint[];
  /** The model in use, which stays until the end; undefined when there is none yet. */
  modelId: string | undefined;
}

/** Locks what could find profiles, and looks at whom it finds. */
export async function lookAtProfiles(tx: Transaction, profiles: readonly Profile[]): Promise<Seen> {
  const ids = [...new Set(profiles.map(({ id }) => id))];
  const keys = [...new Set(profiles.flatMap((profile) => profile.keys))];
  if (ids.length === 0) return { postings: [], known: [], modelId: undefined };
  const [, postings, known, modelId] = await Promise.all([
    lockNumbers(tx, [...ids, ...keys]),
    listPostings(tx, keys),
    listKnownProfiles(tx, ids),
    findActiveModel(tx),
  ]);
  return { postings, known, modelId };
}
