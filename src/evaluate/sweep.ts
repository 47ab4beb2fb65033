import { decide } from '../resolution/decide.ts';
import type { Resolution } from '../resolution/resolve.ts';
import { pairsWithin } from './report.ts';

/** How right the linked pairs were with one threshold. A share of nothing is null. */
export interface Point {
  /** Match weight in bits. */
  threshold: number;
  precision: number | null;
  recall: number | null;
  f1: number | null;
}

/** Bits below the threshold for asking, and above that for linking, that are worth a look. */
const [BELOW, ABOVE] = [5, 6];
const STEP = 0.25;
/** A rule's threshold that moved along is not quite the link threshold, as far as floating point goes. */
const ROUNDING = 1e-9;
/** The range ends at whole multiples of so many bits. */
const MARGIN = 5;

/**
 * Precision, recall and F1 of the pairs that would be linked from each weight on. The threshold for pairs to which a rule
 * applies moves along, and vetoes stay. At the chosen threshold these are the links that were made, before groups are.
 * @param truth by record, who it is
 */
export function sweep({ pairs, weights, records, scorer, model }: Resolution, truth: readonly string[]): Point[] {
  const { policy } = model;
  const least = Math.floor((policy.review - BELOW) / MARGIN) * MARGIN;
  const most = Math.ceil((policy.link + ABOVE) / MARGIN) * MARGIN;
  const easier = policy.link - policy.rule;
  const linkable: { weight: number; right: boolean }[] = [];
  for (let pair = 0; pair < weights.length; pair += 1) {
    if (weights[pair]! + easier < least) continue;
    const [a, b] = [pairs[pair * 2]!, pairs[pair * 2 + 1]!];
    const { rule, veto } = decide(scorer.score(records[a]!, records[b]!), policy);
    if (veto !== undefined) continue;
    const weight = weights[pair]! + (rule === undefined ? 0 : easier);
    linkable.push({ weight, right: truth[a] === truth[b] });
  }
  linkable.sort((one, other) => other.weight - one.weight);
  const all = pairsWithin(truth);
  const points: Point[] = [];
  let linked = 0;
  let right = 0;
  const steps = Array.from({ length: (most - least) / STEP + 1 }, (_, step) => least + step * STEP);
  for (const threshold of [...steps, policy.link].toSorted((one, other) => other - one)) {
    for (; linked < linkable.length && linkable[linked]!.weight >= threshold - ROUNDING; linked += 1)
      if (linkable[linked]!.right) right += 1;
    points.push({
      threshold,
      precision: linked === 0 ? null : right / linked,
      recall: all === 0 ? null : right / all,
      f1: linked + all === 0 ? null : (2 * right) / (linked + all),
    });
  }
  return points.toReversed();
}
