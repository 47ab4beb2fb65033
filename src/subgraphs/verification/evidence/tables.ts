import { sql } from 'drizzle-orm';
import { bigint, boolean, index, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea, moment } from '../../../kernel/tables.ts';
import { check, schema, verification } from '../tables.ts';

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
    /** As its sender said; null where the policy decides. */
    retainUntil: moment('retain_until'),
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
    index('evidence_file_verification').on(table.verificationId),
    index('evidence_file_due')
      .on(table.retainUntil)
      .where(sql`state = 'STORED' and not held`),
    index('evidence_file_stored')
      .on(table.storedAt)
      .where(sql`state = 'STORED' and not held and retain_until is null`),
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
