import type { Contender } from '../contenders.ts';
import type { Environment } from '../environment.ts';
import { sample } from '../population/random.ts';
import { median } from '../report/statistics.ts';
import type { Generator, LoadResult } from './load.ts';

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

/** Clients that ask at once, or write. */
export const CONNECTIONS = 16;
/** People that a round asks about; more would only take longer to prepare. */
const ASKED = 16_000;

/** Whom a round asks about, and for how long. */
export interface Asking {
  ids: readonly string[];
  /** Another number asks about others, or in another order. */
  draw: number;
  seconds: number;
}

/** Asks a contender about some of the people, over and over, for some seconds. */
export async function runRound(
  environment: Pick<Environment, 'postgresCpuMs'>,
  generator: Generator,
  contender: Contender,
  { ids, draw, seconds }: Asking,
): Promise<Round> {
  const { url, query, token } = contender;
  const groups = sample(ids, ASKED, draw).map((id) => [{ operation: 0, variables: { id } }]);
  const operations = [{ query, ...(token ? { token } : {}) }];
  return await measure(environment, contender, () =>
    generator.call('send', { url, operations, groups, connections: CONNECTIONS, seconds }),
  );
}

/** Measures what a load costs the processes of a server, and PostgreSQL. */
export async function measure(
  { postgresCpuMs }: Pick<Environment, 'postgresCpuMs'>,
  { usage }: Pick<Contender, 'usage'>,
  send: () => Promise<LoadResult>,
): Promise<Round> {
  const [before, postgresBefore] = await Promise.all([usage(), postgresCpuMs()]);
  const { requests, seconds, p50Ms, p99Ms } = await send();
  const [after, postgresAfter] = await Promise.all([usage(), postgresCpuMs()]);
  return {
    requestsPerSecond: requests / seconds,
    p50Ms,
    p99Ms,
    serverCpuMs: (after.cpuMs - before.cpuMs) / requests,
    postgresCpuMs:
      postgresBefore === undefined || postgresAfter === undefined
        ? undefined
        : (postgresAfter - postgresBefore) / requests,
    rssBytes: after.rssBytes,
  };
}

/** The median of each figure. */
export function medianRound(rounds: readonly Round[]): Round {
  const of = (pick: (round: Round) => number): number => median(rounds.map(pick));
  const postgres = rounds.flatMap(({ postgresCpuMs }) => postgresCpuMs ?? []);
  return {
    requestsPerSecond: of((round) => round.requestsPerSecond),
    p50Ms: of((round) => round.p50Ms),
    p99Ms: of((round) => round.p99Ms),
    serverCpuMs: of((round) => round.serverCpuMs),
    postgresCpuMs: postgres.length > 0 ? median(postgres) : undefined,
    rssBytes: of((round) => round.rssBytes),
  };
}
