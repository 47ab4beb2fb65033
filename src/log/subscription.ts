import type { Actor } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { fault } from '../kernel/faults.ts';
import { setOrigin } from '../kernel/origin.ts';
import { positionAfter, toCursor } from './cursor.ts';
import { EVENTS, type LogEvent, eventName } from './event.ts';
import type { Log } from './tail.ts';

/** What a subscriber asks for. */
export interface SubscriptionOptions<Payload extends object> {
  log: Log;
  clock: Clock;
  actor: Actor;
  /** The cursor of the last event it has; `earliest`; nothing to begin now. */
  after: string | null | undefined;
  /** Asked for every event in its order, also for those that the subscriber may not see: a filter may learn from them. */
  accept(event: LogEvent): boolean;
  /** What the subscriber gets for an event that was accepted. */
  map(event: LogEvent, cursor: string): Payload;
}

/** The longest delay of a timer, in milliseconds (2^31 - 1). A longer one fires at once. */
const TIMER_MAX_MS = 2_147_483_647;
/** What a subscriber that stalls holds on to, at most. */
const PAGE = 100;

/**
 * A subscriber's events, in the order of the log, without loss or repeat. It pulls: what it has not asked for stays in the
 * log, so nothing is buffered for it however slow it is. Rights are judged for each event, and the stream ends with
 * UNAUTHENTICATED when the token expires, or with CURSOR_EXPIRED when it fell behind what is kept.
 *
 * Throws BAD_CURSOR or CURSOR_EXPIRED at once.
 */
export async function subscribe<Payload extends object>(
  options: SubscriptionOptions<Payload>,
): Promise<AsyncIterableIterator<Payload>> {
  const { log, after } = options;
  // A cursor may come from another hub, which knew more than this one does. And what was acknowledged before a stream
  // begins now is not news to it.
  await log.flush();
  return new Subscription(options, positionAfter(after, log.head()));
}

/** Written out: the `return` of an async generator would wait for one more event. */
class Subscription<Payload extends object> implements AsyncIterableIterator<Payload> {
  readonly #options: SubscriptionOptions<Payload>;
  readonly #logId: string;
  readonly #ending = new AbortController();
  #position: number;
  #page: readonly LogEvent[] = [];
  #place = 0;
  #isDone = false;
  #expiry: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SubscriptionOptions<Payload>, position: number) {
    this.#options = options;
    this.#logId = options.log.head().logId;
    this.#position = position;
    this.#watchExpiry();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The next event. Several calls at once are answered one after the other. */
  next(): Promise<IteratorResult<Payload>> {
    const result = this.#last.then(() => this.#step());
    this.#last = result.catch(() => {});
    return result;
  }

  /** Ends the stream, also for those who wait for an event. */
  async return(): Promise<IteratorResult<Payload>> {
    return this.#end();
  }

  async throw(error: unknown): Promise<IteratorResult<Payload>> {
    this.#end();
    throw error;
  }

  async #step(): Promise<IteratorResult<Payload>> {
    const { log, clock, actor, accept, map } = this.#options;
    try {
      for (;;) {
        if (this.#isDone) return this.#end();
        if (clock.now() >= actor.expiresAt) throw expired();
        const event = this.#page[this.#place];
        if (event) {
          this.#place += 1;
          this.#position = event.position;
          if (!accept(event) || !isAllowed(actor, event)) continue;
          const value = map(event, toCursor(this.#logId, event.position));
          setOrigin(value, event);
          return { done: false, value };
        }
        this.#page = await log.read(this.#position, this.#ending.signal, PAGE);
        this.#place = 0;
        // Empty, and nobody ended the stream: the log closed.
        if (this.#page.length === 0 && !this.#ending.signal.aborted) return this.#end();
      }
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  #end(): IteratorReturnResult<undefined> {
    this.#isDone = true;
    this.#page = [];
    clearTimeout(this.#expiry);
    this.#ending.abort();
    return { done: true, value: undefined };
  }

  /** Wakes a reader that waits when the token has expired. By the clock: a timer may be early, or too short for the token's life. */
  #watchExpiry(): void {
    const { clock, actor } = this.#options;
    const leftMs = actor.expiresAt.getTime() - clock.now().getTime();
    if (leftMs <= 0) return this.#ending.abort();
    this.#expiry = setTimeout(() => this.#watchExpiry(), Math.min(leftMs, TIMER_MAX_MS));
    this.#expiry.unref();
  }
}

function expired(): Error {
  return fault({
    code: 'UNAUTHENTICATED',
    public: 'The access token has expired. Subscribe again with a new one and your last cursor.',
  });
}

function isAllowed(actor: Actor, event: LogEvent): boolean {
  const scope = EVENTS[event.name];
  return scope !== undefined && actor.scopes.has('events:read') && actor.scopes.has(scope);
}

/**
 * Accepts events of one person. `ids` are all ids that lead to it, the one that was asked for first; people that are merged
 * with it later are followed, until they part again.
 */
export function ofPerson(ids: Iterable<string>): (event: LogEvent) => boolean {
  const followed = new Set(ids);
  const [asked] = followed;
  return ({ name, subject, data }) => {
    if (name === 'identity.split') {
      // Told to the one that keeps the id, then to the one that leaves, which may be the one that was asked for.
      const { from, mergedIds = [] } = data as { from?: string; mergedIds?: string[] };
      const leaves = from !== undefined && followed.has(subject);
      if (leaves && (subject === asked || mergedIds.includes(asked!))) {
        followed.clear();
        for (const id of [asked!, subject, ...mergedIds]) followed.add(id);
      } else if (leaves) for (const id of [subject, ...mergedIds]) followed.delete(id);
      if (leaves) return true;
    }
    if (name === 'identity.merged') {
      // Told to each that goes and to the one that stays; the first of them that is heard leads to all.
      const { into, merged = [] } = data as { into?: string; merged?: string[] };
      const same = [subject, ...merged, ...(into ? [into] : [])];
      if (same.some((id) => followed.has(id))) for (const id of same) followed.add(id);
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
