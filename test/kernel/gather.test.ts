import { expect, test } from 'vitest';
import { createGather } from '../../src/kernel/gather.ts';

/** Something to be done, which can hold others back or fail. */
interface Item {
  name: string;
  keys?: string[];
  lane?: string;
  error?: Error;
}

/** A gathering whose runs end when they are told to. */
function gathering(options: { runs?: number; waiting?: number; patienceMs?: number } = {}) {
  const runs: { names: string; end: () => void }[] = [];
  const gather = createGather<Item, string>({
    async work(items) {
      await new Promise<void>((end) => runs.push({ names: items.map(({ name }) => name).join(' '), end }));
      const failing = items.find(({ error }) => error);
      if (failing) throw failing.error!;
      return items.map(({ name }) => `${name} done`);
    },
    keysOf: ({ keys = [] }) => keys,
    laneOf: ({ lane = '' }) => lane,
    most: 3,
    runs: 1,
    waiting: 10,
    patienceMs: 10_000,
    ...options,
  });
  const settle = (): Promise<unknown> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  /** Ends all runs one after the other, and tells what each one did. */
  const drain = async (): Promise<string[]> => {
    await settle();
    for (let place = 0; place < runs.length; place += 1) {
      runs[place]!.end();
      await settle();
    }
    return runs.map(({ names }) => names);
  };
  return { gather: (name: string, item: Omit<Item, 'name'> = {}) => gather({ name, ...item }), runs, settle, drain };
}

test('one alone is done at once, and what comes meanwhile goes together behind it, in its order', async () => {
  const { gather, runs, settle, drain } = gathering();
  const a = gather('a');
  await settle();
  const all = Promise.all([a, ...['b', 'c', 'd', 'e'].map((name) => gather(name))]);
  await settle();
  expect(runs.map(({ names }) => names)).toEqual(['a']);
  expect(await drain()).toEqual(['a', 'b c d', 'e']);
  expect(await all).toEqual(['a done', 'b done', 'c done', 'd done', 'e done']);
});

test('as many runs go on at once as may', async () => {
  const { gather, runs, settle, drain } = gathering({ runs: 2 });
  const all = Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => gather(name)));
  await settle();
  expect(runs.map(({ names }) => names)).toEqual(['a b c', 'd e f']);
  expect(await drain()).toEqual(['a b c', 'd e f', 'g h']);
  await all;
});

test('what has something in common is never done together, nor does it change places', async () => {
  const { gather, drain } = gathering();
  const all = Promise.all([
    gather('first'),
    gather('a', { keys: ['x'] }),
    gather('b', { keys: ['x', 'y'] }),
    gather('c', { keys: ['y'] }),
    gather('d'),
  ]);
  expect(await drain()).toEqual(['first a d', 'b', 'c']);
  await all;
});

test('lanes take turns, so that a crowd in one holds up nobody in another', async () => {
  const { gather, drain } = gathering();
  const crowd = Array.from({ length: 7 }, (_, n) => gather(`c${n}`, { lane: 'crowd' }));
  const all = Promise.all([...crowd, gather('a'), gather('b')]);
  expect(await drain()).toEqual(['c0 c1 c2', 'a b', 'c3 c4 c5', 'c6']);
  await all;
});

test('a failure is that of the one who caused it', async () => {
  const { gather, drain } = gathering();
  const all = Promise.allSettled([gather('a'), gather('b', { error: new Error('b') }), gather('c'), gather('d')]);
  expect(await drain()).toEqual(['a b c', 'a b', 'a', 'b', 'c', 'd']);
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
});

test('a connection that is lost fails a run only; where the database is gone, those who wait hear it with the next one', async () => {
  const gone = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
  const once = gathering();
  const all = Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((name) => once.gather(name, name === 'b' ? { error: gone } : {})),
  );
  expect(await once.drain()).toEqual(['a b c', 'd']);
  expect(await all).toMatchObject([{ reason: gone }, { reason: gone }, { reason: gone }, { value: 'd done' }]);
  const twice = gathering();
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const none = Promise.allSettled(names.map((name) => twice.gather(name, { error: gone })));
  expect(await twice.drain()).toEqual(['a b c', 'd e f']);
  expect((await none).every(({ status }) => status === 'rejected')).toBe(true);
  const slow = gathering();
  const late = Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => slow.gather(name, { error: gone })));
  await slow.settle();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await slow.drain()).toEqual(['a b c']);
  expect((await late).every(({ status }) => status === 'rejected')).toBe(true);
});

test('what waited too long is told so, and not done', async () => {
  const { gather, runs, settle, drain } = gathering({ patienceMs: 20 });
  const all = Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => gather(name)));
  await settle();
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(await drain()).toEqual(['a b c']);
  expect(runs).toHaveLength(1);
  expect((await all)[3]).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
});

test('more than may wait are refused', async () => {
  const { gather, drain } = gathering({ waiting: 2 });
  const all = Promise.allSettled(['a', 'b', 'c'].map((name) => gather(name)));
  expect(await drain()).toEqual(['a b']);
  expect(await all).toMatchObject([{ value: 'a done' }, { value: 'b done' }, { reason: { code: 'UNAVAILABLE' } }]);
});
