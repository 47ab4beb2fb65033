import { setImmediate as turn } from 'node:timers/promises';
import { coalesce } from '../kernel/coalesce.ts';
import type { Sql } from '../kernel/db.ts';
import { isUnreachable, toFault } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import { pause } from '../kernel/pause.ts';
import type { LogEvent } from './event.ts';
import { Recent } from './recent.ts';
import { type Head, getHead, listEvents, relayEvents } from './store.ts';

/** What a process keeps of the newest events. A reader further behind reads from the database, page by page. */
const MAX_IN_MEMORY = 10_000;
const MAX_BYTES_IN_MEMORY = 32 << 20;
const PAGE = 500;
const RELAY_BATCH = 1_000;
/**
 * How often the log is looked at when nobody woke us: another hub may have died between its commit and its relay. While
 * nothing happens, that is four calls a second of 0.1 ms.
 */
const POLL_MS = 250;

/** The log of one hub process: it gives positions, and hands events to the readers of this process. */
export interface Log {
  /** To be called after each commit that appended. Never waits. */
  wake(): void;
  /** Positions every event committed before the call, and fetches it; answers the last position. Throws UNAVAILABLE once the log is closed. */
  flush(): Promise<number>;
  /** Where the log stands, as far as this process knows. */
  head(): Head;
  /**
   * The events behind `after`, in order, up to `limit` (500 and no more) of them; waits until there is one, also while the
   * database cannot be reached. Empty when `signal` aborts or the log closes. Throws CURSOR_EXPIRED when the next event is no longer kept.
   */
  read(after: number, signal?: AbortSignal, limit?: number): Promise<readonly LogEvent[]>;
  /** Ends all reads. The pool stays open. */
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
  const recent = new Recent(MAX_IN_MEMORY, MAX_BYTES_IN_MEMORY);
  const waiting = new Waiting();
  /** The last position that we know was given. */
  let given = head.position;
  let isClosed = false;
  let fetching: Promise<void> | undefined;

  /** Fetches up to `given`. There is one fetch at a time, which goes on to what is given meanwhile. */
  const fetchGiven = async (): Promise<void> => {
    while (head.position < given && !isClosed) {
      fetching ??= fetchPage();
      await fetching;
    }
  };
  const take = (events: readonly LogEvent[]): void => {
    const fresh = events.filter(({ position }) => position > head.position);
    if (fresh.length === 0) return;
    recent.add(fresh);
    head.position = fresh.at(-1)!.position;
    waiting.wake();
  };
  const fetchPage = async (): Promise<void> => {
    try {
      const events = await listEvents(sql, head.position, PAGE);
      if (events.length > 0) take(events);
      // All are forgotten, after a very long sleep.
      else head.position = given;
    } finally {
      fetching = undefined;
    }
  };

  let isRelaying = false;
  const relay = coalesce(async () => {
    for (let hasMore = true; hasMore && !isClosed;) {
      isRelaying = true;
      const relayed = await relayEvents(sql, { limit: RELAY_BATCH, after: head.position, page: PAGE }).finally(
        () => (isRelaying = false),
      );
      given = Math.max(given, relayed.position);
      head.oldest = relayed.oldest;
      take(relayed.events);
      await fetchGiven();
      hasMore = relayed.given === RELAY_BATCH;
    }
  });

  let isFailing = false;
  const background = (task: Promise<void>): void => {
    task.then(
      () => {
        if (isFailing && !isClosed) logger.info('the log can be read again');
        isFailing = false;
      },
      (error: unknown) => {
        const { code, internal } = toFault(error);
        if (!isFailing && !isClosed) logger.warn({ code, internal }, 'the log cannot be read; trying again');
        isFailing = true;
      },
    );
  };

  await sql.listen(
    'selfsame_log',
    (position) => {
      given = Math.max(given, Number(position));
      // A relay under way brings them itself.
      if (!isRelaying) background(fetchGiven());
    },
    // Also after a reconnection: what was missed meanwhile is fetched.
    () => background(relay()),
  );
  const poll = setInterval(() => background(relay()), POLL_MS);
  poll.unref();

  return {
    wake: () => background(relay()),
    async flush() {
      await relay();
      if (isClosed) throw fault({ code: 'UNAVAILABLE', public: 'The hub is stopping.' });
      return head.position;
    },
    head: () => ({ ...head }),
    async read(after, signal, limit = PAGE) {
      while (!isClosed && !signal?.aborted) {
        if (after >= head.position) await waiting.join(signal);
        else {
          const near = recent.after(after, limit);
          if (near) return near;
          const page = await listEvents(sql, after, limit).catch(whileUnreachable(signal));
          if (page) return withoutGap(page, after);
        }
      }
      // A turn of the event loop, so that a reader that asks again and again of a closed log lets others live.
      await turn();
      return [];
    },
    async close() {
      isClosed = true;
      clearInterval(poll);
      waiting.wake();
      await Promise.allSettled([fetching, relay()]);
    },
  };
}

/** Readers that wait for the next event. With a hundred of them it matters that a signal is listened to once, not for each event. */
class Waiting {
  #resolvers = new Map<object, () => void>();
  readonly #known = new WeakSet<AbortSignal>();

  /** Resolves at the next event, or when `signal` aborts. */
  join(signal: AbortSignal | undefined): Promise<void> {
    if (signal && !this.#known.has(signal)) {
      this.#known.add(signal);
      signal.addEventListener('abort', () => this.#leave(signal), { once: true });
    }
    return new Promise((resolve) => {
      const reader = signal ?? resolve;
      const other = this.#resolvers.get(reader);
      this.#resolvers.set(reader, other ? () => (other(), resolve()) : resolve);
    });
  }

  wake(): void {
    const resolvers = this.#resolvers;
    this.#resolvers = new Map();
    for (const resolve of resolvers.values()) resolve();
  }

  #leave(signal: AbortSignal): void {
    this.#resolvers.get(signal)?.();
    this.#resolvers.delete(signal);
  }
}

/** Waits a moment when the database is gone; other errors go on. */
function whileUnreachable(signal: AbortSignal | undefined): (error: unknown) => Promise<undefined> {
  return async (error) => {
    if (!isUnreachable(error)) throw error;
    await pause(POLL_MS, signal);
  };
}

function withoutGap(page: readonly LogEvent[], after: number): readonly LogEvent[] {
  if (page[0]?.position === after + 1) return page;
  throw fault({
    code: 'CURSOR_EXPIRED',
    public: 'Events behind this cursor are no longer kept. Begin with `earliest`.',
  });
}
