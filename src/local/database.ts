import type { Config } from '../config.ts';
import { errorCode, isUnreachable } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import type { LocalPostgres } from './postgres.ts';

/** The database that the settings name: `DATABASE_URL`, which is never stopped, or the embedded one, started if need be. */
export async function openDatabase(config: Config, log: Logger): Promise<LocalPostgres> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => {} };
  const { startLocalPostgres } = await import('./postgres.ts');
  return startLocalPostgres({ dataDir: config.dataDir, log });
}

/** What the first words with a database can end with besides silence, by SQLSTATE: what is wrong, and what to look at. */
const REFUSALS: Readonly<Record<string, string>> = {
  '28P01': 'The database refuses the login. Check user and password in DATABASE_URL.',
  '28000': 'The database refuses the login. Check user, password and sslmode in DATABASE_URL, and pg_hba.conf.',
  '3D000': 'There is no such database. Make it, or check its name in DATABASE_URL.',
};

/**
 * What a start says of an error of the database that `DATABASE_URL` names: UNAVAILABLE with what to look at when it could
 * not be reached or entered; any other error as it is.
 */
export function startFault(config: Pick<Config, 'databaseUrl'>, error: unknown): unknown {
  const code = errorCode(error);
  const refusal = REFUSALS[code];
  if (!isUnreachable(error) && refusal === undefined) return error;
  const silence = config.databaseUrl
    ? 'The database cannot be reached. Check host and port in DATABASE_URL, and that it runs.'
    : 'The embedded PostgreSQL cannot be reached. Start again.';
  return fault({ code: 'UNAVAILABLE', public: `${refusal ?? silence} (${code})`, cause: error });
}
