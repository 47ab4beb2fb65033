import postgres from 'postgres';
import { errorCode, isUnreachable } from '../../kernel/db.ts';
import { type Cluster, ROLE } from './cluster.ts';

/** The key of the lock in PostgreSQL. Any number that no other lock of this database has. */
const LOCK = 0x5e1f5a3e;

/** Error codes of PostgreSQL (its manual, appendix A). */
const CANNOT_CONNECT_NOW = '57P03';
const TOO_MANY_CONNECTIONS = '53300';

/**
 * A process's claim on the running server: a session with a lock that all users share.
 * It ends with the process, however that ends, so a kill -9 leaves nothing to clean up.
 */
export interface Lease {
  /**
   * Gives the claim up.
   * @returns whether nobody else has one; then nobody can get one before this session ends
   */
  release(): Promise<boolean>;
  /** Ends the session. */
  end(): Promise<void>;
}

/** Why there is no lease now: the server starts or recovers, it stops or does not listen yet, or it hangs. */
export type Refusal = 'starting' | 'stopping' | 'silent';

/** The address of the hub's database on a running server. */
export function databaseUrl(cluster: Cluster, port: number): string {
  return `postgres://${ROLE}:${cluster.password}@127.0.0.1:${port}/${ROLE}`;
}

/**
 * Signs in to a running server and claims it.
 * @param lost called once if the session ends by itself
 * @throws what the server said, when it refuses for good
 */
export async function takeLease(cluster: Cluster, port: number, lost: () => void): Promise<Lease | Refusal> {
  let held = false;
  const sql = postgres(databaseUrl(cluster, port), {
    max: 1,
    max_lifetime: null,
    connect_timeout: 10,
    fetch_types: false,
    onnotice: () => {},
    onclose: () => {
      if (held) lost();
      held = false;
    },
    connection: { application_name: 'selfsame lease' },
  });
  const end = async () => {
    held = false;
    await sql.end({ timeout: 1 });
  };
  try {
    await sql`SELECT pg_advisory_lock_shared(${LOCK}::bigint)`;
    held = true;
  } catch (error) {
    await end();
    return refusal(error);
  }
  const release = async () => {
    held = false;
    // First let go, then ask for all of it: of several that leave together, exactly the last one gets it.
    await sql`SELECT pg_advisory_unlock_shared(${LOCK}::bigint)`;
    const [row] = await sql<[{ alone: boolean }]>`SELECT pg_try_advisory_lock(${LOCK}::bigint) AS alone`;
    return row.alone;
  };
  return { release, end };
}

function refusal(error: unknown): Refusal {
  const code = errorCode(error);
  if (code === 'CONNECT_TIMEOUT') return 'silent';
  if (code === CANNOT_CONNECT_NOW)
    return error instanceof Error && error.message.includes('shutting down') ? 'stopping' : 'starting';
  if (code !== TOO_MANY_CONNECTIONS && isUnreachable(error)) return 'stopping';
  throw error;
}
