import type { Transaction } from '../../../kernel/db.ts';
import type { Vault } from '../../../kernel/vault.ts';
import { type Comparable, standardise } from '../../../resolution/standardise/index.ts';
import { openRecord } from '../unify.ts';
import { type Posting, findCandidatesOf, isCandidate } from './candidates.ts';
import { createJudge } from './judge.ts';
import type { KnownModel } from './models.ts';
import { type Profile, valuesOf } from './profile.ts';
import { type MatchRow, listSamples, lockMatchesAmong, orderedPair } from './store.ts';

/** What profiles that are new change about matches and keys. */
export interface Scored {
  keys: { key: bigint; profile: bigint }[];
  hotKeys: bigint[];
  matches: MatchRow[];
  /** Pairs that are no candidates any more, since a key of theirs became hot. */
  gone: Pick<MatchRow, 'a' | 'b'>[];
  /** Profiles whose people are to be derived again. */
  profiles: Set<bigint>;
}

/** Compares profiles that are new with all whom they could be, and each other. */
export async function scoreProfiles(
  tx: Transaction,
  vault: Vault,
  known: KnownModel,
  added: readonly Profile[],
  postings: readonly Posting[],
): Promise<Scored> {
  const { candidates, hot, crossing } = findCandidatesOf(added, postings);
  const [comparables, lapsed] = await Promise.all([
    openComparables(
      tx,
      vault,
      added,
      candidates.map(({ other }) => other),
    ),
    crossing.length > 0 ? lapsedMatches(tx, crossing) : { kept: [], gone: [] },
  ]);
  const judge = createJudge(known, (id) => comparables.get(id)!);
  const alone = added.flatMap(({ id }) => judge.alone(id) ?? []);
  const found = candidates.flatMap((candidate) => {
    // Keys that another version of the program left behind find nobody.
    if (!comparables.has(candidate.other)) return [];
    const { a, b } = orderedPair(candidate);
    return judge.pair(a, b, candidate.shared) ?? [];
  });
  return {
    keys: added.flatMap(({ id, keys }) => keys.flatMap((key) => (hot.has(key) ? [] : [{ key, profile: id }]))),
    hotKeys: crossing.map(({ key }) => key),
    matches: [...alone, ...lapsed.kept, ...found],
    gone: lapsed.gone,
    profiles: new Set([...added.map(({ id }) => id), ...[...found, ...lapsed.gone].flatMap(({ a, b }) => [a, b])]),
  };
}

/** Profiles in comparable form: those that are new as they are, others from a record of theirs. */
async function openComparables(
  tx: Transaction,
  vault: Vault,
  added: readonly Profile[],
  others: readonly bigint[],
): Promise<Map<bigint, Comparable>> {
  const comparables = new Map(added.map(({ id, comparable }) => [id, comparable]));
  const stored = [...new Set(others)].filter((id) => !comparables.has(id));
  if (stored.length === 0) return comparables;
  for (const row of await listSamples(tx, stored)) {
    const { profile, facts } = openRecord(vault, row);
    comparables.set(profile!, standardise(valuesOf(facts)));
  }
  return comparables;
}

/** What keys that become hot take back: matches that share too few others, and the rest with what is left. */
async function lapsedMatches(
  tx: Transaction,
  crossing: readonly Posting[],
): Promise<{ kept: MatchRow[]; gone: MatchRow[] }> {
  const blocks = crossing.map(({ profiles }) => new Set(profiles));
  const matches = await lockMatchesAmong(tx, [...new Set(crossing.flatMap(({ profiles }) => profiles))]);
  const rows = matches.flatMap((row) => {
    const lost = blocks.filter((block) => block.has(row.a) && block.has(row.b)).length;
    return lost === 0 ? [] : [{ ...row, shared: row.shared - lost }];
  });
  return {
    kept: rows.filter(({ a, b, shared }) => isCandidate(a, b, shared)),
    gone: rows.filter(({ a, b, shared }) => !isCandidate(a, b, shared)),
  };
}
