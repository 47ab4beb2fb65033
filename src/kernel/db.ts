import postgres from 'postgres';
import { ARRAY_TYPES } from './db/arrays.ts';
import { createSockets, once } from './db/socket.ts';
import { SSL_MODES, type SslMode } from './db/tls.ts';
import { type Begin, type Types, openTransactionPool } from './db/transactions.ts';

export { errorCode, isOutage, isOutdated, isRetriable, isUnreachable, toFault } from './db/errors.ts';
export type { Begin, Transaction } from './db/transactions.ts';

/** A pool. Each statement takes a free connection; `begin` takes one for a whole transaction. */
export interface Sql extends postgres.ISql<Types> {
  begin: Begin;
  /** Hears notifications on a connection of its own, which is made again when it is lost; `onListen` is called each time. */
  listen: postgres.Sql<Types>['listen'];
  /** Ends all connections; what is under way has `timeout` seconds. */
  end: postgres.Sql<Types>['end'];
}

/** A database role. Each subgraph has its own schema and can append to the log, nothing else. */
export type Role =
  | 'selfsame_person'
  | 'selfsame_verification'
  | 'selfsame_decision'
  | 'selfsame_consent'
  | 'selfsame_journeys'
  | 'selfsame_keys'
  | 'selfsame_log'
  | 'selfsame_audit';

/** How a subgraph reaches Postgres: one pool for reads, one for transactions. */
export interface Pools {
  readonly read: Sql;
  readonly write: Sql;
}

/** How pools are opened. */
export interface PoolOptions {
  /** Connection string of Postgres 15 or later; of its parameters `sslmode` counts. */
  url: string;
  /** Connections for reads. */
  readConnections: number;
  /** Connections for transactions. */
  writeConnections: number;
  /** Upper bound for one statement. */
  statementTimeoutMs: number;
}

/** How long after the server should have ended a statement it is taken for gone. */
const GRACE_MS = 1_000;
/** A connection that nobody needs is closed after so long. */
const IDLE_MS = 60_000;

/** Opens the two pools of a role. Connections are made when they are needed. */
export function openPools(options: PoolOptions, role: Role): Pools {
  return {
    read: connect(options, { role, connections: options.readConnections }),
    write: connect(options, { role, connections: options.writeConnections }),
  };
}

/** Closes both pools; statements under way have `timeoutMs` to end. */
export async function closePools(pools: Pools, timeoutMs = 5_000): Promise<void> {
  await Promise.all([closeSql(pools.read, timeoutMs), closeSql(pools.write, timeoutMs)]);
}

/** Closes one pool. */
export async function closeSql(sql: Sql, timeoutMs = 5_000): Promise<void> {
  await sql.end({ timeout: timeoutMs / 1000 });
}

/**
 * How Postgres plans for a role. The statements of a subgraph and of the log are look-ups by index, so
 * - a plan is made once a connection and kept. Left to itself, Postgres plans each look-up of a list of ids anew, as it
 *   supposes lists of ten: 0.74 ms of its CPU for a unified query, against 0.17;
 * - a plan that was made while a table was small must hold when it has grown: no scan of a table where an index leads,
 *   and no join that reads one whole. Otherwise reads are slow until the next ANALYZE: 0.03 to 5 ms among 10,000 people.
 */
const PLANNING = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_material: 'off',
  // Before version 18, what is switched off and cannot be avoided looks expensive enough to be compiled.
  jit: 'off',
} as const;

/**
 * Opens one pool. The role is set as a connection starts, so no statement ever runs with the rights of the login.
 * Columns come back in camelCase; `bigint` as a number (positions and counts stay far below 2^53).
 *
 * Statements and transactions have up to `connections` each. When the server is gone, all fail within three seconds, and
 * at once when that is known; when it is back, they work again within a quarter of a second.
 */
export function connect(
  options: Pick<PoolOptions, 'url' | 'statementTimeoutMs'>,
  how: { role?: Role; connections: number; parameters?: Record<string, string> },
): Sql {
  const { url, sslMode } = readUrl(options.url);
  const answerTimeoutMs = options.statementTimeoutMs && options.statementTimeoutMs + GRACE_MS;
  const sockets = createSockets({ sslMode, answerTimeoutMs });
  const settings = {
    idle_timeout: IDLE_MS / 1000,
    connect_timeout: 3,
    // createSockets decides when to try again.
    backoff: () => 0,
    fetch_types: false,
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String }, ...ARRAY_TYPES },
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel }, undefined: null },
    onnotice: () => {},
    connection: {
      application_name: how.role?.replace('_', ':') ?? 'selfsame',
      statement_timeout: options.statementTimeoutMs,
      // A hub that hangs in a transaction shall not keep a person locked.
      idle_in_transaction_session_timeout: 10_000,
      // What commands and the relay of the log rely on, whatever the database's default.
      default_transaction_isolation: 'read committed' as const,
      timezone: 'UTC',
      ...(how.role ? { role: how.role, search_path: schemaOf(how.role), ...PLANNING } : {}),
      ...how.parameters,
    },
  };
  const open = (special: object): postgres.Sql<Types> =>
    postgres(url, { ...settings, ...special }) as postgres.Sql<Types>;

  // max_pipeline 1: with more, postgres.js 3.4.9 slows down under steady load (3,289 → 1,200 req/s within a
  // minute), because its list of busy connections grows by one per statement. With 1 it stays flat.
  const statements = open({ max: how.connections, max_pipeline: 1, socket: sockets });
  const transactions = openTransactionPool(
    (onclose) => open({ max: 1, max_lifetime: null, idle_timeout: null, onclose, socket: once(sockets) }),
    { size: how.connections, idleMs: IDLE_MS },
  );
  const endStatements = statements.end;
  return Object.assign(statements, {
    begin: transactions.begin,
    async end({ timeout = 5 }: { timeout?: number | undefined } = {}) {
      await Promise.all([endStatements({ timeout }), transactions.end(timeout * 1000)]);
    },
  });
}

/** The schema that a role owns; statements name their tables without it. */
function schemaOf(role: Role): string {
  return role.slice('selfsame_'.length);
}

/** Takes `sslmode` out of a connection string: encryption is ours, postgres.js would do it its own way. */
function readUrl(text: string): { url: string; sslMode: SslMode } {
  const [address = '', query = ''] = text.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const wanted = parameters.get('sslmode');
  parameters.delete('sslmode');
  const sslMode = SSL_MODES.find((mode) => mode === wanted) ?? 'disable';
  return { url: parameters.size > 0 ? `${address}?${parameters.toString()}` : address, sslMode };
}
