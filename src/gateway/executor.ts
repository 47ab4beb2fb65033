import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Actor } from '../kernel/actor.ts';

/** Who asks, as far as a gateway must know: each subgraph judges the token by itself. */
export interface Caller {
  /** When the token ends, and with it what it began. */
  readonly expiresAt: Date;
  /** The registered system, or the client where there is no registry. A token that comes to mean another one is worth nothing. */
  readonly name: string;
}

/** Who asks subgraphs of this process. */
export interface LocalCaller extends Caller {
  readonly actor: Actor;
}

/** What one operation is done for. */
export type GatewayContext<C extends Caller = Caller> = C & {
  /** The `Authorization` value that came with the operation, for subgraphs behind HTTP. */
  readonly authorization?: string | undefined;
  /** W3C Trace Context, as the caller sent it. */
  readonly traceparent?: string | undefined;
};

/** One valid operation to execute. */
export interface Operation<C extends Caller = Caller> {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly context: GatewayContext<C>;
  /** Of a subscription: the same as of now, for each answer. Rejects when the token is good no more. */
  readonly renew?: () => Promise<GatewayContext<C>>;
}

export type MaybePromise<T> = T | Promise<T>;

/** The answers of a subscription. `return` ends it at once, also while `next` waits. */
export type Answers = AsyncIterableIterator<ExecutionResult, void>;

/**
 * What answers operations: the fused schema, the planner, or one subgraph alone. They are interchangeable: the same
 * operation gets the same data, errors and nulls from each.
 */
export interface Executor<C extends Caller = Caller> {
  /** What clients see, for validation and introspection. */
  readonly schema: GraphQLSchema;
  /** One answer to a query or mutation; a stream of them to a subscription that could begin. Never throws or rejects. */
  readonly execute: (operation: Operation<C>) => MaybePromise<ExecutionResult | Answers>;
  /** Lets go of connections. */
  close(): Promise<void>;
}

/** An operation for one subgraph, as the plan wrote it. */
export interface SubgraphOperation<C extends Caller = Caller> extends Operation<C> {
  readonly text: string;
}

/** A way to one subgraph. An executor in this process is one; so is HTTP. */
export interface Transport<C extends Caller = Caller> {
  /** Throws or rejects when the subgraph cannot be reached. */
  readonly execute: (operation: SubgraphOperation<C>) => MaybePromise<ExecutionResult | Answers>;
  close(): Promise<void>;
}

/** Whether a value comes later. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** Whether an execution answered with a stream. */
export function isStream(result: ExecutionResult | Answers): result is Answers {
  return Symbol.asyncIterator in result;
}
