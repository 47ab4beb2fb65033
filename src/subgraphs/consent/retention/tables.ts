import { sql } from 'drizzle-orm';
import { bigint, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, moment } from '../../../kernel/tables.ts';
import { schema } from '../tables.ts';

/**
 * What keeps a person's data from being deleted, by retention and by erasure, under the id that the person had. The reasons are
 * sealed with a key of the hold's own. One without `released_at` holds.
 */
export const legalHold = schema.table(
  'legal_hold',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    /** Classes of data. Empty for all. */
    classes: text('classes').array().notNull(),
    placedBy: text('placed_by').notNull(),
    placedAt: moment('placed_at').notNull(),
    reason: bytea('reason').notNull(),
    releasedBy: text('released_by'),
    releasedAt: moment('released_at'),
    releaseReason: bytea('release_reason'),
  },
  (table) => [
    index('legal_hold_person').on(table.personId, table.id),
    index('legal_hold_open')
      .on(table.id)
      .where(sql`released_at is null`),
  ],
);

/** How long something is kept. The newest version counts; none is ever changed. */
export const retentionPolicy = schema.table(
  'retention_policy',
  {
    subject: text('subject').notNull(),
    /** Of events, the type that has a period of its own; empty for all. */
    eventType: text('event_type').notNull().default(''),
    version: integer('version').notNull(),
    /** As a duration of ISO 8601; null for ever. */
    period: text('period'),
    setBy: text('set_by').notNull(),
    setAt: moment('set_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.eventType, table.version] })],
);

/** What went, when, under which version of a policy and why. Fed by the log, never changed. */
export const retentionRun = schema.table(
  'retention_run',
  {
    id: uuid('id').primaryKey(),
    subject: text('subject').notNull(),
    eventType: text('event_type').notNull().default(''),
    subgraph: text('subgraph').notNull(),
    version: integer('version').notNull(),
    before: moment('before').notNull(),
    gone: bigint('gone', { mode: 'number' }).notNull(),
    /** What legal holds kept. */
    held: bigint('held', { mode: 'number' }).notNull(),
    /** The requests that asked for it; empty for the schedule. */
    askIds: uuid('ask_ids').array().notNull(),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at').notNull(),
  },
  (table) => [
    index('retention_run_newest').on(table.endedAt, table.id),
    index('retention_run_asked').using('gin', table.askIds),
  ],
);
