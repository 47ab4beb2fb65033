import type { Clock } from '../kernel/clock.ts';
import type { Sql } from '../kernel/db.ts';
import type { Logger } from '../kernel/logger.ts';
import { type Sweep, startSweep } from '../kernel/sweep.ts';
import { expireEvents, forgetEvents } from './store.ts';

const EVERY_MS = 10 * 60_000;
const BATCH = 1_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Forgets events that are older than `days`, once an hour, whichever hub comes first. First a position is said to be the
 * oldest; what lies below it is deleted the next time, when readers that were on their way have passed it.
 */
export function startRetention(options: {
  /** The log's own pool. */
  sql: Sql;
  days: number;
  clock: Clock;
  logger: Logger;
}): Sweep {
  const { sql, clock, logger, days } = options;
  /** Where the deletion under way ends. */
  let below: number | undefined;
  return startSweep({
    name: 'log retention',
    everyMs: EVERY_MS,
    logger,
    async batch() {
      const now = clock.now();
      below ??= await expireEvents(sql, new Date(now.getTime() - days * DAY_MS), now);
      if (below === undefined) return false;
      const isMore = (await forgetEvents(sql, below, BATCH)) === BATCH;
      if (!isMore) below = undefined;
      return isMore;
    },
  });
}
