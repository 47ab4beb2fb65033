import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, moment } from '../kernel/tables.ts';

export const schema = pgSchema('audit');

/** How far the log of events was read. */
export const reader = schema.table('reader', {
  name: text('name').primaryKey(),
  position: bigint('position', { mode: 'number' }).notNull(),
});

/** Entries that were written and have no place yet, for about a second: a leaf and what opens it. */
export const intake = schema.table('intake', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
  body: text('body').notNull(),
  actor: text('actor').notNull(),
  actorSalt: uuid('actor_salt').notNull(),
  people: uuid('people').array().notNull(),
  peopleSalts: uuid('people_salts').array().notNull(),
});

/**
 * The leaves of the tree, in their order from 0. Append-only. What is looked for is found in the leaf itself, so it cannot say
 * otherwise: by where it stands there, as parsing each leaf for its indexes took twice as long as all else that places it.
 */
export const entry = schema.table(
  'entry',
  {
    index: bigint('index', { mode: 'number' }).primaryKey(),
    body: text('body').notNull(),
  },
  (table) => [
    index('entry_moment').on(sql`substr(body, 54, 24)`, table.index),
    index('entry_client').on(sql`split_part(body, '"', 16)`, sql`substr(body, 54, 24)`, table.index),
    index('entry_event')
      .on(sql`(body::jsonb ->> 'event')`, sql`substr(body, 54, 24)`, table.index)
      .where(sql`substr(body, 88, 3) = 'ACT'`),
  ],
);

/** What opens the commitments of an entry. A person who is erased is taken out, with the salt. */
export const opening = schema.table(
  'opening',
  {
    index: bigint('index', { mode: 'number' }).primaryKey(),
    actor: text('actor').notNull(),
    actorSalt: uuid('actor_salt').notNull(),
    people: uuid('people').array().notNull(),
    peopleSalts: uuid('people_salts').array().notNull(),
  },
  (table) => [index('opening_people').using('gin', table.people)],
);

/** Digests of the ids that were erased: what is written of them later is not opened either. */
export const forgotten = schema.table('forgotten', {
  digest: bytea('digest').primaryKey(),
});

/** The hashes of the tree: 256 a tile, those of the last tile of a level as far as there are any (C2SP tlog-tiles). */
export const tile = schema.table(
  'tile',
  {
    level: integer('level').notNull(),
    number: bigint('number', { mode: 'number' }).notNull(),
    hashes: bytea('hashes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.number] })],
);

/** What the log has signed: how long it was, and the root of its tree. Append-only. */
export const checkpoint = schema.table('checkpoint', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  note: text('note').notNull(),
  signedAt: moment('signed_at').notNull(),
});

/** Where checkpoints are taken to, how long the log was at the last one that arrived, and when the next is due. */
export const push = schema.table('push', {
  target: text('target').primaryKey(),
  size: bigint('size', { mode: 'number' }).notNull(),
  dueAt: moment('due_at').notNull(),
});

/** What witnesses signed of a checkpoint: lines of its note. Append-only. */
export const cosignature = schema.table(
  'cosignature',
  {
    size: bigint('size', { mode: 'number' }).notNull(),
    line: text('line').notNull(),
  },
  (table) => [primaryKey({ columns: [table.size, table.line] })],
);
