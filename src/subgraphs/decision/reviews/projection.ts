import type { Clock } from '../../../kernel/clock.ts';
import type { Sql } from '../../../kernel/db.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { type Projection, startProjection } from '../../../log/projection.ts';
import type { Log } from '../../../log/tail.ts';
import { applyToQueue } from './apply.ts';
import { stepsOf } from './steps.ts';

/**
 * Starts to feed the queue. A reader of its own: where it is new, it begins with the oldest event that is kept, so that a
 * database of an earlier version gets its queue too.
 */
export async function startQueue(options: { sql: Sql; log: Log; logger: Logger; clock: Clock }): Promise<Projection> {
  const { log, clock } = options;
  return startProjection({
    ...options,
    name: 'reviews',
    begin: 'oldest',
    apply: (tx, events) => applyToQueue(tx, events, clock),
    applied(events) {
      // What was told of them waits for its position.
      if (events.some((event) => stepsOf(event).length > 0)) log.wake();
    },
  });
}
