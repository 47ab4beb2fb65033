import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Pools, closePools, openPools, toFault } from '../../src/kernel/db.ts';
import { type OwnServer, startServer } from '../support/server.ts';

let server: OwnServer;
let pools: Pools;
const uncaught: unknown[] = [];

beforeAll(async () => {
  server = await startServer();
  process.on('uncaughtException', (error) => uncaught.push(error));
});
afterAll(async () => {
  await closePools(pools, 1_000);
  await server[Symbol.asyncDispose]();
});
beforeEach(async () => {
  if (pools) await closePools(pools, 1_000);
  const options = { url: server.url, readConnections: 3, writeConnections: 3, statementTimeoutMs: 1_000 };
  pools = openPools(options, 'selfsame_person');
});

/** Reads and writes without rest, until it is stopped. */
function work() {
  const acknowledged: string[] = [];
  const codes = new Set<string>();
  const answeredAt = { read: 0, write: 0 };
  const readings: unknown[] = [];
  let slowestMs = 0;
  let stopped = false;
  const repeat = async (what: 'read' | 'write', once: () => Promise<unknown>): Promise<void> => {
    while (!stopped) {
      const start = performance.now();
      try {
        await once();
        answeredAt[what] = start;
      } catch (error) {
        codes.add(toFault(error).code);
        await sleep(5);
      }
      slowestMs = Math.max(slowestMs, performance.now() - start);
    }
  };
  const read = async (): Promise<void> => {
    readings.push(
      (await pools.read<{ n: number }[]>`select ${readings.length}::int - ${readings.length}::int as n`)[0]?.n,
    );
  };
  const write = async (): Promise<void> => {
    const key = crypto.randomUUID();
    await pools.write.begin(async (tx) => {
      await tx`
        insert into idempotency (caller, key, fingerprint, answer, created_at) values ('outage', ${key}, '', 'false', now())`;
      tx.send(tx`update idempotency set answer = 'true' where caller = 'outage' and key = ${key}`);
    });
    acknowledged.push(key);
  };
  const running = Promise.all([
    ...Array.from({ length: 20 }, () => repeat('read', read)),
    ...Array.from({ length: 10 }, () => repeat('write', write)),
  ]);
  return {
    codes,
    slowestMs: () => slowestMs,
    /** Waits until a read and a write that began now were answered; resolves to how long that took. */
    async answersAgain(): Promise<number> {
      const since = performance.now();
      while (Math.min(answeredAt.read, answeredAt.write) < since) await sleep(5);
      return performance.now() - since;
    },
    async stop() {
      stopped = true;
      await running;
      return { acknowledged, readings };
    },
  };
}

async function expectKept(acknowledged: readonly string[]): Promise<void> {
  const rows = await pools.read<
    { key: string; answer: unknown }[]
  >`select key, answer from idempotency where caller = 'outage'`;
  const stored = new Map(rows.map(({ key, answer }) => [key, answer]));
  expect(acknowledged.filter((key) => stored.get(key) !== true)).toEqual([]);
  expect([...stored.values()].every((answer) => answer === true)).toBe(true);
}

test.each(['in order', 'at once'] as const)(
  'Postgres ends %s under load: all fails fast, nothing acknowledged is missing, and all goes on within a second of its return',
  async (how) => {
    const load = work();
    for (let round = 0; round < 3; round++) {
      await sleep(400);
      await server.stop(how);
      await sleep(round * 300);
      await server.back();
      expect(await load.answersAgain()).toBeLessThan(1_000);
    }
    const { acknowledged, readings } = await load.stop();
    expect([...load.codes]).toEqual(['UNAVAILABLE']);
    expect(load.slowestMs()).toBeLessThan(4_000);
    expect(new Set(readings)).toEqual(new Set([0]));
    expect(acknowledged.length).toBeGreaterThan(10);
    await expectKept(acknowledged);
    expect(uncaught).toEqual([]);
  },
);

test('Postgres hangs: what is under way fails when its time is over, the rest fast, and all goes on when it awakes', async () => {
  const load = work();
  await sleep(300);
  await server.freeze();
  await sleep(4_500);
  await server.thaw();
  expect(await load.answersAgain()).toBeLessThan(1_500);
  const { acknowledged, readings } = await load.stop();
  expect([...load.codes]).toEqual(['UNAVAILABLE']);
  // Two seconds until a silent connection is given up, three for the first attempt at a new one.
  expect(load.slowestMs()).toBeLessThan(5_500);
  expect(new Set(readings)).toEqual(new Set([0]));
  await expectKept(acknowledged);
  expect(uncaught).toEqual([]);
});

test('pools that were idle while Postgres was away serve the first that asks', async () => {
  await Promise.all([pools.read`select 1`, pools.write.begin((tx) => tx`select 1`)]);
  await server.stop('at once');
  await server.back();
  await expect(
    Promise.all([pools.read`select 1 as one`, pools.write.begin((tx) => tx`select 2 as two`)]),
  ).resolves.toEqual([[{ one: 1 }], [{ two: 2 }]]);
});
