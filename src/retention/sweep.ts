import type { Clock } from '../kernel/clock.ts';
import type { Pools, Transaction } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { LOCKS } from '../kernel/locks.ts';
import type { Logger } from '../kernel/logger.ts';
import { type Sweep, startSweep } from '../kernel/sweep.ts';
import { append } from '../log/append.ts';
import type { Log } from '../log/tail.ts';
import { doneEvent } from './done.ts';
import type { Retained, Under } from './retained.ts';

/** How often a subgraph looks whether something is to be looked at. Mostly nothing is, and the look reads one index page. */
const LOOK_EVERY_MS = 1_000;
/** How often each thing is looked at. */
const PASS_EVERY_MS = 60_000;

/** What a subgraph keeps for a time. */
export interface Retention {
  readonly retained: readonly Retained[];
  /** Waits until the subgraph knows every hold that was placed before the call. */
  settle(): Promise<void>;
}

/** What it is let go with. */
export interface RetentionOptions {
  pools: Pools;
  log: Log;
  clock: Clock;
  logger: Logger;
  retention: Retention;
}

/** A row of `retention_task`. */
interface Task {
  subject: string;
  eventType: string;
  version: number;
  periodMs: number | null;
  askIds: string[];
  runId: string | null;
  startedAt: Date | null;
  gone: number;
  cursor: string | null;
}

/** Destroys in the background what has been kept for its time. */
export function startRetention(options: RetentionOptions): Sweep {
  return startSweep({
    name: 'retention',
    everyMs: LOOK_EVERY_MS,
    logger: options.logger,
    batch: () => retain(options),
  });
}

/**
 * One batch of what is due first; answers whether there may be more. A pass over one subject is as many batches as it takes, by
 * whichever hubs, one after the other: the lock of its row lets one at a time be at it, and the others take other subjects. What
 * went is told when the pass ends, and also when nothing went, if somebody asked for it.
 */
export async function retain({ pools, log, clock, retention }: RetentionOptions): Promise<boolean> {
  const { retained } = retention;
  const now = clock.now();
  const subjects = retained.map(({ subject }) => subject);
  if (!(await isDue(pools, now, subjects))) return false;
  const outcome = await pools.write.begin(async (tx) => {
    // Who places a hold waits for what is under way here, and what begins behind it knows the hold.
    await tx`select pg_advisory_xact_lock_shared(${LOCKS.holds})`;
    await retention.settle();
    const task = await lockTask(tx, now, subjects);
    if (!task) return undefined;
    const { eventType, version, periodMs } = task;
    const subject = retained.find((one) => one.subject === task.subject)!;
    // What is kept for ever is older than nothing; some of it may have a time of its own.
    const before = periodMs === null ? new Date(0) : new Date(now.getTime() - periodMs);
    const under: Under = { before, now, version, eventType };
    const batch = await subject.destroy(tx, under, task.cursor);
    const runId = task.runId ?? newId(clock);
    const startedAt = task.startedAt ?? now;
    const gone = task.gone + batch.gone;
    const cursor = 'cursor' in batch ? (batch.cursor ?? null) : task.cursor;
    if (batch.isMore) {
      tx.send(tx`
        update retention_task
        set run_id = ${runId}, started_at = ${startedAt}, before = ${under.before}, gone = ${gone}, cursor = ${cursor}
        where subject = ${task.subject} and event_type = ${eventType}`);
      return { hasTold: false };
    }
    const hasTold = gone > 0 || task.askIds.length > 0;
    if (hasTold) {
      const { held } = await subject.look(tx, under);
      append(tx, doneEvent({ ...task, runId, startedAt, before: under.before, gone, held }, now));
    }
    tx.send(tx`
      update retention_task
      set run_id = null, started_at = null, before = null, gone = 0, cursor = ${cursor}, ask_ids = '{}',
          due_at = ${new Date(now.getTime() + PASS_EVERY_MS)}
      where subject = ${task.subject} and event_type = ${eventType}`);
    return { hasTold };
  });
  if (outcome?.hasTold) log.wake();
  return outcome !== undefined;
}

async function isDue({ read }: Pools, now: Date, subjects: readonly string[]): Promise<boolean> {
  const rows = await read`
    select from retention_task where due_at <= ${now} and subject = any(${subjects as string[]}) limit 1`;
  return rows.length > 0;
}

async function lockTask(tx: Transaction, now: Date, subjects: readonly string[]): Promise<Task | undefined> {
  const [task] = await tx<Task[]>`
    select subject, event_type, version, period_ms, ask_ids, run_id, started_at, gone, cursor
    from retention_task
    where due_at <= ${now} and subject = any(${subjects as string[]})
    order by due_at
    limit 1
    for update skip locked`;
  return task;
}
