import type { Bench } from '../bench.ts';
import { startFused } from '../contenders.ts';
import { type Load, type LoadResult, startGenerator } from '../load/load.ts';
import { RECORD_MUTATION, writesOf } from '../load/record-mutation.ts';
import { CONNECTIONS, type Round, measure } from '../load/round.ts';
import { SOURCES } from '../population/people.ts';
import { registerSystems } from '../population/load.ts';
import { startChild } from '../processes/child.ts';
import type { PartResult } from '../report/result.ts';
import { roundTable } from '../report/round-table.ts';
import { median } from '../report/statistics.ts';
import type { Writing } from '../servers/writer.ts';

/** People a second of a round: a machine that is faster is done sooner. Each is three writes. */
const PEOPLE_A_SECOND = 96;

/** (b) `recordPerson` through the API, against one transaction written by hand. */
export async function benchWrite({ environment, population, progress, options }: Bench): Promise<PartResult> {
  const { database } = await population(options.people);
  const empty = await environment.createDatabase('by_hand');
  await registerSystems(environment.env(empty), empty.sql);
  const people = Math.ceil((PEOPLE_A_SECOND * options.seconds) / CONNECTIONS) * CONNECTIONS;
  const generator = await startGenerator();
  const hub = await startFused(environment, database);
  const { child: writer } = await startChild<Writing>('servers/writer.ts', {
    databaseUrl: empty.url,
    keyFile: environment.keyFile,
    connections: CONNECTIONS,
  });
  const operations = await Promise.all(
    SOURCES.map(async (source) => ({ query: RECORD_MUTATION, token: await environment.token(source) })),
  );
  const viaApi = (seed: number): Promise<LoadResult> =>
    generator.call('send', { url: hub.url, operations, connections: CONNECTIONS, groups: groupsOf(people, seed) });
  const byHand = (): Promise<LoadResult> => writer.call('send', { writers: CONNECTIONS });

  try {
    const rounds: { api: Round; hand: Round }[] = [];
    for (let round = 0; round <= options.rounds; round += 1) {
      // Seeds from 1 on: 0 is the population.
      const api = await measure(environment, hub, () => viaApi(round + 1));
      await writer.call('prepare', { people, seed: round + 1, hotIn: database.url });
      const hand = await measure(environment, writer, byHand);
      if (round > 0) rounds.push({ api, hand });
      const rates = `API ${api.requestsPerSecond.toFixed(0)}/s, by hand ${hand.requestsPerSecond.toFixed(0)}/s`;
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

function report(rounds: readonly { api: Round; hand: Round }[]): PartResult {
  const byName = new Map([
    ['API', rounds.map(({ api }) => api)],
    ['by hand', rounds.map(({ hand }) => hand)],
  ]);
  return {
    title: '(b) recordPerson',
    method:
      'A third of the writes are new records of new people, a third join a person, a third change a record. Through the API: over ' +
      `HTTP with ${CONNECTIONS} connections, tokens, rights, idempotency keys, intake, matching, unifying and sealing, with the relay and the ` +
      `projections at work. By hand: the same rows in one pipelined transaction each, ${CONNECTIONS} at once in one process, sealed before ` +
      'the clock starts, with the block keys and matches that come out, without look-ups, in a database without people of its own and without a hub. ' +
      'A ratio is the median of the ratios of the rounds.',
    tables: [roundTable({ caption: 'Medians of the rounds', row: '', rate: 'writes/s', each: 'write' }, byName)],
    figures: [
      {
        name: 'API / by hand',
        value: median(rounds.map(({ api, hand }) => api.requestsPerSecond / hand.requestsPerSecond)),
        unit: '×',
        goal: { atLeast: 0.3 },
      },
    ],
  };
}
