import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { inject } from 'vitest';

/** A migrated database of its own, dropped at the end of the test. */
export interface TestDatabase extends AsyncDisposable {
  url: string;
}

/** Clones the template: some 50 ms. */
export async function createDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withAdmin(
    server,
    (admin) => admin`create database ${admin(name)} template template_selfsame strategy file_copy`,
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      await withAdmin(server, (admin) => drop(admin, name));
    },
  };
}

/** A worker of autovacuum that is just at the database may not be ended, and is gone in a moment. */
async function drop(admin: postgres.Sql, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await admin`drop database ${admin(name)} with (force)`;
      return;
    } catch (error) {
      if ((error as postgres.PostgresError).code !== '42501' || attempt === 50) throw error;
      await sleep(100);
    }
  }
}

async function withAdmin(server: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
