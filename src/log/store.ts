import type { Sql } from '../kernel/db.ts';
import { type EventName, type LogEvent, eventName } from './event.ts';

/** Where the log stands. */
export interface Head {
  /** The last position given. */
  position: number;
  /** The first position that a reader may still ask for. */
  oldest: number;
  /** Names this log. Cursors carry it, so that a cursor of another log is refused. */
  logId: string;
}

/** Where the log stands after a relay. */
export interface Relayed extends Omit<Head, 'logId'> {
  /** How many events got their positions by it. */
  given: number;
  /** Events behind the one asked for. */
  events: LogEvent[];
}

type Row = Omit<LogEvent, 'id' | 'name'> & { eventId: string };

/**
 * Gives waiting events their positions, up to `limit` of them, and reads the events behind `after`, up to `page` of them. Covers
 * all that was committed before the call, if fewer than `limit` are given.
 */
export async function relayEvents(
  sql: Sql,
  { limit, after, page }: { limit: number; after: number; page: number },
): Promise<Relayed> {
  const rows = await sql<(Row & { last: number; first: number; given: number })[]>`
    select * from log.relay(${limit}, ${after}, ${page})`;
  const { last, first, given, position } = rows[0]!;
  return { position: last, oldest: first, given, events: position === null ? [] : rows.map(eventOf) };
}

/** The events behind `after`, in order, up to `limit` of them. */
export async function listEvents(sql: Sql, after: number, limit: number): Promise<LogEvent[]> {
  const rows = await sql<Row[]>`
    select position, event_id, source, type, subject, sequence, time, data, actor, traceparent
    from event
    where position > ${after}
    order by position
    limit ${limit}`;
  return rows.map(eventOf);
}

function eventOf(row: Row): LogEvent {
  const { position, eventId: id, source, type, subject, sequence, time, data, actor, traceparent } = row;
  const name = eventName(type) as EventName;
  return { position, id, source, type, name, subject, sequence, time, data, actor, traceparent };
}

/** What became of broken glass since `since`, in order. Few, and found by an index of their own. */
export async function listGlassEvents(sql: Sql, since: Date): Promise<LogEvent[]> {
  const rows = await sql<Row[]>`
    select coalesce(position, 0) as position, event_id, source, type, subject, sequence, time, data, actor, traceparent
    from event
    where type in ('dev.selfsame.access.broken.v1', 'dev.selfsame.access.restored.v1') and time > ${since}
    order by id`;
  return rows.map(eventOf);
}

/** Where the log stands now. */
export async function getHead(sql: Sql): Promise<Head> {
  const [head] = await sql<Head[]>`select log.last_position() as position, oldest, log_id from head`;
  return head!;
}
