import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Sql, closeSql, connect, toFault } from '../../src/kernel/db.ts';
import { type FakeServer, startTlsProxy } from './support/servers.ts';

let secure: FakeServer;
beforeAll(async () => {
  secure = await startTlsProxy(inject('postgresUrl'));
});
afterAll(() => secure[Symbol.asyncDispose]());

async function withPool<T>(url: string, sslMode: string, use: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect({ url: `${url}?sslmode=${sslMode}`, statementTimeoutMs: 2_000 }, { connections: 2 });
  try {
    return await use(sql);
  } finally {
    await closeSql(sql, 500);
  }
}
const read = (sql: Sql): PromiseLike<unknown> => sql`select 1 as one`;
const write = (sql: Sql): Promise<unknown> => sql.begin((tx) => tx`select 1 as one`);

describe('sslmode', () => {
  test.each(['allow', 'prefer', 'require'])(
    '%s encrypts where the server can, and asks for no authority',
    async (mode) => {
      expect(await withPool(secure.url, mode, async (sql) => [await read(sql), await write(sql)])).toEqual([
        [{ one: 1 }],
        [{ one: 1 }],
      ]);
    },
  );

  test.each(['allow', 'prefer'])('%s goes on without where the server cannot', async (mode) => {
    expect(await withPool(inject('postgresUrl'), mode, async (sql) => read(sql))).toEqual([{ one: 1 }]);
  });

  test('require refuses a server that cannot', async () => {
    await expect(withPool(inject('postgresUrl'), 'require', async (sql) => read(sql))).rejects.toThrow(
      'does not speak TLS',
    );
  });

  test.each(['verify-ca', 'verify-full'])('%s refuses a certificate that no known authority signed', async (mode) => {
    await expect(withPool(secure.url, mode, async (sql) => read(sql))).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });
});

test('an encrypted connection that is lost fails what runs on it, and the pool goes on', async () => {
  await withPool(secure.url, 'require', async (sql) => {
    const admin = connect({ url: inject('postgresUrl'), statementTimeoutMs: 2_000 }, { connections: 1 });
    const lost = sql.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await Promise.all([tx`select pg_sleep(1)`, admin`select pg_terminate_backend(${row!.pid})`]);
    });
    expect(toFault(await lost.catch((error: unknown) => error)).code).toBe('UNAVAILABLE');
    expect(await write(sql)).toEqual([{ one: 1 }]);
    await closeSql(admin);
  });
});
