import type { Sql } from '../kernel/db.ts';
import type { Logger } from '../kernel/logger.ts';
import type { LogEvent } from '../log/event.ts';
import { type Projection, startProjection } from '../log/projection.ts';
import type { Log } from '../log/tail.ts';
import { enqueue } from './enqueue.ts';
import type { Ask } from './graph.ts';
import { type Starter, journeysMovedBy, mayStart, readStarters, startJourneys } from './triggers.ts';

/** How long what definitions say is believed. */
const STARTERS_TTL_MS = 2_000;

/**
 * Reads the log for journeys: what an event moves is put into the queue in the transaction that moves the cursor, so each
 * event moves each journey once, whatever crashes.
 */
export function startReader({
  sql,
  log,
  logger,
  ask,
}: {
  sql: Sql;
  log: Log;
  logger: Logger;
  ask: Ask;
}): Promise<Projection> {
  let starters: Starter[] = [];
  let readAtMs = -Infinity;
  const startersNow = async (event: LogEvent): Promise<Starter[]> => {
    if (performance.now() - readAtMs > STARTERS_TTL_MS) {
      starters = await readStarters(ask, event.id);
      readAtMs = performance.now();
    }
    return starters;
  };
  return startProjection({
    sql,
    log,
    logger,
    name: 'journeys',
    async apply(tx, events) {
      for (const event of events.filter(mayStart)) await startJourneys(ask, await startersNow(event), event);
      const ids = await journeysMovedBy(ask, events);
      enqueue(tx, ids, { cause: String(events.at(-1)!.position) });
    },
  });
}
