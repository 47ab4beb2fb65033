import type { Sql } from '../kernel/db.ts';
import { toFault } from '../kernel/db.ts';
import type { Logger } from '../kernel/logger.ts';
import type { LogEvent } from './event.ts';
import { type Head, getHead, listEvents, relayEvents } from './store.ts';

/** The newest events that are kept in memory. A reader further behind reads from the database, page by page. */
const KEPT_IN_MEMORY = 10_000;
const PAGE = 500;
const RELAY_BATCH = 1_000;
/** How often the log is looked at when nobody woke us: another hub may have died between its commit and its relay. */
const POLL_MS = 250;

/** The log of one hub process: it gives positions, and hands events to the readers of this process. */
export interface Log {
  /** To be called after each commit that appended. Never waits. */
  wake(): void;
  /** Positions every event committed by now; answers the last position. */
  flush(): Promise<number>;
  /** Where the log stands, as far as this process knows. */
  head(): Head;
  /** The events behind `after`, at most 500, in order; waits until there is one. Empty when `signal` aborts or the log closes. */
  read(after: number, signal?: AbortSignal): Promise<readonly LogEvent[]>;
  close(): Promise<void>;
}

/**
 * Opens the log over a pool with the log's role.
 *
 * Every hub relays, and `log.relay` lets one at a time pass, so there is no leader to lose: what a hub leaves
 * unpositioned when it dies, another one finds at its next poll. Readers pull: each holds a position, and none has a
 * buffer that could grow.
 */
export async function openLog(sql: Sql, logger: Logger): Promise<Log> {
  const head = await getHead(sql);
  /** A contiguous run of the newest events; the last one is at `head.position`. */
  let recent: LogEvent[] = [];
  let waiters: (() => void)[] = [];
  let closed = false;
  let working: Promise<void> | undefined;
  let again = false;

  const advance = (events: readonly LogEvent[]): void => {
    const fresh = events.filter((event) => event.position > head.position);
    if (fresh.length === 0) return;
    if (fresh[0]!.position === head.position + 1) recent.push(...fresh);
    else recent = fresh; // Another hub was faster; readers fetch what lies between.
    head.position = fresh.at(-1)!.position;
    if (recent.length > 2 * KEPT_IN_MEMORY) recent = recent.slice(-KEPT_IN_MEMORY);
    const woken = waiters;
    waiters = [];
    for (const wake of woken) wake();
  };

  /** Fetches what other hubs positioned. */
  const catchUp = async (): Promise<void> => {
    for (;;) {
      const events = await listEvents(sql, head.position, PAGE);
      advance(events);
      if (events.length < PAGE) return;
    }
  };

  const relayAll = async (): Promise<void> => {
    for (;;) {
      const events = await relayEvents(sql, RELAY_BATCH);
      const [first] = events;
      if (first && first.position > head.position + 1) await catchUp();
      else advance(events);
      if (events.length < RELAY_BATCH) return;
    }
  };

  /** One pass at a time; a wake during a pass asks for one more. */
  const work = (): Promise<void> => {
    again = true;
    working ??= (async () => {
      try {
        while (again && !closed) {
          again = false;
          await relayAll();
        }
      } finally {
        working = undefined;
      }
    })();
    return working;
  };

  const tolerate = (task: Promise<void>): void => {
    task.catch((error: unknown) => {
      const { code, internal } = toFault(error);
      if (!closed) logger.warn({ code, internal }, 'the log cannot be read; trying again');
    });
  };

  const listening = await sql.listen(
    'selfsame_log',
    (position) => {
      if (Number(position) > head.position) tolerate(catchUp());
    },
    // Also after a reconnection: what was missed meanwhile is fetched.
    () => tolerate(catchUp()),
  );
  const poll = setInterval(() => tolerate(work().then(catchUp)), POLL_MS);
  poll.unref();

  return {
    wake: () => tolerate(work()),
    async flush() {
      // A pass under way may have looked before our caller's commit; work() asks for one more behind it.
      await work();
      return head.position;
    },
    head: () => ({ ...head }),
    async read(after, signal) {
      while (after >= head.position) {
        if (closed || signal?.aborted) return [];
        await nextWake(signal, (wake) => waiters.push(wake));
      }
      const from = recent.length === 0 ? Infinity : recent[0]!.position;
      if (after + 1 >= from) return recent.slice(after + 1 - from, after + 1 - from + PAGE);
      return listEvents(sql, after, PAGE);
    },
    async close() {
      closed = true;
      clearInterval(poll);
      await listening.unlisten().catch(() => {});
      await working?.catch(() => {});
      for (const wake of waiters) wake();
    },
  };
}

/** Resolves at the next wake, or when `signal` aborts. */
function nextWake(signal: AbortSignal | undefined, register: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal?.removeEventListener('abort', done);
      resolve();
    };
    register(done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
