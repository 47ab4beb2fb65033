import { isOutage } from './db.ts';
import { type Fault, fault } from './faults.ts';

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
  /** Items that may wait, and for how long; others are refused as UNAVAILABLE. */
  waiting: number;
  patienceMs: number;
}

/** Who has waited longer behind a run that found the database gone, shall not wait as long again. */
const HURRY_MS = 500;

/** Lets an item be done, alone or with others. */
export type Gather<Item, Result> = (item: Item) => Promise<Result>;

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
  sinceMs: number;
  /** Those that are to be done with it and without others, since a run failed that all of them were in. */
  suspects?: object;
}

/**
 * Group commit: what comes while others are under way waits for them, and then goes all together, in the order in which
 * it came in its lane. So one that comes alone waits for nobody, and a crowd shares what a run costs. A run of several that
 * fails is done again in two halves, so that what is wrong with one is soon its own. Where the database is gone, a run is
 * not tried again; what has just come may find that only a connection was lost, and the rest fails with the run.
 */
export function createGather<Item, Result>(options: Gathering<Item, Result>): Gather<Item, Result> {
  const { work, keysOf, laneOf, most, runs, waiting: room, patienceMs } = options;
  type One = Waiting<Item, Result>;
  /** Lanes in which somebody waits, the one whose turn it is first. */
  const lanes = new Map<string, One[]>();
  let count = 0;
  let running = 0;
  let isDue = false;
  /** Whether the last run found the database gone. */
  let isOut = false;

  const next = (): { lane: string; taken: One[] } => {
    const [lane, all] = lanes.entries().next().value!;
    lanes.delete(lane);
    const [late, patient] = parted(all, ({ sinceMs }) => performance.now() - sinceMs > patienceMs);
    for (const { reject } of late) reject(busy());
    const { taken, left } = takeFrom(patient, keysOf, most);
    // Behind the others.
    if (left.length > 0) lanes.set(lane, left);
    count -= late.length + taken.length;
    return { lane, taken };
  };
  const run = async (): Promise<void> => {
    const { lane, taken } = next();
    if (taken.length === 0) return;
    try {
      const results = await work(taken.map(({ item }) => item));
      for (const [place, { resolve }] of taken.entries()) resolve(results[place]!);
      isOut = false;
    } catch (error) {
      if (isOutage(error)) {
        for (const { reject } of taken) reject(error);
        fail(error, isOut ? 0 : HURRY_MS);
        isOut = true;
      } else if (taken.length === 1) taken[0]!.reject(error);
      else {
        lanes.set(lane, [...halved(taken), ...(lanes.get(lane) ?? [])]);
        count += taken.length;
      }
    }
  };
  /** Fails those who have waited for some time. */
  const fail = (error: unknown, ms: number): void => {
    for (const [lane, all] of lanes) {
      const [failing, others] = parted(all, ({ sinceMs }) => performance.now() - sinceMs >= ms);
      for (const { reject } of failing) reject(error);
      count -= failing.length;
      if (others.length > 0) lanes.set(lane, others);
      else lanes.delete(lane);
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
      if (count >= room) return reject(busy());
      const lane = laneOf(item);
      const one = { item, resolve, reject, sinceMs: performance.now() };
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

function busy(): Fault {
  return fault({ code: 'UNAVAILABLE', public: 'The hub is busy. Try again in a moment.' });
}

function parted<One>(all: readonly One[], isOf: (one: One) => boolean): [of: One[], others: One[]] {
  return [all.filter(isOf), all.filter((one) => !isOf(one))];
}

function halved<Item, Result>(all: readonly Waiting<Item, Result>[]): Waiting<Item, Result>[] {
  const [suspects, others] = [{}, {}];
  return all.map((one, place) => ({ ...one, suspects: place < all.length / 2 ? suspects : others }));
}

/** The first ones that can be done together. */
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
    if (taken.length === most || one.suspects !== all[0]!.suspects)
      return { taken, left: [...left, ...all.slice(place)] };
    const own = keysOf(one.item);
    const fits = own.every((key) => !keys.has(key));
    for (const key of own) keys.add(key);
    (fits ? taken : left).push(one);
  }
  return { taken, left };
}
