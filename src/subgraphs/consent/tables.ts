import { boolean, index, integer, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import {
  directoryTables,
  erasureTables,
  idempotencyTable,
  keyTable,
  moment,
  retentionTables,
} from '../../kernel/tables.ts';

export const schema = pgSchema('consent');

export const key = keyTable(schema);
export const idempotency = idempotencyTable(schema);
export const { erasureWork, erasedPerson } = erasureTables(schema);
export const { reader, knownSystem, knownPerson, knownRecord } = directoryTables(schema);
export const { knownHold, retentionTask } = retentionTables(schema);

/**
 * What data may be used for. What a purpose covers, for whom:
 * - while `retired_at` is null, and only the classes in `data_classes`;
 * - `legal_basis` CONSENT: people whose row in `consent` allows it (see there). No row is a no;
 * - any other basis: everybody but those whose row in `consent` says WITHDRAWN or REFUSED, which is an opt-out. No row is a
 *   yes. LEGAL_OBLIGATION, VITAL_INTERESTS, PUBLIC_TASK and CONTRACT do not hang on what the person says: there an opt-out is
 *   kept, and changes nothing.
 */
export const purpose = schema.table('purpose', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  legalBasis: text('legal_basis').notNull(),
  dataClasses: text('data_classes').array().notNull(),
  uses: text('uses').array().notNull(),
  recipients: text('recipients').array().notNull(),
  /** Empty for everywhere. */
  jurisdictions: text('jurisdictions').array().notNull(),
  retentionDays: integer('retention_days'),
  /** How long a consent lasts at most; null for no end. */
  consentDays: integer('consent_days'),
  /** Whether a consent of which renewal is due still allows reads: CONTINUE or STOP. */
  onMaterialChange: text('on_material_change').notNull(),
  registeredAt: moment('registered_at').notNull(),
  retiredAt: moment('retired_at'),
});

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
