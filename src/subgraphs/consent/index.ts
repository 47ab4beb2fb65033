import type { Audit } from '../../audit/intake.ts';
import type { AuditLog } from '../../audit/log.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Pools, Transaction } from '../../kernel/db.ts';
import type { Logger } from '../../kernel/logger.ts';
import { readSdl } from '../../kernel/sdl.ts';
import type { Signer } from '../../kernel/signer.ts';
import { startSweep } from '../../kernel/sweep.ts';
import type { Tombstones } from '../../kernel/tombstone.ts';
import type { Vault } from '../../kernel/vault.ts';
import { startDirectory } from '../../log/directory.ts';
import type { LogEvent } from '../../log/event.ts';
import { startErasing } from '../../log/erasing/erasing.ts';
import type { Log } from '../../log/tail.ts';
import { followRetention } from '../../retention/follow.ts';
import { startRetention } from '../../retention/sweep.ts';
import type { Subgraph } from '../subgraph.ts';
import { auditRoute } from './audit/route.ts';
import type { Context, Services } from './context.ts';
import { eraseConsents } from './erasure/erase-consents.ts';
import { followErasures } from './erasure/follow.ts';
import { reopenErasures } from './erasure/reopen.ts';
import type { ErasureTerms } from './erasure/rules.ts';
import { expireConsents } from './expiry.ts';
import { createLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';
import { subjects } from './subjects.ts';
import { followProofs } from './rights/known-proofs.ts';
import { tellDeadlines } from './rights/notices.ts';

export { readController } from './receipts/claims.ts';
import { noteRuns } from './retention/follow.ts';
import { consentRetained } from './retention/retained.ts';

/** How often consents are looked for whose time has passed. When none is due, the look reads one index page. */
const EXPIRY_EVERY_MS = 1_000;
/** How often cases are looked for whose deadline comes near. */
const DEADLINES_EVERY_MS = 1_000;

/** What the consent subgraph is made from. */
export interface ConsentOptions {
  pools: Pools;
  log: Log;
  vault: Vault;
  receipts: Services['receipts'];
  clock: Clock;
  logger: Logger;
  tombstones: Tombstones;
  audit: Audit;
  auditLog: AuditLog;
  erasureTerms: ErasureTerms;
  /** Signs the links of exports. */
  exports: Signer;
}

/** The consent subgraph: what people allow their data to be used for. */
export async function createConsentSubgraph(options: ConsentOptions): Promise<Subgraph<Context>> {
  const { pools, log, logger } = options;
  const sdl = await readSdl('consent');
  const [directory, proofs] = await Promise.all([
    startDirectory({ sql: pools.read, log, logger, extend: note }),
    followProofs({ sql: pools.read, log, logger }),
  ]);
  const retention = { settle: () => directory.projection.settle(), retained: consentRetained };
  const services: Services = { ...options, directory, proofs, retention };
  await reopenErasures(pools.write, await options.tombstones.list());
  const erasures = await followErasures(services, logger);
  const erasing = await startErasing({
    subgraph: 'consent',
    sql: pools.write,
    log,
    clock: options.clock,
    logger,
    tombstones: options.tombstones,
    settle: () => retention.settle(),
    steps: { erase: (tx, order) => eraseConsents(tx, services, order) },
  });
  const expiry = startSweep({
    name: 'consent expiry',
    everyMs: EXPIRY_EVERY_MS,
    logger,
    batch: () => expireConsents(services),
  });
  const letting = startRetention({ ...options, retention });
  const deadlines = startSweep({
    name: 'deadlines of cases',
    everyMs: DEADLINES_EVERY_MS,
    logger,
    batch: () => tellDeadlines(services),
  });
  return {
    name: 'consent',
    sdl,
    resolvers,
    subjects,
    context: (request) => ({
      ...services,
      actor: request.actor,
      access: request.access,
      traceparent: request.traceparent,
      loaders: createLoaders(services, request),
    }),
    routes: [auditRoute(services)],
    systemOf: (clientId) => directory.systemOf(clientId),
    async stop() {
      const parts = [expiry, deadlines, letting, erasing, erasures, proofs, directory, options.auditLog];
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}

async function note(tx: Transaction, events: readonly LogEvent[]): Promise<void> {
  await followRetention(tx, events);
  noteRuns(tx, events);
}
