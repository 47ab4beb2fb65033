import { sql } from 'drizzle-orm';
import { index, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from '../../../kernel/tables.ts';
import { schema } from '../tables.ts';

/** People who were erased, or are being erased. It names nobody: their ids lead to nothing. */
export const erasure = schema.table(
  'erasure',
  {
    id: uuid('id').primaryKey(),
    /** The person that was named. */
    personId: uuid('person_id').notNull(),
    /** All ids that led to the person, as far as they are known. */
    personIds: uuid('person_ids').array().notNull(),
    /** A code. */
    reason: text('reason').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: moment('requested_at').notNull(),
    /** When the last subgraph was done. */
    completeAt: moment('complete_at'),
  },
  (table) => [
    index('erasure_person').using('gin', table.personIds),
    index('erasure_open')
      .on(table.id)
      .where(sql`complete_at is null`),
  ],
);

/** How far each subgraph is, as it tells. */
export const erasurePart = schema.table(
  'erasure_part',
  {
    erasureId: uuid('erasure_id')
      .notNull()
      .references(() => erasure.id),
    subgraph: text('subgraph').notNull(),
    /** `PENDING`, `DELAYED`, `HELD` or `DONE`. */
    state: text('state').notNull(),
    /** Why it is not done: a code. */
    problem: text('problem'),
    counts: jsonb('counts').notNull(),
    /** What a legal hold keeps: kinds and ids. */
    held: jsonb('held').notNull(),
    toldAt: moment('told_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.erasureId, table.subgraph] })],
);

/** Systems that held a record of the person or read of it, and whether they have erased it too. */
export const erasureSystem = schema.table(
  'erasure_system',
  {
    erasureId: uuid('erasure_id')
      .notNull()
      .references(() => erasure.id),
    systemId: text('system_id').notNull(),
    /** `RECORD` or `READ`. */
    because: text('because').notNull(),
    toldAt: moment('told_at').notNull(),
    acknowledgedAt: moment('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
  },
  (table) => [
    primaryKey({ columns: [table.erasureId, table.systemId] }),
    index('erasure_system_waiting')
      .on(table.systemId, table.toldAt, table.erasureId)
      .where(sql`acknowledged_at is null`),
  ],
);
