import type { Transaction } from '../kernel/db.ts';
import { type EventName, eventType } from './event.ts';

/** An event to append. It carries ids, field names and outcomes, never a personal value. */
export interface NewEvent {
  /** UUIDv7. */
  id: string;
  /** The name without prefix and version: `identity.created`. */
  name: EventName;
  /** The person's id; the system's for `system.*`. */
  subject: string;
  time: Date;
  data: Record<string, unknown>;
  actor: string;
  /** W3C Trace Context. */
  traceparent: string | undefined;
}

/** Appends an event in the transaction that changed the state. */
export function append(tx: Transaction, event: NewEvent): void {
  tx.send(tx`
    select log.append(
      ${event.id}, ${eventType(event.name)}, ${event.subject}, ${event.time},
      ${tx.json(event.data as never)}, ${event.actor}, ${event.traceparent ?? null}
    )`);
}

/** The same for several events, those of one subject in their order. Subjects are locked in one order by all. */
export function appendAll(tx: Transaction, events: readonly NewEvent[]): void {
  if (events.length === 0) return;
  const ordered = events.toSorted((x, y) => (x.subject < y.subject ? -1 : x.subject > y.subject ? 1 : 0));
  const rows = ordered.map(({ name, traceparent = null, ...event }) => ({
    ...event,
    type: eventType(name),
    traceparent,
  }));
  tx.send(tx`select log.append_all(${tx.json(rows as never)})`);
}
