import { type Round, medianRound } from '../load/round.ts';
import type { Table } from './result.ts';

/** What a table of rounds calls things. */
export interface Wording {
  caption: string;
  /** Whatever has a row: `contender`. */
  row: string;
  /** How often a second: `req/s`. */
  rate: string;
  /** What one of them is: `request`. */
  each: string;
}

/** A row a name: the medians of its rounds. */
export function roundTable(
  { caption, row, rate, each }: Wording,
  byName: ReadonlyMap<string, readonly Round[]>,
): Table {
  return {
    caption,
    columns: [row, rate, 'from–to', 'p50 ms', 'p99 ms', `CPU ms a ${each}`, `Postgres CPU ms a ${each}`, 'RSS MB'],
    rows: [...byName].map(([name, rounds]) => {
      const { requestsPerSecond, p50Ms, p99Ms, serverCpuMs, postgresCpuMs, rssBytes } = medianRound(rounds);
      const rates = rounds.map((round) => round.requestsPerSecond);
      return [
        name,
        requestsPerSecond.toFixed(0),
        `${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)}`,
        p50Ms.toFixed(1),
        p99Ms.toFixed(1),
        serverCpuMs.toFixed(3),
        postgresCpuMs?.toFixed(3) ?? '–',
        (rssBytes / 2 ** 20).toFixed(0),
      ];
    }),
  };
}

/** The table of contenders that answer the unified query. */
export function contenderTable(byName: ReadonlyMap<string, readonly Round[]>): Table {
  const caption = 'Medians of the rounds; CPU and memory of all processes of a contender';
  return roundTable({ caption, row: 'contender', rate: 'req/s', each: 'request' }, byName);
}
