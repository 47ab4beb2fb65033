import { type Waterfall, explain, vectorOf } from '../resolution/explain.ts';
import type { Resolution } from '../resolution/resolve.ts';
import type { LabelledRecords } from './records.ts';

/** A pair about which resolution and truth disagree. Names both records by file and external id. */
export interface Mistake {
  one: string;
  other: string;
  waterfall: Waterfall;
}

/** The worst pairs of a kind, and how many there are. */
export interface Mistakes {
  worst: Mistake[];
  all: number;
}

interface Pair {
  a: number;
  b: number;
  weight: number;
}

/** Pairs that were linked and are two people, those that weigh most first. One pair for the same two people. */
export function findFalseLinks(resolution: Resolution, records: LabelledRecords, most: number): Mistakes {
  const { truth } = records;
  const wrong = resolution.links
    .map(({ a, b, weight }) => ({ a: Number(a), b: Number(b), weight }))
    .filter(({ a, b }) => truth[a] !== truth[b])
    .toSorted((one, other) => other.weight - one.weight);
  const people = ({ a, b }: Pair): string => JSON.stringify([truth[a]!, truth[b]!].toSorted());
  return describe(wrong, people, resolution, records, most);
}

/**
 * Pairs that were compared, are one person and were not found to be, those that weigh least first. One pair for the same
 * person. Pairs that were never compared are not among them: `blockingRecall` counts those.
 */
export function findMisses(resolution: Resolution, records: LabelledRecords, most: number): Mistakes {
  const { truth } = records;
  const { pairs, weights, people } = resolution;
  const missed: Pair[] = [];
  for (let pair = 0; pair < weights.length; pair += 1) {
    const [a, b] = [pairs[pair * 2]!, pairs[pair * 2 + 1]!];
    if (truth[a] === truth[b] && people[a] !== people[b]) missed.push({ a, b, weight: weights[pair]! });
  }
  missed.sort((one, other) => one.weight - other.weight);
  return describe(missed, ({ a }) => truth[a]!, resolution, records, most);
}

function describe(
  pairs: readonly Pair[],
  about: (pair: Pair) => string,
  { scorer, records: prepared, model }: Resolution,
  { origins }: LabelledRecords,
  most: number,
): Mistakes {
  const seen = new Set<string>();
  const worst: Mistake[] = [];
  for (const pair of pairs) {
    if (worst.length === most) break;
    if (seen.has(about(pair))) continue;
    seen.add(about(pair));
    const waterfall = explain(model, vectorOf(scorer.score(prepared[pair.a]!, prepared[pair.b]!)));
    worst.push({ one: nameOf(origins[pair.a]!), other: nameOf(origins[pair.b]!), waterfall });
  }
  return { worst, all: pairs.length };
}

function nameOf({ file, externalId }: LabelledRecords['origins'][number]): string {
  return `${file.split(/[\\/]/).at(-1)} ${externalId}`;
}
