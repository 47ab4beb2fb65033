import { doublePrecision, index, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { directoryTables, idempotencyTable, keyTable, moment, bytea } from '../../kernel/tables.ts';

export const schema = pgSchema('verification');

export const key = keyTable(schema);
export const idempotency = idempotencyTable(schema);
export const { reader, knownSystem, knownPerson, knownRecord } = directoryTables(schema);

/** A request to verify a person. */
export const verification = schema.table(
  'verification',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    status: text('status').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: moment('requested_at').notNull(),
    completedAt: moment('completed_at'),
    /** The deadline while it is open; the end of its validity once it is verified. */
    expiresAt: moment('expires_at'),
  },
  (table) => [
    index('verification_person').on(table.personId, table.requestedAt.desc()),
    index('verification_expiry').on(table.expiresAt),
  ],
);

/** One check. `sealed` holds the vendor's normalised answer and its trace id. */
export const check = schema.table(
  'check_result',
  {
    id: uuid('id').primaryKey(),
    verificationId: uuid('verification_id')
      .notNull()
      .references(() => verification.id),
    place: integer('place').notNull(),
    kind: text('kind').notNull(),
    status: text('status').notNull(),
    vendor: text('vendor'),
    method: text('method'),
    score: doublePrecision('score'),
    reasonCodes: text('reason_codes').array().notNull(),
    confirmedClaimIds: uuid('confirmed_claim_ids').array().notNull(),
    /** Keyed digest of the result, by which a repeated answer is known. */
    resultDigest: bytea('result_digest'),
    sealed: bytea('sealed'),
    startedAt: moment('started_at'),
    completedAt: moment('completed_at'),
    validUntil: moment('valid_until'),
  },
  (table) => [
    index('check_verification').on(table.verificationId),
    index('check_confirmed').using('gin', table.confirmedClaimIds),
  ],
);

/** A reference to what a check looked at. */
export const evidence = schema.table(
  'evidence',
  {
    id: uuid('id').primaryKey(),
    checkId: uuid('check_id')
      .notNull()
      .references(() => check.id),
    digest: text('digest').notNull(),
    mediaType: text('media_type').notNull(),
    uri: text('uri'),
    retainUntil: moment('retain_until'),
  },
  (table) => [index('evidence_check').on(table.checkId)],
);
