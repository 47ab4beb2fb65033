import { primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from '../../../kernel/tables.ts';
import { schema } from '../tables.ts';

/**
 * People whose data may be kept but not used (GDPR Art. 18), by the id under which they asked. The gate obeys it: a row that
 * is gone is a restriction that was lifted.
 */
export const restriction = schema.table('restriction', {
  personId: uuid('person_id').primaryKey(),
  since: moment('since').notNull(),
  caseId: uuid('case_id').notNull(),
});

/** Purposes that a person objects to (GDPR Art. 21), by the id under which it was said. The gate obeys it. */
export const objection = schema.table(
  'objection',
  {
    personId: uuid('person_id').notNull(),
    purpose: text('purpose').notNull(),
    since: moment('since').notNull(),
    caseId: uuid('case_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.purpose] })],
);
