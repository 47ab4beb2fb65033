import type { Sql } from '../kernel/db.ts';
import type { Logger } from '../kernel/logger.ts';
import { type Projection, startProjection } from '../log/projection.ts';
import type { Log } from '../log/tail.ts';
import { entryOfEvent } from './entry.ts';
import { insertIntake } from './intake.ts';

/** Starts to write each event of the log down as an act, once, whichever hub comes first. */
export function startActs(options: { sql: Sql; log: Log; logger: Logger }): Promise<Projection> {
  return startProjection({
    ...options,
    name: 'acts',
    begin: 'oldest',
    apply: (tx, events) => insertIntake(tx, events.map(entryOfEvent)),
  });
}
