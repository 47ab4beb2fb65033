import { boolean, index, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import {
  bytea,
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
  /** The newest edition of its notice that said something else than those before; 0 while there is none. */
  materialEdition: integer('material_edition').notNull().default(0),
  /** Counts its changes, from 1. What it said in each is in `purpose_version`. */
  version: integer('version').notNull().default(1),
  registeredAt: moment('registered_at').notNull(),
  retiredAt: moment('retired_at'),
});

/** What a purpose said in each of its versions, for receipts. Append-only. */
export const purposeVersion = schema.table(
  'purpose_version',
  {
    purpose: text('purpose')
      .notNull()
      .references(() => purpose.id),
    version: integer('version').notNull(),
    terms: jsonb('terms').notNull(),
    registeredAt: moment('registered_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.purpose, table.version] })],
);

/** What people are shown before they answer, in each version and language. Append-only. `edition` counts a purpose's versions. */
export const notice = schema.table(
  'notice',
  {
    purpose: text('purpose')
      .notNull()
      .references(() => purpose.id),
    version: text('version').notNull(),
    language: text('language').notNull(),
    edition: integer('edition').notNull(),
    text: text('text').notNull(),
    /** Of the text in UTF-8, in hexadecimal. */
    sha256: text('sha256').notNull(),
    isMaterial: boolean('is_material').notNull(),
    publishedAt: moment('published_at').notNull(),
    publishedBy: text('published_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.purpose, table.version, table.language] })],
);

/**
 * The statement that holds among those recorded under one id of a person about one purpose; `changed_at` is when the
 * person made it, `notice_edition` what they were shown (0: nothing that is known here). It can be rebuilt from its events.
 * Of several ids of one person, the row holds whose `changed_at` is latest; of one moment, the one that allows less.
 *
 * `status`, and what it means for reading under a purpose on the basis of consent:
 * - GRANTED: allowed, until `expires_at`, and while `notice_edition` is not below the purpose's `material_edition`; below it,
 *   as RENEWAL_DUE;
 * - RENEWAL_DUE: the notice said something new since. Until `expires_at`, allowed where the purpose's `on_material_change` is
 *   CONTINUE, and not where it is STOP;
 * - EXPIRED, WITHDRAWN, REFUSED: not allowed.
 * EXPIRED and RENEWAL_DUE are set once they were told, a moment after they are true: go by the times and editions.
 */
export const consent = schema.table(
  'consent',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    purpose: text('purpose').notNull(),
    status: text('status').notNull(),
    noticeEdition: integer('notice_edition').notNull().default(0),
    expiresAt: moment('expires_at'),
    changedAt: moment('changed_at').notNull(),
  },
  (table) => [
    uniqueIndex('consent_person').on(table.personId, table.purpose),
    index('consent_ending')
      .on(table.expiresAt)
      .where(sql`status in ('GRANTED', 'RENEWAL_DUE')`),
    index('consent_outdated')
      .on(table.purpose, table.noticeEdition)
      .where(sql`status = 'GRANTED'`),
  ],
);

/**
 * All that was recorded about a consent. Append-only. `guardian` is sealed under the key of the consent: a row in `key` with
 * the consent's id, made when it is first needed. What was recorded before notices were kept names none.
 */
export const consentEvent = schema.table(
  'consent_event',
  {
    id: uuid('id').primaryKey(),
    consentId: uuid('consent_id')
      .notNull()
      .references(() => consent.id),
    action: text('action').notNull(),
    purposeVersion: integer('purpose_version'),
    noticeVersion: text('notice_version'),
    noticeEdition: integer('notice_edition').notNull().default(0),
    language: text('language'),
    shownUrl: text('shown_url'),
    shownSha256: text('shown_sha256'),
    guardian: bytea('guardian'),
    method: text('method').notNull(),
    jurisdiction: text('jurisdiction'),
    expiresAt: moment('expires_at'),
    occurredAt: moment('occurred_at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
    actor: text('actor'),
    late: boolean('late').notNull(),
  },
  (table) => [index('consent_event_newest').on(table.consentId, table.occurredAt, table.id)],
);
