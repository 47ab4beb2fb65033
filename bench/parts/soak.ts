import type { Bench } from '../bench.ts';
import { startFused } from '../contenders.ts';
import { startGenerator } from '../load/load.ts';
import { CONNECTIONS, type Round, medianRound, runRound } from '../load/round.ts';
import type { PartResult } from '../report/result.ts';
import { slope } from '../report/statistics.ts';

const WINDOW_SECONDS = 30;
/** A window is asked in so many parts, and the hub that rests behind each for half as long, so that both see the same machine. */
const PARTS_OF_WINDOW = 5;

interface Window {
  soaked: Round;
  rested: Round;
}

/**
 * (a), for long: whether the rate and the memory of the fused path stay what they are. A machine that others share becomes
 * slower and faster, so each window is compared with one of another hub that rests in between, and has nothing to pile up.
 */
export async function benchSoak({ environment, population, progress, options }: Bench): Promise<PartResult> {
  const { database, ids } = await population(options.people);
  const generator = await startGenerator();
  const [soaked, rested] = [await startFused(environment, database), await startFused(environment, database)];
  // One window to warm up, and at least two to compare.
  const count = 1 + Math.max(2, Math.round(options.soakSeconds / WINDOW_SECONDS));
  const partSeconds = Math.ceil(Math.min(WINDOW_SECONDS, options.soakSeconds / 2) / PARTS_OF_WINDOW);
  const restedSeconds = Math.ceil(partSeconds / 2);
  const seconds = partSeconds * PARTS_OF_WINDOW;
  const windows: Window[] = [];
  try {
    for (let number = 0; number < count; number += 1) {
      const rounds: { soaked: Round[]; rested: Round[] } = { soaked: [], rested: [] };
      for (let part = 0; part < PARTS_OF_WINDOW; part += 1) {
        const asking = { ids, draw: number * PARTS_OF_WINDOW + part };
        rounds.soaked.push(await runRound(environment, generator, soaked, { ...asking, seconds: partSeconds }));
        rounds.rested.push(await runRound(environment, generator, rested, { ...asking, seconds: restedSeconds }));
      }
      const window = { soaked: medianRound(rounds.soaked), rested: medianRound(rounds.rested) };
      if (number > 0) windows.push(window);
      const rates = `${window.soaked.requestsPerSecond.toFixed(0)} req/s, rested ${window.rested.requestsPerSecond.toFixed(0)}`;
      progress.tell(`soak, ${number * seconds} s: ${rates}, ${megabytes(window.soaked)} MB`);
    }
  } finally {
    await generator.stop();
    await soaked.stop();
    await rested.stop();
  }
  const growth = (pick: (window: Window) => number): number => {
    const values = windows.map(pick);
    return (slope(values) * (values.length - 1)) / (values.reduce((sum, value) => sum + value, 0) / values.length);
  };
  return {
    title: '(a) The soak',
    method:
      `The unified query on the fused path for ${windows.length * seconds} s behind a warm-up, ${CONNECTIONS} connections, in windows of ` +
      `${seconds} s. After every ${partSeconds} s, another hub that rests meanwhile is asked for ${restedSeconds} s: what both lose is the ` +
      "machine's. A window shows the medians of its parts. A change is that of a straight line through all windows (least " +
      'squares), from the first to the last, as a share of the mean.',
    tables: [
      {
        caption: 'The windows, one after the other',
        columns: ['until s', 'req/s', 'rested req/s', 'ratio', 'p50 ms', 'p99 ms', 'CPU ms a request', 'RSS MB'],
        rows: windows.map((window, index) => [
          String((index + 1) * seconds),
          window.soaked.requestsPerSecond.toFixed(0),
          window.rested.requestsPerSecond.toFixed(0),
          ratio(window).toFixed(2),
          window.soaked.p50Ms.toFixed(1),
          window.soaked.p99Ms.toFixed(1),
          window.soaked.serverCpuMs.toFixed(3),
          megabytes(window.soaked),
        ]),
      },
    ],
    figures: [
      {
        name: 'change of the rate against the hub that rests',
        value: 100 * growth(ratio),
        unit: '%',
        goal: { atLeast: -5 },
      },
      {
        name: 'growth of the memory',
        value: 100 * growth(({ soaked: { rssBytes } }) => rssBytes),
        unit: '%',
        goal: { atMost: 10 },
      },
    ],
  };
}

function ratio({ soaked, rested }: Window): number {
  return soaked.requestsPerSecond / rested.requestsPerSecond;
}

function megabytes({ rssBytes }: Round): string {
  return (rssBytes / 2 ** 20).toFixed(0);
}
