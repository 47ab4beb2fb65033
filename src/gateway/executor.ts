import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../subgraphs/subgraph.ts';

/** What one operation is done for. Made by the host from the token. */
export interface GatewayContext extends RequestContext {
  /** The `Authorization` value that came with the operation, for subgraphs behind HTTP. */
  authorization?: string | undefined;
}

/** One valid operation to execute. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly context: GatewayContext;
}

export type MaybePromise<T> = T | Promise<T>;

/** The answers of a subscription. `return` ends it at once, also while `next` waits. */
export type Answers = AsyncIterableIterator<ExecutionResult, void>;

/**
 * What answers operations: the fused schema, the planner, or one subgraph alone. They are interchangeable: the same
 * operation gets the same data, errors and nulls from each.
 */
export interface Executor {
  /** What clients see, for validation and introspection. */
  readonly schema: GraphQLSchema;
  /** One answer to a query or mutation; a stream of them to a subscription that could begin. Never throws or rejects. */
  execute(operation: Operation): MaybePromise<ExecutionResult | Answers>;
  /** Lets go of connections. */
  close(): Promise<void>;
}

/** Whether an execution answered with a stream. */
export function isStream(result: ExecutionResult | Answers): result is Answers {
  return Symbol.asyncIterator in result;
}
