import { NUMBER, NUMBER_LEVELS } from './comparisons.ts';
import type { Model, Policy } from './model.ts';
import { probabilityOf } from './score.ts';

/** Of the automatic links, how many are to be right. */
const LINK_PRECISION = 0.999;
/** In a small set the target is met when it is unlikely that any link is wrong: so many are expected. */
const FEW_WRONG = 0.3;
/** A single link below this probability is never automatic, however sure the others are. */
const LINK_PROBABILITY = 0.97;
/** A rule is right only where the score finds it probable too. */
const RULE_PROBABILITY = 0.95;
/** Pairs less probable than this are not worth a person's time. */
const REVIEW_PROBABILITY = 0.3;

/** Pairs of one person that must have been compared by identifier before its errors are believed, and their least share. */
const NUMBER_PAIRS = 100;
const NUMBER_ERRORS = 0.003;
/** Pairs of a household, for each pair of one person, from which twins are to be reckoned with. */
const HOUSEHOLDS = 0.01;

/**
 * What to do with pairs, from the model's own account: the link threshold is the lowest weight from which on the expected share
 * of right links, over all candidates at or above it, is at least the target, or hardly any wrong one is expected.
 */
export function choosePolicy(model: Omit<Model, 'policy'>, weights: Float64Array): Policy {
  const sorted = weights.toSorted().toReversed();
  const least = bitsOf(LINK_PROBABILITY);
  let wrong = 0;
  let link = bitsOf(LINK_PRECISION);
  for (let index = 0; index < sorted.length && sorted[index]! >= least; index += 1) {
    wrong += 1 - probabilityOf(sorted[index]!);
    if (wrong <= Math.max((index + 1) * (1 - LINK_PRECISION), FEW_WRONG)) link = Math.min(link, sorted[index]!);
  }
  return {
    link,
    rule: Math.min(link, bitsOf(RULE_PROBABILITY)),
    review: bitsOf(REVIEW_PROBABILITY),
    numbersErr:
      model.learnedFrom[NUMBER]! >= NUMBER_PAIRS && model.m[NUMBER]![NUMBER_LEVELS.DIFFERENT - 1]! >= NUMBER_ERRORS,
    households: model.household / model.prior > HOUSEHOLDS,
  };
}

function bitsOf(probability: number): number {
  return Math.log2(probability / (1 - probability));
}
