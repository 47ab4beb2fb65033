import { Background } from '../../kernel/background.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Pools } from '../../kernel/db.ts';
import type { Logger } from '../../kernel/logger.ts';
import { readSdl } from '../../kernel/sdl.ts';
import { startSweep } from '../../kernel/sweep.ts';
import type { Tombstones } from '../../kernel/tombstone.ts';
import type { Vault } from '../../kernel/vault.ts';
import { startDirectory } from '../../log/directory.ts';
import { startErasing } from '../../log/erasing/erasing.ts';
import type { Log } from '../../log/tail.ts';
import { followRetention } from '../../retention/follow.ts';
import { startRetention } from '../../retention/sweep.ts';
import type { RequestContext, Subgraph } from '../subgraph.ts';
import type { Context, Services } from './context.ts';
import { verificationErasure } from './erasure/erase-verifications.ts';
import { expireVerifications } from './expiry.ts';
import { followSplits } from './follow-splits.ts';
import { type EvidenceOptions, openEvidence } from './evidence/evidence.ts';
import { evidenceRoute } from './evidence/route.ts';
import { startEvidenceSweeps } from './evidence/sweeps.ts';
import { createLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';
import { verificationRetained } from './retention/retained.ts';
import { subjects } from './subjects.ts';
import { openInbox } from './vendors/inbox/inbox.ts';
import { openRefusals } from './vendors/inbox/refusals.ts';
import { webhookRoute } from './vendors/inbox/route.ts';
import { clearOld } from './watchlist/clear.ts';
import { watchlistRoute } from './watchlist/route.ts';

/** How often verifications are looked for whose time has passed. When none is due, the look reads one index page. */
const EXPIRY_EVERY_MS = 30_000;
/** How often entries of watch lists are looked for that were replaced. */
const CLEAR_EVERY_MS = 60_000;

/** What the verification subgraph is made from. */
export interface VerificationOptions {
  pools: Pools;
  log: Log;
  vault: Vault;
  clock: Clock;
  logger: Logger;
  tombstones: Tombstones;
  /** Whether vendors may be simulators on this machine. */
  isDevelopment: boolean;
  evidence: EvidenceOptions;
}

/** The verification subgraph: what was asked to be checked about people, and what vendors found. */
export async function createVerificationSubgraph(options: VerificationOptions): Promise<Subgraph<Context>> {
  const { pools, log, logger, clock } = options;
  const sdl = await readSdl('verification');
  const directory = await startDirectory({
    sql: pools.read,
    log,
    logger,
    async extend(tx, events) {
      await followSplits(tx, events, clock);
      await followRetention(tx, events);
    },
  });
  const inbox = openInbox(options);
  const refusals = openRefusals(options);
  const evidence = await openEvidence(options.evidence);
  const background = new Background();
  const retention = { settle: () => directory.projection.settle(), retained: verificationRetained(options) };
  const services: Services = { ...options, directory, inbox, background, evidence, retention };
  const expiry = startSweep({
    name: 'verification expiry',
    everyMs: EXPIRY_EVERY_MS,
    logger,
    batch: () => expireVerifications(services),
  });
  const clearing = startSweep({
    name: 'replaced watch lists',
    everyMs: CLEAR_EVERY_MS,
    logger,
    batch: () => clearOld(pools.write, clock.now()),
  });
  const erasing = await startErasing({
    subgraph: 'verification',
    sql: pools.write,
    log,
    clock,
    logger,
    tombstones: options.tombstones,
    settle: () => retention.settle(),
    steps: verificationErasure(services),
  });
  const context = (request: RequestContext): Context => ({
    ...services,
    actor: request.actor,
    access: request.access,
    traceparent: request.traceparent,
    loaders: createLoaders(services, request),
  });
  const letting = startRetention({ ...options, retention });
  const evidenceSweeps = startEvidenceSweeps(services, logger);
  return {
    name: 'verification',
    sdl,
    resolvers,
    subjects,
    context,
    routes: [webhookRoute(services, { inbox, refusals }), watchlistRoute(context), evidenceRoute(services)],
    systemOf: (clientId) => directory.systemOf(clientId),
    async stop() {
      const sweeps = [expiry, clearing, letting, erasing, evidenceSweeps];
      await Promise.all([...sweeps, background, inbox, refusals, directory].map((part) => part.stop()));
    },
  };
}
