import type { IResolvers } from '@graphql-tools/utils';
import type { Actor, System } from '../kernel/actor.ts';
import type { Access } from '../gate/access.ts';
import type { Subjects } from '../gate/shield.ts';
import type { Route } from '../kernel/http/route.ts';

/** One operation, or one event of a subscription: who asks, and in which trace. */
export interface RequestContext {
  actor: Actor;
  /** What it may read of people, and what it has read. */
  access: Access;
  /** W3C Trace Context, as the caller sent it. */
  traceparent?: string | undefined;
}

export type SubgraphName = 'person' | 'verification' | 'decision' | 'consent';

/** A vertical slice of the graph, as the gateway sees it. */
export interface Subgraph<Context = unknown> {
  readonly name: SubgraphName;
  /** The text of `schema/<name>.graphql`. */
  readonly sdl: string;
  /** Resolvers of this subgraph's types; entities with `__resolveReference`. Their third argument is `Context`. */
  readonly resolvers: IResolvers;
  /** By type: whose data its objects are. */
  readonly subjects: Subjects;
  /** A fresh context with fresh loaders: one per execution. */
  context(request: RequestContext): Context;
  /** What it answers beside the graph. */
  readonly routes?: readonly Route<RequestContext>[];
  /** The registered system of a client, as this subgraph knows it. */
  systemOf(clientId: string): Promise<System | undefined>;
  stop(): Promise<void>;
}
