import type { Fragment } from 'postgres';
import type { Sql } from '../db.ts';

/**
 * The place behind which a page of a list begins that has the newest first: as a row of a moment and an id, to compare with `<`. In a
 * statement that knows `asked.after`, the id that was given, and `last`, the row that has it, whose moment is `at`. Before the first
 * page stands everything; behind a row that is not there, nothing.
 */
export function behind(sql: Sql, at: Fragment): Fragment {
  return sql`(
    coalesce(${at}, case when asked.after is null then 'infinity'::timestamptz else '-infinity' end),
    coalesce(last.id, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
  )`;
}
