import type { ExecutionResult } from 'graphql';
import type { Answers, MaybePromise, Operation } from '../executor.ts';

/** An operation for one subgraph, as the plan wrote it. */
export interface SubgraphOperation extends Operation {
  readonly text: string;
}

/** A way to one subgraph. A local executor is one; so is HTTP. */
export interface Transport {
  /** Throws or rejects when the subgraph cannot be reached. */
  execute(operation: SubgraphOperation): MaybePromise<ExecutionResult | Answers>;
  close(): Promise<void>;
}
