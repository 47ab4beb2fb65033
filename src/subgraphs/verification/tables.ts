import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
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
    index('vendor_message_state').on(table.state, table.id),
    index('vendor_message_vendor').on(table.vendor, table.state, table.id),
    index('vendor_message_due')
      .on(table.dueAt)
      .where(sql`state = 'RECEIVED'`),
  ],
);

/**
 * A stored file: what a check looked at. It has a key of its own, under its id, so that it can be destroyed alone. Its
 * content lies sealed in a store apart from the database, as `object`.
 *
 * `state` is WRITING before the object is known to be whole, then STORED or ABANDONED, at last DELETED. An object whose row is not
 * STORED is removed by the sweep; `object` is null from then on.
 */
export const evidenceFile = schema.table(
  'evidence_file',
  {
    id: uuid('id').primaryKey(),
    verificationId: uuid('verification_id')
      .notNull()
      .references(() => verification.id),
    state: text('state').notNull(),
    /** SHA-256 of the content, in hexadecimal. */
    digest: text('digest').notNull(),
    mediaType: text('media_type').notNull(),
    /** In bytes, unsealed. */
    size: bigint('size', { mode: 'number' }).notNull(),
    /** Which store has it: FOLDER or BUCKET. */
    store: text('store').notNull(),
    object: text('object'),
    storedBy: text('stored_by').notNull(),
    storedAt: moment('stored_at').notNull(),
    retainUntil: moment('retain_until').notNull(),
    /** Whether it has a hold that was not released. */
    held: boolean('held').notNull(),
    /** Sealed with the verification's key. */
    deletionReason: bytea('deletion_reason'),
    deletedBy: text('deleted_by'),
    deletedAt: moment('deleted_at'),
    /** When the sweep last looked for its object, and since when it finds none. */
    checkedAt: moment('checked_at').notNull(),
    missingSince: moment('missing_since'),
  },
  (table) => [
    uniqueIndex('evidence_file_content')
      .on(table.verificationId, table.digest)
      .where(sql`state = 'STORED'`),
    index('evidence_file_due')
      .on(table.retainUntil)
      .where(sql`state = 'STORED' and not held`),
    index('evidence_file_unchecked')
      .on(table.checkedAt)
      .where(sql`state = 'STORED'`),
    index('evidence_file_left')
      .on(table.storedAt)
      .where(sql`state <> 'STORED' and object is not null`),
  ],
);

/** Which checks a stored file is there for. */
export const evidenceFileCheck = schema.table(
  'evidence_file_check',
  {
    checkId: uuid('check_id')
      .notNull()
      .references(() => check.id),
    fileId: uuid('file_id')
      .notNull()
      .references(() => evidenceFile.id),
  },
  (table) => [
    primaryKey({ columns: [table.checkId, table.fileId] }),
    index('evidence_file_check_file').on(table.fileId),
  ],
);

/** What keeps a file beyond its time, and from being deleted. The reasons are sealed with the verification's key. */
export const legalHold = schema.table(
  'legal_hold',
  {
    id: uuid('id').primaryKey(),
    fileId: uuid('file_id')
      .notNull()
      .references(() => evidenceFile.id),
    placedBy: text('placed_by').notNull(),
    placedAt: moment('placed_at').notNull(),
    reason: bytea('reason').notNull(),
    releasedBy: text('released_by'),
    releasedAt: moment('released_at'),
    releaseReason: bytea('release_reason'),
  },
  (table) => [index('legal_hold_file').on(table.fileId, table.id)],
);
