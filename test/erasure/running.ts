import { loadConfig } from '../../src/config.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { openDevelopmentIssuer } from '../../src/local/issuer.ts';
import { startHub } from '../../src/main.ts';
import type { TestDatabase } from '../support/database.ts';
import { type TestHub, createTestClient } from '../support/hub.ts';
import { clientBehind } from '../support/roles.ts';

/** A hub that runs somewhere, as tests know hubs. What it runs on stays when it stops. */
export async function hubAt(url: string, dataDir: string, databaseUrl: string): Promise<TestHub> {
  const config = loadConfig({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir });
  const issuer = await openDevelopmentIssuer(dataDir, systemClock);
  return {
    url,
    config,
    database: { url: databaseUrl } as TestDatabase,
    issuer,
    async as(system) {
      const token = await issuer.mint({ ...clientBehind(system), audience: config.audience, ttlSeconds: 3_600 });
      return createTestClient(url, token, []);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Runs a hub in this process while `work` goes on. */
export async function withHub<Result>(
  { databaseUrl, dataDir, env = {} }: { databaseUrl: string; dataDir: string; env?: Record<string, string> },
  work: (hub: TestHub) => Promise<Result>,
): Promise<Result> {
  const variables = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: '0', JOURNEYS: 'false', ...env };
  const hub = await startHub(loadConfig(variables), {}, { logger: silentLogger });
  try {
    return await work(await hubAt(hub.url, dataDir, databaseUrl));
  } finally {
    await hub.stop();
  }
}
