import { DBOS } from '@dbos-inc/dbos-sdk';
import { Pool } from 'pg';
import type { Sql } from '../kernel/db.ts';
import type { Logger } from '../kernel/logger.ts';

/** What is the same for every launch of the workflow engine. */
export const ENGINE = { name: 'selfsame', useListenNotify: false } as const;

/** The version whose tables this code works with. Raised together with the package. */
const VERSION = '5.3.0';

/** Connections of the engine's own driver. `options` are settings of the session, as `psql` takes them. */
export function openPool(databaseUrl: string, max: number, options: string): Pool {
  const pool = new Pool({ connectionString: databaseUrl, max, options, application_name: 'selfsame:journeys' });
  // A connection that breaks while nobody uses it is made anew.
  pool.on('error', () => {});
  return pool;
}

/**
 * Makes the engine's tables, in the schema `dbos`, or brings them up to date: once a database and version. It needs a login
 * that may create schemas, as the migrations do. The engine does that when it is launched, so it is launched for it.
 */
export async function installEngine({
  sql,
  databaseUrl,
  logger,
}: {
  sql: Sql;
  databaseUrl: string;
  logger: Logger;
}): Promise<void> {
  const [installed] = await sql<{ version: string }[]>`select version from engine`;
  if (installed?.version === VERSION) return;
  const pool = openPool(databaseUrl, 4, '');
  try {
    DBOS.setConfig({
      ...ENGINE,
      systemDatabaseUrl: databaseUrl,
      systemDatabasePool: pool,
      executorID: 'install',
      applicationVersion: 'install',
      logger: engineLogger(logger),
    });
    await DBOS.launch();
    await DBOS.shutdown();
    await pool.query(`
      grant usage on schema dbos to selfsame_journeys;
      grant all on all tables in schema dbos to selfsame_journeys;
      grant all on all sequences in schema dbos to selfsame_journeys;
      grant execute on all functions in schema dbos to selfsame_journeys`);
  } finally {
    await pool.end();
  }
  await sql`
    insert into engine (singleton, version) values (1, ${VERSION})
    on conflict (singleton) do update set version = excluded.version`;
}

/** What the engine has to say, in one line: what an error says at length, nobody wrote for the log. */
export function engineLogger(logger: Logger) {
  const say = (level: 'warn' | 'error', entry: unknown): void => {
    const text = typeof entry === 'string' ? entry.split('\n', 1)[0]!.slice(0, 200) : typeof entry;
    logger[level]({ engine: text }, 'what runs journeys met a difficulty');
  };
  return {
    info() {},
    debug() {},
    warn: (entry: unknown) => say('warn', entry),
    error: (entry: unknown) => say('error', entry),
  };
}
