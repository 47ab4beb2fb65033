import type { Audit } from '../../audit/intake.ts';
import type { AuditLog } from '../../audit/log.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Pools } from '../../kernel/db.ts';
import type { Logger } from '../../kernel/logger.ts';
import { readSdl } from '../../kernel/sdl.ts';
import { startSweep } from '../../kernel/sweep.ts';
import type { Vault } from '../../kernel/vault.ts';
import { startDirectory } from '../../log/directory.ts';
import type { Log } from '../../log/tail.ts';
import type { Subgraph } from '../subgraph.ts';
import type { Context, Services } from './context.ts';
import { expireConsents } from './expiry.ts';
import { createLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

/** How often consents are looked for whose time has passed. When none is due, the look reads one index page. */
const EXPIRY_EVERY_MS = 1_000;

/** What the consent subgraph is made from. */
export interface ConsentOptions {
  pools: Pools;
  log: Log;
  vault: Vault;
  clock: Clock;
  logger: Logger;
  audit: Audit;
  auditLog: AuditLog;
}

/** The consent subgraph: what people allow their data to be used for. */
export async function createConsentSubgraph(options: ConsentOptions): Promise<Subgraph<Context>> {
  const { pools, log, logger } = options;
  const sdl = await readSdl('consent');
  const directory = await startDirectory({ sql: pools.read, log, logger });
  const services: Services = { ...options, directory };
  const expiry = startSweep({
    name: 'consent expiry',
    everyMs: EXPIRY_EVERY_MS,
    logger,
    batch: () => expireConsents(services),
  });
  return {
    name: 'consent',
    sdl,
    resolvers,
    context: (request) => ({
      ...services,
      actor: request.actor,
      traceparent: request.traceparent,
      loaders: createLoaders(services, request),
    }),
    systemOf: (clientId) => directory.systemOf(clientId),
    async stop() {
      await Promise.all([expiry.stop(), directory.stop(), options.auditLog.stop()]);
    },
  };
}
