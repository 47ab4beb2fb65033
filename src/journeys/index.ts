import { randomUUID } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Clock } from '../kernel/clock.ts';
import type { Sql } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Log } from '../log/tail.ts';
import { Definitions } from './definitions.ts';
import { ENGINE, engineLogger, installEngine, openPool } from './engine.ts';
import { QUEUE, WORKFLOW, enqueueAt } from './enqueue.ts';
import { startBeating } from './executors.ts';
import { type Ask, Graph } from './graph.ts';
import { startReader } from './reader.ts';
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
const CONCURRENCY = 24;
const POLL_MS = 50;
const STOP_MS = 3_000;

/** Seven hours of tries, each some seconds or minutes behind the last one: for a graph or a database that is away. */
const RETRY = { retriesAllowed: true, maxAttempts: 50, intervalSeconds: 0.5, backoffRate: 1.2 };

/** What the workflow works with: it is registered once a process, and so are they. */
let current: (JourneysOptions & { definitions: Definitions; stopped: boolean }) | undefined;

DBOS.registerWorkflow(
  async (journeyId: string): Promise<void> => {
    await DBOS.runStep(() => move(journeyId), { name: 'move', ...RETRY });
  },
  { name: WORKFLOW },
);

async function move(journeyId: string): Promise<void> {
  if (!current || current.stopped) throw fault({ code: 'UNAVAILABLE', public: 'Journeys are not run here any more.' });
  const { ask, sql } = current;
  const dueAt = await runJourney({ ...current, graph: new Graph(ask, journeyId) }, journeyId);
  if (dueAt) await enqueueAt(sql, journeyId, dueAt);
}

/**
 * Runs journeys in this process, once. Several processes on one database share the work.
 * @throws CONFIGURATION when this process runs journeys already
 */
export async function startJourneys(options: JourneysOptions): Promise<Journeys> {
  if (current) throw fault({ code: 'CONFIGURATION', public: 'This process runs journeys already.' });
  const services = { ...options, definitions: new Definitions(), stopped: false };
  current = services;
  const { sql, logger, databaseUrl } = options;
  const id = randomUUID();
  const pool = openPool(databaseUrl, CONNECTIONS, '-c role=selfsame_journeys -c statement_timeout=10000');
  const stopDbos = async (): Promise<void> => {
    services.stopped = true;
    await DBOS.shutdown({ workflowCompletionTimeoutMS: STOP_MS });
    await pool.end();
    current = undefined;
  };
  try {
    await installEngine({ sql, databaseUrl, logger });
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
    const reader = await startReader({ sql, log: options.log, logger, ask: options.ask });
    return {
      async stop() {
        await reader.stop();
        await beating.stop();
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
