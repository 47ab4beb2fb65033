import type { Transaction } from '../../../kernel/db.ts';
import type { Posting } from '../matching/candidates.ts';
import { lockNumbers, shareMatching } from '../matching/gate.ts';
import { findActiveModel, listKnownProfiles, listPostings } from '../matching/store.ts';

/** What was looked up of some profiles, behind their locks. */
export interface Seen {
  postings: Posting[];
  /** Profiles that a record has already. */
  known: bigint[];
  /** The model in use, which stays until the end; undefined when there is none yet. */
  modelId: string | undefined;
}

/** Locks what could find profiles, and looks at whom it finds. Without profiles, it only keeps the model as it is. */
export async function lookAtProfiles(
  tx: Transaction,
  profiles: readonly { id: bigint; keys: readonly bigint[] }[],
): Promise<Seen> {
  const ids = [...new Set(profiles.map(({ id }) => id))];
  const keys = [...new Set(profiles.flatMap((profile) => profile.keys))];
  const [, postings, known, modelId] = await Promise.all([
    ids.length > 0 ? lockNumbers(tx, [...ids, ...keys]) : shareMatching(tx),
    listPostings(tx, keys),
    listKnownProfiles(tx, ids),
    findActiveModel(tx),
  ]);
  return { postings, known, modelId };
}
