import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/kernel/migrate.ts';
import { startLocalPostgres } from '../../src/local/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a server with a migrated database `template`. */
    postgresUrl: string;
  }
}

const quiet = { info: () => {}, warn: () => {} };

/** Nobody needs these data after a crash, and most of the time of making a database was waiting for the disk. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_wal_size: '256MB', max_connections: '400' };

/** Where Linux keeps files in memory: to make a database of a thousand files there costs 20 ms of work, on a disk 60 to 600. */
const MEMORY = '/dev/shm';
/** A run needs less than half of it. */
const ROOM_BYTES = 4 * 2 ** 30;

/** One real PostgreSQL for the whole run: TEST_DATABASE_URL, or an embedded one. Each test clones the template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const dataDir = given ? undefined : await mkdtemp(join(await roomyFolder(), 'selfsame-test-'));
  const server = dataDir ? await startLocalPostgres({ dataDir, log: quiet, settings: SETTINGS }) : undefined;
  const url = given ?? server!.url;
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin`drop database if exists template_selfsame`;
  await admin`create database template_selfsame`;
  const template = new URL(url);
  template.pathname = '/template_selfsame';
  await migrate(template.href);
  await admin.end();
  project.provide('postgresUrl', url);
  return async () => {
    await server?.stop();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  };
}

async function roomyFolder(): Promise<string> {
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= ROOM_BYTES ? MEMORY : tmpdir();
}
