import type { Sql, Transaction } from '../kernel/db.ts';

// How old events go. The consent subgraph calls, where the policies lie.

/**
 * Says that what happened before `before` is no longer kept. Answers the position below which that has been said for 50
 * minutes; undefined when it was said less than that ago, by any hub.
 */
export async function expireEvents(sql: Sql | Transaction, before: Date, now: Date): Promise<number | undefined> {
  const [row] = await sql<{ below: number | null }[]>`select log.expire(${before}, ${now}) as below`;
  return row!.below ?? undefined;
}

/** Deletes up to `limit` events below a position, and none that a reader may still ask for or that is about `held`. Answers how many. */
export async function forgetEvents(
  sql: Sql | Transaction,
  below: number,
  limit: number,
  held: readonly string[] = [],
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select log.forget(${below}, ${limit}, ${held as string[]}) as count`;
  return row!.count;
}

/** The first position whose event is not older than `before`. */
export async function positionAt(sql: Sql | Transaction, before: Date): Promise<number> {
  const [row] = await sql<{ position: number }[]>`select log.position_at(${before}) as position`;
  return row!.position;
}

/** Takes the data out of events of one type, named as `login.failed`, from one position to below another. Answers how many. */
export async function redactEvents(
  tx: Transaction,
  type: string,
  { from, below, held }: { from: number; below: number; held: readonly string[] },
): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select log.redact(${type}, ${from}, ${below}, ${held as string[]}) as count`;
  return row!.count;
}

/** How many events there are below a position, of one type or, for '', of all, among the first `limit`; apart those about `held`. */
export async function countEvents(
  sql: Sql | Transaction,
  type: string,
  { below, limit, held }: { below: number; limit: number; held: readonly string[] },
): Promise<{ due: number; held: number }> {
  const [row] = await sql<{ due: number; held: number }[]>`
    select due, held from log.count_below(${type}, ${below}, ${limit}, ${held as string[]})`;
  return row!;
}
