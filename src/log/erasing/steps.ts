import type { Transaction } from '../../kernel/db.ts';
import type { Tombstone } from '../../kernel/tombstone.ts';

/** A subgraph: each erases what lies with it. */
export type ErasingPart = 'person' | 'verification' | 'decision' | 'consent';

/** Somebody to erase: all ids that led to the person. */
export interface ErasureOrder {
  erasureId: string;
  personIds: string[];
}

/** What a legal hold keeps: a kind, such as `evidence`, and an id. */
export interface Held {
  kind: string;
  id: string;
}

/** What a pass over a subgraph did. */
export interface ErasurePass {
  /** How many of what were destroyed. */
  counts: Record<string, number>;
  /** What a legal hold keeps; the subgraph is not done until it is released. */
  held?: readonly Held[];
  /** Whether something is left that lies elsewhere, so that `after` has to be run, and a pass behind it. */
  isLeft?: boolean;
  /** What the others must know once it is done. */
  tell?: Record<string, unknown>;
}

/** How a subgraph erases somebody. Every part may run again. */
export interface ErasureSteps {
  /** What is to be said elsewhere while it can still be read. Outside of a transaction. */
  before?(order: ErasureOrder): Promise<void>;
  /** Destroys all that lies in the database, in one transaction. */
  erase(tx: Transaction, order: ErasureOrder): Promise<ErasurePass>;
  /** Removes what lies elsewhere. Throws while it cannot. */
  after?(order: ErasureOrder): Promise<void>;
  /** Told of the erasures that the database did not know any more, once they are done again. */
  again?(tombstones: readonly Tombstone[]): Promise<void>;
}
