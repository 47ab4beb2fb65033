import { bigint, date, doublePrecision, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from '../../../kernel/tables.ts';
import { schema } from '../tables.ts';

// What is counted of the log. `day` is a day in UTC; the first one, 0001-01-01, holds the sum of all days.

/** Counters. `vendor` and `label` are empty where a counter is not told apart by them. */
export const kpiCount = schema.table(
  'kpi_count',
  {
    day: date('day').notNull(),
    name: text('name').notNull(),
    vendor: text('vendor').notNull(),
    label: text('label').notNull(),
    value: doublePrecision('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.name, table.vendor, table.label] })],
);

/** Sketches of durations: how many fell into each bucket. */
export const kpiTime = schema.table(
  'kpi_time',
  {
    day: date('day').notNull(),
    name: text('name').notNull(),
    vendor: text('vendor').notNull(),
    bucket: integer('bucket').notNull(),
    count: bigint('count', { mode: 'number' }).notNull(),
    seconds: doublePrecision('seconds').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.name, table.vendor, table.bucket] })],
);

/** People whom no verification has verified yet, and since when they are known. */
export const kpiPerson = schema.table('kpi_person', {
  id: uuid('id').primaryKey(),
  recordedAt: moment('recorded_at').notNull(),
});

/** Verifications with checks that have not ended. `checks`: by id, kind, vendor and since when that one has it. */
export const kpiVerification = schema.table('kpi_verification', {
  id: uuid('id').primaryKey(),
  requestedAt: moment('requested_at').notNull(),
  checks: jsonb('checks').notNull(),
});

/** What each vendor found last, by person and kind of check. */
export const kpiFinding = schema.table(
  'kpi_finding',
  {
    personId: uuid('person_id').notNull(),
    kind: text('kind').notNull(),
    vendor: text('vendor').notNull(),
    outcome: text('outcome').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.kind, table.vendor] })],
);

/** Vendors that are told apart, and what a check costs. */
export const kpiVendor = schema.table('kpi_vendor', {
  vendor: text('vendor').primaryKey(),
  costPerCheck: doublePrecision('cost_per_check').notNull(),
});
