import type { Sql } from '../../kernel/db.ts';
import type { ErasingPart, Held } from './steps.ts';
import { listHolds } from './store.ts';

/** How many of one kind. */
export interface Counted {
  what: string;
  count: number;
}

/** What an erasure would find in one subgraph. */
export interface ErasureShareModel {
  /** What would be destroyed; what is held, when it is released. */
  counts: Counted[];
  /** What would stay by rule. */
  stays: Counted[];
  /** What legal holds keep. */
  held: Held[];
}

/** A subgraph's share in an erasure that is only looked at, with the holds on all that it has. */
export async function shareOf(
  sql: Sql,
  subgraph: ErasingPart,
  personIds: readonly string[],
  found: { counts: Record<string, number>; stays?: Record<string, number>; held?: readonly Held[] },
): Promise<ErasureShareModel> {
  const { counts, stays = {}, held = [] } = found;
  const holds = await listHolds(sql, subgraph, personIds);
  return { counts: listCounts(counts), stays: listCounts(stays), held: [...holds, ...held] };
}

/** Those kinds of which there are any, by their names. */
export function listCounts(counts: Readonly<Record<string, number>>): Counted[] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => ({ what, count }))
    .toSorted((a, b) => (a.what < b.what ? -1 : 1));
}
