import { index, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from '../../../kernel/tables.ts';
import { schema } from '../tables.ts';

/**
 * What must not come back: blind indexes, under a key that is derived for nothing else, of what an erased person was known by.
 * Without what somebody brings, a row tells nothing.
 */
export const suppression = schema.table(
  'suppression',
  {
    blind: uuid('blind').primaryKey(),
    erasureId: uuid('erasure_id').notNull(),
    /** `EXTERNAL_ID`, `IDENTIFIER` or `EMAIL`. */
    kind: text('kind').notNull(),
    since: moment('since').notNull(),
  },
  (table) => [index('suppression_erasure').on(table.erasureId)],
);
