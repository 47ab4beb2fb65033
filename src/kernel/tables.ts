import { sql } from 'drizzle-orm';
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

/** How far readers of the log have come. */
export const readerTable = (schema: PgSchema) =>
  schema.table('reader', {
    name: text('name').primaryKey(),
    position: bigint('position', { mode: 'number' }).notNull(),
  });

/** What a subgraph needs to know, fed by the log, to delete by itself what nobody may keep for longer, and how far it is. */
export const retentionTables = (schema: PgSchema) => ({
  /**
   * The people whom a legal hold keeps. After a split both sides are named. Whoever else they are is told by the view
   * `held`: `person_id`, `hold_id`, `classes`.
   */
  knownHold: schema.table(
    'known_hold',
    {
      id: uuid('id').notNull(),
      personId: uuid('person_id').notNull(),
      /** Classes of data. Empty for all. */
      classes: text('classes').array().notNull(),
    },
    (table) => [primaryKey({ columns: [table.id, table.personId] }), index('known_hold_person').on(table.personId)],
  ),
  /** What this subgraph deletes after a time, one row each. The row's lock lets one hub at a time be at it. */
  retentionTask: schema.table(
    'retention_task',
    {
      subject: text('subject').notNull(),
      /** Of events, the type that has a period of its own; empty for all. */
      eventType: text('event_type').notNull().default(''),
      version: integer('version').notNull(),
      /** Null for ever. */
      periodMs: bigint('period_ms', { mode: 'number' }),
      /** When it is looked at next. */
      dueAt: moment('due_at').notNull(),
      /** The requests that asked for it out of turn. */
      askIds: uuid('ask_ids')
        .array()
        .notNull()
        .default(sql`'{}'`),
      /** The pass under way: what is older than `before` goes; `cursor` is how far it is, where it walks. */
      runId: uuid('run_id'),
      before: moment('before'),
      startedAt: moment('started_at'),
      gone: bigint('gone', { mode: 'number' }).notNull().default(0),
      cursor: text('cursor'),
    },
    (table) => [primaryKey({ columns: [table.subject, table.eventType] }), index('retention_task_due').on(table.dueAt)],
  ),
});

/** When retention took the content of a row, and under which version of the policy. */
export const goneColumns = () => ({ goneAt: moment('gone_at'), goneUnder: integer('gone_under') });

/** Sources, people and claims that a subgraph must know of, fed by the log. */
export const directoryTables = (schema: PgSchema) => ({
  reader: readerTable(schema),
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

/** What a subgraph is asked to erase, and whom it has erased. */
export const erasureTables = (schema: PgSchema) => ({
  /** The subgraph's share of an erasure. It stays when it is done, with what it counted. */
  erasureWork: schema.table(
    'erasure_work',
    {
      id: uuid('id').primaryKey(),
      /** All ids that led to the person. */
      personIds: uuid('person_ids').array().notNull(),
      /** `DUE`; `WAITING` for a store, `HELD` by a legal hold; `DONE`. */
      state: text('state').notNull(),
      dueAt: moment('due_at').notNull(),
      /** Tries that failed since the last one that did not. */
      attempts: integer('attempts').notNull(),
      /** The code of the last failure. */
      problem: text('problem'),
      /** How many of what were destroyed. */
      counts: jsonb('counts').notNull(),
      doneAt: moment('done_at'),
    },
    (table) => [
      index('erasure_work_due')
        .on(table.dueAt)
        .where(sql`state <> 'DONE'`),
    ],
  ),
  /** Ids that nothing can be stored for any more: triggers refuse it. They name nobody. */
  erasedPerson: schema.table('erased_person', {
    personId: uuid('person_id').primaryKey(),
    erasureId: uuid('erasure_id').notNull(),
  }),
});
