import type { Transaction } from '../../../kernel/db.ts';
import type { OpenRecord } from '../unify.ts';
import type { Regrouped } from './regroup.ts';
import { type MatchRow, type TouchedMatch, listPredecessors } from './store.ts';
import type { Touched } from './touch.ts';

/** Two records of two people about whom a person is asked, the lower id first. */
export interface AskedPair {
  recordA: string;
  recordB: string;
  personA: string;
  personB: string;
}

/** Pairs that one event names. */
export const MAX_ASKED = 20;

/**
 * Whom a change makes the model ask about: pairs of records of two people, the strongest first, by matches that are new, and by
 * all matches of people of whom is to be asked again. Two people are asked about once.
 */
export function findAsked(
  { matches, neighbours }: Touched,
  groups: readonly Pick<Regrouped, 'id' | 'records'>[],
  isNew: (match: Pick<MatchRow, 'a' | 'b'>) => boolean,
  again: ReadonlySet<string>,
): AskedPair[] {
  const asked = matches.filter((match) => match.a !== match.b && (again.size > 0 || isNew(match)));
  if (asked.length === 0) return [];
  const holders = new Map<bigint, { record: Pick<OpenRecord, 'id'>; personId: string }>();
  for (const [profile, record] of neighbours) holders.set(profile, { record, personId: record.personId });
  for (const { id: personId, records } of groups) {
    for (const record of records) if (record.profile !== undefined) holders.set(record.profile, { record, personId });
  }
  const pairs = new Map<string, AskedPair>();
  for (const match of asked.toSorted((x: TouchedMatch, y: TouchedMatch) => y.weight - x.weight)) {
    const [one, other] = [holders.get(match.a), holders.get(match.b)];
    if (!one || !other || one.personId === other.personId) continue;
    if (!isNew(match) && !again.has(one.personId) && !again.has(other.personId)) continue;
    const people = [one.personId, other.personId].toSorted().join(' ');
    if (!pairs.has(people)) pairs.set(people, pairOf(one.record.id, one.personId, other.record.id, other.personId));
  }
  return [...pairs.values()];
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
  const firsts: OpenRecord[] = [];
  const last = new Map<bigint, OpenRecord>();
  for (const record of written.toSorted((x, y) => (x.id < y.id ? -1 : 1))) {
    const { profile } = record;
    if (profile === undefined || !loners.has(profile)) continue;
    const before = last.get(profile);
    if (before) pairs.push(pairOf(before.id, before.personId, record.id, record.personId));
    else firsts.push(record);
    last.set(profile, record);
  }
  if (firsts.length > 0) {
    const byId = new Map(firsts.map((record) => [record.id, record]));
    const asked = firsts.map(({ id, profile }) => ({ id, profile: profile! }));
    for (const { id, before, personId } of await listPredecessors(tx, asked))
      pairs.push(pairOf(before, personId, id, byId.get(id)!.personId));
  }
  // What became one person meanwhile, by what somebody said, is no question.
  return pairs.filter(({ personA, personB }) => personA !== personB);
}

/** Two records with their people, the lower record first. */
function pairOf(one: string, personOfOne: string, other: string, personOfOther: string): AskedPair {
  return one < other
    ? { recordA: one, recordB: other, personA: personOfOne, personB: personOfOther }
    : { recordA: other, recordB: one, personA: personOfOther, personB: personOfOne };
}
