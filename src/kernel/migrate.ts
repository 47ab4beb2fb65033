import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const FOLDER = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** Any number; two hubs that start at once take turns by it. */
const LOCK = 7_305_130;

/** Brings the database at `url` to the newest schema. The login must be allowed to create schemas and roles. */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await applyMigrations(drizzle(sql), { migrationsFolder: FOLDER, migrationsSchema: 'migrations' });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
