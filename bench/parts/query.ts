import {
  type Contender,
  demandSameAnswers,
  startFused,
  startPlanned,
  startPlannedOverHttp,
  startPostgraphile,
  startStatement,
} from '../contenders.ts';
import type { Bench } from '../bench.ts';
import { startGenerator } from '../load/load.ts';
import { CONNECTIONS, type Round, runRound } from '../load/round.ts';
import { median } from '../report/statistics.ts';
import type { PartResult } from '../report/result.ts';
import { contenderTable } from '../report/round-table.ts';
import { sample } from '../population/random.ts';

/** The first seconds of a process: code is compiled, plans and caches are made. */
const WARM_UP_SECONDS = 4;

/** (a) The unified query, by every contender in turn, round by round. */
export async function benchQuery({ environment, population, progress, options }: Bench): Promise<PartResult> {
  const { database, ids } = await population(options.people);
  const contenders: Contender[] = [];
  const generator = await startGenerator();
  try {
    progress.tell('starting the contenders');
    contenders.push(await startFused(environment, database));
    contenders.push(await startPostgraphile(database));
    contenders.push(await startPlanned(environment, database));
    contenders.push(await startPlannedOverHttp(environment, database));
    contenders.push(await startStatement(database));
    await demandSameAnswers(contenders, sample(ids, 20));

    const rounds = new Map<Contender, Round[]>(contenders.map((contender) => [contender, []]));
    for (let round = 0; round <= options.rounds; round += 1) {
      for (const contender of contenders) {
        const seconds = round === 0 ? Math.min(WARM_UP_SECONDS, options.seconds) : options.seconds;
        const result = await runRound(environment, generator, contender, { ids, draw: round, seconds });
        if (round > 0) rounds.get(contender)!.push(result);
        const rate = `${result.requestsPerSecond.toFixed(0)} req/s`;
        progress.tell(`query, round ${round} of ${options.rounds}: ${contender.name}: ${rate}`);
      }
    }
    return report(rounds, options.people);
  } finally {
    await generator.stop();
    for (const contender of contenders) await contender.stop();
  }
}

function report(rounds: ReadonlyMap<Contender, Round[]>, people: number): PartResult {
  const byName = new Map([...rounds].map(([{ name }, results]) => [name, results]));
  const ratio = (name: string, other: string): number =>
    median(
      byName.get(name)!.map((round, index) => round.requestsPerSecond / byName.get(other)![index]!.requestsPerSecond),
    );
  return {
    title: '(a) The unified query',
    method:
      `A person with records, verifications with checks, decisions and consents, by varied ids out of ${people.toLocaleString('en')} people, ` +
      `over ${CONNECTIONS} kept connections. The hub checks a token, rights and scopes and opens sealed values; the others do not. ` +
      'Every contender has processes of its own and is asked in turn, round by round; a ratio is the median of the ratios of the ' +
      'rounds. Before, all of them gave the same answers about 20 people.',
    tables: [contenderTable(byName)],
    figures: [
      { name: 'fused / PostGraphile', value: ratio('fused', 'PostGraphile'), unit: '×', goal: { atLeast: 0.8 } },
      { name: 'planned / PostGraphile', value: ratio('planned', 'PostGraphile'), unit: '×', goal: { atLeast: 0.4 } },
    ],
  };
}
