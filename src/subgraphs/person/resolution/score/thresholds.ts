import type { Thresholds } from './model.ts';
import { probabilityOf } from './score.ts';

/** Of the automatic links, how many are to be right. */
const LINK_PRECISION = 0.999;
/** A single link below this probability is never automatic, however sure the others are. */
const LINK_PROBABILITY = 0.97;
/** Pairs less probable than this are not worth a person's time. */
const REVIEW_PROBABILITY = 0.3;

/**
 * Thresholds that meet the precision target by the model's own account: the lowest weight from which on the expected
 * share of right links, over all candidates at or above it, is at least the target.
 */
export function chooseThresholds(weights: Float64Array): Thresholds {
  const sorted = weights.toSorted().reverse();
  const least = Math.log2(LINK_PROBABILITY / (1 - LINK_PROBABILITY));
  let right = 0;
  let link = Math.log2(LINK_PRECISION / (1 - LINK_PRECISION));
  for (let index = 0; index < sorted.length && sorted[index]! >= least; index += 1) {
    right += probabilityOf(sorted[index]!);
    if (right / (index + 1) >= LINK_PRECISION) link = Math.min(link, sorted[index]!);
  }
  return { link, review: Math.log2(REVIEW_PROBABILITY / (1 - REVIEW_PROBABILITY)) };
}
