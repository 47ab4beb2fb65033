import { connect } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { Pool, type PoolClient } from 'pg';
import { LOCKS } from '../kernel/locks.ts';
import { type Sql, closeSql, connect as connectAs } from '../kernel/db.ts';
import { offersTls } from '../kernel/db/tls.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import { pause } from '../kernel/pause.ts';

/** What is the same for every launch of the workflow engine. */
export const ENGINE = { name: 'selfsame', useListenNotify: false } as const;

/** The version whose tables this code works with. Raised together with the package. */
const VERSION = '5.3.0';

/** What runs journeys is allowed no more than this role. */
const ROLE = 'selfsame_journeys';
const TIMEOUT_MS = 10_000;

const LOCK_POLL_MS = 50;

/** Connections of the engine's own driver, encrypted as the hub's are. `options` are settings of the session, as `psql` takes them. */
export async function openPool(databaseUrl: string, max: number, options: string): Promise<Pool> {
  const url = new URL(databaseUrl);
  const mode = url.searchParams.get('sslmode') ?? 'disable';
  // The driver would read it in its own way.
  url.searchParams.delete('sslmode');
  const ssl = await encryptionOf(url, mode);
  const pool = new Pool({ connectionString: url.href, max, options, ssl, application_name: 'selfsame:journeys' });
  // A connection that breaks while nobody uses it is made anew.
  pool.on('error', () => {});
  return pool;
}

const PROBE_MS = 3_000;

/** What a mode means (PostgreSQL, "SSL Support"); whether the server speaks TLS is asked where that decides. */
async function encryptionOf({ hostname, port }: URL, mode: string): Promise<false | ConnectionOptions> {
  if (mode === 'disable') return false;
  if (mode === 'allow' || mode === 'prefer') {
    const raw = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 5432) });
    try {
      if (!(await offersTls(raw, AbortSignal.timeout(PROBE_MS)))) return false;
    } finally {
      raw.destroy();
    }
  }
  return {
    rejectUnauthorized: mode.startsWith('verify'),
    ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  };
}

/**
 * Makes the engine's tables, in the schema `dbos`, or brings them up to date: once a database and version. It needs a login
 * that may create schemas, as the migrations do. The engine does that when it is launched, so it is launched for it.
 * @throws CONFIGURATION when the login may not
 */
export async function installEngine(databaseUrl: string, logger: Logger): Promise<void> {
  const sql = connectAs({ url: databaseUrl, statementTimeoutMs: TIMEOUT_MS }, { role: ROLE, connections: 1 });
  try {
    if (!(await isInstalled(sql))) await install(sql, databaseUrl, logger);
  } finally {
    await closeSql(sql);
  }
}

async function install(sql: Sql, databaseUrl: string, logger: Logger): Promise<void> {
  const pool = await openPool(databaseUrl, 4, '');
  const lock = await pool.connect();
  try {
    // Of two hubs that begin at once, one makes the tables. Asked again and again: it makes indexes concurrently, which
    // waits for every statement that runs, also for one that waits for a lock.
    while (!(await hasLock(lock))) await pause(LOCK_POLL_MS);
    if (await isInstalled(sql)) return;
    await demandCreate(lock);
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
      grant usage on schema dbos to ${ROLE};
      grant all on all tables in schema dbos to ${ROLE};
      grant all on all sequences in schema dbos to ${ROLE};
      grant execute on all functions in schema dbos to ${ROLE}`);
    await sql`
      insert into engine (singleton, version) values (1, ${VERSION})
      on conflict (singleton) do update set version = excluded.version`;
  } finally {
    // With the connection the lock goes.
    lock.release(true);
    await pool.end();
  }
}

async function demandCreate(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    "select has_database_privilege(current_database(), 'CREATE') as may",
  );
  if (rows[0]!.may) return;
  throw fault({
    code: 'CONFIGURATION',
    public:
      'The tables of what runs journeys are missing, and this login may not make them. ' +
      'Run `npm run -s selfsame -- migrate` with one that may, or set JOURNEYS=false.',
  });
}

async function hasLock(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCKS.engine]);
  return rows[0]!.got;
}

async function isInstalled(sql: Sql): Promise<boolean> {
  const [installed] = await sql<{ version: string }[]>`select version from engine`;
  return installed?.version === VERSION;
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
