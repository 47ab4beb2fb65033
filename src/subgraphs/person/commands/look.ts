import type { Transaction } from '../../../kernel/db.ts';
import type { Look } from '../../../kernel/idempotency.ts';
import type { Context } from '../context.ts';
import { type Profile, profileOfFacts } from '../matching/profile.ts';
import type { Posting } from '../matching/candidates.ts';
import { lockNumbers } from '../matching/gate.ts';
import { findActiveModel, listKnownProfiles, listPostings } from '../matching/store.ts';
import { externalBlind } from '../sealing.ts';
import * as statements from '../store-write.ts';
import { type OpenRecord, openRecord } from '../unify.ts';
import { type RecordWrite, statedFacts } from './news.ts';

/** What writes must know before they can be judged. */
export interface Known {
  /** The records that are there, by external id. */
  records: Map<string, OpenRecord>;
  /** What each write alone says. */
  profiles: ReadonlyMap<RecordWrite, Profile | undefined>;
  /** What the writes are found by; nothing was looked at yet where there are records, as they say more than the writes. */
  seen: Seen;
}

/** What was looked up of some profiles, behind their locks. */
export interface Seen {
  postings: Posting[];
  /** Profiles that a record has already. */
  known: bigint[];
  /** The model in use, which stays until the end where it was read behind the locks; undefined when there is none yet. */
  modelId: string | undefined;
}

/** Before anything was looked at. */
const NOTHING: Seen = { postings: [], known: [], modelId: undefined };

/**
 * What to look at for writes of one system. Who else writes what they could touch, waits at the locks: external ids first,
 * then what finds them, each in a fixed order. A record that is there says more than what is written now, so where there
 * is one, all profiles are looked at when it is known, and none before.
 */
export function lookForWrites(context: Context, systemId: string, writes: readonly RecordWrite[]): Look<Known> {
  const { vault } = context;
  const externals = new Map(writes.map(({ externalId }) => [externalBlind(vault, systemId, externalId), externalId]));
  const profiles = new Map(writes.map((write) => [write, profileOfFacts(vault, statedFacts(write.statements))]));
  const stated = [...profiles.values()].filter((profile) => profile !== undefined);
  return {
    locks: [...externals.keys()],
    async read(tx) {
      const blinds = [...externals.keys()];
      const [seen, rows] = await Promise.all([
        lookAtProfiles(tx, stated, statements.noneIsKnown(tx, systemId, blinds)),
        statements.findRecords(tx, systemId, blinds),
      ]);
      const records = new Map(
        rows.map(({ externalBlind: blind, ...row }) => [externals.get(blind)!, openRecord(vault, row)]),
      );
      return { seen: rows.length > 0 ? NOTHING : seen, records, profiles };
    },
  };
}

/**
 * Locks what could find profiles, and looks at whom it finds.
 * @param condition whether to lock; without a lock, what was looked at means nothing
 */
export async function lookAtProfiles(
  tx: Transaction,
  profiles: readonly Profile[],
  condition?: ReturnType<Transaction>,
): Promise<Seen> {
  const ids = [...new Set(profiles.map(({ id }) => id))];
  const keys = [...new Set(profiles.flatMap((profile) => profile.keys))];
  if (ids.length === 0) return NOTHING;
  const [, postings, known, modelId] = await Promise.all([
    lockNumbers(tx, [...ids, ...keys], condition),
    listPostings(tx, keys),
    listKnownProfiles(tx, ids),
    findActiveModel(tx),
  ]);
  return { postings, known, modelId };
}
