/** How much is under way at once. */
export interface Bounds<Item> {
  /** How many items are worked on at the same time. */
  concurrency: number;
  /** How many items may be read before the first of them is settled. It bounds memory. */
  window: number;
  /** Items with the same key are worked on one after the other, in the order of the source. */
  keyOf(item: Item): string | undefined;
}

/**
 * Works on many items at once and yields the results in the order of the source. Whoever consumes them therefore knows at
 * any time that everything before is settled. Stops at the first failure, and throws it.
 */
export async function* inOrder<Item, Result>(
  source: AsyncIterable<Item>,
  bounds: Bounds<Item>,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<{ item: Item; result: Result }, void> {
  const slots = new Slots(bounds.concurrency);
  const lastOfKey = new Map<string, Promise<unknown>>();
  const underWay: { item: Item; result: Promise<Result> }[] = [];

  const start = (item: Item): Promise<Result> => {
    const key = bounds.keyOf(item);
    const before = key === undefined ? undefined : lastOfKey.get(key);
    const result = (async () => {
      // The one before reports its failure itself; here it only has to be over.
      await before?.catch(() => undefined);
      return slots.use(() => work(item));
    })();
    if (key !== undefined) {
      lastOfKey.set(key, result);
      const forget = (): void => {
        if (lastOfKey.get(key) === result) lastOfKey.delete(key);
      };
      result.then(forget, forget);
    }
    // It is awaited below, perhaps only after it failed.
    result.catch(() => undefined);
    return result;
  };

  for await (const item of source) {
    underWay.push({ item, result: start(item) });
    if (underWay.length < bounds.window) continue;
    const first = underWay.shift()!;
    yield { item: first.item, result: await first.result };
  }
  for (const { item, result } of underWay) yield { item, result: await result };
}

/** A number of places; who finds none waits in line. */
class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
