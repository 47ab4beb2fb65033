import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir, realpath, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, test, vi } from 'vitest';
import { type LocalPostgres, startLocalPostgres } from '../../src/local/postgres.ts';
import { commandLine } from '../../src/local/postgres/process.ts';
import { temporaryFolder } from './temporary.ts';

const asRoot = process.getuid?.() === 0;
const log = { info() {}, warn() {} };
const start = (dataDir: string) => startLocalPostgres({ dataDir, log });

/** Runs one statement on a connection of its own. */
async function query<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe<Row[]>(statement))];
  } finally {
    await sql.end();
  }
}

/** The id of the server process, as its lock file says. */
async function serverPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8'), 10);
}

/** Another process that uses the same data folder. */
async function otherUser(
  dataDir: string,
): Promise<{ url: string; process: ChildProcess; end(signal: NodeJS.Signals): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'postgres-user.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const end = async (signal: NodeJS.Signals) => {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return { url: line.toString().trim(), process: child, end };
}

describe('a first start', () => {
  test('gives a PostgreSQL 18 with checksums, UTF-8 and a role that is no superuser', async () => {
    await using folder = await temporaryFolder();
    const { url, stop } = await start(join(folder.path, 'data'));
    const [row] = await query(
      url,
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('data_checksums') AS checksums,
              current_setting('server_encoding') AS encoding, current_setting('max_connections')::int AS connections,
              current_setting('listen_addresses') AS addresses, lower('ÄÉ') AS folded, rolsuper, rolcreaterole, rolcreatedb
         FROM pg_roles WHERE rolname = current_user`,
    );
    await stop();
    expect(row).toEqual({
      major: 18,
      checksums: 'on',
      encoding: 'UTF8',
      connections: 200,
      addresses: '127.0.0.1',
      folded: 'äé',
      rolsuper: false,
      rolcreaterole: true,
      rolcreatedb: true,
    });
  });

  test('keeps the password from everyone else, and lets nobody in without it', async () => {
    await using folder = await temporaryFolder();
    const { url, stop } = await start(folder.path);
    const wrong = new URL(url);
    wrong.password = 'wrong';
    const superuser = new URL(url);
    superuser.username = 'postgres';
    try {
      expect((await stat(join(folder.path, 'postgres/password'))).mode & 0o777).toBe(0o600);
      await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
      await expect(query(superuser.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    } finally {
      await stop();
    }
  });

  test('by several at once makes one database that all of them use', async () => {
    await using folder = await temporaryFolder();
    const all: LocalPostgres[] = await Promise.all([start(folder.path), start(folder.path), start(folder.path)]);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    await Promise.all(all.map(({ stop }) => stop()));
    expect(await readdir(folder.path)).toEqual(['postgres']);
    expect(await readdir(join(folder.path, 'postgres/data'))).not.toContain('postmaster.pid');
  });

  test.runIf(asRoot)(
    'as root opens its own closed folder for the server to pass through, and for nobody to look into',
    async () => {
      await using folder = await temporaryFolder(0o700);
      const { stop } = await start(folder.path);
      await stop();
      expect((await stat(folder.path)).mode & 0o777).toBe(0o711);
      expect(await realpath(join(folder.path, 'postgres'))).toBe(join(folder.path, 'postgres'));
    },
  );

  test.runIf(asRoot)(
    'as root below a folder closed to others keeps the data where the server can reach it',
    async () => {
      await using folder = await temporaryFolder(0o700);
      const { url, stop } = await start(join(folder.path, 'data'));
      const place = await realpath(join(folder.path, 'data/postgres'));
      try {
        await query(url, 'CREATE TABLE kept (n int)');
        expect(place).toMatch(/^\/var\/lib\/selfsame\//);
        expect((await readFile(join(place, 'used-by'), 'utf8')).trim()).toBe(join(folder.path, 'data/postgres'));
      } finally {
        await stop();
      }
      const again = await start(join(folder.path, 'data'));
      expect(await query(again.url, 'SELECT * FROM kept')).toEqual([]);
      await again.stop();
      await rm(place, { recursive: true });
      await expect(start(join(folder.path, 'data'))).rejects.toMatchObject({
        code: 'CONFIGURATION',
        public: expect.stringContaining('link to a folder that is gone'),
      });
    },
  );
});

describe('a second start', () => {
  test('keeps the data, the password and the port', async () => {
    await using folder = await temporaryFolder();
    const first = await start(folder.path);
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();
    const second = await start(folder.path);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await second.stop();
  });

  /** Lock files as a crash leaves them, made from the folder of the data. */
  const LEFT: Record<string, (lock: string, data: string) => Promise<void>> = {
    // The id of a living process of ours that is no PostgreSQL.
    'whose process id now belongs to another program': (lock, data) =>
      writeFile(lock, `${process.ppid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n  1 1\nready\n`),
    'that is empty': async (lock) => {
      await writeFile(lock, '');
      const anHourAgo = new Date(Date.now() - 3_600_000);
      await utimes(lock, anHourAgo, anHourAgo);
    },
  };

  test.each(Object.entries(LEFT))('is not stopped by a lock file %s', async (_, leave) => {
    await using folder = await temporaryFolder();
    await (await start(folder.path)).stop();
    const data = join(folder.path, 'postgres/data');
    await leave(join(data, 'postmaster.pid'), data);
    const { url, stop } = await start(folder.path);
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await stop();
  });

  test('refuses data of another major version, and says so', async () => {
    await using folder = await temporaryFolder();
    await (await start(folder.path)).stop();
    await writeFile(join(folder.path, 'postgres/data/PG_VERSION'), '17\n');
    await expect(start(folder.path)).rejects.toMatchObject({
      code: 'CONFIGURATION',
      public: expect.stringContaining('written by PostgreSQL 17'),
    });
  });

  test('that cannot succeed says what the server said', async () => {
    await using folder = await temporaryFolder();
    await (await start(folder.path)).stop();
    await rm(join(folder.path, 'postgres/data/global/pg_control'));
    await expect(start(folder.path)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      public: expect.stringMatching(/does not start: .*pg_control/),
    });
  });
});

describe('after kill -9', () => {
  test('of its user the server goes on, and the next start adopts it with every row', async () => {
    await using folder = await temporaryFolder();
    const killed = await otherUser(folder.path);
    await query(killed.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await killed.end('SIGKILL');
    const orphan = await serverPid(folder.path);
    expect(await commandLine(orphan)).toContain(folder.path);
    const { url, stop } = await start(folder.path);
    expect(await serverPid(folder.path)).toBe(orphan);
    expect(await query(url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await stop();
    expect(await commandLine(orphan)).toBeFalsy();
  });

  test('of its user and the server the next start recovers every row', async () => {
    await using folder = await temporaryFolder();
    const killed = await otherUser(folder.path);
    await query(killed.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    process.kill(await serverPid(folder.path), 'SIGKILL');
    await killed.end('SIGKILL');
    const { url, stop } = await start(folder.path);
    expect(await query(url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await stop();
  });

  test('of the server alone its user starts it again on the same address', async () => {
    await using folder = await temporaryFolder();
    const { url, stop } = await start(folder.path);
    const before = await serverPid(folder.path);
    await query(url, 'CREATE TABLE kept AS SELECT 7 AS n');
    process.kill(before, 'SIGKILL');
    await vi.waitFor(async () => expect(await query(url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]), 10_000);
    expect(await serverPid(folder.path)).not.toBe(before);
    await stop();
    expect(await readdir(join(folder.path, 'postgres/data'))).not.toContain('postmaster.pid');
  });

  test('a server that is left hanging is stopped and started again', { timeout: 60_000 }, async () => {
    await using folder = await temporaryFolder();
    const killed = await otherUser(folder.path);
    await query(killed.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await killed.end('SIGKILL');
    process.kill(await serverPid(folder.path), 'SIGSTOP');
    const { url, stop } = await start(folder.path);
    expect(await query(url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await stop();
  });
});

describe('with two users', () => {
  test('the server outlives the one that started it and stops with the last', async () => {
    await using folder = await temporaryFolder();
    const first = await otherUser(folder.path);
    const second = await otherUser(folder.path);
    expect(second.url).toBe(first.url);
    const pid = await serverPid(folder.path);
    await first.end('SIGTERM');
    expect(await query(second.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await second.end('SIGTERM');
    expect(await commandLine(pid)).toBeFalsy();
  });

  test('a start while the last one stops the server gets a server all the same', async () => {
    await using folder = await temporaryFolder();
    for (let round = 0; round < 5; round++) {
      const leaving = await start(folder.path);
      const [coming] = await Promise.all([start(folder.path), leaving.stop()]);
      expect(await query(coming.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
      await coming.stop();
    }
  });
});
