import { bigint, bigserial, index, integer, jsonb, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { bytea, moment } from '../kernel/tables.ts';

export const log = pgSchema('log');

/** How many events a subject has. Its row lock makes the subject's events contiguous, in the order of commits. */
export const stream = log.table('stream', {
  subject: text('subject').primaryKey(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
});

/** Every state change. Written without a position; the relay gives it one after the commit. */
export const event = log.table(
  'event',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    position: bigint('position', { mode: 'number' }),
    eventId: uuid('event_id').notNull(),
    source: text('source').notNull(),
    type: text('type').notNull(),
    subject: text('subject').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    time: moment('time').notNull(),
    data: jsonb('data').notNull(),
    actor: text('actor').notNull(),
    traceparent: text('traceparent'),
  },
  (table) => [
    uniqueIndex('event_position').on(table.position),
    index('event_waiting')
      .on(table.id)
      .where(sql`position is null`),
    uniqueIndex('event_subject').on(table.subject, table.sequence),
    index('event_glass')
      .on(table.time)
      .where(sql`type in ('dev.selfsame.access.broken.v1', 'dev.selfsame.access.restored.v1')`),
  ],
);

/** One row: where the log stands. */
export const head = log.table('head', {
  singleton: integer('singleton').primaryKey(),
  /** The last position given when the row was last written; `log.last_position()` knows it now. */
  position: bigint('position', { mode: 'number' }).notNull(),
  /** The first position that a reader may still ask for. */
  oldest: bigint('oldest', { mode: 'number' }).notNull(),
  /** When `oldest` was last moved. */
  expiredAt: moment('expired_at'),
  /** A name for this log, which cursors carry. */
  logId: text('log_id').notNull(),
  /** Up to this `event.id`, all that was committed has its position; see `log.relay`. */
  settledId: bigint('settled_id', { mode: 'number' }).notNull().default(0),
  /** Ids up to `mark_id` were taken by transactions before `mark_xid`. */
  markId: bigint('mark_id', { mode: 'number' }).notNull().default(0),
  markXid: bigint('mark_xid', { mode: 'number' }).notNull().default(0),
  /** By which a hub knows that it was given the keys of this database: a wrapped key, and a blind index of a known text. */
  wrappedCheck: bytea('wrapped_check'),
  blindCheck: uuid('blind_check'),
});
