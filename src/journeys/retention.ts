import { randomUUID } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { durationMs } from '../kernel/input/durations.ts';
import type { Logger } from '../kernel/logger.ts';
import { type Sweep, startSweep } from '../kernel/sweep.ts';
import { type Ask, Graph } from './graph.ts';

const EVERY_MS = 60_000;
const BATCH = 500;

/** Forgets what the queue has done: some two rows for each move of a journey, which nobody reads any more. */
export async function forgetDone(ageMs: number): Promise<boolean> {
  const done = await DBOS.listWorkflows({
    status: ['SUCCESS', 'ERROR', 'CANCELLED'],
    completedBefore: new Date(Date.now() - ageMs).toISOString(),
    limit: BATCH,
    loadInput: false,
    loadOutput: false,
  });
  if (done.length > 0) await DBOS.deleteWorkflows(done.map(({ workflowID }) => workflowID));
  return done.length === BATCH;
}

/** Does so in the background, for as long as the policy JOURNEY_WORK says. The journeys' own log stays. */
export function startForgettingDone(ask: Ask, logger: Logger): Sweep {
  return startSweep({
    name: 'journeys done',
    everyMs: EVERY_MS,
    logger,
    batch: async () => forgetDone(await keptMs(ask)),
  });
}

/** How long what was done is kept. It is never kept for ever: no such policy is taken. */
async function keptMs(ask: Ask): Promise<number> {
  const policies = await new Graph(ask, randomUUID()).root<{ subject: string; period: string }[]>(
    '{ retentionPolicies { subject period } }',
    {},
  );
  return durationMs(policies.find(({ subject }) => subject === 'JOURNEY_WORK')!.period)!;
}
