import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig } from '../src/config.ts';
import type { SystemKind } from '../src/kernel/access.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { type Sql, closeSql, connect } from '../src/kernel/db.ts';
import { SCOPES_OF_ROLE, isRole, roleScope, scopesToAsk } from '../src/kernel/roles.ts';
import { type Vault, createVault } from '../src/kernel/vault.ts';
import { openDevelopmentIssuer } from '../src/local/issuer.ts';
import { createMasterKeys, readMasterKeys } from '../src/local/keys.ts';
import { startLocalPostgres } from '../src/local/postgres.ts';
import { familyCpuMs, parentOf } from './processes/usage.ts';

/** What every part of the bench stands on: one real PostgreSQL, one key file and one issuer, gone at the end. */
export interface Environment extends AsyncDisposable {
  vault: Vault;
  /** Where the vault's keys lie. */
  keyFile: string;
  /** Makes an empty database. */
  createDatabase(name: string): Promise<Database>;
  /** The variables of a hub on a database. */
  env(database: Pick<Database, 'url'>): Record<string, string>;
  /** A token of a system of the development set, with all that its kind may hold; or of somebody at the people's desk, by role. */
  token(system: string): Promise<string>;
  /** The CPU time that PostgreSQL has used, where the machine tells. */
  postgresCpuMs(): Promise<number | undefined>;
  /** Such as `18.1`. */
  postgresVersion: string;
}

/** A database of the bench. */
export interface Database {
  url: string;
  /** Signed in as its owner. */
  sql: Sql;
}

const LONGER_THAN_ANY_LOAD_MS = 600_000;
const TOKEN_TTL_SECONDS = 86_400;
/** Ten processes hold their pools at once: more than the 200 of one hub and what runs beside it. */
const CONNECTIONS = '500';

/** Starts an embedded PostgreSQL in a folder of its own. */
export async function openEnvironment(): Promise<Environment> {
  const dataDir = await mkdtemp(join(tmpdir(), 'selfsame-bench-'));
  const server = await startLocalPostgres({
    dataDir,
    log: { info: () => {}, warn: console.warn },
    settings: { max_connections: CONNECTIONS },
  });
  const config: Config = loadConfig({ DATA_DIR: dataDir, DATABASE_URL: server.url });
  await createMasterKeys(config.keyFile);
  const vault = createVault(await readMasterKeys(config.keyFile));
  const issuer = await openDevelopmentIssuer(dataDir, systemClock);
  const admin = connect({ url: server.url, statementTimeoutMs: LONGER_THAN_ANY_LOAD_MS }, { connections: 1 });
  const [session] = await admin<{ pid: number; version: string }[]>`
    select pg_backend_pid() as pid, current_setting('server_version') as version`;
  const postmaster = await parentOf(session!.pid);
  const databases: Database[] = [];
  return {
    vault,
    keyFile: config.keyFile,
    postgresVersion: session!.version.split(' ')[0]!,
    async createDatabase(name) {
      await admin`create database ${admin(name)}`;
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      const sql = connect({ url: url.href, statementTimeoutMs: LONGER_THAN_ANY_LOAD_MS }, { connections: 2 });
      const database = { url: url.href, sql };
      databases.push(database);
      return database;
    },
    env: ({ url }) => ({ DATABASE_URL: url, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' }),
    token(system) {
      const scopes = isRole(system)
        ? [...SCOPES_OF_ROLE[system], roleScope(system)]
        : scopesToAsk(system.toUpperCase() as SystemKind);
      return issuer.mint({
        clientId: isRole(system) ? 'steward' : system,
        audience: config.audience,
        scopes,
        ttlSeconds: TOKEN_TTL_SECONDS,
      });
    },
    postgresCpuMs: async () => (postmaster === undefined ? undefined : familyCpuMs(postmaster)),
    async [Symbol.asyncDispose]() {
      await Promise.all([...databases.map(({ sql }) => closeSql(sql)), closeSql(admin)]);
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
