import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sql, closeSql, connect, toFault } from '../../src/kernel/db.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { append } from '../../src/log/append.ts';
import type { LogEvent } from '../../src/log/event.ts';
import { type Log, openLog } from '../../src/log/tail.ts';
import { type OwnServer, startServer } from '../support/server.ts';
import { appendMany, newEvent, range } from './support/log.ts';

let server: OwnServer;
let log: Log;
let logSql: Sql;
let sql: Sql;
const said: string[] = [];

beforeAll(async () => {
  server = await startServer();
  const note = (_details: unknown, text?: string): unknown => said.push(text ?? String(_details));
  const options = { url: server.url, statementTimeoutMs: 1_000 };
  logSql = connect(options, { role: 'selfsame_log', connections: 3 });
  sql = connect(options, { role: 'selfsame_person', connections: 4 });
  log = await openLog(logSql, { info: note, warn: note } as unknown as Logger);
});
afterAll(async () => {
  await log.close();
  await Promise.all([closeSql(logSql, 500), closeSql(sql, 500)]);
  await server[Symbol.asyncDispose]();
});

/** Reads all from `after` to its end, at a pace. */
async function readAll(after: number, limit: number, pauseMs: number, end: () => number): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  while ((events.at(-1)?.position ?? after) < end()) {
    events.push(...(await log.read(events.at(-1)?.position ?? after, undefined, limit)));
    await sleep(pauseMs);
  }
  return events;
}

test('Postgres ends and comes back under readers: near ones and far ones hear all, once, and the log says it once', async () => {
  for (let batch = 0; batch < 15; batch++) await sql.begin((tx) => appendMany(tx, 1_000));
  await log.flush();
  let end = Infinity;
  const readers = [
    readAll(15_000, 500, 0, () => end),
    readAll(15_000, 500, 0, () => end),
    readAll(0, 100, 3, () => end),
  ];
  const acknowledged: string[] = [];
  let isWriting = true;
  const writers = range(1, 4).map(async (writer) => {
    while (isWriting) {
      const event = newEvent({ subject: `writer ${writer}` });
      await sql
        .begin((tx) => append(tx, event))
        .then(
          () => (log.wake(), acknowledged.push(event.id)),
          () => sleep(5),
        );
    }
  });
  for (const how of ['at once', 'in order', 'at once'] as const) {
    await sleep(300);
    await server.stop(how);
    await sleep(500);
    const start = performance.now();
    expect(toFault(await log.flush().catch((error: unknown) => error)).code).toBe('UNAVAILABLE');
    expect(performance.now() - start).toBeLessThan(4_000);
    await server.back();
    await expect
      .poll(
        () =>
          log.flush().then(
            () => true,
            () => false,
          ),
        { timeout: 1_500, interval: 20 },
      )
      .toBe(true);
  }
  await sleep(200);
  isWriting = false;
  await Promise.all(writers);
  // One more, so that readers that wait at the head come to the end.
  end = (await log.flush()) + 1;
  await sql.begin((tx) => append(tx, newEvent()));
  log.wake();

  const heard = await Promise.all(readers);
  expect(heard[0]!.map(({ position }) => position)).toEqual(range(15_001, end));
  expect(heard[1]!.map(({ id }) => id)).toEqual(heard[0]!.map(({ id }) => id));
  expect(heard[2]!.map(({ position }) => position)).toEqual(range(1, end));
  expect(heard[0]!.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
  expect(acknowledged.length).toBeGreaterThan(20);
  expect(said.filter((line) => line.includes('cannot be read')).length).toBeLessThanOrEqual(9);
  expect(said.at(-1)).toBe('the log can be read again');
}, 60_000);

test('Postgres hangs under readers: they wait, and go on when it awakes', async () => {
  const after = await log.flush();
  await server.freeze();
  const reading = log.read(after);
  const far = log.read(0, undefined, 10);
  await sleep(3_000);
  await server.thaw();
  await expect
    .poll(
      () =>
        sql
          .begin((tx) => append(tx, newEvent()))
          .then(() => 'appended')
          .catch(() => 'not yet'),
      { timeout: 5_000 },
    )
    .toBe('appended');
  log.wake();
  expect((await reading)[0]).toMatchObject({ position: after + 1 });
  expect(await far).toHaveLength(10);
}, 30_000);
