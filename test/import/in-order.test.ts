import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../../src/connectors/import/in-order.ts';

async function* from<Item>(items: Iterable<Item>): AsyncGenerator<Item, void> {
  yield* items;
}

const everyItem = { concurrency: 4, window: 12, keyOf: () => undefined };

test('yields results in the order of the source, however long each takes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 3 }), { maxLength: 30 }), async (waits) => {
      const results: number[] = [];
      for await (const { result } of inOrder(from(waits.entries()), everyItem, async ([index, wait]) => {
        await sleep(wait);
        return index;
      }))
        results.push(result);
      expect(results).toEqual(waits.map((_, index) => index));
    }),
    { numRuns: 25 },
  );
});

test('works on as many items at once as it is told, and no more', async () => {
  let underWay = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, (underWay += 1));
    await sleep(1);
    underWay -= 1;
  };
  for await (const _ of inOrder(from(Array.from({ length: 40 })), everyItem, work))
    expect(underWay).toBeLessThanOrEqual(4);
  expect(most).toBe(4);
});

test('reads no further than the window', async () => {
  let read = 0;
  let settled = 0;
  const source = async function* (): AsyncGenerator<number, void> {
    for (; read < 100; read += 1) {
      expect(read - settled).toBeLessThanOrEqual(12);
      yield read;
    }
  };
  for await (const _ of inOrder(source(), everyItem, async () => sleep(0))) settled += 1;
  expect(settled).toBe(100);
});

test('works on items with one key one after the other, in order', async () => {
  const log: string[] = [];
  const work = async (item: string): Promise<void> => {
    log.push(`${item} begins`);
    await sleep(item.endsWith('1') ? 5 : 1);
    log.push(`${item} ends`);
  };
  for await (const _ of inOrder(from(['a1', 'a2', 'b1', 'a3']), { ...everyItem, keyOf: (item) => item[0] }, work))
    void _;
  expect(log.filter((entry) => entry.startsWith('a'))).toEqual([
    'a1 begins',
    'a1 ends',
    'a2 begins',
    'a2 ends',
    'a3 begins',
    'a3 ends',
  ]);
  expect(log.indexOf('b1 begins')).toBeLessThan(log.indexOf('a1 ends'));
});

test('throws the first failure in the order of the source, after the results before it', async () => {
  const results: number[] = [];
  const run = async (): Promise<void> => {
    for await (const { result } of inOrder(from([0, 1, 2, 3]), everyItem, async (item) => {
      await sleep(4 - item);
      if (item >= 2) throw new Error(`item ${item}`);
      return item;
    }))
      results.push(result);
  };
  await expect(run()).rejects.toThrow('item 2');
  expect(results).toEqual([0, 1]);
});
