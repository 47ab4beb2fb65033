import type { Bench, Population } from './bench.ts';
import { openEnvironment } from './environment.ts';
import { type PartName, USAGE, isFull, readOptions } from './options.ts';
import { benchAudit } from './parts/audit.ts';
import { benchDecision } from './parts/decision.ts';
import { benchErasure } from './parts/erasure.ts';
import { benchRights } from './parts/rights.ts';
import { benchGrowth } from './parts/growth.ts';
import { benchJourneys } from './parts/journeys.ts';
import { benchKeys } from './parts/keys.ts';
import { benchQuery } from './parts/query.ts';
import { benchReading } from './parts/reading.ts';
import { benchResolution } from './parts/resolution.ts';
import { benchSoak } from './parts/soak.ts';
import { benchSubscribe } from './parts/subscribe.ts';
import { benchWrite } from './parts/write.ts';
import { checkLoader } from './population/check.ts';
import { loadPopulation } from './population/load.ts';
import { describeMachine } from './report/machine.ts';
import { renderPart, updatePage } from './report/page.ts';
import { createProgress } from './report/progress.ts';
import type { PartResult } from './report/result.ts';
import { readResults, writeResults } from './report/results.ts';

const RUN: Record<PartName, (bench: Bench) => Promise<PartResult>> = {
  query: benchQuery,
  soak: benchSoak,
  growth: benchGrowth,
  write: benchWrite,
  subscribe: benchSubscribe,
  resolution: benchResolution,
  decision: benchDecision,
  journeys: benchJourneys,
  keys: benchKeys,
  erasure: benchErasure,
  rights: benchRights,
  audit: benchAudit,
  reading: benchReading,
};

/** Runs the parts that the command line names, prints what they find, and writes it down when the run is of full size. */
async function main(args: string[]): Promise<void> {
  const read = readOptions(args);
  if (read === 'help') return console.log(USAGE);
  const { parts, options } = read;
  const progress = createProgress();
  await using environment = await openEnvironment();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupted = true;
      environment[Symbol.asyncDispose]().then(
        () => process.exit(130),
        () => process.exit(130),
      );
    });
  }
  await checkLoader(environment, progress);
  const populations = new Map<number, Promise<Population>>();
  const population = (people: number): Promise<Population> => {
    const made =
      populations.get(people) ??
      environment
        .createDatabase(`people_${people}`)
        .then(async (database) => ({ database, ids: await loadPopulation(environment, database, people, progress) }));
    populations.set(people, made);
    return made;
  };
  const machine = describeMachine(environment.postgresVersion);
  for (const part of parts) {
    const result = await RUN[part]({ environment, progress, options, population });
    console.log(`\n${renderPart({ ...result, machine, options })}`);
    if (!isFull(options)) continue;
    const results = { ...(await readResults()), [part]: { ...result, machine, options } };
    await writeResults(results);
    await updatePage(results);
  }
}

let interrupted = false;
try {
  await main(process.argv.slice(2));
} catch (error) {
  // What fails because it was interrupted is no news.
  if (!interrupted) console.error(error);
  // A part that failed may have left processes; they end when this one is gone.
  process.exit(1);
}
