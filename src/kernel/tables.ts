import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  type PgSchema,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/** Raw bytes: sealed values, wrapped keys, blind indexes. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** A moment, in UTC. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The keys of one subgraph's sealed values, each wrapped by a key outside the database. */
export const keyTable = (schema: PgSchema) =>
  schema.table('key', {
    /** What the key belongs to: a record, a person, a verification, a decision, a consent. */
    id: uuid('id').primaryKey(),
    wrapped: bytea('wrapped').notNull(),
  });

/** The idempotency keys that callers used, with the answer that they got: ids only. */
export const idempotencyTable = (schema: PgSchema) =>
  schema.table(
    'idempotency',
    {
      caller: text('caller').notNull(),
      /** A keyed digest of the caller's key, which can name a person. */
      key: uuid('key').notNull(),
      fingerprint: bytea('fingerprint').notNull(),
      answer: jsonb('answer').notNull(),
      createdAt: moment('created_at').notNull(),
    },
    (table) => [primaryKey({ columns: [table.caller, table.key] })],
  );

/** Sources, people and claims that a subgraph must know of, fed by the log. */
export const directoryTables = (schema: PgSchema) => ({
  /** How far a reader of the log has come. */
  reader: schema.table('reader', {
    name: text('name').primaryKey(),
    position: bigint('position', { mode: 'number' }).notNull(),
  }),
  /** Registered systems. */
  knownSystem: schema.table('known_system', {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    clientId: text('client_id').notNull().unique(),
    trust: integer('trust').notNull(),
    purposes: text('purposes').array().notNull(),
  }),
  /** Every id of a person that was ever given out, and the person it leads to today. */
  knownPerson: schema.table(
    'known_person',
    {
      id: uuid('id').primaryKey(),
      personId: uuid('person_id').notNull(),
      status: text('status').notNull(),
    },
    (table) => [index('known_person_person').on(table.personId)],
  ),
  /** Which claims a record carried, and whose record it was. */
  knownRecord: schema.table(
    'known_record',
    {
      id: uuid('id').primaryKey(),
      personId: uuid('person_id').notNull(),
      claimIds: uuid('claim_ids').array().notNull(),
    },
    (table) => [index('known_record_person').on(table.personId)],
  ),
});
