import type { Author } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { type NewEvent, appendAll } from '../../../log/append.ts';
import type { Services } from '../context.ts';
import { type AskedPair, MAX_ASKED, findAsked } from '../matching/asked.ts';
import type { Regrouped } from '../matching/regroup.ts';
import type { MatchRow } from '../matching/store.ts';
import type { Touched } from '../matching/touch.ts';
import { listSettled } from '../reviews-store.ts';
import type { OpenRecord } from '../unify.ts';

/** By record, whose it was. To be taken before people are saved. */
export function placesOf(records: readonly OpenRecord[]): Map<string, string> {
  return new Map(records.map(({ id, personId }) => [id, personId]));
}

/** People who parted: those that records left, and those that have them now. What was asked of the one may be asked of both. */
function findParted(
  groups: readonly Pick<Regrouped, 'id' | 'records'>[],
  places: ReadonlyMap<string, string>,
): Set<string> {
  const standing = new Set(groups.map(({ id }) => id));
  return new Set(
    groups.flatMap(({ id, records }) =>
      records.flatMap((record) => {
        const from = places.get(record.id);
        return from !== undefined && from !== id && standing.has(from) ? [from, id] : [];
      }),
    ),
  );
}

/** People who are one now and were several. What somebody said of one of them holds for all. */
function findJoined(
  groups: readonly Pick<Regrouped, 'id' | 'records'>[],
  places: ReadonlyMap<string, string>,
): Set<string> {
  const isJoined = ({ records }: Pick<Regrouped, 'records'>): boolean =>
    new Set(records.flatMap(({ id }) => places.get(id) ?? [])).size > 1;
  return new Set(groups.filter(isJoined).map(({ id }) => id));
}

/** Whom a change makes the model ask about, and of whom it asks no more since somebody has said what they are to each other. */
export interface Questions {
  asked: AskedPair[];
  settled: AskedPair[];
}

/** Finds them, once people and what was said are stored. */
export async function findQuestions(
  tx: Transaction,
  of: {
    touched: Touched;
    groups: readonly Regrouped[];
    /** Whose records are, or were until now. */
    places: ReadonlyMap<string, string>;
    isNew?(match: Pick<MatchRow, 'a' | 'b'>): boolean;
    /** People of whom all is to be asked again; those who parted are anyhow. */
    again?: ReadonlySet<string>;
    namesakes?: readonly AskedPair[];
  },
): Promise<Questions> {
  const { touched, groups, places, isNew = () => false, again = new Set(), namesakes = [] } = of;
  const asked = [
    ...findAsked(touched, groups, isNew, new Set([...again, ...findParted(groups, places)])),
    ...namesakes,
  ];
  const joined = findJoined(groups, places);
  const known = joined.size === 0 ? [] : findAsked(touched, groups, () => false, joined);
  if (asked.length + known.length === 0) return { asked, settled: [] };
  const settled = new Set(await listSettled(tx, [...asked, ...known]));
  return {
    asked: asked.filter((_, place) => !settled.has(place)),
    settled: known.filter((_, place) => settled.has(asked.length + place)),
  };
}

/**
 * Tells of records that were asked about and are not any more, since they say something else or were taken back, and of pairs that
 * somebody has settled by what was said of others. Goes before what is asked.
 */
export function tellDropped(
  tx: Transaction,
  { clock }: Pick<Services, 'clock'>,
  { records, pairs }: { records: readonly { id: string; personId: string }[]; pairs: readonly AskedPair[] },
  { subjects, now, authorOf }: Telling,
): void {
  const event = (subject: string, data: Record<string, unknown>): NewEvent => ({
    id: newId(clock),
    name: 'match.dropped',
    subject,
    time: now,
    data,
    ...authorOf(subject),
  });
  appendAll(tx, [
    ...[...Map.groupBy(records, ({ personId }) => personId)].map(([subject, dropped]) =>
      event(subject, { recordIds: dropped.map(({ id }) => id), pairs: [] }),
    ),
    ...[...Map.groupBy(pairs, (pair) => subjectOf(pair, subjects))].flatMap(([subject, dropped]) =>
      chunks(dropped).map((some) => event(subject, { recordIds: [], pairs: some })),
    ),
  ]);
}

/** Of whom it is told, by whom and when. */
export interface Telling {
  /** People whom the change concerned: it is told of them rather than of others. */
  subjects: ReadonlySet<string>;
  now: Date;
  authorOf(personId: string): Author;
}

/** The events of questions: each is told of a person that the change concerned. */
export function questionEvents(
  { clock }: Pick<Services, 'clock'>,
  pairs: readonly AskedPair[],
  { subjects, now, authorOf }: Telling,
): NewEvent[] {
  return [...Map.groupBy(pairs, (pair) => subjectOf(pair, subjects))].flatMap(([subject, asked]) =>
    chunks(asked).map((some) => ({
      id: newId(clock),
      name: 'match.asked' as const,
      subject,
      time: now,
      data: { pairs: some },
      ...authorOf(subject),
    })),
  );
}

function subjectOf({ personA, personB }: AskedPair, subjects: ReadonlySet<string>): string {
  return subjects.has(personB) ? personB : personA;
}

function chunks(pairs: readonly AskedPair[]): AskedPair[][] {
  return Array.from({ length: Math.ceil(pairs.length / MAX_ASKED) }, (_, n) =>
    pairs.slice(n * MAX_ASKED, (n + 1) * MAX_ASKED),
  );
}
