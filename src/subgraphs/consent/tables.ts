import { boolean, index, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { directoryTables, idempotencyTable, keyTable, moment, retentionTables } from '../../kernel/tables.ts';

export const schema = pgSchema('consent');

export const key = keyTable(schema);
export const idempotency = idempotencyTable(schema);
export const { reader, knownSystem, knownPerson, knownRecord } = directoryTables(schema);
export const { knownHold, retentionTask } = retentionTables(schema);

/**
 * The statement that holds among those recorded under one id of a person about one purpose; `changed_at` is when the
 * person made it. It can be rebuilt from its events. `status` is EXPIRED once the end of a grant was told.
 */
export const consent = schema.table(
  'consent',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    purpose: text('purpose').notNull(),
    status: text('status').notNull(),
    expiresAt: moment('expires_at'),
    changedAt: moment('changed_at').notNull(),
  },
  (table) => [
    uniqueIndex('consent_person').on(table.personId, table.purpose),
    index('consent_due')
      .on(table.expiresAt)
      .where(sql`status = 'GRANTED'`),
  ],
);

/** All that was recorded about a consent. Append-only. */
export const consentEvent = schema.table(
  'consent_event',
  {
    id: uuid('id').primaryKey(),
    consentId: uuid('consent_id')
      .notNull()
      .references(() => consent.id),
    action: text('action').notNull(),
    noticeVersion: text('notice_version'),
    language: text('language'),
    method: text('method').notNull(),
    jurisdiction: text('jurisdiction'),
    expiresAt: moment('expires_at'),
    occurredAt: moment('occurred_at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
    late: boolean('late').notNull(),
  },
  (table) => [index('consent_event_newest').on(table.consentId, table.occurredAt, table.id)],
);
