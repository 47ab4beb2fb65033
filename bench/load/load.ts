import { type Child, startChild } from '../processes/child.ts';

/** What a load is made of. */
export interface Load {
  /** The GraphQL endpoint. */
  url: string;
  operations: readonly { query: string; token?: string }[];
  /** Requests that one connection sends one after the other. The groups are dealt out to the connections. */
  groups: readonly (readonly { operation: number; variables: unknown }[])[];
  connections: number;
  /** How long to send, beginning anew when all is sent; left away, everything is sent once. */
  seconds?: number;
}

/** What came of a load. */
export interface LoadResult {
  requests: number;
  /** From the first request to the last answer. */
  seconds: number;
  p50Ms: number;
  p99Ms: number;
  /** Of all answers, headers included. */
  bytes: number;
}

/** A process that sends loads. */
export type Generator = Child<{ send(load: Load): LoadResult }>;

/** Starts a generator of loads. */
export async function startGenerator(): Promise<Generator> {
  const { child } = await startChild<{ send(load: Load): LoadResult }>('load/generator.ts', {});
  return child;
}
