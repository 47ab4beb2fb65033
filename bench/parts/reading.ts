import { EVERY_DATA_CLASS } from '../../src/kernel/data-classes.ts';
import type { Bench } from '../bench.ts';
import { type Contender, demandSameAnswers, startFused, startUngated } from '../contenders.ts';
import type { Database } from '../environment.ts';
import { startGenerator } from '../load/load.ts';
import { CONNECTIONS, type Round, runRound } from '../load/round.ts';
import { sample } from '../population/random.ts';
import type { PartResult } from '../report/result.ts';
import { contenderTable } from '../report/round-table.ts';
import { median } from '../report/statistics.ts';

const WARM_UP_SECONDS = 4;
const GATED = 'gated and audited';
const UNGATED = 'neither';

/** (j) What it costs that reads obey consents and are written down. */
export async function benchReading({ environment, population, progress, options }: Bench): Promise<PartResult> {
  const { database, ids } = await population(options.people);
  const contenders: Contender[] = [];
  const generator = await startGenerator();
  await using _byConsent = await readByConsent(database);
  try {
    contenders.push(await startFused(environment, database, GATED));
    contenders.push(await startUngated(environment, database, UNGATED));
    await demandSameAnswers(contenders, sample(ids, 20));
    const rounds = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
    for (let round = 0; round <= options.rounds; round += 1) {
      for (const contender of contenders) {
        const seconds = round === 0 ? Math.min(WARM_UP_SECONDS, options.seconds) : options.seconds;
        const result = await runRound(environment, generator, contender, { ids, draw: round, seconds });
        if (round > 0) rounds.get(contender.name)!.push(result);
        progress.tell(
          `reading, round ${round} of ${options.rounds}: ${contender.name}: ${result.requestsPerSecond.toFixed(0)} req/s`,
        );
      }
    }
    const ungated = rounds.get(UNGATED)!;
    const ratios = rounds
      .get(GATED)!
      .map((round, index) => round.requestsPerSecond / ungated[index]!.requestsPerSecond);
    return {
      title: '(j) Reading',
      method:
        `The unified query over ${CONNECTIONS} kept connections, by a reader whose one purpose needs consent, of people who have given ` +
        'it: with the gate and with each read on disk in the audit log before its answer goes out, and without either. A ratio is ' +
        'the median of the ratios of the rounds.',
      tables: [contenderTable(rounds)],
      figures: [{ name: 'gated and audited / neither', value: median(ratios), unit: '×', goal: { atLeast: 0.85 } }],
    };
  } finally {
    await generator.stop();
    for (const contender of contenders) await contender.stop();
  }
}

/** Lets the reader see all, of those who consent to marketing; until it is disposed of. */
async function readByConsent({ sql }: Database): Promise<AsyncDisposable> {
  const [before] = await sql<{ purposes: string[]; classes: string[] }[]>`
    select system.purposes, purpose.data_classes as classes
    from person.system, consent.purpose where system.id = 'onboarding' and purpose.id = 'marketing'`;
  const set = async (purposes: string[], classes: readonly string[]): Promise<void> => {
    await sql`update person.system set purposes = ${purposes} where id = 'onboarding'`;
    await sql`update consent.purpose set data_classes = ${classes as string[]} where id = 'marketing'`;
  };
  await set(['marketing'], EVERY_DATA_CLASS);
  return { [Symbol.asyncDispose]: () => set(before!.purposes, before!.classes) };
}
