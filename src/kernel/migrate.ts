import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { LOCKS } from './locks.ts';

const FOLDER = fileURLToPath(new URL('../../drizzle', import.meta.url));

const ROLES =
  'selfsame_person, selfsame_verification, selfsame_decision, selfsame_consent, selfsame_journeys, selfsame_keys, selfsame_log, selfsame_audit';

/**
 * Brings the database at `url` to the newest schema. Where there is something to do, the login must be allowed to
 * create schemas and roles.
 */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    if (await isCurrent(sql)) return;
    await sql`select pg_advisory_lock(${LOCKS.migration})`;
    await applyMigrations(drizzle(sql), { migrationsFolder: FOLDER, migrationsSchema: 'migrations' });
    await sql`select keys.guard()`;
    // So that a login that may be one of the roles, and may not migrate, can see that there is nothing to do.
    await sql.unsafe(`
      grant usage on schema migrations to ${ROLES};
      grant select on all tables in schema migrations to ${ROLES}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Whether every migration was applied. So a hub whose login may not migrate can start on a database that is current. */
async function isCurrent(sql: postgres.Sql): Promise<boolean> {
  const [table] = await sql<{ name: string | null }[]>`select to_regclass('migrations.__drizzle_migrations') as name`;
  if (!table?.name) return false;
  const [last] = await sql<{ at: string | null }[]>`select max(created_at) as at from migrations.__drizzle_migrations`;
  return (
    Number(last?.at) === Math.max(...readMigrationFiles({ migrationsFolder: FOLDER }).map((file) => file.folderMillis))
  );
}
