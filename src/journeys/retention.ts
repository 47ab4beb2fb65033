import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Logger } from '../kernel/logger.ts';
import { type Sweep, startSweep } from '../kernel/sweep.ts';

/** What was done is kept so long, for who looks what the engine was at. The journeys' own log stays. */
const KEPT_MS = 3_600_000;
const EVERY_MS = 60_000;
const BATCH = 500;

/** Forgets what the queue has done: some two rows for each move of a journey, which nobody reads any more. */
export async function forgetDone(keptMs: number): Promise<boolean> {
  const done = await DBOS.listWorkflows({
    status: ['SUCCESS', 'ERROR', 'CANCELLED'],
    completedBefore: new Date(Date.now() - keptMs).toISOString(),
    limit: BATCH,
    loadInput: false,
    loadOutput: false,
  });
  if (done.length > 0) await DBOS.deleteWorkflows(done.map(({ workflowID }) => workflowID));
  return done.length === BATCH;
}

/** Does so in the background. */
export function startForgettingDone(logger: Logger): Sweep {
  return startSweep({ name: 'journeys done', everyMs: EVERY_MS, logger, batch: () => forgetDone(KEPT_MS) });
}
