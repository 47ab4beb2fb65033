import { createHash } from 'node:crypto';
import { COMPARISONS } from './comparisons.ts';
import { COUNTED, type Counted, type Frequencies } from './frequencies.ts';

/** Everything that a score depends on: a plain JSON value. Two scores under one version are the same. */
export interface Model {
  /** See `versionOf`; `initial` before anything was learned. */
  version: string;
  /** Chance that two random records are of one person. */
  prior: number;
  /** Chance that two random records are of two members of one household. */
  household: number;
  /** By comparison and level: the chance of the level for two records of one person. */
  m: number[][];
  /** By comparison and level: the chance of the level for records of two people. */
  u: number[][];
  /** By comparison and level: the chance of the level for two members of one household; null where they are like one person. */
  relatives: (number[] | null)[];
  frequencies: Frequencies;
  /** By comparison: pairs of one person from which its m was learned, as far as certain. */
  learnedFrom: number[];
  policy: Policy;
}

/** What is done with a pair under a model. Weights are in bits. */
export interface Policy {
  /** From this weight on a pair is linked. */
  link: number;
  /** From this weight on a pair is linked to which a rule applies. */
  rule: number;
  /** From this weight on a person is asked. */
  review: number;
  /** Whether the records have shown that identifiers of one person differ at times, so that a contradicting one is no proof. */
  numbersErr: boolean;
  /**
   * Whether the records hold members of one household, such as twins and namesakes, beside repeats of one person. Without
   * addresses enough to tell it is not known.
   */
  households: 'SEEN' | 'UNKNOWN' | 'NONE';
}

/** Names a model by its content: what is learned from the same records has the same version. */
export function versionOf({ version: _, ...content }: Model): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

/** log2 of the chance that a stranger has the same value, before any were counted. */
const ASSUMED: Readonly<Record<Counted, number>> = {
  given: -7, family: -9, birth: -13, email: -17, phone: -16, identifier: -19,
  house: -6, street: -10, building: -10, locality: -6, postcode: -9, employer: -7,
}; // prettier-ignore

/** The model before anything was learned: for a hub that is empty. */
export function initialModel(): Model {
  return {
    version: 'initial',
    prior: 1e-4,
    household: 1e-5,
    m: COMPARISONS.map((comparison) => [...comparison.m]),
    u: COMPARISONS.map((comparison) => [...comparison.u]),
    relatives: COMPARISONS.map(({ household }) => (household ? [...household] : null)),
    frequencies: Object.fromEntries(
      COUNTED.map((field) => [field, { people: 0, rare: ASSUMED[field], common: {}, placeholders: [] }]),
    ) as unknown as Frequencies,
    learnedFrom: COMPARISONS.map(() => 0),
    policy: { link: 10, rule: 4.3, review: -1.2, numbersErr: false, households: 'UNKNOWN' },
  };
}
