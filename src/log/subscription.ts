import type { Actor } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { fault } from '../kernel/faults.ts';
import { positionAfter, toCursor } from './cursor.ts';
import { EVENTS, type LogEvent, eventName } from './event.ts';
import type { Log } from './tail.ts';

/** What a subscriber asks for. */
export interface SubscriptionOptions<Payload> {
  log: Log;
  clock: Clock;
  actor: Actor;
  /** The cursor of the last event it has; `earliest`; nothing to begin now. */
  after: string | null | undefined;
  accept(event: LogEvent): boolean;
  /** What the subscriber gets for an event that was accepted. */
  map(event: LogEvent, cursor: string): Payload;
}

/** The longest delay of a timer, in milliseconds (2^31 - 1). */
const TIMER_MAX_MS = 2_147_483_647;

/**
 * A subscriber's events, in the order of the log, without loss or repeat. It pulls: what it has not asked for stays in the
 * log, so nothing is buffered for it however slow it is. Rights are judged for each event, and the stream ends with
 * UNAUTHENTICATED when the token expires.
 *
 * Throws BAD_CURSOR or CURSOR_EXPIRED at once.
 *
 * The iterator is written out: an async generator's `return` would wait for one more event.
 */
export function subscribe<Payload>(options: SubscriptionOptions<Payload>): AsyncIterableIterator<Payload> {
  const { log, actor, clock } = options;
  const { logId } = log.head();
  let position = positionAfter(options.after, log.head());
  let page: readonly LogEvent[] = [];
  let place = 0;
  const ending = new AbortController();
  const lifeMs = actor.expiresAt.getTime() - clock.now().getTime();
  const expiry = setTimeout(() => ending.abort(), Math.min(Math.max(lifeMs, 0), TIMER_MAX_MS));
  expiry.unref();
  let done = false;

  const end = (): IteratorReturnResult<undefined> => {
    done = true;
    clearTimeout(expiry);
    ending.abort();
    return { done: true, value: undefined };
  };

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (;;) {
        if (done) return end();
        if (clock.now() >= actor.expiresAt) {
          end();
          throw fault({ code: 'UNAUTHENTICATED', public: 'The access token has expired. Subscribe again with a new one and your last cursor.' });
        }
        const event = page[place];
        if (!event) {
          page = await log.read(position, ending.signal);
          place = 0;
          // Empty: the log closed, or the signal came; the latter is told apart above.
          if (page.length === 0 && !ending.signal.aborted) return end();
          continue;
        }
        place += 1;
        position = event.position;
        // Every event is shown to the filter: it learns from merges, which this subscriber may not be allowed to see.
        if (options.accept(event) && isAllowed(actor, event)) {
          return { done: false, value: options.map(event, toCursor(logId, event.position)) };
        }
      }
    },
    async return() {
      return end();
    },
    async throw(error) {
      end();
      throw error;
    },
  };
}

function isAllowed(actor: Actor, event: LogEvent): boolean {
  const scope = EVENTS[event.name];
  return scope !== undefined && actor.scopes.has('events:read') && actor.scopes.has(scope);
}

/** Accepts events of one person. `ids` are all ids that lead to it; ids merged into it later are followed. */
export function ofPerson(ids: Iterable<string>): (event: LogEvent) => boolean {
  const followed = new Set(ids);
  return ({ name, subject, data }) => {
    if (name === 'identity.merged') {
      const { into, merged = [] } = data as { into?: string; merged?: string[] };
      // Told to the one that goes before the one that stays, so the first of the two that is heard must lead to both.
      if (into && (followed.has(subject) || followed.has(into))) followed.add(subject).add(into);
      if (followed.has(subject)) for (const id of merged) followed.add(id);
    }
    return followed.has(subject);
  };
}

/** Accepts events of certain types: full types, or names, which stand for every version. Throws BAD_REQUEST for one that is unknown. */
export function ofTypes(types: readonly string[]): (event: LogEvent) => boolean {
  for (const type of types) {
    if (!Object.hasOwn(EVENTS, eventName(type))) {
      throw fault({
        code: 'BAD_REQUEST',
        public: `There is no event of one of these types. Known: ${Object.keys(EVENTS).join(', ')}.`,
      });
    }
  }
  const wanted = new Set(types);
  return (event) => wanted.has(event.type) || wanted.has(event.name);
}
