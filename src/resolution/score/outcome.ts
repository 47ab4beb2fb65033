import { COMPARISONS } from './comparisons.ts';

/** What the comparison of a pair writes: a level for each comparison, and the rarity of what is the same. */
export interface Outcome {
  /** 0 where a value is missing, else 1 for the best level. */
  levels: Uint8Array;
  /** log2 of the chance that another person has the value on which both agree; 0 where it is not known. */
  rarities: Float64Array;
}

/** An empty outcome, to be used for many pairs. */
export function createOutcome(): Outcome {
  return { levels: new Uint8Array(COMPARISONS.length), rarities: new Float64Array(COMPARISONS.length) };
}
