import type { Sql, Transaction } from '../kernel/db.ts';
import { toFault } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import type { LogEvent } from './event.ts';
import type { Log } from './tail.ts';

const RETRY_MS = 250;
const WAIT_MS = 3_000;

/** What a subgraph keeps of the log in tables of its own. */
export interface Projection {
  /** How far it has come. */
  position(): number;
  /** Waits until it holds all that was committed by now. Throws UNAVAILABLE after three seconds. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProjectionOptions {
  /** The subgraph's own pool: the cursor lies in its table `reader`. */
  sql: Sql;
  log: Log;
  logger: Logger;
  name: string;
  /** Applies events in the transaction that moves the cursor, so each is applied once, whoever does it. */
  apply(tx: Transaction, events: readonly LogEvent[]): Promise<void>;
  /** Called when events were applied, here or by another process: to drop what was cached. */
  applied?(events: readonly LogEvent[]): void;
}

/** Starts to follow the log. */
export async function startProjection(options: ProjectionOptions): Promise<Projection> {
  const { sql, log, logger, name } = options;
  await sql`insert into reader (name, position) values (${name}, 0) on conflict do nothing`;
  const [stored] = await sql<{ position: number }[]>`select position from reader where name = ${name}`;
  let position = stored!.position;
  if (position < log.head().oldest - 1) {
    throw fault({
      code: 'CONFIGURATION',
      public: `The log no longer holds the events that the projection ${name} still needs. Restore them from a backup.`,
    });
  }
  const stopping = new AbortController();
  let waiters: { position: number; done: () => void }[] = [];

  const step = async (): Promise<void> => {
    const events = await log.read(position, stopping.signal);
    if (events.length === 0) return;
    const last = events.at(-1)!.position;
    await sql.begin(async (tx) => {
      const [row] = await tx<{ position: number }[]>`select position from reader where name = ${name} for update`;
      const fresh = events.filter((event) => event.position > row!.position);
      if (fresh.length === 0) return;
      await options.apply(tx, fresh);
      await tx`update reader set position = ${last} where name = ${name}`;
    });
    position = last;
    options.applied?.(events);
    waiters = waiters.filter((waiter) => {
      if (waiter.position <= position) waiter.done();
      return waiter.position > position;
    });
  };

  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await step();
      } catch (error) {
        const { code, internal } = toFault(error);
        logger.warn({ projection: name, code, internal }, 'a projection could not apply events; trying again');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  })();

  return {
    position: () => position,
    async settle() {
      const target = await log.flush();
      if (position >= target) return;
      await new Promise<void>((resolve, reject) => {
        const waiter = { position: target, done: () => (clearTimeout(timer), resolve()) };
        const timer = setTimeout(() => {
          waiters = waiters.filter((other) => other !== waiter);
          reject(fault({ code: 'UNAVAILABLE', public: 'The hub is catching up with its log. Try again in a moment.' }));
        }, WAIT_MS);
        waiters.push(waiter);
      });
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
