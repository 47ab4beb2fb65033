import { BUILDING, NUMBER, NUMBER_LEVELS, PLACE, STREET } from './comparisons.ts';
import type { Model, Policy } from './model.ts';
import { probabilityOf } from './score.ts';

/** Of the automatic links, 0.999 are to be right; half of the wrong ones are left to what a model does not know of itself. */
const LINK_PRECISION = 0.9995;
/** The same with the links that need a rule. */
const RULE_PRECISION = 0.9993;
/** In a small set the target is met when it is unlikely that any link is wrong: so many are expected. */
const FEW_WRONG = 0.1;
/** A single link below this probability is never automatic, however sure the others are. */
const LINK_PROBABILITY = 0.97;
/** A rule is right only where the score finds it probable too. */
const RULE_PROBABILITY = 0.985;
/** Pairs less probable than this are not worth a person's time. */
const REVIEW_PROBABILITY = 0.3;

/** Pairs of one person that must have been compared by identifier before its errors are believed, and their least share. */
const NUMBER_PAIRS = 100;
const NUMBER_ERRORS = 0.003;
/** Pairs of a household, for each pair of one person, from which twins are to be reckoned with. */
const HOUSEHOLDS = 0.01;
/** Pairs of one person that must have been compared by address before it is believed that there are no households. */
const ADDRESS_PAIRS = 100;

/**
 * What to do with pairs, from the model's own account: the link threshold is the lowest weight from which on the expected share
 * of right links, over all candidates at or above it, is at least the target, or hardly any wrong one is expected. The
 * threshold for pairs to which a rule applies then spends what is left of the target.
 * @param weights by candidate: match weight in bits
 * @param ruled by candidate: 1 if a rule applies
 */
export function choosePolicy(model: Omit<Model, 'policy'>, weights: Float64Array, ruled: Uint8Array): Policy {
  const order = new Uint32Array(weights.length).map((_, place) => place).toSorted((a, b) => weights[b]! - weights[a]!);
  let wrong = 0;
  let count = 0;
  let link = bitsOf(LINK_PRECISION);
  const least = bitsOf(LINK_PROBABILITY);
  const account = { wrong: 0, count: 0 };
  for (const place of order) {
    if (weights[place]! < least) break;
    wrong += 1 - probabilityOf(weights[place]!);
    count += 1;
    if (wrong > Math.max(count * (1 - LINK_PRECISION), FEW_WRONG)) continue;
    link = Math.min(link, weights[place]!);
    Object.assign(account, { wrong, count });
  }
  let rule = link;
  for (const place of order) {
    const weight = weights[place]!;
    if (weight >= link || ruled[place] === 0) continue;
    account.wrong += 1 - probabilityOf(weight);
    account.count += 1;
    if (weight < bitsOf(RULE_PROBABILITY)) break;
    if (account.wrong <= Math.max(account.count * (1 - RULE_PRECISION), FEW_WRONG)) rule = weight;
  }
  return {
    link,
    rule,
    review: bitsOf(REVIEW_PROBABILITY),
    numbersErr:
      model.learnedFrom[NUMBER]! >= NUMBER_PAIRS && model.m[NUMBER]![NUMBER_LEVELS.DIFFERENT - 1]! >= NUMBER_ERRORS,
    households: model.household / model.prior > HOUSEHOLDS ? 'SEEN' : isMeasured(model) ? 'NONE' : 'UNKNOWN',
  };
}

/** Whether the records say enough about addresses to show who lives together: else households are reckoned with. */
function isMeasured({ learnedFrom }: Omit<Model, 'policy'>): boolean {
  const addressed = Math.max(learnedFrom[STREET]!, learnedFrom[BUILDING]!);
  return addressed >= ADDRESS_PAIRS && addressed >= learnedFrom[PLACE]! / 2;
}

function bitsOf(probability: number): number {
  return Math.log2(probability / (1 - probability));
}
