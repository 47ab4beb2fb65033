import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLogger } from '../../src/kernel/logger.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { toCursor } from '../../src/log/cursor.ts';
import type { Sql } from '../../src/kernel/db.ts';
import { expireEvents, forgetEvents } from '../../src/log/retention.ts';
import { subscribe } from '../../src/log/subscription.ts';
import { startRetention } from '../../src/retention/sweep.ts';
import { consentRetained } from '../../src/subgraphs/consent/retention/retained.ts';
import { testClock } from '../support/clock.ts';
import { testActor } from './support/actor.ts';
import { type TestLog, createLog, range } from './support/log.ts';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-06-01T00:00:00Z');
const at = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MS);

let shared: TestLog;
/** Who lets events go. */
let sql: Sql;
beforeEach(async () => {
  shared = await createLog();
  sql = shared.pool('selfsame_consent', 3);
});
afterEach(() => shared[Symbol.asyncDispose]());

/** Events of these hours, in this order. */
async function writeAt(...hours: number[]): Promise<void> {
  for (const hour of hours) await shared.write({ time: at(hour) });
  await shared.log.flush();
}
const kept = async (): Promise<number[]> =>
  (await shared.admin<{ position: number }[]>`select position from log.event order by position`).map(
    ({ position }) => position,
  );
const oldest = async (): Promise<number> => {
  await shared.log.flush();
  return shared.log.head().oldest;
};

test('old events are first no longer promised, and gone an hour later; young ones stay', async () => {
  await writeAt(-100, -50, -30, -20, -1);
  expect(await expireEvents(sql, at(-24), NOW)).toBe(1);
  expect(await oldest()).toBe(4);
  expect(await kept()).toEqual([1, 2, 3, 4, 5]);
  expect(await forgetEvents(sql, 1, 100)).toBe(0);

  expect(await expireEvents(sql, at(-23), at(1))).toBe(4);
  expect(await forgetEvents(sql, 4, 100)).toBe(3);
  expect(await kept()).toEqual([4, 5]);
});

test('no more is deleted at once than was asked for, and nothing that is still promised', async () => {
  await writeAt(...range(1, 20).map((hour) => hour - 100));
  await expireEvents(sql, at(-90), NOW);
  expect(await oldest()).toBe(10);
  expect(await forgetEvents(sql, 1_000, 4)).toBe(4);
  expect(await forgetEvents(sql, 1_000, 100)).toBe(5);
  expect(await forgetEvents(sql, 1_000, 100)).toBe(0);
  expect(await kept()).toEqual(range(10, 20));
});

test('of many hubs, one does the work of an hour', async () => {
  await writeAt(-100, -1);
  const outcomes = await Promise.all(range(1, 8).map(() => expireEvents(sql, at(-24), NOW)));
  expect(outcomes.filter((outcome) => outcome !== undefined)).toEqual([1]);
  expect(await expireEvents(sql, at(-24), at(0.5))).toBeUndefined();
  expect(await expireEvents(sql, at(-24), at(1))).toBe(2);
});

test('a log whose events are all old forgets them, and goes on counting', async () => {
  await writeAt(-100, -90);
  await expireEvents(sql, at(-24), NOW);
  await expireEvents(sql, at(-24), at(1));
  expect(await forgetEvents(sql, 3, 100)).toBe(2);
  await writeAt(0);
  expect(await kept()).toEqual([3]);
  const [row] = await shared.admin`select sequence from log.event`;
  expect(row).toEqual({ sequence: 3 });
});

test('the first event that is kept is the first that is young enough, wherever it lies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 30 }), fc.nat({ max: 30 }), async (old, young) => {
      await shared.admin`truncate log.event`;
      await shared.admin`update log.head set position = 0, oldest = 1, expired_at = null`;
      await shared.admin`
        insert into log.event (position, event_id, source, type, subject, sequence, time, data, actor)
        select n, gen_random_uuid(), 's', 't', 's', n, ${NOW}::timestamptz - interval '1 hour' * case when n <= ${old} then 48 else 1 end, '{}', 'a'
        from generate_series(1, ${old + young}::int) n`;
      await shared.admin`update log.head set position = ${old + young}`;
      await expireEvents(sql, at(-24), NOW);
      expect((await shared.admin`select oldest from log.head`)[0]).toEqual({ oldest: old + 1 });
    }),
    { numRuns: 40 },
  );
});

test('subscribers: `earliest` begins at what is promised, an older cursor is expired, one under way has an hour to pass', async () => {
  await writeAt(-100, -99, -98, -1, 0);
  const open = (after: string) =>
    subscribe({
      log: shared.log,
      clock: systemClock,
      actor: testActor(),
      after,
      accept: () => true,
      map: ({ position }) => ({ position }),
    });
  const underWay = await open('earliest');
  expect((await underWay.next()).value).toMatchObject({ position: 1 });
  await expireEvents(sql, at(-24), NOW);
  expect((await (await open('earliest')).next()).value).toMatchObject({ position: 4 });
  const { logId } = shared.log.head();
  await expect(open(toCursor(logId, 2))).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  expect((await (await open(toCursor(logId, 3))).next()).value).toMatchObject({ position: 4 });
  expect([(await underWay.next()).value, (await underWay.next()).value]).toMatchObject([
    { position: 2 },
    { position: 3 },
  ]);
});

test('the hub sees to it by itself, in batches, until it stops', async () => {
  await shared.admin`
    select log.append(gen_random_uuid(), 't', 's', ${at(-100)}, '{}', 'a', null) from generate_series(1, 2500)`;
  await writeAt(-1);
  const clock = testClock(NOW.toISOString());
  await shared.admin`update consent.retention_task set period_ms = ${24 * HOUR_MS} where subject = 'EVENTS'`;
  const sweep = startRetention({
    pools: { read: sql, write: sql },
    log: shared.log,
    clock,
    logger: silentLogger,
    retention: { settle: async () => {}, retained: consentRetained },
  });
  await expect.poll(oldest, { timeout: 5_000 }).toBe(2_501);
  expect(await kept()).toHaveLength(2_501);
  clock.advance(HOUR_MS);
  // The last one tells that the others went.
  await expect.poll(kept, { timeout: 5_000 }).toEqual([2_501, 2_502]);
  await sweep.stop();
});
