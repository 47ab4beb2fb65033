import { type Quality, blockingRecall, evaluate } from '../resolution/evaluate.ts';
import type { Resolution } from '../resolution/resolve.ts';
import type { RowCounts } from './records.ts';

/** How well pairs were found. A share of nothing is null. */
export interface PairQuality {
  /** Pairs of records in one person, as found. */
  found: number;
  /** Pairs of records that truly are one person. */
  true: number;
  precision: number | null;
  recall: number | null;
  f1: number | null;
}

/** How well records were resolved. Shares are 0 to 1. docs/evaluate.md says what each field is. */
export interface EvaluationReport {
  records: RowCounts;
  people: { found: number; true: number };
  pairs: PairQuality;
  /** Whole people: found with all of their records and no other. */
  clusters: Quality;
  /** B³: for each record, how pure and how whole its person is. */
  bCubed: Quality;
  pairsCompared: number;
  /** The share of the true pairs that were compared at all. Null where there is none. */
  blockingRecall: number | null;
  links: number;
  reviews: number;
  largestCluster: number;
  /** Match weights in bits from which on a pair is linked, linked if a rule applies, asked about. */
  thresholds: { link: number; rule: number; review: number };
  recordsPerSecond: number;
  modelVersion: string;
}

/**
 * Compares a resolution with the truth.
 * @param truth by record, who it is
 * @param seconds that the resolution took
 */
export function reportOf(
  resolution: Resolution,
  truth: readonly string[],
  counts: RowCounts,
  seconds: number,
): EvaluationReport {
  const { people, pairs, links, reviews, model } = resolution;
  const measures = evaluate(people, truth);
  const [found, all] = [pairsWithin(people), pairsWithin(truth)];
  const { precision, recall, f1 } = measures.pairs;
  return {
    records: counts,
    people: { found: measures.people, true: measures.truePeople },
    pairs: {
      found,
      true: all,
      precision: found === 0 ? null : precision,
      recall: all === 0 ? null : recall,
      f1: found + all === 0 ? null : f1,
    },
    clusters: measures.exact,
    bCubed: measures.bCubed,
    pairsCompared: pairs.length / 2,
    blockingRecall: all === 0 ? null : blockingRecall(pairs, truth),
    links: links.length,
    reviews: reviews.length,
    largestCluster: measures.largestGroup,
    thresholds: { link: model.policy.link, rule: model.policy.rule, review: model.policy.review },
    recordsPerSecond: Math.round(truth.length / seconds),
    modelVersion: model.version,
  };
}

/** Pairs of places that have one name. */
export function pairsWithin(names: readonly unknown[]): number {
  const counts = new Map<unknown, number>();
  let pairs = 0;
  for (const name of names) {
    const before = counts.get(name) ?? 0;
    pairs += before;
    counts.set(name, before + 1);
  }
  return pairs;
}
