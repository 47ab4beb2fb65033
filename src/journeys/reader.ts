import type { Sql } from '../kernel/db.ts';
import type { Logger } from '../kernel/logger.ts';
import type { LogEvent } from '../log/event.ts';
import { type Projection, startProjection } from '../log/projection.ts';
import type { Log } from '../log/tail.ts';
import { enqueue } from './enqueue.ts';
import type { Ask } from './graph.ts';
import { type Starter, journeysMovedBy, mayStart, readStarters, startJourneys } from './triggers.ts';

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
  /** Read when it is needed, and again when a definition was published or retired, here or elsewhere. */
  let starters: Promise<Starter[]> | undefined;
  const forget = (events: readonly LogEvent[]): void => {
    if (events.some(({ name }) => name === 'journey.published' || name === 'journey.retired')) starters = undefined;
  };
  return startProjection({
    sql,
    log,
    logger,
    name: 'journeys',
    async apply(tx, events) {
      forget(events);
      for (const event of events.filter(mayStart)) {
        starters ??= readStarters(ask, event.id);
        await startJourneys(ask, await starters, event);
      }
      const ids = await journeysMovedBy(ask, events);
      enqueue(tx, ids, { cause: String(events.at(-1)!.position) });
    },
    applied: forget,
  });
}
