import { sql } from 'drizzle-orm';
import { index, integer, jsonb, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from '../../../kernel/tables.ts';
import { schema } from '../tables.ts';

// Watch lists are published, so nothing here is sealed. Who was looked for on them is nowhere here.

/** The versions of watch lists. What is known of a version stays for ever, since checks cite it; its entries go when it was replaced. */
export const watchlistVersion = schema.table(
  'watchlist_version',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    list: text('list').notNull(),
    /** LOADING, CURRENT, REPLACED or REMOVED. */
    state: text('state').notNull(),
    format: text('format').notNull(),
    /** SHA-256 of the file; of several files, that of their digests in order. */
    sha256: text('sha256').notNull(),
    /** Part, name, SHA-256 and size of each file. */
    files: jsonb('files').notNull(),
    entries: integer('entries').notNull(),
    people: integer('people').notNull(),
    /** By sound: the share of its people who have such a word in their names, of words that many have. */
    common: jsonb('common').notNull(),
    loadedBy: text('loaded_by').notNull(),
    loadedAt: moment('loaded_at').notNull(),
    /** When it was last loaded again and had not changed. */
    confirmedAt: moment('confirmed_at').notNull(),
    /** When it was replaced or removed. */
    endedAt: moment('ended_at'),
    /** When its entries were deleted. */
    clearedAt: moment('cleared_at'),
  },
  (table) => [
    uniqueIndex('watchlist_current')
      .on(table.list)
      .where(sql`state = 'CURRENT'`),
    index('watchlist_history').on(table.list, table.id),
    index('watchlist_uncleared')
      .on(table.id)
      .where(sql`state <> 'CURRENT' and cleared_at is null`),
  ],
);

/** The entries of a version. */
export const watchlistEntry = schema.table(
  'watchlist_entry',
  {
    version: integer('version').notNull(),
    /** Counts the entries of the version, from 0. */
    place: integer('place').notNull(),
    /** The list's own id. */
    entry: text('entry').notNull(),
    kind: text('kind').notNull(),
    names: text('names').array().notNull(),
    births: jsonb('births').notNull(),
    countries: text('countries').array().notNull(),
    numbers: text('numbers').array().notNull(),
    programs: text('programs').array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.version, table.place] }),
    uniqueIndex('watchlist_entry_id').on(table.version, table.entry),
  ],
);

/** By what the names of people on a list are found. */
export const watchlistKey = schema.table(
  'watchlist_key',
  {
    version: integer('version').notNull(),
    key: text('key').notNull(),
    place: integer('place').notNull(),
    weight: smallint('weight').notNull(),
  },
  (table) => [primaryKey({ columns: [table.version, table.key, table.place] })],
);
