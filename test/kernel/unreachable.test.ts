import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { type Sql, closeSql, connect, toFault } from '../../src/kernel/db.ts';
import { refusedUrl, startFakeServer, startProxy } from './support/servers.ts';

const open: Sql[] = [];
const pool = (url: string, connections: number, statementTimeoutMs = 1_000): Sql => {
  const sql = connect({ url, statementTimeoutMs }, { connections });
  open.push(sql);
  return sql;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((sql) => closeSql(sql, 0)));
});

/** The codes of the faults that `count` reads and as many transactions meet at once, and how long the last one took. */
async function ask(sql: Sql, count: number): Promise<{ codes: string[]; tookMs: number }> {
  const start = performance.now();
  const asked = Array.from({ length: count }, () => [sql`select 1`, sql.begin((tx) => tx`select 1`)]).flat();
  const outcomes = await Promise.all(
    asked.map((query) =>
      query.then(
        () => 'answered',
        (error: unknown) => toFault(error).code,
      ),
    ),
  );
  return { codes: [...new Set(outcomes)], tookMs: performance.now() - start };
}

describe('a crowd of queries is told that the database cannot be reached', () => {
  test('at once when nobody listens', async () => {
    const { codes, tookMs } = await ask(pool(await refusedUrl(), 4), 200);
    expect(codes).toEqual(['UNAVAILABLE']);
    expect(tookMs).toBeLessThan(2_000);
  });

  test('within four seconds when the host does not answer, and at once from then on', async () => {
    await using server = await startFakeServer(() => {});
    const sql = pool(server.url, 4);
    const first = await ask(sql, 100);
    expect(first.codes).toEqual(['UNAVAILABLE']);
    expect(first.tookMs).toBeLessThan(4_000);
    expect((await ask(sql, 100)).tookMs).toBeLessThan(2_000);
    await sleep(500);
    // Long enough after the last look at the server that one of these has to look again.
    expect((await ask(sql, 100)).tookMs).toBeLessThan(2_000);
  });

  test('at once when a proxy accepts and closes, without a storm of connections', async () => {
    await using server = await startFakeServer((socket) => socket.end());
    const { codes, tookMs } = await ask(pool(server.url, 4), 100);
    expect(codes).toEqual(['UNAVAILABLE']);
    expect(tookMs).toBeLessThan(2_000);
    expect(server.accepted()).toBeLessThan(20);
  });

  test('when the name of the host is unknown', async () => {
    const { codes } = await ask(pool('postgres://user:password@host.invalid:5432/database', 2), 4);
    expect(codes).toEqual(['UNAVAILABLE']);
  });

  test('when a connection that was good falls silent, a second after the server should have ended the statement', async () => {
    await using proxy = await startProxy(inject('postgresUrl'));
    const sql = pool(proxy.url, 2, 500);
    await Promise.all([sql`select 1`, sql`select 2`, sql.begin((tx) => tx`select 3`)]);
    proxy.freeze();
    const { codes, tookMs } = await ask(sql, 8);
    expect(codes).toEqual(['UNAVAILABLE']);
    expect(tookMs).toBeLessThan(1_500 + 3_000 + 1_000);
    proxy.thaw();
    await expect.poll(() => sql`select 1 as one`.catch(() => []), { timeout: 5_000 }).toEqual([{ one: 1 }]);
  });
});

test('a statement that takes its time is not taken for a server that is gone', async () => {
  const sql = pool(inject('postgresUrl'), 1, 5_000);
  const [slow] = await Promise.all([sql`select 1 as one, pg_sleep(2)::text as slept`, sql`select 2`]);
  expect(slow).toEqual([{ one: 1, slept: '' }]);
});

test('a statement that takes too long is ended, and its connection goes on', async () => {
  const sql = pool(inject('postgresUrl'), 1, 200);
  const before = await sql`select pg_backend_pid() as pid`;
  expect(toFault(await sql`select pg_sleep(5)`.catch((error: unknown) => error))).toMatchObject({
    code: 'UNAVAILABLE',
  });
  expect(await sql`select pg_backend_pid() as pid`).toEqual(before);
});

test('what Postgres says of values stays out of a fault', async () => {
  const sql = pool(inject('postgresUrl'), 1);
  const error: unknown = await sql`select ${'Ada Lovelace'}::text::int`.catch((reason: unknown) => reason);
  const fault = toFault(error);
  expect(fault).toMatchObject({ code: 'INTERNAL', public: 'Internal error.' });
  expect(`${fault.message} ${fault.public} ${fault.internal}`).not.toContain('Lovelace');
});
