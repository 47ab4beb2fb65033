import { type Derived, type Member, derivePeople } from '../matching/derive.ts';
import type { KnownModel } from '../matching/models.ts';
import { type MatchRow, type MatchTable, listMatches, listVerdicts } from '../matching/store.ts';
import { prepare } from '../../../resolution/score/frequencies.ts';
import type { Comparable } from '../../../resolution/standardise/index.ts';
import type { Comparables } from './comparables.ts';
import { type Component, readComponents } from './connected.ts';
import { type Work, giveWay, mayGoOn } from './work.ts';

/** Records that could be one person, as they are now and as they are to be. */
export interface Walked {
  members: readonly (Member & { personId: string })[];
  derived: Derived;
  /** Links among them. */
  links: readonly MatchRow[];
  comparableOf(profile: bigint): Comparable;
}

/** Records of whom people are derived at once. */
const BATCH = 2_000;
/** As many as an online write looks at. */
const REVIEWS = 16;

/**
 * Derives all people from the matches of a table, a few thousand at a time. Who has one record and is linked with nobody is left
 * out. Stores nothing.
 */
export async function* walkPeople(
  work: Work,
  table: MatchTable,
  known: KnownModel,
  comparables: Comparables,
  counted: (counts: { records: number; people: number; alone: number }) => void,
): AsyncGenerator<Walked[]> {
  const { sql } = work;
  work.onProgress('deriving people', 0);
  const connected = await readComponents(work, table);
  counted(connected);
  let batch: Component[] = [];
  let size = 0;
  let done = connected.alone;
  for (const component of connected.components()) {
    batch.push(component);
    size += component.length;
    if (size < BATCH) continue;
    yield await derive(batch);
    done += size;
    work.onProgress('deriving people', done / connected.records);
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield await derive(batch);

  async function derive(components: readonly Component[]): Promise<Walked[]> {
    mayGoOn(work);
    const all = components.flat();
    const profiles = [...new Set(all.flatMap(({ profile }) => profile ?? []))];
    const personIds = [...new Set(all.map(({ personId }) => personId))];
    const [matches, verdicts] = await Promise.all([
      listMatches(sql, { personIds: [], profiles, reviews: REVIEWS }, table),
      listVerdicts(sql, personIds),
    ]);
    const raw = await comparables.load(sql, [...profiles, ...matches.flatMap(({ a, b }) => [a, b])]);
    const prepared = new Map<bigint, Comparable>();
    const comparableOf = (profile: bigint): Comparable => {
      let one = prepared.get(profile);
      if (!one) prepared.set(profile, (one = prepare(raw.get(profile)!, known.model.frequencies)));
      return one;
    };
    const rowsOf = matchesByProfile(matches.filter(({ a, b }) => raw.has(a) && raw.has(b)));
    const verdictsOf = new Map<string, typeof verdicts>();
    for (const verdict of verdicts) {
      for (const id of [verdict.a, verdict.b]) verdictsOf.set(id, [...(verdictsOf.get(id) ?? []), verdict]);
    }
    const walked: Walked[] = [];
    for (const members of components) {
      const own = new Set(members.flatMap(({ profile }) => profile ?? []));
      // Somebody writes just there, and derives them.
      if (![...own].every((profile) => raw.has(profile))) continue;
      const rows = [...new Set([...own].flatMap((profile) => rowsOf(profile)))];
      const derived = derivePeople({
        members,
        matches: rows,
        verdicts: [...new Set(members.flatMap(({ id }) => verdictsOf.get(id) ?? []))],
        comparableOf,
        model: known.model,
        scorer: known.scorer,
      });
      walked.push({
        members,
        derived,
        links: rows.filter(({ a, b, decision }) => a !== b && decision === 'LINK'),
        comparableOf,
      });
      await giveWay();
    }
    return walked;
  }
}

/** Matches by profile: all links, and of the questions on each side as many as a write looks at, so that both derive the same. */
function matchesByProfile(matches: readonly MatchRow[]): (profile: bigint) => MatchRow[] {
  const lower = new Map<bigint, MatchRow[]>();
  const upper = new Map<bigint, MatchRow[]>();
  const add = (rows: Map<bigint, MatchRow[]>, profile: bigint, row: MatchRow): void => {
    const known = rows.get(profile);
    if (known) known.push(row);
    else rows.set(profile, [row]);
  };
  for (const row of matches) {
    add(lower, row.a, row);
    if (row.a !== row.b) add(upper, row.b, row);
  }
  const strongest = (rows: readonly MatchRow[], end: 'a' | 'b'): MatchRow[] => {
    const asked = rows.filter(({ a, b, decision }) => a !== b && decision === 'REVIEW');
    const kept = rows.filter((row) => !asked.includes(row));
    return [...kept, ...asked.toSorted((x, y) => y.weight - x.weight || (x[end] < y[end] ? -1 : 1)).slice(0, REVIEWS)];
  };
  return (profile) => [...strongest(lower.get(profile) ?? [], 'b'), ...strongest(upper.get(profile) ?? [], 'a')];
}
