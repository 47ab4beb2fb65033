import { boolean, index, integer, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { bytea, goneColumns, moment } from '../../../kernel/tables.ts';
import { schema } from '../tables.ts';

/** What each kind of review demands. */
export const reviewRule = schema.table('review_rule', {
  kind: text('kind').primaryKey(),
  /** With which a review begins, 0 to 100. */
  priority: smallint('priority').notNull(),
  deadlineHours: integer('deadline_hours').notNull(),
  /** Whether two people have to say the same. */
  fourEyes: boolean('four_eyes').notNull(),
});

/** What needs a person: fed by the log, and worked at by people. Closed ones stay. */
export const review = schema.table(
  'review',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    /** What it is about. There is one open review of it. */
    about: text('about').notNull(),
    /** The person, or that of the first record, as far as there is one. */
    personA: uuid('person_a'),
    /** Of a match: the person of the second record, and both records. */
    personB: uuid('person_b'),
    recordA: uuid('record_a'),
    recordB: uuid('record_b'),
    /** A field, an outcome, a vendor: by kind. */
    detail: text('detail'),
    /** `OPEN`, `ASSIGNED` or `CLOSED`. */
    state: text('state').notNull(),
    openedAt: moment('opened_at').notNull(),
    deadline: moment('deadline').notNull(),
    /** When its priority rises for the next time. */
    risesAt: moment('rises_at').notNull(),
    isOverdue: boolean('is_overdue').notNull().default(false),
    priority: smallint('priority').notNull(),
    /** Whether somebody set the priority, so that it stays. */
    isByHand: boolean('is_by_hand').notNull().default(false),
    /** So that the most urgent comes first in one direction of one index. */
    rank: smallint('rank')
      .notNull()
      .generatedAlwaysAs(sql`100 - priority`),
    fourEyes: boolean('four_eyes').notNull(),
    assignee: text('assignee'),
    assignedAt: moment('assigned_at'),
    closedAt: moment('closed_at'),
    closedAs: text('closed_as'),
    closedBy: text('closed_by'),
  },
  (table) => [
    uniqueIndex('review_about')
      .on(table.kind, table.about)
      .where(sql`state <> 'CLOSED'`),
    index('review_queue').on(table.state, table.kind, table.rank, table.deadline, table.id),
    index('review_assignee')
      .on(table.assignee, table.state, table.kind, table.rank, table.deadline, table.id)
      .where(sql`assignee is not null`),
    index('review_overdue')
      .on(table.state, table.kind, table.rank, table.deadline, table.id)
      .where(sql`is_overdue`),
    index('review_rises')
      .on(table.risesAt)
      .where(sql`state <> 'CLOSED'`),
    index('review_record_a')
      .on(table.recordA)
      .where(sql`state <> 'CLOSED'`),
    index('review_record_b')
      .on(table.recordB)
      .where(sql`state <> 'CLOSED'`),
    // Closed ones too: an erasure looks for the notes on them.
    index('review_person_a').on(table.personA),
    index('review_person_b').on(table.personB),
  ],
);

/** Who has said what of a review that demands two people. */
export const reviewAgreement = schema.table(
  'review_agreement',
  {
    reviewId: uuid('review_id')
      .notNull()
      .references(() => review.id),
    actor: text('actor').notNull(),
    word: text('word').notNull(),
    saidAt: moment('said_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.reviewId, table.actor] })],
);

/** What people wrote on a review. Never changed; each note has a key of its own. */
export const reviewNote = schema.table(
  'review_note',
  {
    id: uuid('id').primaryKey(),
    reviewId: uuid('review_id')
      .notNull()
      .references(() => review.id),
    sealed: bytea('sealed').notNull(),
    author: text('author').notNull(),
    writtenAt: moment('written_at').notNull(),
    ...goneColumns(),
  },
  (table) => [
    index('review_note_review').on(table.reviewId, table.id),
    index('review_note_kept')
      .on(table.writtenAt)
      .where(sql`gone_at is null`),
  ],
);

/**
 * How many reviews there are, as sums: triggers add what changes, a sweep adds it up. Nobody waits for a row of it, as
 * all would for one counter a kind.
 */
export const reviewCount = schema.table('review_count', {
  kind: text('kind').notNull(),
  state: text('state').notNull(),
  delta: integer('delta').notNull(),
});
