import { systemClock } from '../kernel/clock.ts';
import type { Config } from '../config.ts';
import { type Role, type Sql, closeSql, connect } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import { migrate } from '../kernel/migrate.ts';
import { type RotateLookUpsOptions, holdOff } from '../keys/look-ups/rotate.ts';
import { CARRIED, relationOf } from '../keys/look-ups/tables.ts';
import type { KeyTable } from '../keys/rewrap.ts';
import type { RotateOptions, RotateStep } from '../keys/rotate.ts';
import { openDatabase, startFault } from '../local/database.ts';
import { openKeyDatabase } from './key-database.ts';
import { moveKeys, openKeyService, openKeys } from './keys.ts';

/** How long a command waits for processes to take up a new key, at least ten looks of each. */
const WAIT_MS = 15_000;

const LOOK_AFTER_MS = 5_000;
/** Plans that hold when a table has grown; see `connect`. */
const AS_OWNER = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off', jit: 'off' };

/** What a command changes keys with. */
export interface KeyWork extends RotateOptions, AsyncDisposable {}

/**
 * Opens keys for a command, beside running hubs. Its login must be a member of the roles of all subgraphs.
 * @throws CONFIGURATION or UNAVAILABLE saying what is wrong and how to mend it
 */
export async function openKeyWork(
  config: Config,
  { logger, tell }: { logger: Logger; tell: (step: RotateStep) => void },
): Promise<KeyWork> {
  const database = await openDatabase(config, logger);
  const opened: Sql[] = [];
  // Counting reads tables whole, and takes as long as it takes.
  const pool = (role: Role, url = database.url): Sql => {
    const parameters = { enable_seqscan: 'on' };
    const sql = connect({ url, statementTimeoutMs: 0 }, { role, connections: 2, parameters });
    opened.push(sql);
    return sql;
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((sql) => closeSql(sql)));
    await database.stop();
  };
  try {
    await migrate(database.url);
    const keyDatabaseUrl = await openKeyDatabase(database.url, config);
    const sql = pool('selfsame_keys', keyDatabaseUrl);
    const guard = keyDatabaseUrl === database.url ? sql : pool('selfsame_keys');
    const { vault, epochs } = await openKeys({ log: pool('selfsame_log'), sql, config, clock: systemClock, logger });
    return {
      sql,
      guard,
      service: openKeyService(config),
      epochs,
      vault,
      tables: await findKeyTables({ sql, guard, pool }),
      now: () => systemClock.now(),
      waitMs: WAIT_MS,
      tell,
      async [Symbol.asyncDispose]() {
        await epochs.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw startFault(config, error);
  }
}

/** What a command changes the key for look-ups with. */
export interface LookUpWork extends RotateLookUpsOptions, AsyncDisposable {}

/**
 * Opens the key for look-ups for a command, beside running hubs. Its login must own the tables of the data.
 * @throws as `openKeyWork`; BAD_REQUEST while all records are worked on
 */
export async function openLookUpWork(
  config: Config,
  { logger, tell }: { logger: Logger; tell: RotateLookUpsOptions['tell'] },
): Promise<LookUpWork> {
  const database = await openDatabase(config, logger);
  let work: KeyWork | undefined;
  const opened: Sql[] = [];
  const close = async (): Promise<void> => {
    await work?.[Symbol.asyncDispose]();
    await Promise.all(opened.map((sql) => closeSql(sql)));
    await database.stop();
  };
  // As the login: it exchanges tables for others, which their roles may not.
  const pool = (connections: number): Sql => {
    const sql = connect({ url: database.url, statementTimeoutMs: 0 }, { connections, parameters: AS_OWNER });
    opened.push(sql);
    return sql;
  };
  try {
    work = await openKeyWork(config, { logger, tell: () => {} });
    const data = pool(2);
    await demandOwner(data);
    const lock = pool(1);
    await holdOff(lock);
    // A connection that nobody uses is closed, and its locks go with it.
    const timer = setInterval(() => void holdOff(lock).catch(() => {}), LOOK_AFTER_MS).unref();
    const { sql, service, epochs, vault, now, waitMs } = work;
    return {
      sql,
      service,
      epochs,
      vault,
      now,
      waitMs,
      data,
      holdOff: () => holdOff(lock),
      tell,
      async [Symbol.asyncDispose]() {
        clearInterval(timer);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw startFault(config, error);
  }
}

async function demandOwner(data: Sql): Promise<void> {
  const [row] = await data<[{ owns: boolean }]>`
    select bool_and(pg_has_role(relowner, 'USAGE')) as owns from pg_class where oid = any(${CARRIED.map(relationOf)}::text[]::regclass[])`;
  if (row.owns) return;
  throw fault({
    code: 'CONFIGURATION',
    public:
      'The login in DATABASE_URL must own the tables, as the one that migrates does: they are exchanged for others.',
  });
}

/** Moves the keys of the key file to the key service, for a command. Answers how many. */
export async function moveToService(config: Config, logger: Logger): Promise<number> {
  const database = await openDatabase(config, logger);
  let sql: Sql | undefined;
  try {
    await migrate(database.url);
    const url = await openKeyDatabase(database.url, config);
    sql = connect({ url, statementTimeoutMs: 0 }, { role: 'selfsame_keys', connections: 2 });
    return await moveKeys({ sql, config, now: systemClock.now() });
  } catch (error) {
    throw startFault(config, error);
  } finally {
    if (sql) await closeSql(sql);
    await database.stop();
  }
}

/** The tables of wrapped keys, whatever schemas have one, each with a pool of its role. */
export async function findKeyTables(options: { sql: Sql; guard: Sql; pool(role: Role): Sql }): Promise<KeyTable[]> {
  const { sql, guard, pool } = options;
  const schemas = await guard<{ schema: string; mayBe: boolean }[]>`
    select n.nspname as schema, pg_has_role(session_user, 'selfsame_' || n.nspname, 'MEMBER') as may_be
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relname = 'key' and c.relkind in ('r', 'f') and exists (select from pg_roles where rolname = 'selfsame_' || n.nspname)
    order by 1`;
  const lacking = schemas.filter(({ mayBe }) => !mayBe);
  if (lacking.length > 0) {
    throw fault({
      code: 'CONFIGURATION',
      public: `The login in DATABASE_URL must be a member of ${lacking.map(({ schema }) => `selfsame_${schema}`).join(', ')}: the keys of all subgraphs are wrapped anew.`,
    });
  }
  return schemas.map(({ schema }) => ({ schema, sql: schema === 'keys' ? sql : pool(`selfsame_${schema}` as Role) }));
}
