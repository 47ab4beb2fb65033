import type { Clock } from '../../kernel/clock.ts';
import type { Pools, Transaction } from '../../kernel/db.ts';
import type { Logger } from '../../kernel/logger.ts';
import { readSdl } from '../../kernel/sdl.ts';
import { startSweep } from '../../kernel/sweep.ts';
import type { Tombstones } from '../../kernel/tombstone.ts';
import type { Vault } from '../../kernel/vault.ts';
import { startDirectory } from '../../log/directory.ts';
import type { LogEvent } from '../../log/event.ts';
import { startErasing } from '../../log/erasing/erasing.ts';
import type { Log } from '../../log/tail.ts';
import { followRetention } from '../../retention/follow.ts';
import { startRetention } from '../../retention/sweep.ts';
import type { RequestContext, Subgraph } from '../subgraph.ts';
import type { Context, Services } from './context.ts';
import { eraseDecisions } from './erasure/erase-decisions.ts';
import { noteConsents } from './known-consents.ts';
import { noteVerifications } from './known-verifications.ts';
import { followKpis } from './kpis/follow.ts';
import { metricsRoute } from './kpis/route.ts';
import { createLoaders } from './loaders.ts';
import { openBook } from './policies/book.ts';
import { resolvers } from './resolvers.ts';
import { decisionRetained } from './retention/retained.ts';
import { subjects } from './subjects.ts';
import { escalate } from './reviews/escalation.ts';
import { startQueue } from './reviews/projection.ts';

/** How often reviews are looked for whose deadline has passed. When none has, the look reads one index page. */
const ESCALATION_EVERY_MS = 30_000;

/** What the decision subgraph is made from. */
export interface DecisionOptions {
  pools: Pools;
  log: Log;
  vault: Vault;
  clock: Clock;
  logger: Logger;
  tombstones: Tombstones;
}

/** The decision subgraph: what was decided about people, by which policy, and on what evidence. */
export async function createDecisionSubgraph(options: DecisionOptions): Promise<Subgraph<Context>> {
  const { pools, log, logger } = options;
  const sdl = await readSdl('decision');
  const [directory, queue, kpis] = await Promise.all([
    startDirectory({ sql: pools.read, log, logger, extend: note }),
    startQueue({ ...options, sql: pools.read }),
    followKpis({ sql: pools.read, log, logger }),
  ]);
  const retention = { settle: () => directory.projection.settle(), retained: decisionRetained };
  const services: Services = { ...options, directory, queue, kpis, policies: openBook(pools.read), retention };
  const letting = startRetention({ ...options, retention });
  const escalation = startSweep({
    name: 'overdue reviews',
    everyMs: ESCALATION_EVERY_MS,
    logger,
    batch: () => escalate(services),
  });
  const erasing = await startErasing({
    subgraph: 'decision',
    sql: pools.write,
    log,
    clock: options.clock,
    logger,
    tombstones: options.tombstones,
    settle: () => retention.settle(),
    steps: { erase: (tx, order) => eraseDecisions(tx, services, order) },
  });
  return {
    name: 'decision',
    sdl,
    resolvers,
    subjects,
    context: (request: RequestContext): Context => ({
      ...services,
      actor: request.actor,
      lookUps: services.vault.lookUps.check,
      access: request.access,
      traceparent: request.traceparent,
      loaders: createLoaders(services, request),
    }),
    systemOf: (clientId) => directory.systemOf(clientId),
    routes: [metricsRoute(services)],
    async stop() {
      await Promise.all([escalation, letting, erasing, queue, kpis, directory].map((part) => part.stop()));
    },
  };
}

async function note(tx: Transaction, events: readonly LogEvent[]): Promise<void> {
  noteVerifications(tx, events);
  noteConsents(tx, events);
  await followRetention(tx, events);
}
