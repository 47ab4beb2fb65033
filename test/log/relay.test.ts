import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { append } from '../../src/log/append.ts';
import { listEvents, relayEvents } from '../../src/log/store.ts';
import { type TestLog, appendMany, createLog, newEvent, range, readUntil, startReader } from './support/log.ts';

let shared: TestLog;
beforeEach(async () => {
  shared = await createLog();
});
afterEach(() => shared[Symbol.asyncDispose]());

/** A transaction that appends events of some subjects, takes its time, and commits or not. */
interface Write {
  subjects: number[];
  lingerMs: number;
  commits: boolean;
}

const write: fc.Arbitrary<Write> = fc.record({
  subjects: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
  lingerMs: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) },
  ),
  commits: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});

/** Lets 16 writers carry out the writes; answers the ids of the events that were committed. */
async function carryOut(run: string, writes: readonly Write[]): Promise<Set<string>> {
  const left = [...writes];
  const committed = new Set<string>();
  const writer = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { subjects, lingerMs, commits } = next;
      const appended: string[] = [];
      const work = shared.sql.begin(async (tx) => {
        // Locked in the order of ids, as every command does.
        for (const subject of subjects.toSorted((a, b) => a - b)) {
          const event = newEvent({ subject: `${run} ${subject}` });
          append(tx, event);
          appended.push(event.id);
        }
        await sleep(lingerMs);
        if (!commits) throw new Error('rolled back');
      });
      await work.then(
        () => appended.forEach((id) => committed.add(id)),
        () => {},
      );
      shared.log.wake();
    }
  };
  await Promise.all(Array.from({ length: 16 }, writer));
  return committed;
}

test('whatever 16 writers do, each reader hears every committed event once, in positions without a gap and each subject in its order', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 80 }), async (writes) => {
      const after = await shared.log.flush();
      const other = await shared.another();
      const readers = [shared.log, other].map((log) => startReader(log, after));
      const committed = await carryOut(`run ${run++}`, writes);
      const end = after + committed.size;
      expect(await shared.log.flush()).toBe(end);
      for (const reader of readers) {
        const events = await reader.upTo(end);
        expect(events.map(({ position }) => position)).toEqual(range(after + 1, end));
        expect(new Set(events.map(({ id }) => id))).toEqual(committed);
        for (const [, ofSubject] of Map.groupBy(events, ({ subject }) => subject)) {
          expect(ofSubject.map(({ sequence }) => sequence)).toEqual(range(1, ofSubject.length));
        }
      }
      await other.close();
    }),
    { numRuns: 20 },
  );
});

/** Writes on until so much is settled. Transactions of other tests, in other databases of the server, hold it up meanwhile. */
async function expectSettled(id: number): Promise<void> {
  await expect
    .poll(
      async () => {
        await shared.sql.begin((tx) => appendMany(tx, 300));
        await shared.log.flush();
        const [head] = await shared.admin<{ settledId: number }[]>`select settled_id from log.head`;
        return head!.settledId;
      },
      { timeout: 15_000, interval: 20 },
    )
    .toBeGreaterThanOrEqual(id);
}

describe('an event that commits late', () => {
  test('with a lower id than others comes behind them, and is skipped by nobody', async () => {
    const commit = Promise.withResolvers<void>();
    const late = newEvent({ subject: 'late' });
    const appended = Promise.withResolvers<void>();
    const working = shared.sql.begin(async (tx) => {
      append(tx, late);
      await tx`select 'It is appended by now.'`;
      appended.resolve();
      await commit.promise;
    });
    await appended.promise;
    for (const number of range(1, 30)) {
      await shared.write({ subject: `early ${number}` });
      expect(await shared.log.flush()).toBe(number);
    }
    commit.resolve();
    await working;
    expect(await shared.log.flush()).toBe(31);
    const events = await readUntil(shared.log, 0, ({ length }) => length === 31);
    expect(events.at(-1)).toMatchObject({ id: late.id, position: 31, sequence: 1 });
  });

  test('is found behind what was settled meanwhile', async () => {
    const commit = Promise.withResolvers<void>();
    const appended = Promise.withResolvers<number>();
    const working = shared.sql.begin(async (tx) => {
      append(tx, newEvent({ subject: 'late' }));
      const [row] = await tx<{ xid: number }[]>`select pg_current_xact_id()::text::bigint as xid`;
      appended.resolve(row!.xid);
      await commit.promise;
    });
    const xid = await appended.promise;
    for (const round of range(1, 5)) {
      await shared.sql.begin((tx) => appendMany(tx, 300));
      await shared.log.flush();
      const [head] = await shared.admin<
        { settledId: number; markXid: number }[]
      >`select settled_id, mark_xid from log.head`;
      expect(head!.settledId, `round ${round}`).toBeLessThan(1);
      expect(head!.markXid).toBeGreaterThan(xid);
    }
    commit.resolve();
    await working;
    expect(await shared.log.flush()).toBe(1_501);
    await expectSettled(1_501);
  });
});

test('what is settled follows the log while a backup holds an old snapshot, and little is written for that', async () => {
  const backup = shared.pool(undefined, 1);
  const end = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const holding = backup.begin(async (tx) => {
    await tx`set transaction isolation level repeatable read`;
    await tx`select 1 from log.event`;
    begun.resolve();
    await end.promise;
  });
  await begun.promise;
  const versions = async (): Promise<number> => {
    await shared.admin`select pg_stat_force_next_flush()`;
    const [row] = await shared.admin<{ n: number }[]>`
      select n_tup_upd as n from pg_stat_user_tables where schemaname = 'log' and relname = 'head'`;
    return row!.n;
  };
  const before = await versions();
  for (let round = 0; round < 100; round++) {
    await shared.sql.begin((tx) => appendMany(tx, 20));
    await shared.log.flush();
  }
  expect((await versions()) - before).toBeLessThan(10);
  await expectSettled(1_500);
  end.resolve();
  await holding;
});

test('a log that was restored into a cluster with other transaction ids goes on', async () => {
  const writeMany = async (): Promise<number> => {
    await shared.sql.begin((tx) => appendMany(tx, 300));
    return shared.log.flush();
  };
  expect(await writeMany()).toBe(300);
  await shared.admin`update log.head set mark_xid = 1000000000000000`;
  for (const round of range(2, 4)) expect(await writeMany()).toBe(300 * round);
  await expectSettled(900);
  const [head] = await shared.admin<{ markXid: number }[]>`select mark_xid from log.head`;
  expect(head!.markXid).toBeLessThan(1000000000000000);
});

test('many hubs that relay at once give each event one position', async () => {
  await shared.log.close();
  await shared.sql.begin((tx) => appendMany(tx, 3_000));
  const pools = range(1, 6).map(() => shared.pool('selfsame_log', 1));
  const given = await Promise.all(
    pools.flatMap((sql) => range(1, 10).map(() => relayEvents(sql, { limit: 100, after: 0, page: 1 }))),
  );
  expect(given.reduce((sum, relayed) => sum + relayed.given, 0)).toBe(3_000);
  const events = await listEvents(shared.logSql, 0, 5_000);
  expect(events.map(({ position }) => position)).toEqual(range(1, 3_000));
});

test('a relay that is asked for inside a transaction with writes settles nothing', async () => {
  await shared.log.close();
  for (let round = 0; round < 4; round++) {
    await shared.admin.begin(async (tx) => {
      await appendMany(tx, 500);
      await tx`select * from log.relay(1000, 0, 1)`;
    });
  }
  const [head] = await shared.admin`select log.last_position() as last, settled_id, mark_id from log.head`;
  expect(head).toEqual({ last: 2_000, settledId: 0, markId: 0 });
});
