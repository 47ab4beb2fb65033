import type { Access } from '../../gate/access.ts';
import type { Gate } from '../../gate/gate.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Pools } from '../../kernel/db.ts';
import type { Tombstones } from '../../kernel/tombstone.ts';
import type { Vault } from '../../kernel/vault.ts';
import type { Log } from '../../log/tail.ts';
import type { Jobs } from './bulk/jobs.ts';
import type { Intake } from './commands/take-in.ts';
import type { Retention } from '../../retention/sweep.ts';
import type { Loaders } from './loaders.ts';
import type { Models } from './matching/models.ts';
import type { Ownership } from './ownership.ts';
import type { Registry } from './registry.ts';

/** What the person subgraph works with, the same for every request. */
export interface Services {
  pools: Pools;
  log: Log;
  gate: Gate;
  vault: Vault;
  clock: Clock;
  ownership: Ownership;
  models: Models;
  jobs: Jobs;
  tombstones: Tombstones;
  registry: Registry;
  /** ISO 3166-1 alpha-2, for phone numbers in national form. */
  defaultCountry: string;
  /** What it keeps for a time. */
  retention: Retention;
  /** How long a person may take scopes beyond the own roles, in minutes. */
  maxGlassMinutes: number;
}

/** One operation: who asks, and what it has loaded so far. */
export interface Context extends Services {
  intake: Intake;
  actor: Actor;
  /** The check of the key that blind indexes are made with, as it was before the first one; see `LookUps`. */
  lookUps: string;
  access: Access;
  traceparent: string | undefined;
  loaders: Loaders;
}
