import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { type Sql, closeSql, connect, toFault } from '../../kernel/db.ts';
import { createLogger } from '../../kernel/logger.ts';
import { openEpochs } from '../../keys/epochs.ts';
import { checkKeys, isSealed, openBlindKey, openKeyService } from '../../hub/keys.ts';
import { createVault } from '../../kernel/vault.ts';
import { openDatabase } from '../../local/database.ts';
import { checkAuditLog } from './audit-log.ts';
import { type Finding, fail, failBy, ok, warn } from './finding.ts';
import { checkPurposes } from './purposes.ts';

const OLDEST_VERSION = 15;
const SUBGRAPHS = 4;
const ROLES = [
  'selfsame_person',
  'selfsame_verification',
  'selfsame_decision',
  'selfsame_consent',
  'selfsame_journeys',
  'selfsame_keys',
  'selfsame_log',
  'selfsame_audit',
];

/** The database answers, is new enough, migrated, and lets the hub do what it must; its clock agrees with ours. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  if (!config.databaseUrl && !(await isThere(join(config.dataDir, 'postgres')))) {
    return [ok('database', 'none yet; the first start makes it'), ...(await checkNewKeys(config))];
  }
  const database = await openDatabase(config, createLogger('silent'));
  const sql = connect({ url: database.url, statementTimeoutMs: 5_000 }, { connections: 1 });
  try {
    const version = await checkVersion(sql);
    const schema = await checkMigrations(sql);
    return [
      version,
      schema,
      ...(schema.status === 'ok' ? [await checkPurposes(sql)] : []),
      await checkRights(sql),
      await checkConnections(sql, config),
      await checkClock(sql),
      await checkServerLog(sql),
      ...(await checkSealed(sql, config)),
      ...(await checkLog(sql, database.url, config)),
    ];
  } catch (error) {
    const mend = config.databaseUrl ? 'Check DATABASE_URL: host, port, user, password and database.' : undefined;
    return [failBy('database', toFault(error).code === 'UNAVAILABLE' ? toFault(error) : error, mend)];
  } finally {
    await closeSql(sql, 1_000);
    await database.stop();
  }
}

/** The audit log, if there is one yet. */
async function checkLog(sql: Sql, url: string, config: Config): Promise<Finding[]> {
  const [row] = await sql<[{ found: boolean }]>`SELECT to_regclass('audit.cosignature') IS NOT NULL AS found`;
  return row.found ? checkAuditLog(url, config) : [];
}

async function checkVersion(sql: Sql): Promise<Finding> {
  const [row] = await sql<[{ version: string; number: number; encoding: string }]>`
    SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
           current_setting('server_encoding') AS encoding`;
  if (row.number < OLDEST_VERSION * 10_000)
    return fail('database', `PostgreSQL ${row.version}`, `Use PostgreSQL ${OLDEST_VERSION} or later.`);
  if (row.encoding !== 'UTF8')
    return fail('database', `its encoding is ${row.encoding}`, "Create it with ENCODING 'UTF8'.");
  return ok('database', `PostgreSQL ${row.version}`);
}

async function checkMigrations(sql: Sql): Promise<Finding> {
  const journal = await readFile(new URL('../../../drizzle/meta/_journal.json', import.meta.url), 'utf8');
  const { entries }: { entries: { when: number }[] } = JSON.parse(journal);
  const [{ migrated }] = await sql<
    [{ migrated: boolean }]
  >`SELECT to_regclass('migrations.__drizzle_migrations') IS NOT NULL AS migrated`;
  const [last] = migrated
    ? await sql<[{ createdAt: number }]>`SELECT max(created_at) AS created_at FROM migrations.__drizzle_migrations`
    : [];
  const missing = entries.filter(({ when }) => when > (last?.createdAt ?? 0)).length;
  if (missing === 0) return ok('schema', `${entries.length} migrations applied`);
  return warn(
    'schema',
    `${missing} of ${entries.length} migrations are not applied`,
    'The hub applies them when it starts; or run: npm run -s selfsame -- migrate',
  );
}

/** Migrating takes the right to make roles and schemas; running takes the right to be those roles. */
async function checkRights(sql: Sql): Promise<Finding> {
  const [row] = await sql<[{ login: string; mayMake: boolean; mayBe: number }]>`
    SELECT current_user AS login,
           (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user)
             AND has_database_privilege(current_database(), 'CREATE') AS may_make,
           (SELECT count(*)::int FROM pg_roles WHERE rolname = ANY (${ROLES}::text[]) AND pg_has_role(oid, 'MEMBER')) AS may_be`;
  if (row.mayMake) return ok('rights', `${row.login} may make roles and schemas`);
  if (row.mayBe === ROLES.length)
    return warn(
      'rights',
      `${row.login} may run the hub and not migrate`,
      'Let a login with CREATEROLE run: npm run -s selfsame -- migrate',
    );
  return fail(
    'rights',
    `${row.login} may not make roles and schemas`,
    `As a superuser: ALTER ROLE ${row.login} CREATEROLE; GRANT CREATE ON DATABASE … TO ${row.login};`,
  );
}

async function checkConnections(sql: Sql, { pool }: Config): Promise<Finding> {
  const [{ most }] = await sql<[{ most: number }]>`
    SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS most`;
  const needed = SUBGRAPHS * (pool.reads + pool.writes);
  const found = `a hub opens up to ${needed} connections of ${most}`;
  if (needed <= most) return ok('pools', found);
  return fail('pools', found, 'Lower POOL_READS and POOL_WRITES, or raise max_connections.');
}

async function checkClock(sql: Sql): Promise<Finding> {
  const beforeMs = Date.now();
  const [{ now }] = await sql<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
  const apartMs = Math.abs(now.getTime() - (beforeMs + Date.now()) / 2);
  const found = `this machine and the database are ${(apartMs / 1000).toFixed(1)} s apart`;
  if (apartMs < 2_000) return ok('clock', found);
  const mend = 'Keep both clocks right with NTP.';
  return apartMs < 30_000 ? warn('clock', found, mend) : fail('clock', found, mend);
}

/** Settings of PostgreSQL that keep what people are out of its log, each with what is safe. The first is what to set. */
const SAFE: Readonly<Record<string, readonly string[]>> = {
  log_min_messages: ['log', 'fatal', 'panic'],
  log_min_error_statement: ['log', 'fatal', 'panic'],
  log_error_verbosity: ['terse'],
  log_parameter_max_length: ['0'],
  log_parameter_max_length_on_error: ['0'],
};

/** The log of the database server holds no values of people: no parameters, and no errors, which quote them. */
async function checkServerLog(sql: Sql): Promise<Finding> {
  const rows = await sql<{ name: string; setting: string }[]>`
    SELECT name, setting FROM pg_settings WHERE name = ANY (${Object.keys(SAFE)}::text[])`;
  const unsafe = rows.filter(({ name, setting }) => !SAFE[name]!.includes(setting)).map(({ name }) => name);
  if (unsafe.length === 0) return ok('server log', 'PostgreSQL logs no values');
  const mend = unsafe
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => `ALTER SYSTEM SET ${name} = '${SAFE[name]![0]}';`)
    .join(' ');
  return warn('server log', 'PostgreSQL may log values of people', `As a superuser: ${mend} SELECT pg_reload_conf();`);
}

/** What is sealed in the database needs the keys that it was sealed with. */
async function checkSealed(sql: Sql, config: Config): Promise<Finding[]> {
  // Before the migrations that bring the mark and the keys' tables, there is nothing to compare.
  const [{ marked }] = await sql<[{ marked: boolean }]>`
    SELECT EXISTS (SELECT FROM information_schema.columns
      WHERE table_schema = 'log' AND table_name = 'head' AND column_name = 'wrapped_check')
      AND EXISTS (SELECT FROM information_schema.columns
      WHERE table_schema = 'keys' AND table_name = 'blind_key' AND column_name = 'covers') AS marked`;
  if (!marked || !(await isSealed(sql))) return checkNewKeys(config);
  const { keyDatabaseUrl } = config;
  const keySql = keyDatabaseUrl ? connect({ url: keyDatabaseUrl, statementTimeoutMs: 5_000 }, { connections: 1 }) : sql;
  try {
    const now = new Date();
    const service = openKeyService(config);
    const wrapping = await openEpochs({ sql: keySql, service, now });
    const blind = await openBlindKey({ sql: keySql, config, now });
    await checkKeys({ log: sql, sql: keySql, service, vault: createVault({ wrapping, blind }) });
    const where = keyDatabaseUrl ? ', which have a database of their own' : '';
    return [ok('sealed', `the data was sealed with these keys${where}`)];
  } catch (error) {
    const mend = keyDatabaseUrl ? 'Check KEY_DATABASE_URL, and that a hub has been started with it.' : undefined;
    return [failBy('sealed', toFault(error).code === 'UNAVAILABLE' ? toFault(error) : error, mend)];
  } finally {
    if (keySql !== sql) await closeSql(keySql, 1_000);
  }
}

/** Development makes the key file that a new hub needs. */
async function checkNewKeys({ environment, keyFile }: Config): Promise<Finding[]> {
  if (environment === 'production' || (await isThere(keyFile))) return [];
  return [ok('keys', `${keyFile} will be made`)];
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
