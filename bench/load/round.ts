import type { Contender } from '../contenders.ts';
import type { Environment } from '../environment.ts';
import type { Generator } from './load.ts';

/** What one round of one contender showed. */
export interface Round {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the server's processes, a request. */
  serverCpuMs: number;
  /** Of PostgreSQL, a request, where the machine tells. */
  postgresCpuMs: number | undefined;
  /** Of the server's processes, behind the round. */
  rssBytes: number;
}

/** Clients that ask at once. */
export const CONNECTIONS = 16;

/** Asks a contender about the people, over and over, for some seconds. */
export async function runRound(
  { postgresCpuMs }: Pick<Environment, 'postgresCpuMs'>,
  generator: Generator,
  { url, query, token, usage }: Contender,
  ids: readonly string[],
  seconds: number,
): Promise<Round> {
  const [before, postgresBefore] = await Promise.all([usage(), postgresCpuMs()]);
  const sent = await generator.call('send', {
    url,
    operations: [{ query, ...(token ? { token } : {}) }],
    groups: ids.map((id) => [{ operation: 0, variables: { id } }]),
    connections: CONNECTIONS,
    seconds,
  });
  const [after, postgresAfter] = await Promise.all([usage(), postgresCpuMs()]);
  const postgres =
    postgresBefore === undefined || postgresAfter === undefined ? undefined : postgresAfter - postgresBefore;
  return {
    requestsPerSecond: sent.requests / sent.seconds,
    p50Ms: sent.p50Ms,
    p99Ms: sent.p99Ms,
    serverCpuMs: (after.cpuMs - before.cpuMs) / sent.requests,
    postgresCpuMs: postgres === undefined ? undefined : postgres / sent.requests,
    rssBytes: after.rssBytes,
  };
}
