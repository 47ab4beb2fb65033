import type { Gate } from '../../gate/gate.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Pools } from '../../kernel/db.ts';
import type { Logger } from '../../kernel/logger.ts';
import { parseSdl, readSdl } from '../../kernel/sdl.ts';
import { startSweep } from '../../kernel/sweep.ts';
import type { Tombstones } from '../../kernel/tombstone.ts';
import type { Vault } from '../../kernel/vault.ts';
import { startProjection } from '../../log/projection.ts';
import { startErasing } from '../../log/erasing/erasing.ts';
import type { Log } from '../../log/tail.ts';
import { followRetention } from '../../retention/follow.ts';
import { startRetention } from '../../retention/sweep.ts';
import type { Subgraph } from '../subgraph.ts';
import { openJobs } from './bulk/jobs.ts';
import { openIntake } from './commands/take-in.ts';
import type { Context, Services } from './context.ts';
import { expireGlass } from './glass/expiry.ts';
import { erasePeople } from './erasure/erase-people.ts';
import { suppressAgain } from './erasure/suppress.ts';
import { createLoaders } from './loaders.ts';
import { openModels } from './matching/models.ts';
import { readOwnership } from './ownership.ts';
import { openRegistry } from './registry.ts';
import { resolvers } from './resolvers.ts';
import { personRetained } from './retention/retained.ts';
import { subjects } from './subjects.ts';
import { tellUntold } from './untold-conflicts.ts';

/** How often people are looked for whose contradictions nobody was told of. */
const UNTOLD_EVERY_MS = 10_000;
/** How soon everybody is told that broken glass is restored; its scopes stop counting by themselves. */
const EXPIRE_EVERY_MS = 1_000;

/** What the person subgraph is built from. */
export interface PersonOptions {
  /** Where work on all records opens connections of its own. */
  databaseUrl: string;
  pools: Pools;
  log: Log;
  gate: Gate;
  vault: Vault;
  clock: Clock;
  logger: Logger;
  tombstones: Tombstones;
  /** ISO 3166-1 alpha-2, for phone numbers in national form. */
  defaultCountry: string;
  /** How long a person may take scopes beyond the own roles, in minutes. */
  maxGlassMinutes: number;
}

/** The person subgraph: systems, their records, and the people unified from them. */
export async function createPersonSubgraph(options: PersonOptions): Promise<Subgraph<Context>> {
  const { pools, log, logger } = options;
  const sdl = await readSdl('person');
  // Before anything is opened that would have to be closed when it throws.
  const ownership = readOwnership(parseSdl('person', sdl));
  const registry = openRegistry(pools.read, log, logger);
  const models = openModels({ sql: pools.read, vault: options.vault, clock: options.clock });
  const jobs = openJobs(options);
  const known = await startProjection({
    sql: pools.read,
    log,
    logger,
    name: 'retention',
    // Nothing was held, and no policy set, before this was there.
    begin: 'oldest',
    apply: followRetention,
  });
  const retention = { settle: () => known.settle(), retained: personRetained };
  const services: Services = { ...options, ownership, models, jobs, registry, retention };
  const intake = openIntake(services);
  const letting = startRetention({ ...options, retention });
  const telling = startSweep({
    name: 'contradictions to tell',
    everyMs: UNTOLD_EVERY_MS,
    logger,
    batch: () => tellUntold(services),
  });
  const erasing = await startErasing({
    subgraph: 'person',
    sql: pools.write,
    log,
    clock: options.clock,
    logger,
    tombstones: options.tombstones,
    settle: () => retention.settle(),
    steps: {
      erase: (tx, order) => erasePeople(tx, services, order),
      again: (tombstones) => suppressAgain(pools.write, services.vault, tombstones),
    },
  });
  const expiring = startSweep({
    name: 'broken glass to restore',
    everyMs: EXPIRE_EVERY_MS,
    logger,
    batch: () => expireGlass(services),
  });
  return {
    name: 'person',
    sdl,
    resolvers,
    subjects,
    context: (request) => ({
      ...services,
      intake,
      actor: request.actor,
      lookUps: services.vault.lookUps.check,
      access: request.access,
      traceparent: request.traceparent,
      loaders: createLoaders(services, request),
    }),
    systemOf: (clientId) => registry.findByClient(clientId),
    async stop() {
      await Promise.all([telling, expiring, letting, known, erasing, jobs, registry].map((part) => part.stop()));
    },
  };
}
