import postgres from 'postgres';
import { Fault, fault } from './faults.ts';

export type Sql = postgres.Sql<{ bigint: number }>;
export type Transaction = postgres.TransactionSql<{ bigint: number }>;

/** A database role. Each subgraph has its own schema and can append to the log, nothing else. */
export type Role = 'selfsame_person' | 'selfsame_verification' | 'selfsame_decision' | 'selfsame_consent' | 'selfsame_log';

/** How a subgraph reaches Postgres: one pool for reads, one for transactions. */
export interface Pools {
  readonly read: Sql;
  readonly write: Sql;
}

/** Where the database is, and how much of it a subgraph may use. */
export interface PoolOptions {
  /** Connection string of Postgres 15 or later. */
  url: string;
  /** Connections for reads. */
  readConnections: number;
  /** Connections for transactions. */
  writeConnections: number;
  /** Upper bound for one statement. */
  statementTimeoutMs: number;
}

/** Opens the two pools of a role. Connections are made when they are needed. */
export function openPools(options: PoolOptions, role: Role): Pools {
  return {
    // max_pipeline 1: with more, postgres.js 3.4.9 slows down under steady load (3,289 → 1,200 req/s within a
    // minute), because its list of busy connections grows by one per statement. With 1 it stays flat.
    read: connect(options, { role, connections: options.readConnections, pipeline: 1 }),
    write: connect(options, { role, connections: options.writeConnections, pipeline: 100 }),
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
 * Opens one pool. The role is set as a connection starts, so no statement ever runs with the rights of the login.
 * Columns come back in camelCase; `bigint` as a number (positions and counts stay far below 2^53).
 */
export function connect(
  options: Pick<PoolOptions, 'url' | 'statementTimeoutMs'>,
  how: { role?: Role; connections: number; pipeline?: number; parameters?: Record<string, string>; onClose?: () => void },
): Sql {
  const settings = {
    max: how.connections,
    max_pipeline: how.pipeline ?? 1,
    idle_timeout: 60,
    connect_timeout: 3,
    // The default waits up to 20 s between attempts; a hub shall be back as soon as its database is.
    backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 0.5),
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel }, undefined: null },
    onnotice: () => {},
    ...(how.onClose ? { onclose: how.onClose } : {}),
    connection: {
      application_name: how.role?.replace('_', ':') ?? 'selfsame',
      statement_timeout: options.statementTimeoutMs,
      idle_in_transaction_session_timeout: 30_000,
      timezone: 'UTC',
      ...(how.role ? { role: how.role, search_path: schemaOf(how.role) } : {}),
      ...how.parameters,
    },
  };
  return postgres(options.url, settings) as Sql;
}

/** The schema that a role owns; statements name their tables without it. */
function schemaOf(role: Role): string {
  return role.slice('selfsame_'.length);
}

const UNREACHABLE = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'ENOTFOUND',
  'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT',
  '57P01', '57P02', '57P03', '53300', '08000', '08003', '08006',
]);

/** Whether an error means that the database cannot be reached now. */
export function isUnreachable(error: unknown): boolean {
  return UNREACHABLE.has(errorCode(error));
}

/** The code of an error of Postgres (SQLSTATE) or of the network; empty when there is none. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Two transactions that wanted the same things in another order, or a row that moved: run it again. */
export function isRetriable(error: unknown): boolean {
  const code = errorCode(error);
  return code === '40P01' || code === '40001' || code === '55P03';
}

/** Any error as a fault. What Postgres says can hold values, so only its code is kept for the log. */
export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const code = errorCode(error);
  if (isUnreachable(error)) {
    return fault({ code: 'UNAVAILABLE', public: 'The database cannot be reached. Try again in a moment.', internal: code });
  }
  if (code === '57014') {
    return fault({ code: 'UNAVAILABLE', public: 'The database took too long. Try again, or ask for less.', internal: code });
  }
  const name = error instanceof Error ? error.name : typeof error;
  return fault({ code: 'INTERNAL', public: 'Internal error.', internal: `${name} ${code}`.trim(), cause: error });
}
