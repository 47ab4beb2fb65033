import type { Clock } from './clock.ts';
import type { Sql } from './db.ts';
import type { Logger } from './logger.ts';
import { type Sweep, startSweep } from './sweep.ts';

/** How long an idempotency key is kept at least: a retry of the same day finds its answer. */
const KEPT_MS = 24 * 3_600_000;
const EVERY_MS = 10 * 60_000;
const BATCH = 1_000;

/** Forgets up to `limit` idempotency keys that were used before `before`; answers how many. Two hubs take different ones. */
export async function forgetKeys(sql: Sql, before: Date, limit: number): Promise<number> {
  const { count } = await sql`
    delete from idempotency
    where (caller, key) in (
      select caller, key from idempotency where created_at < ${before} limit ${limit} for update skip locked
    )`;
  return count;
}

/** Forgets a subgraph's idempotency keys when they are a day old, in the background. `sql` is one of the subgraph's own pools. */
export function startForgettingKeys(options: { sql: Sql; clock: Clock; logger: Logger }): Sweep {
  const { sql, clock, logger } = options;
  return startSweep({
    name: 'idempotency keys',
    everyMs: EVERY_MS,
    logger,
    batch: async () => (await forgetKeys(sql, new Date(clock.now().getTime() - KEPT_MS), BATCH)) === BATCH,
  });
}
