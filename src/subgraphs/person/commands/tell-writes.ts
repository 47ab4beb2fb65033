import type { Author } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/ids.ts';
import type { NewEvent } from '../../../log/append.ts';
import type { Services } from '../context.ts';
import type { PersonField } from '../fields.ts';
import { lookupBlinds } from '../lookup.ts';
import type { Regrouped } from '../matching/regroup.ts';
import type { Saved } from './save-people.ts';
import type { StoreRecord } from './store-record.ts';
import type { Change, Outcome, Written } from './write-records.ts';

/** What writes come to: an answer, a row and an event for each. */
export interface Told {
  /** By the record's id. */
  answers: Map<string, Written>;
  rows: StoreRecord[];
  events: NewEvent[];
}

/** Says what became of each write, once it is clear who is who. */
export function tellWrites(
  { vault, clock }: Services,
  {
    changes,
    groups,
    saved,
    now,
  }: {
    changes: readonly Change[];
    groups: readonly Regrouped[];
    saved: ReadonlyMap<string, Saved>;
    now: Date;
  },
): Told {
  const told = new Set<string>();
  const answers = new Map<string, Written>();
  const rows: StoreRecord[] = [];
  const events: NewEvent[] = [];
  const fieldsOf = new Map(
    groups.flatMap((group) => [...fieldsBy(changes, group, saved.get(group.id)?.changedFields ?? [])]),
  );
  for (const change of changes) {
    const { write, record, before, news, wrapped } = change;
    const group = groups.find(({ records }) => records.includes(record))!;
    record.personId = group.id;
    record.homeId ||= group.id;
    const { person, isNew } = saved.get(group.id)!;
    const outcome: Outcome = before
      ? news.changed
        ? 'UPDATED'
        : 'LATE'
      : isNew && !told.has(group.id)
        ? 'CREATED'
        : 'JOINED';
    const eventId = newId(clock);
    rows.push({
      record,
      wrapped,
      claims: news.claims,
      actor: write.by.actor,
      eventId,
      blinds: news.changed ? lookupBlinds(vault, news.facts) : undefined,
    });
    events.push({
      id: eventId,
      name: outcome === 'CREATED' ? 'identity.created' : 'identity.updated',
      subject: group.id,
      time: now,
      data: {
        recordId: record.id,
        system: record.systemId,
        outcome,
        fields: fieldsOf.get(change)!,
        claimIds: news.claims.map((claim) => claim.id),
      },
      ...write.by,
    });
    told.add(group.id);
    answers.set(record.id, { personId: group.id, person, recordId: record.id, outcome });
  }
  return { answers, rows, events };
}

/** Named where several wrote of people at once, or nobody did: what a key that too many share holds together no more. */
const SEVERAL: Author = { actor: 'selfsame', traceparent: undefined };

/** Who wrote of some people. */
export function authorAmong(changes: readonly Change[], groups: readonly Regrouped[], ids: readonly string[]): Author {
  const records = new Set(groups.flatMap((group) => (ids.includes(group.id) ? group.records : [])));
  const [one, ...others] = changes.filter(({ record }) => records.has(record)).map(({ write }) => write.by);
  if (!one || others.some(({ actor }) => actor !== one.actor)) return SEVERAL;
  return others.every(({ traceparent }) => traceparent === one.traceparent) ? one : { ...one, traceparent: undefined };
}

/** Of what changed about a person, what each of its writes said; the last one tells the rest. */
function fieldsBy(
  changes: readonly Change[],
  group: Regrouped,
  changed: readonly PersonField[],
): Map<Change, PersonField[]> {
  const own = changes.filter(({ record }) => group.records.includes(record));
  const told = new Set<PersonField>();
  return new Map(
    own.map((change, place) => {
      const said = new Set(change.news.claims.map(({ field }) => field));
      const isLast = place === own.length - 1;
      const fields = changed.filter((field) => !told.has(field) && (isLast || said.has(field)));
      for (const field of fields) told.add(field);
      return [change, fields];
    }),
  );
}
