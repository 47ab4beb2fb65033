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
    index('event_waiting').on(table.id).where(sql`position is null`),
    uniqueIndex('event_subject').on(table.subject, table.sequence),
  ],
);

/** One row: the last position given, the first one still kept, and a name for this log, which cursors carry. */
export const head = log.table('head', {
  singleton: integer('singleton').primaryKey(),
  position: bigint('position', { mode: 'number' }).notNull(),
  oldest: bigint('oldest', { mode: 'number' }).notNull(),
  logId: text('log_id').notNull(),
  /** By which a hub knows that it was given the keys of this database: a wrapped key, and a blind index of a known text. */
  wrappedCheck: bytea('wrapped_check'),
  blindCheck: uuid('blind_check'),
});
