import type { Actor } from '../kernel/actor.ts';
import { type ClassSet, classesOf } from './classes.ts';
import type { DataClass } from '../kernel/data-classes.ts';
import type { Purpose, Verdict, Withholding } from './rules.ts';
import type { Question, StandingRow } from './store.ts';

/** What was kept back of an answer: a field, of some people, and why. */
export interface Withheld {
  /** As a schema coordinate: `Person.emails`. */
  field: string;
  dataClass: DataClass;
  reason: Withholding;
  /** The purpose that the reason is about; null when it is about none. */
  purpose: string | null;
  /** Whose it is, in order; at most {@link MAX_NAMED}. Empty where the answer is about nobody in particular. */
  personIds: string[];
  /** How many people it is about. */
  people: number;
}

/** So many people are named of each field. */
const MAX_NAMED = 200;
/** So many reasons are told of an answer. */
const MAX_TOLD = 500;

/** Judges what an actor may read. */
export interface Judge {
  /** What is asked about people for an actor, by who reads of them at the same time; nothing for whoever sees nothing anyway. */
  question(actor: Actor): Question | undefined;
  /** What an actor may read of somebody of whom that was answered. */
  judge(actor: Actor, row: StandingRow): Verdict;
  /** What an actor may read of each of these people. */
  verdicts(actor: Actor, personIds: readonly string[]): Promise<Map<string, Verdict>>;
  /** What an actor may read of nobody in particular. */
  anybody(actor: Actor): Verdict;
  /** What an actor may read of whoever has agreed to all. */
  atBest(actor: Actor): Verdict;
}

/** What one operation reads of people: what it may, what it did, and what was kept back. */
export interface Access {
  /**
   * Whether classes of data may be read of all of these people, and notes what comes of it: what is read for the audit log, what
   * is not for the answer. `field` is a schema coordinate. Without people it is asked of nobody in particular.
   */
  mayRead(field: string, classes: ClassSet, personIds: readonly string[]): boolean | Promise<boolean>;
  /**
   * Whether any purpose of the actor covers the classes, whoever it is about; notes it where none does. For what is asked by data
   * of these classes.
   */
  mightRead(field: string, classes: ClassSet): boolean;
  /** The same as `mayRead` without a word to anybody: for what is left out of a search. */
  covers(classes: ClassSet, personIds: readonly string[]): Promise<boolean>;
  /** What to ask about people beside what is read of them, so that nobody looks twice, if anything; the answer goes to `tell`. */
  question(): Question | undefined;
  tell(asked: string, row: StandingRow): void;
  /** What has been read so far. */
  readonly read: {
    /** As schema coordinates. */
    readonly fields: ReadonlySet<string>;
    readonly personIds: ReadonlySet<string>;
    /** The purposes that it rested on. */
    readonly purposes: ReadonlySet<Purpose>;
  };
  /** What has been kept back so far, in order. */
  withheld(): Withheld[];
}

/** What was kept back in several parts of one answer, as of the whole. */
export function mergeWithheld(parts: readonly Withheld[]): Withheld[] {
  return [...Map.groupBy(parts, keyOf)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MAX_TOLD)
    .map(([, same]) => {
      const ids = new Set(same.flatMap(({ personIds }) => personIds));
      const people = Math.max(ids.size, ...same.map((part) => part.people));
      return { ...same[0]!, personIds: [...ids].toSorted().slice(0, MAX_NAMED), people };
    });
}

function keyOf({ field, dataClass, reason, purpose }: Omit<Withheld, 'personIds' | 'people'>): string {
  return `${field} ${dataClass} ${reason} ${purpose}`;
}

/** Begins an operation of an actor. */
export function openAccess(gate: Judge, actor: Actor): Access {
  const known = new Map<string, Verdict>();
  const asked = new Map<string, Promise<Verdict>>();
  const fields = new Set<string>();
  const people = new Set<string>();
  const purposes = new Set<Purpose>();
  const kept = new Map<string, Omit<Withheld, 'personIds' | 'people'> & { ids: Set<string> }>();
  let anybody: Verdict | undefined;
  let waiting: { ids: Set<string>; verdicts: Promise<Map<string, Verdict>> } | undefined;

  /** All that are asked for in one turn are looked up together. */
  const lookUp = (id: string): Promise<Verdict> => {
    let found = asked.get(id);
    if (found) return found;
    if (!waiting) {
      const ids = new Set<string>();
      const verdicts = new Promise<void>((resolve) => process.nextTick(() => Promise.resolve().then(resolve))).then(
        () => {
          waiting = undefined;
          return gate.verdicts(actor, [...ids]);
        },
      );
      waiting = { ids, verdicts };
    }
    waiting.ids.add(id);
    found = waiting.verdicts.then((verdicts) => {
      const verdict = verdicts.get(id)!;
      known.set(id, verdict);
      known.set(verdict.personId, verdict);
      return verdict;
    });
    asked.set(id, found);
    return found;
  };

  /** The verdict of each, at once where all are known. */
  const judged = (personIds: readonly string[]): readonly Verdict[] | Promise<readonly Verdict[]> => {
    if (personIds.length === 0) return [(anybody ??= gate.anybody(actor))];
    const found: Verdict[] = [];
    for (const id of personIds) {
      const verdict = known.get(id);
      if (!verdict) return Promise.all(personIds.map(async (one) => known.get(one) ?? lookUp(one.toLowerCase())));
      found.push(verdict);
    }
    return found;
  };

  const note = (field: string, classes: ClassSet, verdicts: readonly Verdict[]): boolean => {
    const refusing = verdicts.filter(({ allowed }) => (classes & ~allowed) !== 0);
    if (refusing.length === 0) {
      fields.add(field);
      for (const { personId, by } of verdicts) {
        if (personId !== '') people.add(personId);
        for (const purpose of by) if ((purpose.covers & classes) !== 0) purposes.add(purpose);
      }
      return true;
    }
    for (const { personId, allowed, why } of refusing) {
      for (const dataClass of classesOf(classes & ~allowed)) {
        const { reason, purpose } = why(dataClass)!;
        const key = keyOf({ field, dataClass, reason, purpose });
        let entry = kept.get(key);
        if (!entry) kept.set(key, (entry = { field, dataClass, reason, purpose, ids: new Set() }));
        if (personId !== '') entry.ids.add(personId);
      }
    }
    return false;
  };

  return {
    mayRead(field, classes, personIds) {
      // What is of no class is kept back from nobody; whose it was is noted all the same.
      if (classes === 0) {
        fields.add(field);
        for (const id of personIds) people.add(id);
        return true;
      }
      const verdicts = judged(personIds);
      return verdicts instanceof Promise
        ? verdicts.then((settled) => note(field, classes, settled))
        : note(field, classes, verdicts);
    },
    mightRead(field, classes) {
      const verdict = gate.atBest(actor);
      return (classes & ~verdict.allowed) === 0 || note(field, classes, [verdict]);
    },
    async covers(classes, personIds) {
      return (await judged(personIds)).every(({ allowed }) => (classes & ~allowed) === 0);
    },
    question: () => gate.question(actor),
    tell(id, row) {
      const verdict = gate.judge(actor, row);
      known.set(id, verdict);
      known.set(verdict.personId, verdict);
    },
    read: { fields, personIds: people, purposes },
    withheld: () =>
      [...kept.entries()]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, MAX_TOLD)
        .map(([, { ids, ...entry }]) => ({
          ...entry,
          personIds: [...ids].toSorted().slice(0, MAX_NAMED),
          people: ids.size,
        })),
  };
}

/** For whoever reads nothing of people, such as the hub itself when it begins. */
export const NOTHING: Access = {
  mayRead: () => false,
  mightRead: () => false,
  covers: async () => false,
  question: () => undefined,
  tell() {},
  read: { fields: new Set(), personIds: new Set(), purposes: new Set() },
  withheld: () => [],
};
