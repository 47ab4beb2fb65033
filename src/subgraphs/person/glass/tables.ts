import { sql } from 'drizzle-orm';
import { index, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, moment } from '../../../kernel/tables.ts';
import { schema } from '../tables.ts';

/** Each time that somebody took scopes beyond the own roles. What people wrote is sealed under a key of the row's own. */
export const brokenGlass = schema.table(
  'broken_glass',
  {
    /** UUIDv7: in the order of time. */
    id: uuid('id').primaryKey(),
    /** As `actorName` gives it. */
    actor: text('actor').notNull(),
    /** The person behind the token, whatever client they use. */
    subject: text('subject').notNull(),
    role: text('role'),
    scopes: text('scopes').array().notNull(),
    personId: uuid('person_id'),
    reason: bytea('reason').notNull(),
    brokenAt: moment('broken_at').notNull(),
    until: moment('until').notNull(),
    endedAt: moment('ended_at'),
    /** `EXPIRED`, `ENDED` or `STOPPED`. */
    end: text('end'),
    finding: text('finding'),
    note: bytea('note'),
    reviewedBy: text('reviewed_by'),
    reviewedAt: moment('reviewed_at'),
  },
  (table) => [
    index('broken_glass_subject').on(table.subject, table.id),
    index('broken_glass_open')
      .on(table.until)
      .where(sql`ended_at is null`),
    index('broken_glass_unreviewed')
      .on(table.id)
      .where(sql`reviewed_at is null`),
  ],
);
