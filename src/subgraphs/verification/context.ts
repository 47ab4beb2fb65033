import type { Access } from '../../gate/access.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Background } from '../../kernel/background.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Pools } from '../../kernel/db.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Vault } from '../../kernel/vault.ts';
import type { Directory } from '../../log/directory.ts';
import type { Log } from '../../log/tail.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { Retention } from '../../retention/sweep.ts';
import type { Loaders } from './loaders.ts';
import type { Inbox } from './vendors/inbox/inbox.ts';

/** What the verification subgraph works with, the same for every request. */
export interface Services {
  pools: Pools;
  log: Log;
  vault: Vault;
  clock: Clock;
  /** The systems, people and claims that it knows of. */
  directory: Directory;
  /** Deals with what vendors say. */
  inbox: Inbox;
  /** What goes on when a request has been answered. */
  background: Background;
  logger: Logger;
  /** Whether vendors may be simulators on this machine. */
  isDevelopment: boolean;
  /** The store of files. */
  evidence: Evidence;
  /** What it keeps for a time. */
  retention: Retention;
}

/** One operation: who asks, and what it has loaded so far. */
export interface Context extends Services {
  actor: Actor;
  access: Access;
  traceparent: string | undefined;
  loaders: Loaders;
}
