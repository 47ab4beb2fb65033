import type { Sql } from '../../../kernel/db.ts';

/** A look that began before a version was replaced has ended by then. */
const ENDED_BEFORE_MS = 10 * 60_000;
/** Whoever loads a version for so long has gone. */
const GIVEN_UP_AFTER_MS = 60 * 60_000;
const BATCH = 5_000;

/** Deletes entries of one version that nobody looks at any more, a batch of them; answers whether there may be more. */
export async function clearOld(sql: Sql, now: Date): Promise<boolean> {
  const ended = new Date(now.getTime() - ENDED_BEFORE_MS);
  const givenUp = new Date(now.getTime() - GIVEN_UP_AFTER_MS);
  const [due] = await sql<{ id: number }[]>`
    select id from watchlist_version
    where state <> 'CURRENT' and cleared_at is null
      and case state when 'LOADING' then loaded_at < ${givenUp} else ended_at < ${ended} end
    order by id
    limit 1`;
  if (!due) return false;
  if (await clearBatch(sql, due.id)) return true;
  await sql`delete from watchlist_version where id = ${due.id} and state = 'LOADING'`;
  await sql`update watchlist_version set cleared_at = ${now} where id = ${due.id}`;
  return true;
}

/** Deletes a version that was never in use. */
export async function discard(sql: Sql, version: number): Promise<void> {
  while (await clearBatch(sql, version));
  await sql`delete from watchlist_version where id = ${version} and state = 'LOADING'`;
}

/** Answers whether anything was there. */
async function clearBatch(sql: Sql, version: number): Promise<boolean> {
  const keys = await sql`
    delete from watchlist_key
    where ctid = any(array(select ctid from watchlist_key where version = ${version} limit ${BATCH}))`;
  const entries = await sql`
    delete from watchlist_entry
    where ctid = any(array(select ctid from watchlist_entry where version = ${version} limit ${BATCH}))`;
  return keys.count + entries.count > 0;
}
