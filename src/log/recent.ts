import type { LogEvent } from './event.ts';

/** The newest events in memory: one run without a gap. Readers near the head need no database. */
export class Recent {
  readonly #maxEvents: number;
  readonly #maxBytes: number;
  #events: LogEvent[] = [];
  #weights: number[] = [];
  #bytes = 0;

  /** What it may hold. It is emptied to half when it has more, so that little is moved. */
  constructor(maxEvents: number, maxBytes: number) {
    this.#maxEvents = maxEvents;
    this.#maxBytes = maxBytes;
  }

  /** Adds events that follow one another. When they do not follow the last one here, only they are kept. */
  add(events: readonly LogEvent[]): void {
    const [first] = events;
    const last = this.#events.at(-1);
    if (!first) return;
    if (last && first.position !== last.position + 1) this.clear();
    for (const event of events) {
      const weight = weigh(event);
      this.#events.push(event);
      this.#weights.push(weight);
      this.#bytes += weight;
    }
    if (this.#events.length > this.#maxEvents || this.#bytes > this.#maxBytes) this.#shrink();
  }

  /** The events behind `after`, up to `limit` of them; undefined when the next one is not here. */
  after(after: number, limit: number): readonly LogEvent[] | undefined {
    const [first] = this.#events;
    if (!first || after < first.position - 1) return undefined;
    const start = after - first.position + 1;
    return start < this.#events.length ? this.#events.slice(start, start + limit) : undefined;
  }

  clear(): void {
    this.#events = [];
    this.#weights = [];
    this.#bytes = 0;
  }

  #shrink(): void {
    let start = 0;
    while (this.#events.length - start > this.#maxEvents / 2 || this.#bytes > this.#maxBytes / 2) {
      this.#bytes -= this.#weights[start]!;
      start += 1;
    }
    this.#events = this.#events.slice(start);
    this.#weights = this.#weights.slice(start);
  }
}

/** About what an event takes in memory, in bytes: its own members, and its data as JSON. */
function weigh(event: LogEvent): number {
  return 500 + 2 * JSON.stringify(event.data).length;
}
