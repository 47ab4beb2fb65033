import type { Bench } from '../bench.ts';
import { type Contender, startFused } from '../contenders.ts';
import { startGenerator } from '../load/load.ts';
import { CONNECTIONS, type Round, runRound } from '../load/round.ts';
import type { PartResult } from '../report/result.ts';
import { contenderTable } from '../report/round-table.ts';
import { median } from '../report/statistics.ts';

/** How many times smaller the small population is. */
const TIMES = 10;

/** (d) What the unified query costs in a large population, against a small one. */
export async function benchGrowth({ environment, population, progress, options }: Bench): Promise<PartResult> {
  const sizes = [options.people, Math.max(1, Math.round(options.people / TIMES))];
  const generator = await startGenerator();
  const hubs: { hub: Contender; ids: string[]; rounds: Round[] }[] = [];
  try {
    for (const size of sizes) {
      const { database, ids } = await population(size);
      const hub = await startFused(environment, database, `${size.toLocaleString('en')} people`);
      hubs.push({ hub, ids, rounds: [] });
    }
    for (let round = 0; round <= options.rounds; round += 1) {
      for (const { hub, ids, rounds } of hubs) {
        const asking = { ids, draw: round, seconds: options.seconds };
        const result = await runRound(environment, generator, hub, asking);
        if (round > 0) rounds.push(result);
        progress.tell(
          `growth, round ${round} of ${options.rounds}: ${hub.name}: ${result.requestsPerSecond.toFixed(0)} req/s`,
        );
      }
    }
  } finally {
    await generator.stop();
    for (const { hub } of hubs) await hub.stop();
  }
  const [large, small] = hubs.map(({ rounds }) => rounds.map(({ requestsPerSecond }) => 1 / requestsPerSecond)) as [
    number[],
    number[],
  ];
  return {
    title: '(d) Growth',
    method:
      `The unified query on the fused path over ${CONNECTIONS} connections, in two databases of one server, in turn, round by round. The cost ` +
      'is the time a request takes of the whole machine: one over the rate. The ratio is the median of the ratios of the rounds.',
    tables: [contenderTable(new Map(hubs.map(({ hub, rounds }) => [hub.name, rounds])))],
    figures: [
      {
        name: `cost, ${hubs[0]!.hub.name} / ${hubs[1]!.hub.name}`,
        value: median(large.map((cost, index) => cost / small[index]!)),
        unit: '×',
        goal: { atMost: 1.2 },
      },
    ],
  };
}
