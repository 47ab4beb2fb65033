import { boolean, index, integer, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea, idempotencyTable, keyTable, moment } from '../../kernel/tables.ts';

export const schema = pgSchema('person');

export const key = keyTable(schema);
export const idempotency = idempotencyTable(schema);

/** A registered source. */
export const system = schema.table('system', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  clientId: text('client_id').notNull().unique(),
  trust: integer('trust').notNull(),
  purposes: text('purposes').array().notNull(),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
});

/** The unified view. `sealed` holds the chosen values, so that a read opens one value. Merged people keep a pointer. */
export const person = schema.table(
  'person',
  {
    id: uuid('id').primaryKey(),
    status: text('status').notNull(),
    version: integer('version').notNull(),
    mergedInto: uuid('merged_into'),
    mergedIds: uuid('merged_ids').array().notNull(),
    sealed: bytea('sealed').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('person_updated').on(table.updatedAt, table.id)],
);

/** What one system last said about one person. `sealed` holds the external id and the current facts. */
export const record = schema.table(
  'record',
  {
    id: uuid('id').primaryKey(),
    systemId: text('system_id')
      .notNull()
      .references(() => system.id),
    /** Null once the record is forgotten: a blind index is personal data too. */
    externalBlind: uuid('external_blind'),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    version: integer('version').notNull(),
    forgotten: boolean('forgotten').notNull(),
    sealed: bytea('sealed').notNull(),
    assertedAt: moment('asserted_at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
  },
  (table) => [
    uniqueIndex('record_external').on(table.systemId, table.externalBlind),
    index('record_person').on(table.personId),
  ],
);

/** One assertion of one field. Append-only. */
export const claim = schema.table(
  'claim',
  {
    id: uuid('id').primaryKey(),
    recordId: uuid('record_id')
      .notNull()
      .references(() => record.id),
    field: text('field').notNull(),
    sealed: bytea('sealed').notNull(),
    actor: text('actor').notNull(),
    assertedAt: moment('asserted_at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    eventId: uuid('event_id').notNull(),
  },
  (table) => [index('claim_record').on(table.recordId)],
);

/** Blind keys by which a record finds the person it belongs to. Personal data too: they go with the record. */
export const matchKey = schema.table(
  'match_key',
  {
    blind: uuid('blind').notNull(),
    recordId: uuid('record_id')
      .notNull()
      .references(() => record.id),
  },
  (table) => [primaryKey({ columns: [table.blind, table.recordId] }), index('match_key_record').on(table.recordId)],
);
