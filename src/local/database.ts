import type { Config } from '../config.ts';
import type { Logger } from '../kernel/logger.ts';
import type { LocalPostgres } from './postgres.ts';

/** The database that the settings name: `DATABASE_URL`, which is never stopped, or the embedded one, started if need be. */
export async function openDatabase(config: Config, log: Logger): Promise<LocalPostgres> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => {} };
  const { startLocalPostgres } = await import('./postgres.ts');
  return startLocalPostgres({ dataDir: config.dataDir, log });
}
