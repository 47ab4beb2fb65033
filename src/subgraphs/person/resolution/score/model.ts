import { COMPARISONS } from './comparisons.ts';
import { COUNTED, type Frequencies } from './frequencies.ts';

/** Everything that a score depends on: a plain JSON value. Two scores under one version are the same. */
export interface Model {
  version: string;
  /** Chance that two random records are of one person. */
  prior: number;
  /** Chance that two random records are of two members of one household. */
  household: number;
  /** By comparison and level: the chance of the level for two records of one person. */
  m: number[][];
  /** By comparison and level: the chance of the level for records of two people. */
  u: number[][];
  frequencies: Frequencies;
  /** Match weights, in bits, from which a pair is linked, and from which a person is asked. */
  thresholds: Thresholds;
}

/** Match weights in bits. */
export interface Thresholds {
  link: number;
  review: number;
}

/** The model before anything was learned: for a hub that is empty. */
export function initialModel(): Model {
  return {
    version: 'initial',
    prior: 1e-5,
    household: 1e-6,
    m: COMPARISONS.map((comparison) => [...comparison.m]),
    u: COMPARISONS.map((comparison) => [...comparison.u]),
    frequencies: Object.fromEntries(
      COUNTED.map((field) => [field, { people: 0, rare: 0, common: {}, placeholders: [] }]),
    ) as unknown as Frequencies,
    thresholds: { link: 8, review: 0 },
  };
}
