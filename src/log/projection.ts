import type { Sql, Transaction } from '../kernel/db.ts';
import { isOutage, toFault } from '../kernel/db.ts';
import { type Fault, fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import { pause } from '../kernel/pause.ts';
import type { LogEvent } from './event.ts';
import type { Log } from './tail.ts';

/** Most events in one transaction. */
const BATCH = 500;
/**
 * How long events are gathered, unless somebody waits for them: transactions of a few events each, in three subgraphs,
 * took 0.3 ms of CPU a write in Node and as much in Postgres.
 */
const GATHER_MS = 50;
const RETRY_MS = 250;
const RETRY_MAX_MS = 30_000;
/** How often an event may fail until the projection counts as stuck. */
const PATIENCE = 3;
const WAIT_MS = 3_000;

/** What a subgraph keeps of the log in tables of its own. */
export interface Projection {
  /** How far it has come. */
  position(): number;
  /** The position of the event that it cannot apply, and so stands at; undefined when all is well. The hub is not ready meanwhile. */
  stuckAt(): number | undefined;
  /** Waits until it holds all that was committed before the call. Throws UNAVAILABLE after three seconds, or at once when it is stuck. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** What a projection keeps, and where. */
export interface ProjectionOptions {
  /** The subgraph's own pool: the cursor lies in its table `reader`. */
  sql: Sql;
  log: Log;
  logger: Logger;
  name: string;
  /** Where it begins when it is new: with the first event, which must be there still, or with the oldest that is kept. */
  begin?: 'first' | 'oldest';
  /** Applies events in the transaction that moves the cursor, so each is applied once, whoever does it. */
  apply(tx: Transaction, events: readonly LogEvent[]): void | Promise<void>;
  /** Called when events were applied, here or by another process: to drop what was cached. */
  applied?(events: readonly LogEvent[]): void;
}

/**
 * Starts to follow the log. An event that cannot be applied is tried again, ever more slowly, and those behind it wait: were
 * it passed over, the projection would be wrong for ever and nobody told. Those before it in its batch are applied.
 */
export async function startProjection(options: ProjectionOptions): Promise<Projection> {
  const { sql, log, logger, name } = options;
  let position = await openReader(sql, options);
  let stuckAt: number | undefined;
  const stopping = new AbortController();
  const waiting = new Set<Waiter>();
  let hurry = (): void => {};

  /** Waits for more events, or for somebody who waits for those that are there. */
  const gather = async (): Promise<void> => {
    if (waiting.size > 0) return;
    const hurried = new AbortController();
    hurry = () => hurried.abort();
    await pause(GATHER_MS, AbortSignal.any([hurried.signal, stopping.signal]));
  };

  const apply = (events: readonly LogEvent[], last: number): Promise<void> =>
    sql.begin<void, number>(
      async (tx, reached) => {
        // Another process may have been first.
        const fresh = events.filter((event) => event.position > reached);
        if (fresh.length === 0) return;
        await options.apply(tx, fresh);
        tx.send(tx`update reader set position = ${last} where name = ${name}`);
      },
      async (tx) => {
        const [reader] = await tx<{ position: number }[]>`select position from reader where name = ${name} for update`;
        return reader!.position;
      },
    );

  const moved = (to: number, events: readonly LogEvent[]): void => {
    position = to;
    stuckAt = undefined;
    options.applied?.(events);
    for (const waiter of waiting) if (waiter.position <= to) waiter.resolve();
  };

  const standStill = (): void => {
    stuckAt = position + 1;
    for (const waiter of waiting) waiter.reject(catchingUp(name));
  };

  const warn = (error: unknown): void => {
    const { code, internal } = toFault(error);
    logger.warn(
      { projection: name, position: position + 1, code, internal },
      'a projection cannot go on; trying again',
    );
  };

  const run = async (): Promise<void> => {
    let limit = BATCH;
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await log.read(position, stopping.signal, 1);
        await gather();
        const events = await log.read(position, stopping.signal, limit);
        const last = events.at(-1)?.position;
        // The log closed.
        if (last === undefined) return;
        await apply(events, last);
        moved(last, events);
        failures = 0;
        limit = Math.min(2 * limit, BATCH);
      } catch (error) {
        if (isOutage(error)) {
          failures += 1;
          if (failures === 1) warn(error);
          await pause(RETRY_MS, stopping.signal);
        } else if (limit > 1) {
          // One by one, up to the one that fails.
          limit = 1;
        } else {
          failures += 1;
          warn(error);
          if (failures >= PATIENCE) standStill();
          await pause(Math.min(RETRY_MS * 2 ** (failures - 1), RETRY_MAX_MS), stopping.signal);
        }
      }
    }
  };
  let hasEnded = false;
  const running = run().finally(() => {
    hasEnded = true;
    for (const waiter of waiting) waiter.reject(catchingUp(name));
  });

  return {
    position: () => position,
    stuckAt: () => stuckAt,
    async settle() {
      const endMs = Date.now() + WAIT_MS;
      const target = await inTime(log.flush(), WAIT_MS, name);
      if (position >= target) return;
      if (stuckAt !== undefined || hasEnded) throw catchingUp(name);
      const reached = reach(waiting, target);
      hurry();
      await inTime(reached, endMs - Date.now(), name);
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** The stored cursor; a new one stands where the projection begins. Throws CONFIGURATION when events behind it are gone. */
async function openReader(sql: Sql, { log, name, begin = 'first' }: ProjectionOptions): Promise<number> {
  const { oldest } = log.head();
  const start = begin === 'first' ? 0 : oldest - 1;
  await sql`insert into reader (name, position) values (${name}, ${start}) on conflict do nothing`;
  const [stored] = await sql<{ position: number }[]>`select position from reader where name = ${name}`;
  if (stored!.position >= oldest - 1) return stored!.position;
  throw fault({
    code: 'CONFIGURATION',
    public: `The log no longer holds the events that the projection ${name} still needs. Restore them from a backup.`,
  });
}

/** Somebody who waits for a position. */
interface Waiter {
  position: number;
  resolve(): void;
  reject(error: Error): void;
}

function reach(waiting: Set<Waiter>, position: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const waiter: Waiter = { position, resolve, reject };
  waiting.add(waiter);
  return promise.finally(() => waiting.delete(waiter));
}

/** Waits so long and no longer: while the database hangs, a flush would take as long as it takes to notice that. */
async function inTime<Result>(result: Promise<Result>, waitMs: number, name: string): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(catchingUp(name)), waitMs);
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}

function catchingUp(name: string): Fault {
  return fault({
    code: 'UNAVAILABLE',
    public: 'The hub is catching up with its log. Try again in a moment.',
    internal: `projection ${name}`,
  });
}
