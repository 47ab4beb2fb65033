import { sql } from 'drizzle-orm';
import { doublePrecision, index, integer, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { directoryTables, idempotencyTable, keyTable, moment, bytea } from '../../kernel/tables.ts';

export const schema = pgSchema('verification');

export const key = keyTable(schema);
export const idempotency = idempotencyTable(schema);
export const { reader, knownSystem, knownPerson, knownRecord } = directoryTables(schema);

/** A request to verify a person. `sealed` holds why it was called off. Everything sealed below it has its key. */
export const verification = schema.table(
  'verification',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id').notNull(),
    status: text('status').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: moment('requested_at').notNull(),
    completedAt: moment('completed_at'),
    /** The deadline while it is open; the end of its validity once it is verified; null when it ended otherwise. */
    expiresAt: moment('expires_at'),
    sealed: bytea('sealed'),
  },
  (table) => [
    index('verification_person').on(table.personId, table.requestedAt, table.id),
    // Only of those that can still expire, so that a look for what is due never meets what expired long ago.
    index('verification_expiry')
      .on(table.expiresAt)
      .where(sql`status in ('PENDING', 'IN_PROGRESS', 'VERIFIED')`),
  ],
);

/**
 * One check. `sealed` holds the vendor's trace id. The vendor's normalised answer can be long and is seldom read, so it
 * is sealed apart, in `answer`.
 */
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
    answer: bytea('answer'),
    startedAt: moment('started_at'),
    completedAt: moment('completed_at'),
    validUntil: moment('valid_until'),
  },
  (table) => [
    index('check_verification').on(table.verificationId),
    index('check_confirmed').using('gin', table.confirmedClaimIds),
  ],
);

/** A reference to what a check looked at. `sealed` holds where it lies: a path can name a person. */
export const evidence = schema.table(
  'evidence',
  {
    id: uuid('id').primaryKey(),
    checkId: uuid('check_id')
      .notNull()
      .references(() => check.id),
    place: integer('place').notNull(),
    digest: text('digest').notNull(),
    mediaType: text('media_type').notNull(),
    sealed: bytea('sealed'),
    retainUntil: moment('retain_until'),
  },
  (table) => [index('evidence_check').on(table.checkId)],
);
