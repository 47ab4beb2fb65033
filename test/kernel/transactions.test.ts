import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Sql, type Transaction, closeSql, connect, toFault } from '../../src/kernel/db.ts';
import { type TestDatabase, createDatabase } from '../support/database.ts';

let database: TestDatabase;
let sql: Sql;
let admin: Sql;

beforeAll(async () => {
  database = await createDatabase();
  admin = connect({ url: database.url, statementTimeoutMs: 5_000 }, { connections: 2 });
  await admin`create table note (text text primary key deferrable initially deferred)`;
  sql = connect({ url: database.url, statementTimeoutMs: 5_000 }, { connections: 3 });
});
afterAll(async () => {
  await Promise.all([closeSql(sql), closeSql(admin)]);
  await database[Symbol.asyncDispose]();
});

const notes = async (): Promise<string[]> =>
  (await admin`select text from note order by text`).map((row) => row['text'] as string);
const backend = async (tx: Sql | Parameters<Parameters<Sql['begin']>[0]>[0]): Promise<number> =>
  (await tx<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]!.pid;
const kill = async (pid: number): Promise<void> => {
  await admin`select pg_terminate_backend(${pid}, 1000)`;
};

describe('a transaction', () => {
  test('commits what it did, or nothing', async () => {
    expect(await sql.begin(async (tx) => (await tx`insert into note values ('kept')`).count)).toBe(1);
    const work = sql.begin(async (tx) => {
      await tx`insert into note values ('dropped')`;
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await notes()).toEqual(['kept']);
  });

  test('fails when a statement failed, also when nobody looked', async () => {
    const work = sql.begin(async (tx) => {
      await tx`insert into note values ('before')`;
      await tx`select 1 / 0`.catch(() => {});
      return 'fine';
    });
    await expect(work).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await notes()).toEqual(['kept']);
  });

  test('fails when only the commit finds out', async () => {
    await expect(sql.begin((tx) => tx`insert into note values ('kept')`)).rejects.toMatchObject({ code: '23505' });
    expect(await sql.begin(backend)).toBeGreaterThan(0);
  });

  test('takes no statement when it is over', async () => {
    let late: Promise<unknown> | undefined;
    const work = sql.begin(async (tx) => {
      late = sleep(50).then(() => tx`insert into note values ('late')`);
      await tx`select 1 / 0`;
    });
    await expect(work).rejects.toMatchObject({ code: '22012' });
    await expect(late).rejects.toMatchObject({
      code: 'INTERNAL',
      internal: 'a statement came when its transaction was over',
    });
    expect(await notes()).toEqual(['kept']);
  });

  test('sends statements that are not awaited one by one in their order', async () => {
    const order = await sql.begin((tx) =>
      Promise.all([1, 2, 3, 4, 5].map((n) => tx`select ${n}::int as n, clock_timestamp() as at`)),
    );
    const times = order.map(([row]) => row!['at'] as Date);
    expect(order.map(([row]) => row!['n'])).toEqual([1, 2, 3, 4, 5]);
    expect(times).toEqual(times.toSorted((a, b) => a.getTime() - b.getTime()));
  });
});

describe('a statement that is sent and not waited for', () => {
  const noteAndSend = (text: string, failing: (tx: Transaction) => void): Promise<void> =>
    sql.begin((tx) => {
      tx.send(tx`insert into note values (${text})`);
      failing(tx);
      tx.send(tx`insert into note values (${`${text} behind`})`);
    });
  afterAll(() => admin`delete from note where text <> 'kept'`);
  const divide = (by: number) => (tx: Transaction) => tx.send(tx`select 1 / ${by}::int`);

  test('is carried out before the commit is answered', async () => {
    await noteAndSend('sent', divide(1));
    expect(await notes()).toEqual(['kept', 'sent', 'sent behind']);
  });

  test('and fails, fails the whole, whether its connection knew it or not', async () => {
    for (let time = 0; time < 8; time++) {
      await expect(noteAndSend('dropped', divide(0))).rejects.toMatchObject({ code: '22012' });
    }
    expect(await notes()).toEqual(['kept', 'sent', 'sent behind']);
  });

  test('and cannot be written, fails the whole, and the connections go on', async () => {
    const noText: unknown = Object.create(null);
    for (let time = 0; time < 4; time++) {
      await expect(
        noteAndSend('dropped', (tx) => tx.send(tx`select ${noText as string}::text`)),
      ).rejects.toBeInstanceOf(Error);
    }
    expect(await notes()).toEqual(['kept', 'sent', 'sent behind']);
    expect(await Promise.all([1, 2, 3, 4].map(() => sql.begin(backend)))).toHaveLength(4);
  });

  test('and fails, is what is told, not what fails because of it', async () => {
    const work = sql.begin(async (tx) => {
      divide(0)(tx);
      await tx`select 1`;
    });
    await expect(work).rejects.toMatchObject({ code: '22012' });
  });

  test('and that the server has forgotten, is not run behind the transaction', async () => {
    const single = connect({ url: database.url, statementTimeoutMs: 5_000 }, { connections: 1 });
    const send = (before: string): Promise<void> =>
      single.begin(async (tx) => {
        await tx.unsafe(before);
        tx.send(tx`insert into note values ('forgotten')`);
        tx.send(tx`delete from note where text = ${'forgotten'}`);
      });
    await send('select 1');
    await send('select 2');
    await expect(send('deallocate all')).rejects.toMatchObject({ code: '26000' });
    expect(await notes()).not.toContain('forgotten');
    await closeSql(single);
  });
});

describe('a connection that is lost in a transaction', () => {
  const losses: Record<string, (tx: Parameters<Parameters<Sql['begin']>[0]>[0], pid: number) => Promise<unknown>> = {
    'while a statement runs': async (tx, pid) => Promise.all([tx`select pg_sleep(10)`, kill(pid)]),
    'between two statements': async (tx, pid) => {
      await kill(pid);
      await sleep(20);
      return tx`insert into note values ('lost')`;
    },
    'while work waits for something else': async (_tx, pid) => {
      await kill(pid);
      return sleep(60_000);
    },
    'while others wait behind it': async (tx, pid) =>
      Promise.all([
        tx`select pg_sleep(10)`,
        ...['a', 'b', 'c'].map((text) => tx`insert into note values (${text})`),
        kill(pid),
      ]),
    'and whose work goes on regardless': async (tx, pid) => {
      await Promise.all([tx`select pg_sleep(10)`.catch(() => {}), kill(pid)]);
      return tx`insert into note values ('lost')`;
    },
  };

  test.each(Object.entries(losses))('%s fails it, and no statement runs outside of it', async (_when, lose) => {
    const uncaught: unknown[] = [];
    const note = (error: unknown): number => uncaught.push(error);
    process.on('uncaughtException', note);
    const lost = sql.begin(async (tx) => {
      await tx`insert into note values ('first')`;
      return lose(tx, await backend(tx));
    });
    const fault = await lost.then(() => undefined, toFault);
    await Promise.all(Array.from({ length: 6 }, () => sql.begin(backend)));
    process.off('uncaughtException', note);
    expect(fault?.code).toBe('UNAVAILABLE');
    expect(uncaught).toEqual([]);
    expect(await notes()).toEqual(['kept']);
  });

  test('leaves no trace, however often and wherever it happens', async () => {
    const run = fc.record({
      text: fc.uuid(),
      statements: fc.integer({ min: 1, max: 4 }),
      killAt: fc.option(fc.integer({ min: 0, max: 4 })),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(run, { selector: ({ text }) => text, minLength: 1, maxLength: 12 }),
        async (runs) => {
          await admin`truncate note`;
          const kills: Promise<void>[] = [];
          const outcomes = await Promise.allSettled(
            runs.map(({ text, statements, killAt }) =>
              sql.begin(async (tx) => {
                const pid = await backend(tx);
                for (let n = 0; n < statements; n++) {
                  if (n === killAt) kills.push(kill(pid));
                  await tx`insert into note values (${`${text} ${n}`})`;
                }
                return Array.from({ length: statements }, (_, n) => `${text} ${n}`);
              }),
            ),
          );
          await Promise.all(kills);
          const acknowledged = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
          const found = await notes();
          expect(found).toEqual(expect.arrayContaining(acknowledged));
          // Whole transactions only: one that was killed while it committed may be there, unacknowledged.
          for (const { text, statements } of runs)
            expect([0, statements]).toContain(found.filter((note) => note.startsWith(text)).length);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('connections for transactions', () => {
  beforeAll(async () => {
    await closeSql(sql);
    sql = connect({ url: database.url, statementTimeoutMs: 5_000 }, { connections: 3 });
  });

  test('are as many as were asked for', async () => {
    const pids = new Set<number>();
    let atOnce = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 12 }, () =>
        sql.begin(async (tx) => {
          most = Math.max(most, ++atOnce);
          pids.add(await backend(tx));
          await sleep(10);
          atOnce -= 1;
        }),
      ),
    );
    expect({ most, pids: pids.size }).toEqual({ most: 3, pids: 3 });
  });

  test('are closed when nobody needs them for a minute, and fail nobody who comes then', async () => {
    const single = connect({ url: database.url, statementTimeoutMs: 5_000 }, { connections: 1 });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    const first = await single.begin(backend);
    vi.advanceTimersByTime(59_000);
    expect(await single.begin(backend)).toBe(first);
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    expect(await single.begin(backend)).not.toBe(first);
    await expect.poll(() => admin`select 1 from pg_stat_activity where pid = ${first}`).toEqual([]);
    await closeSql(single);
  });

  test('are given in turn', async () => {
    const single = connect({ url: database.url, statementTimeoutMs: 5_000 }, { connections: 1 });
    const order: number[] = [];
    await Promise.all(Array.from({ length: 9 }, (_, number) => single.begin(async () => order.push(number))));
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    await closeSql(single);
  });

  test('are let go when a pool closes; what is under way ends first', async () => {
    const closing = connect({ url: database.url, statementTimeoutMs: 5_000 }, { connections: 2 });
    const working = closing.begin(async (tx) => {
      await sleep(200);
      return backend(tx);
    });
    await sleep(50);
    const closed = closeSql(closing, 2_000);
    await expect(closing.begin(backend)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const pid = await working;
    await closed;
    await expect.poll(() => admin`select 1 from pg_stat_activity where pid = ${pid}`).toEqual([]);
  });

  test('are cut when a pool closes and work does not end', async () => {
    const closing = connect({ url: database.url, statementTimeoutMs: 5_000 }, { connections: 1 });
    const working = closing.begin((tx) => tx`select pg_sleep(4)`).then(() => 'ended', toFault);
    await sleep(100);
    await closeSql(closing, 200);
    expect(await working).toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('are refused after three seconds when all are taken', async () => {
    const release = Promise.withResolvers<void>();
    const taken = Array.from({ length: 3 }, () => sql.begin(() => release.promise));
    const start = performance.now();
    await expect(sql.begin(backend)).rejects.toMatchObject({ code: 'UNAVAILABLE', internal: 'no free connection' });
    expect(performance.now() - start).toBeLessThan(3_500);
    release.resolve();
    await Promise.all(taken);
    expect(await sql.begin(backend)).toBeGreaterThan(0);
  });
});
