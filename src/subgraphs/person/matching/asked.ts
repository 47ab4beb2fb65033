import type { Transaction } from '../../../kernel/db.ts';
import type { OpenRecord } from '../unify.ts';
import type { Regrouped } from './regroup.ts';
import { type MatchRow, type TouchedMatch, listPredecessors } from './store.ts';
import type { Touched } from './touch.ts';

/** Two records about whom a person is asked, the lower id first. */
export interface AskedPair {
  recordA: string;
  recordB: string;
}

/** Pairs that one event names. */
export const MAX_ASKED = 20;

/** Whom a write makes the model ask about: pairs of records of two people, by their new matches, the strongest first. */
export function findAsked(
  { matches, neighbours }: Touched,
  groups: readonly Pick<Regrouped, 'id' | 'records'>[],
  isNew: (match: Pick<MatchRow, 'a' | 'b'>) => boolean,
): AskedPair[] {
  const asked = matches.filter((match) => match.a !== match.b && isNew(match));
  if (asked.length === 0) return [];
  const holders = new Map<bigint, { record: Pick<OpenRecord, 'id'>; personId: string }>();
  for (const [profile, record] of neighbours) holders.set(profile, { record, personId: record.personId });
  for (const { id: personId, records } of groups) {
    for (const record of records) if (record.profile !== undefined) holders.set(record.profile, { record, personId });
  }
  return asked
    .toSorted((x: TouchedMatch, y: TouchedMatch) => y.weight - x.weight)
    .flatMap(({ a, b }) => {
      const [one, other] = [holders.get(a), holders.get(b)];
      return one && other && one.personId !== other.personId ? [pairOf(one.record.id, other.record.id)] : [];
    });
}

/**
 * The same for records that say the same and are not linked with each other: each with the one before it. `written` are those
 * of a write; they are not stored yet.
 */
export async function findNamesakes(
  tx: Transaction,
  { matches }: Touched,
  written: readonly OpenRecord[],
  threshold: number,
): Promise<AskedPair[]> {
  const loners = new Set(matches.flatMap(({ a, b, weight }) => (a === b && weight >= threshold ? [a] : [])));
  if (loners.size === 0) return [];
  const pairs: AskedPair[] = [];
  const firsts: { id: string; profile: bigint }[] = [];
  const last = new Map<bigint, string>();
  for (const { id, profile } of written.toSorted((x, y) => (x.id < y.id ? -1 : 1))) {
    if (profile === undefined || !loners.has(profile)) continue;
    const before = last.get(profile);
    if (before === undefined) firsts.push({ id, profile });
    else pairs.push(pairOf(before, id));
    last.set(profile, id);
  }
  if (firsts.length > 0)
    for (const { id, before } of await listPredecessors(tx, firsts)) pairs.push(pairOf(before, id));
  return pairs;
}

/** Two records, the lower id first. */
function pairOf(one: string, other: string): AskedPair {
  return one < other ? { recordA: one, recordB: other } : { recordA: other, recordB: one };
}
