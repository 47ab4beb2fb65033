import type { Sql } from '../kernel/db.ts';
import { type EventName, type LogEvent, eventName } from './event.ts';

/** Where the log stands. */
export interface Head {
  /** The last position given. */
  position: number;
  /** The first position still kept. */
  oldest: number;
  /** Names this log. Cursors carry it, so that a cursor of another log is refused. */
  logId: string;
}

type Row = Omit<LogEvent, 'id' | 'name'> & { eventId: string };

/** Gives waiting events their positions, up to `limit` of them; answers them in that order. */
export async function relayEvents(sql: Sql, limit: number): Promise<LogEvent[]> {
  const rows = await sql<Row[]>`select * from log.relay(${limit})`;
  return rows.map(toEvent).toSorted((a, b) => a.position - b.position);
}

/** The events behind `after`, in order, up to `limit` of them. */
export async function listEvents(sql: Sql, after: number, limit: number): Promise<LogEvent[]> {
  const rows = await sql<Row[]>`
    select position, event_id, source, type, subject, sequence, time, data, actor, traceparent
    from event
    where position > ${after}
    order by position
    limit ${limit}`;
  return rows.map(toEvent);
}

/** Where the log stands now. */
export async function getHead(sql: Sql): Promise<Head> {
  const [head] = await sql<Head[]>`select position, oldest, log_id from head`;
  return head!;
}

/** Deletes what happened before `before`, in the order of positions; answers how many events went. */
export async function forgetEvents(sql: Sql, before: Date): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    with kept as (
      select coalesce(min(position), (select position + 1 from head)) as oldest
      from event where position is not null and time >= ${before}
    ), gone as (
      delete from event using kept where position < kept.oldest returning position
    ), noted as (
      update head set oldest = greatest(head.oldest, kept.oldest) from kept
    )
    select count(*) as count from gone`;
  return row!.count;
}

function toEvent(row: Row): LogEvent {
  return {
    position: row.position,
    id: row.eventId,
    source: row.source,
    type: row.type,
    name: eventName(row.type) as EventName,
    subject: row.subject,
    sequence: row.sequence,
    time: row.time,
    data: row.data,
    actor: row.actor,
    traceparent: row.traceparent,
  };
}
