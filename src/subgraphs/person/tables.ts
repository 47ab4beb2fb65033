import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  doublePrecision,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import {
  bytea,
  erasureTables,
  goneColumns,
  idempotencyTable,
  keyTable,
  moment,
  readerTable,
  retentionTables,
} from '../../kernel/tables.ts';

export const schema = pgSchema('person');

/** 64 bits of an HMAC: they tell nothing of what they stand for without its key. */
const blindNumber = (name: string) => bigint(name, { mode: 'bigint' });
const profile = blindNumber;

export const key = keyTable(schema);
export const idempotency = idempotencyTable(schema);
export const reader = readerTable(schema);
export const { knownHold, retentionTask } = retentionTables(schema);
export const { erasureWork } = erasureTables(schema);

/** A registered source. */
export const system = schema.table('system', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  clientId: text('client_id').notNull().unique(),
  trust: integer('trust').notNull(),
  purposes: text('purposes').array().notNull(),
  /** Where it holds its records; null where regions are not held apart. */
  region: text('region'),
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
    /** The fields on which equally good sources contradict each other, so that a person has to choose; null until it was told. */
    conflicts: text('conflicts').array().default([]),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    index('person_updated').on(table.updatedAt, table.id),
    index('person_conflicted')
      .on(table.id)
      .where(sql`conflicts is null or conflicts <> '{}'`),
    index('person_untold')
      .on(table.id)
      .where(sql`conflicts is null`),
  ],
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
    /** The person to whom it goes back when what joined it to another one is taken away. */
    homeId: uuid('home_id').notNull(),
    /** What of it is compared, as a blind number; null where there is nothing to compare. */
    profile: profile('profile'),
    version: integer('version').notNull(),
    forgotten: boolean('forgotten').notNull(),
    sealed: bytea('sealed').notNull(),
    assertedAt: moment('asserted_at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
  },
  (table) => [
    uniqueIndex('record_external').on(table.systemId, table.externalBlind),
    index('record_person').on(table.personId),
    index('record_profile').on(table.profile, table.id),
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
    ...goneColumns(),
  },
  (table) => [index('claim_newest').on(table.recordId, table.recordedAt, table.id)],
);

/** Blind keys by which `people` finds a record. Personal data too: they go with the record. */
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

/** Block keys: profiles that share some are compared. They go with the last record of the profile. */
export const blockKey = schema.table(
  'block_key',
  { key: blindNumber('key').notNull(), profile: profile('profile').notNull() },
  (table) => [primaryKey({ columns: [table.key, table.profile] })],
);

/**
 * What `search` looks up: blinded parts of what a profile says, such as the beginning of a name. Unlike block keys they go on finding
 * however many share them. They go with the last record of the profile.
 */
export const searchKey = schema.table(
  'search_key',
  { key: blindNumber('key').notNull(), profile: profile('profile').notNull() },
  (table) => [primaryKey({ columns: [table.key, table.profile] })],
);

/** Block keys that too many profiles share, so that they find nobody. */
export const hotKey = schema.table('hot_key', { key: blindNumber('key').primaryKey() });

const matchColumns = () => ({
  a: profile('a').notNull(),
  b: profile('b').notNull(),
  /** Block keys that both have and that are not hot. */
  shared: smallint('shared').notNull(),
  decision: text('decision').notNull(),
  /** Match weight in bits. */
  weight: doublePrecision('weight').notNull(),
  vector: bytea('vector').notNull(),
  modelId: uuid('model_id').notNull(),
  /** Whether it is a link that did not make one person of two: a question for a person. */
  apart: boolean('apart').notNull().default(false),
  /** Whether nobody is to be asked: somebody has said what all are to each other who have the two. A list of questions passes it over. */
  settled: boolean('settled').notNull().default(false),
});

/**
 * Two profiles, the lower one first, that are linked or asked about; or one with itself, where even records that say the
 * same are not linked. Only with what the model's version and the vector say of it can it be explained.
 */
export const match = schema.table('match', matchColumns(), (table) => [
  primaryKey({ columns: [table.a, table.b] }),
  index('match_b').on(table.b),
  index('match_review')
    .on(table.weight)
    .where(sql`(decision = 'REVIEW' or apart) and not settled`),
]);

/** The same under another model, while it is built beside; `swap_match` puts it in the place of `match`. */
export const matchNext = schema.table('match_next', matchColumns(), (table) => [
  primaryKey({ columns: [table.a, table.b] }),
  index('match_next_b').on(table.b),
  index('match_next_review')
    .on(table.weight)
    .where(sql`(decision = 'REVIEW' or apart) and not settled`),
]);

/** How far `match_next` is; one row at most. A run that was interrupted goes on here. */
export const matchBuild = schema.table('match_build', {
  modelId: uuid('model_id').primaryKey(),
  /** `BUILD` while matches are compared, `APPLY` once they are in use and people follow. */
  stage: text('stage').notNull(),
  /** The profile up to which all are compared; null before the first. */
  cursor: blindNumber('cursor'),
});

/** Profiles that came, went or lost a key while `match_next` was built: triggers note them, so that they are compared again. */
export const changedProfile = schema.table('changed_profile', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  profile: profile('profile').notNull(),
});

/** Trainings and resolutions of all records, and how far they are. */
export const matchJob = schema.table('match_job', {
  id: uuid('id').primaryKey(),
  /** `TRAIN`, `COMPARE` or `ACTIVATE`. */
  kind: text('kind').notNull(),
  /** `RUNNING`, `DONE` or `FAILED`. A job whose process died is still `RUNNING`, and its lock is free. */
  state: text('state').notNull(),
  /** What is being done, and what share of it is. */
  step: text('step').notNull(),
  progress: doublePrecision('progress').notNull(),
  modelId: uuid('model_id'),
  problem: text('problem'),
  report: jsonb('report'),
  actor: text('actor').notNull(),
  startedAt: moment('started_at').notNull(),
  endedAt: moment('ended_at'),
});

/** What a person said of two records, the lower id first. */
export const verdict = schema.table(
  'verdict',
  {
    a: uuid('a')
      .notNull()
      .references(() => record.id),
    b: uuid('b')
      .notNull()
      .references(() => record.id),
    /** `SAME`, `DIFFERENT` or `UNSURE`. */
    said: text('said').notNull(),
    /** Sealed with the key of record `a`: a reason can name a person. */
    sealed: bytea('sealed').notNull(),
    actor: text('actor').notNull(),
    saidAt: moment('said_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.a, table.b] }), index('verdict_b').on(table.b)],
);

/** What records are compared with. Never changed but for its state, so that what it decided can be explained. */
export const model = schema.table(
  'model',
  {
    id: uuid('id').primaryKey(),
    /** A digest of the content. */
    version: text('version').notNull().unique(),
    /** `CANDIDATE`, `ACTIVE` or `RETIRED`. */
    state: text('state').notNull(),
    /** Sealed: it counts values that several people share. */
    sealed: bytea('sealed').notNull(),
    createdAt: moment('created_at').notNull(),
    activatedAt: moment('activated_at'),
    activatedBy: text('activated_by'),
    /** Its thresholds, and what it learned from; null for the model that a hub begins with. No values. */
    summary: jsonb('summary'),
  },
  (table) => [
    uniqueIndex('model_active')
      .on(table.state)
      .where(sql`state = 'ACTIVE'`),
  ],
);

/** Where a person's data is held, where somebody said so; else the regions of the systems that hold records say. */
export const residence = schema.table('residence', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id),
  region: text('region').notNull(),
  assignedBy: text('assigned_by').notNull(),
  assignedAt: moment('assigned_at').notNull(),
});

/** What may be read of people whose data is held in `home` from `reader`. Where there is no rule, nothing. */
export const residencyRule = schema.table(
  'residency_rule',
  {
    home: text('home').notNull(),
    reader: text('reader').notNull(),
    dataClasses: text('data_classes').array().notNull(),
    setBy: text('set_by').notNull(),
    setAt: moment('set_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.home, table.reader] })],
);
