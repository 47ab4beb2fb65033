import { isOutage } from './db.ts';
import { fault } from './faults.ts';

/** How items are done together. */
export interface Gathering<Item, Result> {
  /** Does several, and answers in their order. Nothing of them stays when it fails. */
  work: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** What no two items that are done together may have in common. */
  keysOf: (item: Item) => readonly string[];
  /** Items of one lane are done together, and lanes take turns: who comes in a crowd holds up nobody in another lane. */
  laneOf: (item: Item) => string;
  /** Items done together, at most. */
  most: number;
  /** Runs of `work` under way at once, at most. */
  runs: number;
  /** Items that may wait; more are refused as UNAVAILABLE. */
  waiting: number;
}

/** Lets an item be done, alone or with others. Fails for its own reasons only. */
export type Gather<Item, Result> = (item: Item) => Promise<Result>;

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
  /** Whether a run of several failed that it was in. */
  isSuspect: boolean;
}

/**
 * Group commit: what comes while others are under way waits for them, and then goes all together, in the order in which
 * it came. So one that comes alone waits for nobody, and a crowd shares what a run costs. When a run of several
 * fails, each is done alone, unless the database is gone for all.
 */
export function createGather<Item, Result>(options: Gathering<Item, Result>): Gather<Item, Result> {
  const { work, keysOf, laneOf, most, runs, waiting: room } = options;
  type One = Waiting<Item, Result>;
  /** Lanes in which somebody waits, the one whose turn it is first. */
  const lanes = new Map<string, One[]>();
  let count = 0;
  let running = 0;
  let isDue = false;

  const next = (): { lane: string; taken: One[] } => {
    const [lane, all] = lanes.entries().next().value!;
    lanes.delete(lane);
    const { taken, left } = takeFrom(all, keysOf, most);
    // Behind the others.
    if (left.length > 0) lanes.set(lane, left);
    count -= taken.length;
    return { lane, taken };
  };
  const run = async (): Promise<void> => {
    const { lane, taken } = next();
    try {
      const results = await work(taken.map(({ item }) => item));
      for (const [place, { resolve }] of taken.entries()) resolve(results[place]!);
    } catch (error) {
      if (isOutage(error)) {
        // A database that is gone serves none of those who wait either.
        for (const { reject } of [taken, ...lanes.values()].flat()) reject(error);
        lanes.clear();
        count = 0;
      } else if (taken.length === 1) taken[0]!.reject(error);
      else {
        lanes.set(lane, [...taken.map((one) => ({ ...one, isSuspect: true })), ...(lanes.get(lane) ?? [])]);
        count += taken.length;
      }
    }
  };
  const end = (): void => {
    running -= 1;
    start();
  };
  const start = (): void => {
    isDue = false;
    while (running < runs && lanes.size > 0) {
      running += 1;
      run().then(end, end);
    }
  };
  return (item) =>
    new Promise((resolve, reject) => {
      if (count >= room)
        return reject(fault({ code: 'UNAVAILABLE', public: 'The hub is busy. Try again in a moment.' }));
      const lane = laneOf(item);
      const one = { item, resolve, reject, isSuspect: false };
      const others = lanes.get(lane);
      if (others) others.push(one);
      else lanes.set(lane, [one]);
      count += 1;
      if (isDue || running === runs) return;
      isDue = true;
      // Behind all that this turn of the event loop brings.
      setImmediate(start);
    });
}

/** The first ones that can be done together. A suspect is done alone. */
function takeFrom<Item, Result>(
  all: readonly Waiting<Item, Result>[],
  keysOf: (item: Item) => readonly string[],
  most: number,
): { taken: Waiting<Item, Result>[]; left: Waiting<Item, Result>[] } {
  const taken: Waiting<Item, Result>[] = [];
  const left: Waiting<Item, Result>[] = [];
  // Also those of items that are left: who comes behind one of them must not overtake it.
  const keys = new Set<string>();
  for (const [place, one] of all.entries()) {
    if (taken.length === most || taken[0]?.isSuspect) return { taken, left: [...left, ...all.slice(place)] };
    const own = keysOf(one.item);
    const fits = own.every((key) => !keys.has(key)) && !(one.isSuspect && taken.length > 0);
    for (const key of own) keys.add(key);
    (fits ? taken : left).push(one);
  }
  return { taken, left };
}
