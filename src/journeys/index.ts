import { randomUUID } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Pool } from 'pg';
import type { Clock } from '../kernel/clock.ts';
import { type Sql, toFault } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import { pause } from '../kernel/pause.ts';
import type { Log } from '../log/tail.ts';
import { Definitions } from './definitions.ts';
import { ENGINE, engineLogger, installEngine, openPool } from './engine.ts';
import { QUEUE, WORKFLOW, enqueueAt } from './enqueue.ts';
import { startBeating } from './executors.ts';
import { type Ask, Graph } from './graph.ts';
import { startReader } from './reader.ts';
import { startForgettingDone } from './retention.ts';
import { runJourney } from './run.ts';

/** What runs journeys stands on. */
export interface JourneysOptions {
  databaseUrl: string;
  /** Of the role `selfsame_journeys`. */
  sql: Sql;
  log: Log;
  clock: Clock;
  logger: Logger;
  /** Answers operations under the machine's own identity. */
  ask: Ask;
}

/** Journeys that are run by this process. */
export interface Journeys {
  /** Lets what is under way end for a while. What does not, another process takes up. */
  stop(): Promise<void>;
}

/**
 * The version that queued work belongs to. Raised only when work that is under way could not go on by newer code; it could
 * then be done by nobody else. A journey is read anew each time it moves, so newer code takes up what older code began.
 */
const APPLICATION_VERSION = '1';
const CONNECTIONS = 8;
/** Journeys that move at once; the others wait in the queue, and cost no memory. */
const CONCURRENCY = 64;
const POLL_MS = 50;
const STOP_MS = 1_500;

/** While the graph or the database is away: tried again after so long, at most. */
const RETRY_MIN_MS = 250;
const RETRY_MAX_MS = 60_000;

/** What the workflow works with: it is registered once a process, and so are they. */
let current: (JourneysOptions & { definitions: Definitions; stopping: AbortController }) | undefined;

// It has no steps: each command of a journey is done once by its idempotency key, so a checkpoint behind it, some 0.7 ms of CPU,
// would save nothing.
DBOS.registerWorkflow(
  async (journeyId: string): Promise<void> => {
    for (let waitMs = RETRY_MIN_MS; ; waitMs = Math.min(2 * waitMs, RETRY_MAX_MS)) {
      // Never ends, so that it stays what this process was at: another one takes it up.
      if (!current || current.stopping.signal.aborted) return new Promise<never>(() => {});
      try {
        return await move(current, journeyId);
      } catch (error) {
        const { code, internal } = toFault(error);
        current.logger.warn({ journeyId, code, internal }, 'a journey cannot be moved; trying again');
        await pause(waitMs, current.stopping.signal);
      }
    }
  },
  { name: WORKFLOW },
);

async function move(services: NonNullable<typeof current>, journeyId: string): Promise<void> {
  const dueAt = await runJourney({ ...services, graph: new Graph(services.ask, journeyId) }, journeyId);
  if (dueAt) await enqueueAt(services.sql, journeyId, dueAt);
}

/**
 * Runs journeys in this process, once. Several processes on one database share the work.
 * @throws CONFIGURATION when this process runs journeys already
 */
export async function startJourneys(options: JourneysOptions): Promise<Journeys> {
  if (current) throw fault({ code: 'CONFIGURATION', public: 'This process runs journeys already.' });
  const services = { ...options, definitions: new Definitions(), stopping: new AbortController() };
  current = services;
  const { sql, logger, databaseUrl } = options;
  const id = randomUUID();
  let pool: Pool | undefined;
  const stopDbos = async (): Promise<void> => {
    services.stopping.abort();
    await DBOS.shutdown({ workflowCompletionTimeoutMS: STOP_MS });
    await pool?.end();
    current = undefined;
  };
  try {
    await installEngine(databaseUrl, logger);
    pool = await openPool(databaseUrl, CONNECTIONS, '-c role=selfsame_journeys -c statement_timeout=10000');
    DBOS.setConfig({
      ...ENGINE,
      systemDatabaseUrl: databaseUrl,
      systemDatabasePool: pool,
      executorID: id,
      applicationVersion: APPLICATION_VERSION,
      runMigrations: false,
      logger: engineLogger(logger),
    });
    await DBOS.launch();
    await DBOS.registerQueue(QUEUE, {
      workerConcurrency: CONCURRENCY,
      minPollingIntervalMs: POLL_MS,
      onConflict: 'always_update',
    });
    const beating = await startBeating({ sql, logger, id, takeOver });
    const forgetting = startForgettingDone(options.ask, logger);
    const reader = await startReader({ sql, log: options.log, logger, ask: options.ask });
    return {
      async stop() {
        await reader.stop();
        await Promise.all([beating.stop(), forgetting.stop()]);
        await stopDbos();
      },
    };
  } catch (error) {
    await stopDbos();
    throw error;
  }
}

/** Puts back into the queue what a process had taken that is gone. */
async function takeOver(executorId: string): Promise<void> {
  const workflows = await DBOS.listWorkflows({ status: 'PENDING', executorId, loadInput: false });
  if (workflows.length > 0) {
    await DBOS.resumeWorkflows(
      workflows.map(({ workflowID }) => workflowID),
      { queueName: QUEUE },
    );
  }
}
