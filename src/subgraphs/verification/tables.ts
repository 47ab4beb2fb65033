import { sql } from 'drizzle-orm';
import { doublePrecision, index, integer, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import {
  bytea,
  directoryTables,
  erasureTables,
  goneColumns,
  idempotencyTable,
  keyTable,
  moment,
  retentionTables,
} from '../../kernel/tables.ts';

export const schema = pgSchema('verification');

export const key = keyTable(schema);
export const idempotency = idempotencyTable(schema);
export const { erasureWork, erasedPerson } = erasureTables(schema);
export const { reader, knownSystem, knownPerson, knownRecord } = directoryTables(schema);
export const { knownHold, retentionTask } = retentionTables(schema);

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
    ...goneColumns(),
  },
  (table) => [
    index('verification_person').on(table.personId, table.requestedAt, table.id),
    // Only of those that can still expire, so that a look for what is due never meets what expired long ago.
    index('verification_expiry')
      .on(table.expiresAt)
      .where(sql`status in ('PENDING', 'IN_PROGRESS', 'VERIFIED')`),
    index('verification_ended')
      .on(sql`coalesce(expires_at, completed_at, requested_at)`)
      .where(sql`status not in ('PENDING', 'IN_PROGRESS', 'VERIFIED') and gone_at is null`),
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

/** A vendor that checks. What is sealed of it has the key `key_id`. */
export const vendor = schema.table('vendor', {
  /** A slug: the last part of the path that its messages come to. */
  id: text('id').primaryKey(),
  keyId: uuid('key_id').notNull(),
  adapter: text('adapter').notNull(),
  baseUrl: text('base_url').notNull(),
  /** What the vendor calls the flow that it shall run; null where it needs none. */
  template: text('template'),
  kinds: text('kinds').array().notNull(),
  timeoutMs: integer('timeout_ms').notNull(),
  costPerCheck: doublePrecision('cost_per_check').notNull(),
  /** Who looks after its messages. */
  owner: text('owner').notNull(),
  registeredAt: moment('registered_at').notNull(),
});

/** A secret of a vendor: one that its messages are signed with, or one that its API asks for. `sealed` holds it. */
export const vendorSecret = schema.table(
  'vendor_secret',
  {
    id: uuid('id').primaryKey(),
    vendor: text('vendor')
      .notNull()
      .references(() => vendor.id),
    use: text('use').notNull(),
    addedAt: moment('added_at').notNull(),
    sealed: bytea('sealed').notNull(),
  },
  (table) => [index('vendor_secret_vendor').on(table.vendor, table.id)],
);

/** A check that was given to a vendor. `sealed` holds the vendor's reference, under the key of the verification. */
export const checkAttempt = schema.table(
  'check_attempt',
  {
    id: uuid('id').primaryKey(),
    checkId: uuid('check_id')
      .notNull()
      .references(() => check.id),
    vendor: text('vendor')
      .notNull()
      .references(() => vendor.id),
    /** Counts the attempts of the check, from 1. The vendor is called with `<check>:<vendor>:<number>` however often. */
    number: integer('number').notNull(),
    /** STARTING, STARTED; ENDED, REFUSED, SUPERSEDED, CANCELLED. */
    state: text('state').notNull(),
    /** Blind index of the vendor's reference; null until it is known. */
    reference: uuid('reference'),
    sealed: bytea('sealed'),
    /** Why the vendor refused, in its code. */
    reasonCode: text('reason_code'),
    cost: doublePrecision('cost').notNull(),
    createdAt: moment('created_at').notNull(),
    /** How often the vendor was called to start it. */
    calls: integer('calls').notNull().default(0),
    /** Until when a call is under way, if whoever makes it lives: nobody else calls before. */
    calledUntil: moment('called_until'),
    startedAt: moment('started_at'),
    endedAt: moment('ended_at'),
  },
  (table) => [
    uniqueIndex('check_attempt_number').on(table.checkId, table.number),
    // One vendor at a time has a check.
    uniqueIndex('check_attempt_open')
      .on(table.checkId)
      .where(sql`state in ('STARTING', 'STARTED')`),
    uniqueIndex('check_attempt_reference').on(table.vendor, table.reference),
    index('check_attempt_starting')
      .on(table.vendor)
      .where(sql`state = 'STARTING'`),
  ],
);

/** What a vendor said, as it came: the inbox. `sealed` holds headers and body, under a key of its own. */
export const vendorMessage = schema.table(
  'vendor_message',
  {
    id: uuid('id').primaryKey(),
    vendor: text('vendor')
      .notNull()
      .references(() => vendor.id),
    /** Whether the vendor sent it, or was asked: WEBHOOK, POLL. */
    source: text('source').notNull(),
    /** Blind index of the vendor's name for the message, by which a copy is known. */
    message: uuid('message').notNull(),
    /** Blind index of the vendor's reference that it is about; null when it is about none. */
    reference: uuid('reference'),
    receivedAt: moment('received_at').notNull(),
    /** RECEIVED; APPLIED, OTHER, LATE, UNKNOWN, DEAD. */
    state: text('state').notNull(),
    reason: text('reason'),
    owner: text('owner').notNull(),
    attempts: integer('attempts').notNull(),
    /** When it is tried again; null once it is settled. */
    dueAt: moment('due_at'),
    processedAt: moment('processed_at'),
    /** When it was first given up. */
    diedAt: moment('died_at'),
    checkId: uuid('check_id'),
    sealed: bytea('sealed').notNull(),
  },
  (table) => [
    uniqueIndex('vendor_message_copy').on(table.vendor, table.message),
    index('vendor_message_reference').on(table.vendor, table.reference),
    // By what an erasure finds what was said about a person.
    index('vendor_message_check').on(table.checkId),
    index('vendor_message_state').on(table.state, table.id),
    index('vendor_message_vendor').on(table.vendor, table.state, table.id),
    index('vendor_message_due')
      .on(table.dueAt)
      .where(sql`state = 'RECEIVED'`),
    index('vendor_message_settled')
      .on(table.processedAt)
      .where(sql`state in ('APPLIED', 'OTHER', 'LATE', 'UNKNOWN')`),
    index('vendor_message_dead')
      .on(table.diedAt)
      .where(sql`state = 'DEAD'`),
  ],
);
