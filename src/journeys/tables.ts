import { bigint, integer, pgSchema, text } from 'drizzle-orm/pg-core';
import { moment } from '../kernel/tables.ts';

export const schema = pgSchema('journeys');

/** How far the log was read for journeys. */
export const reader = schema.table('reader', {
  name: text('name').primaryKey(),
  position: bigint('position', { mode: 'number' }).notNull(),
});

/** Processes that run journeys, and when each was last heard of. */
export const executor = schema.table('executor', {
  id: text('id').primaryKey(),
  seenAt: moment('seen_at').notNull(),
});

/** The version of the workflow engine whose tables are there. */
export const engine = schema.table('engine', {
  singleton: integer('singleton').primaryKey(),
  version: text('version').notNull(),
});
