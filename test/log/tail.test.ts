import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { append } from '../../src/log/append.ts';
import { relayEvents } from '../../src/log/store.ts';
import { type TestLog, appendMany, createLog, newEvent, range, readUntil, startReader } from './support/log.ts';

let shared: TestLog;
beforeEach(async () => {
  shared = await createLog();
});
afterEach(() => shared[Symbol.asyncDispose]());

/** Appends without telling any log. */
const appendSilently = (count: number, data?: object): Promise<void> =>
  shared.sql.begin((tx) => appendMany(tx, count, data));

describe('an event reaches readers', () => {
  test('in this process as soon as it is told', async () => {
    const reading = shared.log.read(0);
    await shared.write({ subject: 'p', data: { fields: ['NAME'] }, traceparent: '00-1-2-01' });
    expect(await reading).toMatchObject([
      {
        position: 1,
        sequence: 1,
        source: 'person',
        type: 'dev.selfsame.identity.updated.v1',
        name: 'identity.updated',
        subject: 'p',
        data: { fields: ['NAME'] },
        actor: 'crm',
        traceparent: '00-1-2-01',
      },
    ]);
  });

  test('of another hub by a notification, without waiting for the poll', async () => {
    const other = await shared.another();
    const times: number[] = [];
    for (let number = 0; number < 9; number++) {
      const reading = other.read(number);
      await sleep(20);
      const start = performance.now();
      await shared.write();
      await reading;
      times.push(performance.now() - start);
    }
    expect(times.toSorted((a, b) => a - b)[4]).toBeLessThan(100);
  });

  test('when nobody tells and no notification comes, by the poll', async () => {
    const reading = shared.log.read(0);
    await appendSilently(3);
    const start = performance.now();
    expect(await reading).toHaveLength(3);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  test('when its notification was lost with the connection that listened', async () => {
    const other = await shared.another();
    await shared.admin`
      select pg_terminate_backend(pid, 1000) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`;
    const reading = other.read(0);
    await shared.write();
    expect(await reading).toHaveLength(1);
    // And it listens again.
    await expect
      .poll(
        () => shared.admin`select 1 from pg_stat_activity where datname = current_database() and query ilike 'listen%'`,
      )
      .toHaveLength(2);
  });
});

describe('flush', () => {
  test('covers all that was committed before the call, however busy the log is', async () => {
    let isBusy = true;
    const busy = Promise.all(
      range(1, 4).map(async (writer) => {
        while (isBusy) await shared.write({ subject: `busy ${writer}` });
      }),
    );
    for (let round = 0; round < 20; round++) {
      const event = newEvent({ subject: 'mine' });
      await shared.sql.begin((tx) => append(tx, event));
      const position = await shared.log.flush();
      const [row] = await shared.admin<
        { position: number }[]
      >`select position from log.event where event_id = ${event.id}`;
      expect(row!.position).toBeLessThanOrEqual(position);
      const after = row!.position - 1;
      expect((await shared.log.read(after, AbortSignal.timeout(0)))[0]).toMatchObject({ id: event.id });
    }
    isBusy = false;
    await busy;
  });

  test('covers what waits in more than one batch', async () => {
    await appendSilently(2_500);
    expect(await shared.log.flush()).toBe(2_500);
  });

  test('of a crowd costs two relays', async () => {
    const [before] = await shared.admin<
      { calls: number }[]
    >`select pg_stat_get_db_xact_commit(oid) as calls from pg_database where datname = current_database()`;
    expect(new Set(await Promise.all(range(1, 200).map(() => shared.log.flush())))).toEqual(new Set([0]));
    await sleep(50);
    const [after] = await shared.admin<
      { calls: number }[]
    >`select pg_stat_get_db_xact_commit(oid) as calls from pg_database where datname = current_database()`;
    expect(after!.calls - before!.calls).toBeLessThan(20);
  });
});

describe('readers', () => {
  test('that begin anywhere hear all behind, from memory or from the database', async () => {
    await appendSilently(12_000);
    await shared.log.flush();
    await shared.write();
    await shared.log.flush();
    for (const after of [0, 1, 499, 500, 5_000, 11_999, 12_000]) {
      const events = await readUntil(shared.log, after, (read) => read.at(-1)?.position === 12_001);
      expect(events.map(({ position }) => position)).toEqual(range(after + 1, 12_001));
    }
  });

  test('near the head need no database', async () => {
    await shared.write();
    await shared.log.flush();
    await shared.logSql.end({ timeout: 0 });
    expect(await shared.log.read(0)).toHaveLength(1);
  });

  test('get no more than they ask for', async () => {
    await appendSilently(700);
    await shared.log.flush();
    expect(await shared.log.read(0)).toHaveLength(500);
    expect(await shared.log.read(100, undefined, 7)).toMatchObject(range(101, 107).map((position) => ({ position })));
  });

  test('that leave are let go at once', async () => {
    const controllers = range(1, 500).map(() => new AbortController());
    const reads = controllers.map(({ signal }) => shared.log.read(0, signal));
    for (const controller of controllers) controller.abort();
    expect(new Set((await Promise.all(reads)).map(({ length }) => length))).toEqual(new Set([0]));
    expect(await shared.log.read(0, AbortSignal.abort())).toEqual([]);
  });

  test('are ended when the log closes, also those who ask again and again', async () => {
    const waiting = shared.log.read(0);
    const other = await shared.another();
    const asking = (async () => {
      for (let asked = 0; asked < 1_000; asked++) await other.read(0);
      return 'all answered';
    })();
    await Promise.all([shared.log.close(), other.close()]);
    expect(await waiting).toEqual([]);
    expect(await asking).toBe('all answered');
    await sleep(0);
  });

  test('that fell behind what is kept are told so', async () => {
    await appendSilently(20);
    await shared.log.close();
    await relayEvents(shared.logSql, { limit: 100, after: 0, page: 1 });
    const other = await shared.another();
    await shared.admin`delete from log.event where position <= 10`;
    await expect(other.read(5)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    expect((await other.read(10))[0]).toMatchObject({ position: 11 });
    await shared.admin`delete from log.event`;
    await expect(other.read(12)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  });
});

test('a crowd of readers that leaves wakes nobody who stays, and two that share a signal both end', async () => {
  const after = await shared.log.flush();
  const staying = new AbortController();
  let looks = 0;
  // Whoever is woken looks at its signal.
  Object.defineProperty(staying.signal, 'aborted', { get: () => (looks++, false) });
  const stay = shared.log.read(after, staying.signal);
  const leaving = Array.from({ length: 200 }, () => new AbortController());
  const left = leaving.flatMap(({ signal }) => [shared.log.read(after, signal), shared.log.read(after, signal)]);
  for (const one of leaving) {
    one.abort();
    await turn();
  }
  expect((await Promise.all(left)).flat()).toEqual([]);
  expect(looks).toBeLessThan(5);
  await shared.write();
  expect(await stay).toHaveLength(1);
});

test('a hundred readers beside 50,000 events: each hears all, and memory stays bounded', async () => {
  const readers = range(1, 100).map(() => {
    let heard = 0;
    const reading = (async () => {
      while (heard < 50_000) heard += (await shared.log.read(heard)).length;
    })();
    return { heard: () => heard, reading };
  });
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let round = 0; round < 50; round++) {
    await appendSilently(1_000, {
      recordId: 'x'.repeat(36),
      claimIds: ['y'.repeat(36), 'z'.repeat(36)],
      fields: ['NAME'],
    });
    shared.log.wake();
  }
  await Promise.all(readers.map(({ reading }) => reading));
  expect(readers.map(({ heard }) => heard())).toEqual(range(1, 100).map(() => 50_000));
  globalThis.gc?.();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(150e6);
}, 60_000);

test('a reader at each end of a slow and a fast hub hears the same', async () => {
  const other = await shared.another();
  const readers = [startReader(shared.log, 0), startReader(other, 0), startReader(shared.log, 0)];
  await Promise.all(
    range(1, 8).map(async (writer) => {
      for (let number = 0; number < 25; number++) await shared.write({ subject: `w ${writer}` });
    }),
  );
  const [first, ...rest] = await Promise.all(readers.map((reader) => reader.upTo(200)));
  for (const events of rest) expect(events.map(({ id }) => id)).toEqual(first!.map(({ id }) => id));
});
