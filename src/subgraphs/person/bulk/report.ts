import { type Waterfall, explain, vectorOf } from '../../../resolution/explain.ts';
import type { KnownModel } from '../matching/models.ts';
import type { Walked } from './walk.ts';
import type { PairCounts } from './compare.ts';

/** What another model makes of all records. Holds ids, numbers and levels, and no value. */
export interface ResolutionReport {
  /** Version of the model that people were derived under. */
  model: string;
  /** Version of the model that was in use before. */
  before: string;
  records: number;
  people: {
    before: number;
    after: number;
    /** People of now who are one with others. */
    merged: number;
    /** People of now who are several. */
    split: number;
    /** People of now whose records stay as they are. */
    unchanged: number;
  };
  /** The same pairs of records under both models; undefined where a run that was interrupted had compared them. */
  pairs: PairCounts | undefined;
  samples: { merged: MergeSample[]; split: SplitSample[] };
}

/** People who become one, and the two records that join them. */
export interface MergeSample {
  people: string[];
  records: number;
  link: Explained;
}

/** A person who becomes several, and two records of it that part. */
export interface SplitSample {
  person: string;
  into: number[];
  parted: Explained;
}

/** Two records, and how the model weighs them. */
export interface Explained {
  recordA: string;
  recordB: string;
  /** What was said of them, where the decision was a person's. */
  said: boolean;
  waterfall: Waterfall | undefined;
}

const SAMPLES = 10;

/** Counts what becomes of people, component by component. */
export function createReport(known: KnownModel) {
  const people = { before: 0, after: 0, merged: 0, split: 0, unchanged: 0 };
  const samples: ResolutionReport['samples'] = { merged: [], split: [] };
  return {
    people,
    samples,
    /** Starts with those whom nothing connects with anybody. */
    begin(counts: { people: number; alone: number }): void {
      Object.assign(people, { before: counts.people, after: counts.alone, unchanged: counts.alone });
    },
    /**
     * Counts a component; answers its people if something is to be stored: they change, or a link stands between two of them,
     * which is noted with it.
     */
    add(walked: Walked): string[] | undefined {
      const personOf = new Map(walked.members.map(({ id, personId }) => [id, personId]));
      const groupOf = new Map<string, number>();
      walked.derived.people.forEach((group, index) => group.forEach((id) => groupOf.set(id, index)));
      const before = new Map<string, Set<number>>();
      for (const [id, personId] of personOf) {
        const groups = before.get(personId) ?? new Set();
        before.set(personId, groups.add(groupOf.get(id)!));
      }
      const after = walked.derived.people.map((group) => new Set(group.map((id) => personOf.get(id)!)));
      people.after += after.length;
      let changes = false;
      for (const [personId, groups] of before) {
        const merges = [...groups].some((group) => after[group]!.size > 1);
        if (merges) people.merged += 1;
        if (groups.size > 1) {
          people.split += 1;
          if (samples.split.length < SAMPLES) samples.split.push(splitOf(known, walked, personId, groups, personOf));
        }
        if (!merges && groups.size === 1) people.unchanged += 1;
        else changes = true;
      }
      after.forEach((personIds, group) => {
        if (personIds.size > 1 && samples.merged.length < SAMPLES)
          samples.merged.push(...mergeOf(known, walked, walked.derived.people[group]!, personOf));
      });
      return changes || isParted(walked, groupOf) ? [...before.keys()] : undefined;
    },
  };
}

function isParted({ members, links }: Walked, groupOf: ReadonlyMap<string, number>): boolean {
  const groups = new Map<bigint, Set<number>>();
  for (const { id, profile } of members) {
    if (profile === undefined) continue;
    groups.set(profile, (groups.get(profile) ?? new Set()).add(groupOf.get(id)!));
  }
  return links.some(({ a, b }) => new Set([...(groups.get(a) ?? []), ...(groups.get(b) ?? [])]).size > 1);
}

function mergeOf(
  known: KnownModel,
  { members, derived, comparableOf }: Walked,
  group: readonly string[],
  personOf: ReadonlyMap<string, string>,
): MergeSample[] {
  const inGroup = new Set(group);
  const recordsOf = (node: string): readonly string[] => derived.records.get(node) ?? [];
  // The last merge that joined records of two people is the one that all hangs on.
  for (const { a, b, said } of derived.clustering.merges.toReversed()) {
    const [one, other] = [recordsOf(a)[0], recordsOf(b)[0]];
    if (!one || !other || !inGroup.has(one) || personOf.get(one) === personOf.get(other)) continue;
    const link = explained(known, { members, comparableOf }, one, other, said);
    return [{ people: [...new Set(group.map((id) => personOf.get(id)!))], records: group.length, link }];
  }
  // Records that say the same.
  const one = group[0]!;
  const other = group.find((id) => personOf.get(id) !== personOf.get(one))!;
  const link = explained(known, { members, comparableOf }, one, other, false);
  return [{ people: [...new Set(group.map((id) => personOf.get(id)!))], records: group.length, link }];
}

function splitOf(
  known: KnownModel,
  { members, derived, comparableOf }: Walked,
  person: string,
  groups: ReadonlySet<number>,
  personOf: ReadonlyMap<string, string>,
): SplitSample {
  const parts = [...groups].map((group) => derived.people[group]!.filter((id) => personOf.get(id) === person));
  const [one, other] = parts;
  return {
    person,
    into: parts.map(({ length }) => length),
    parted: explained(known, { members, comparableOf }, one![0]!, other![0]!, false),
  };
}

function explained(
  { model, scorer }: KnownModel,
  { members, comparableOf }: Pick<Walked, 'members' | 'comparableOf'>,
  recordA: string,
  recordB: string,
  said: boolean,
): Explained {
  const [a, b] = [recordA, recordB].map((id) => members.find((member) => member.id === id)!.profile);
  if (a === undefined || b === undefined) return { recordA, recordB, said, waterfall: undefined };
  const vector = vectorOf(scorer.score(comparableOf(a), comparableOf(b)));
  return { recordA, recordB, said, waterfall: explain(model, vector) };
}
