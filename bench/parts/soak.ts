import type { Bench } from '../bench.ts';
import { startFused } from '../contenders.ts';
import { startGenerator } from '../load/load.ts';
import { CONNECTIONS, type Round, runRound } from '../load/round.ts';
import { sample } from '../population/random.ts';
import type { PartResult } from '../report/result.ts';
import { slope } from '../report/statistics.ts';

const WINDOW_SECONDS = 30;
const ASKED = 16_000;

/** (a), for long: whether the rate and the memory of the fused path stay what they are. */
export async function benchSoak({ environment, population, progress, options }: Bench): Promise<PartResult> {
  const { database, ids } = await population(options.people);
  const generator = await startGenerator();
  const hub = await startFused(environment, database);
  const windows: Round[] = [];
  // One window to warm up, and at least two to compare.
  const count = 1 + Math.max(2, Math.round(options.soakSeconds / WINDOW_SECONDS));
  const seconds = Math.min(WINDOW_SECONDS, Math.ceil(options.soakSeconds / 2));
  try {
    for (let window = 0; window < count; window += 1) {
      const result = await runRound(environment, generator, hub, sample(ids, ASKED, window), seconds);
      if (window > 0) windows.push(result);
      progress.tell(
        `soak, ${window * seconds} s: ${result.requestsPerSecond.toFixed(0)} req/s, ${megabytes(result)} MB`,
      );
    }
  } finally {
    await generator.stop();
    await hub.stop();
  }
  const growth = (pick: (round: Round) => number): number => {
    const values = windows.map(pick);
    return (slope(values) * (values.length - 1)) / (values.reduce((sum, value) => sum + value, 0) / values.length);
  };
  return {
    title: '(a) The soak',
    method:
      `The unified query on the fused path for ${windows.length * seconds} s behind a warm-up, ${CONNECTIONS} connections, in windows of ` +
      `${seconds} s. The change is that of a straight line through all windows (least squares), from the first to the last, as a share of ` +
      'the mean.',
    tables: [
      {
        caption: 'The windows, one after the other',
        columns: ['until s', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms a request', 'RSS MB'],
        rows: windows.map((round, index) => [
          String((index + 1) * seconds),
          round.requestsPerSecond.toFixed(0),
          round.p50Ms.toFixed(1),
          round.p99Ms.toFixed(1),
          round.serverCpuMs.toFixed(3),
          megabytes(round),
        ]),
      },
    ],
    figures: [
      {
        name: 'change of the rate',
        value: 100 * growth((round) => round.requestsPerSecond),
        unit: '%',
        goal: { atLeast: -5 },
      },
      { name: 'growth of the memory', value: 100 * growth((round) => round.rssBytes), unit: '%', goal: { atMost: 10 } },
    ],
  };
}

function megabytes({ rssBytes }: Round): string {
  return (rssBytes / 2 ** 20).toFixed(0);
}
