import type { Bench } from '../bench.ts';
import { startFused } from '../contenders.ts';
import { type Load, type LoadResult, startGenerator } from '../load/load.ts';
import { RECORD_MUTATION, writesOf } from '../load/record-mutation.ts';
import { SOURCES } from '../population/people.ts';
import { registerSystems } from '../population/load.ts';
import { type Child, startChild } from '../processes/child.ts';
import type { Usage } from '../processes/usage.ts';
import type { PartResult } from '../report/result.ts';
import { median } from '../report/statistics.ts';
import type { Writing } from '../servers/writer.ts';

/** Writers at once, on both sides. */
const WRITERS = 16;
/** People a second of a round: a machine that is faster is done sooner. Each is three writes. */
const PEOPLE_A_SECOND = 96;

interface Round extends LoadResult {
  writesPerSecond: number;
  cpuMs: number;
  postgresCpuMs: number | undefined;
  rssBytes: number;
}

/** (b) `recordPerson` through the API, against one transaction written by hand. */
export async function benchWrite({ environment, population, progress, options }: Bench): Promise<PartResult> {
  const { database } = await population(options.people);
  const empty = await environment.createDatabase('by_hand');
  await registerSystems(environment.env(empty), empty.sql);
  const people = Math.ceil((PEOPLE_A_SECOND * options.seconds) / WRITERS) * WRITERS;
  const generator = await startGenerator();
  const hub = await startFused(environment, database);
  const { child: writer } = await startChild<Writing>('servers/writer.ts', {
    databaseUrl: empty.url,
    keyFile: environment.keyFile,
    connections: WRITERS,
  });
  const operations = await Promise.all(
    SOURCES.map(async (source) => ({ query: RECORD_MUTATION, token: await environment.token(source) })),
  );
  const viaApi = (seed: number): Promise<LoadResult> =>
    generator.call('send', { url: hub.url, operations, connections: WRITERS, groups: groupsOf(people, seed) });
  const byHand = (): Promise<LoadResult> => writer.call('send', { writers: WRITERS });

  try {
    const rounds: { api: Round; hand: Round }[] = [];
    for (let round = 0; round <= options.rounds; round += 1) {
      // Seeds from 1 on: 0 is the population.
      const api = await measure(environment.postgresCpuMs, hub, () => viaApi(round + 1));
      await writer.call('prepare', { people, seed: round + 1 });
      const hand = await measure(environment.postgresCpuMs, writer, byHand);
      if (round > 0) rounds.push({ api, hand });
      const rates = `API ${api.writesPerSecond.toFixed(0)}/s, by hand ${hand.writesPerSecond.toFixed(0)}/s`;
      progress.tell(`write, round ${round} of ${options.rounds}: ${rates}`);
    }
    return report(rounds);
  } finally {
    await generator.stop();
    await writer.stop();
    await hub.stop();
  }
}

/** A person's writes come one after the other, over one connection. */
function groupsOf(people: number, seed: number): Load['groups'] {
  return Array.from({ length: people }, (_, number) =>
    writesOf(number, seed).map(({ source, input }) => ({ operation: SOURCES.indexOf(source), variables: { input } })),
  );
}

async function measure(
  postgresCpuMs: () => Promise<number | undefined>,
  { usage }: Pick<Child, 'usage'> | { usage(): Promise<Usage> },
  send: () => Promise<LoadResult>,
): Promise<Round> {
  const [before, postgresBefore] = [await usage(), await postgresCpuMs()];
  const result = await send();
  const [after, postgresAfter] = [await usage(), await postgresCpuMs()];
  const postgres =
    postgresBefore === undefined || postgresAfter === undefined ? undefined : postgresAfter - postgresBefore;
  return {
    ...result,
    writesPerSecond: result.requests / result.seconds,
    cpuMs: (after.cpuMs - before.cpuMs) / result.requests,
    postgresCpuMs: postgres === undefined ? undefined : postgres / result.requests,
    rssBytes: after.rssBytes,
  };
}

function report(rounds: readonly { api: Round; hand: Round }[]): PartResult {
  const row = (name: string, side: readonly Round[]): string[] => {
    const of = (pick: (round: Round) => number): number => median(side.map(pick));
    const postgres = of((round) => round.postgresCpuMs ?? Number.NaN);
    const rates = side.map((round) => round.writesPerSecond);
    return [
      name,
      median(rates).toFixed(0),
      `${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)}`,
      of((round) => round.p50Ms).toFixed(1),
      of((round) => round.p99Ms).toFixed(1),
      of((round) => round.cpuMs).toFixed(2),
      Number.isNaN(postgres) ? '–' : postgres.toFixed(2),
      (of((round) => round.rssBytes) / 2 ** 20).toFixed(0),
    ];
  };
  return {
    title: '(b) recordPerson',
    method:
      'A third of the writes are new records of new people, a third join a person, a third change a record. Through the API: over ' +
      `HTTP with ${WRITERS} connections, tokens, rights, idempotency keys, intake, matching, unifying and sealing, with the relay and the ` +
      `projections at work. By hand: the same rows in one pipelined transaction each, ${WRITERS} at once in one process, sealed before ` +
      'the clock starts, without look-ups, in a database without people of its own and without a hub. A ratio is the median of the ratios of the rounds.',
    tables: [
      {
        caption: 'Medians of the rounds',
        columns: ['', 'writes/s', 'from–to', 'p50 ms', 'p99 ms', 'CPU ms a write', 'Postgres CPU ms a write', 'RSS MB'],
        rows: [
          row(
            'API',
            rounds.map(({ api }) => api),
          ),
          row(
            'by hand',
            rounds.map(({ hand }) => hand),
          ),
        ],
      },
    ],
    figures: [
      {
        name: 'API / by hand',
        value: median(rounds.map(({ api, hand }) => api.writesPerSecond / hand.writesPerSecond)),
        unit: '×',
        goal: { atLeast: 0.3 },
      },
    ],
  };
}
