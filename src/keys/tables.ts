import { bigint, boolean, integer, jsonb, pgSchema, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, keyTable, moment } from '../kernel/tables.ts';

export const keys = pgSchema('keys');

/** The keys of what lies in this schema, wrapped as those of the subgraphs are. */
export const key = keyTable(keys);

/** A wrapping key, from its making to its destruction. Its bytes lie in the key file, or here as the key service wrapped them. */
export const epoch = keys.table('epoch', {
  /** The id that stands before everything it wrapped. */
  id: text('id').primaryKey(),
  /** The same, as it stands there. */
  prefix: bytea('prefix').notNull().unique(),
  /** A key of nobody's, wrapped with it: by it a process knows that its bytes are the right ones. */
  check: bytea('check').notNull(),
  createdAt: moment('created_at').notNull(),
  /** From when keys are wrapped with it; null while not all processes can open with it. */
  currentAt: moment('current_at'),
  /** From when keys are wrapped with a newer one. */
  retiredAt: moment('retired_at'),
  /** From when the database takes nothing that is wrapped with it. */
  closedAt: moment('closed_at'),
  /** From when nobody can open with it, but for backups of the key file or of this row. */
  destroyedAt: moment('destroyed_at'),
  /** As the key service gave it; null where the bytes lie in the key file, and once it is destroyed. */
  wrapped: text('wrapped'),
});

/** Keys that look-ups are made with. */
export const blindKey = keys.table('blind_key', {
  id: text('id').primaryKey(),
  /** As the key service wrapped it; null where it lies in the key file. */
  wrapped: text('wrapped'),
  /** Whether it covers what the first key made. The first one has no row where it lies in the key file. */
  covers: boolean('covers').notNull().default(false),
  createdAt: moment('created_at').notNull(),
});

/** How far blind indexes of a table have been carried over to a new key, beside those in use. */
export const carry = keys.table('carry', {
  /** Such as `person.match_key`. */
  relation: text('relation').primaryKey(),
  /** The number of the table that was begun with: another one took its name when this is not its number any more. */
  oid: bigint('oid', { mode: 'number' }).notNull(),
  /** The row up to which all are; null before the first. */
  cursor: text('cursor').array(),
  done: bigint('done', { mode: 'number' }).notNull(),
});

/** Rows that came, went or changed while blind indexes were carried over: triggers note them, so that they are carried again. */
export const carryNote = keys.table('carry_note', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  relation: text('relation').notNull(),
  /** By which the row is known. */
  row: text('row').array().notNull(),
});

/** One row, where keys have a database of their own: whose they are, and in the database of the data, that they are elsewhere. */
export const place = keys.table('place', {
  singleton: integer('singleton').primaryKey(),
  /** The same in both databases, and in no others. */
  pair: uuid('pair').notNull(),
  elsewhere: boolean('elsewhere').notNull(),
});

/** A process that opens sealed data. One that was not seen for a while has ended. */
export const holder = keys.table('holder', {
  id: uuid('id').primaryKey(),
  /** The machine, for who must bring the key file there. */
  host: text('host').notNull(),
  /** What it can open with. */
  epochs: text('epochs').array().notNull(),
  /** What it wraps with. */
  current: text('current').notNull(),
  seenAt: moment('seen_at').notNull(),
});

/** How far the keys of a schema have been wrapped anew. */
export const rewrap = keys.table('rewrap', {
  schema: text('schema').primaryKey(),
  /** The epoch with which they are wrapped. */
  epoch: text('epoch').notNull(),
  /** The key up to which all are; null before the first. */
  cursor: uuid('cursor'),
  done: bigint('done', { mode: 'number' }).notNull(),
  endedAt: moment('ended_at'),
});

/** A key by which this hub signs. `sealed` holds all of it, so that nobody can put another one under a name. */
export const signingKey = keys.table('signing_key', {
  id: uuid('id').primaryKey(),
  use: text('use').notNull(),
  kid: text('kid').notNull().unique(),
  sealed: bytea('sealed').notNull(),
  createdAt: moment('created_at').notNull(),
  /** Until then it is published only, so that who keeps the published keys for a while knows it when it signs. */
  signsFrom: moment('signs_from').notNull(),
});

/** People who were erased, so that a restored backup of the data does not bring them back. It names nobody. */
export const tombstone = keys.table('tombstone', {
  erasureId: uuid('erasure_id').primaryKey(),
  /** All ids that led to the person. */
  personIds: uuid('person_ids').array().notNull(),
  at: moment('at').notNull(),
  /** What keeps the person from coming back, as keyed digests with their kinds; empty once that was lifted. */
  suppressions: jsonb('suppressions').notNull(),
});
