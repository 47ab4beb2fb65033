import type { Access } from '../../gate/access.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Pools } from '../../kernel/db.ts';
import type { Vault } from '../../kernel/vault.ts';
import type { Directory } from '../../log/directory.ts';
import type { Projection } from '../../log/projection.ts';
import type { Log } from '../../log/tail.ts';
import type { Retention } from '../../retention/sweep.ts';
import type { Loaders } from './loaders.ts';
import type { PolicyBook } from './policies/book.ts';

/** What the decision subgraph works with, the same for every request. */
export interface Services {
  pools: Pools;
  log: Log;
  vault: Vault;
  clock: Clock;
  /** The systems, people, claims, verifications and consents that it knows of. */
  directory: Directory;
  /** Counts what the log tells. */
  kpis: Projection;
  policies: PolicyBook;
  /** Feeds the queue of reviews. */
  queue: Projection;
  /** What it keeps for a time. */
  retention: Retention;
}

/** One operation: who asks, and what it has loaded so far. */
export interface Context extends Services {
  actor: Actor;
  /** The check of the key that blind indexes are made with, as it was before the first one; see `LookUps`. */
  lookUps: string;
  access: Access;
  traceparent: string | undefined;
  loaders: Loaders;
}
