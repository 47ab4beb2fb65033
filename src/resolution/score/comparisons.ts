/**
 * What a pair of records is compared by. A comparison has graded levels, the best first; level 0 is for a value that
 * one side or both lack. `m` and `u` are where learning starts, and what it falls back to where there is little to
 * learn from: the chance of each level for two records of one person, and of two people.
 */
export interface Comparison {
  readonly name: string;
  readonly levels: readonly string[];
  readonly m: readonly number[];
  readonly u: readonly number[];
  /**
   * The chance of each level for two members of one household: they share addresses, phones and mostly the family name,
   * sometimes e-mail; some are twins, some have a parent's name. Where it is left away they are like one person.
   */
  readonly household?: readonly number[];
  /** Whether `u` is 1 by definition, so that only `m` is learned. */
  readonly fixed?: boolean;
}

export const GIVEN = 0;
export const FAMILY = 1;
export const ORDER = 2;
export const GENERATION = 3;
export const BIRTH = 4;
export const GENDER = 5;
export const EMAIL = 6;
export const PHONE = 7;
export const NUMBER = 8;
export const HOUSE = 9;
export const STREET = 10;
export const BUILDING = 11;
export const LOCALITY = 12;
export const POSTCODE = 13;
export const EMPLOYER = 14;
export const PLACE = 15;

/** Levels of given and family names. */
export const NAME_LEVELS = { SAME: 1, SLIP: 2, VARIANT: 3, INITIAL: 4, SIMILAR: 5, DIFFERENT: 6 } as const;
/** Levels of birth dates. */
export const BIRTH_LEVELS = { SAME: 1, SLIP: 2, PARTS: 3, SLIPS: 4, PARTIAL: 5, NEAR: 6, DIFFERENT: 7 } as const;
/** Levels of generations; at ONE only one side has any, which is how most forms write a name. */
export const GENERATION_LEVELS = { SAME: 1, ONE: 2, DIFFERENT: 3 } as const;
/** Levels of addresses as a whole. */
export const PLACE_LEVELS = { HERE: 1, NEARBY: 2, ELSEWHERE: 3 } as const;
/** Levels of identifiers. */
export const NUMBER_LEVELS = { SAME: 1, SLIP: 2, NEIGHBOUR: 3, DIFFERENT: 4 } as const;
/**
 * The level of a part of an address that differs because the whole address does: it weighs nothing beside the move. Beyond
 * the levels of every comparison.
 */
export const MOVED = 8;

const NAME = ['SAME', 'SLIP', 'VARIANT', 'INITIAL', 'SIMILAR', 'DIFFERENT'];
const WORDS = ['SAME', 'SLIP', 'PART', 'SIMILAR', 'DIFFERENT'];

/** Every comparison, in the order of a level vector. Their places are part of a model's version. */
export const COMPARISONS: readonly Comparison[] = [
  {
    name: 'given',
    levels: NAME,
    m: [0.78, 0.09, 0.06, 0.02, 0.02, 0.03],
    u: [0.01, 0.004, 0.004, 0.01, 0.03, 0.942],
    household: [0.004, 0.002, 0.005, 0.003, 0.015, 0.971],
  },
  {
    name: 'family',
    levels: NAME,
    m: [0.8, 0.1, 0.03, 0.01, 0.02, 0.04],
    u: [0.003, 0.002, 0.001, 0.002, 0.02, 0.972],
    household: [0.65, 0.06, 0.03, 0.01, 0.02, 0.23],
  },
  { name: 'order', levels: ['STRAIGHT', 'SWAPPED'], m: [0.97, 0.03], u: [1, 1], fixed: true },
  {
    name: 'generation',
    levels: ['SAME', 'ONE', 'DIFFERENT'],
    m: [0.4, 0.59, 0.01],
    u: [0.1, 0.8, 0.1],
    household: [0.05, 0.75, 0.2],
  },
  {
    name: 'birth',
    levels: ['SAME', 'SLIP', 'PARTS', 'SLIPS', 'PARTIAL', 'NEAR', 'DIFFERENT'],
    m: [0.82, 0.08, 0.03, 0.01, 0.02, 0.01, 0.03],
    u: [0.00005, 0.0015, 0.003, 0.008, 0.01, 0.03, 0.94745],
    household: [0.008, 0.003, 0.006, 0.008, 0.01, 0.03, 0.935],
  },
  { name: 'gender', levels: ['SAME', 'DIFFERENT'], m: [0.97, 0.03], u: [0.5, 0.5], household: [0.5, 0.5] },
  {
    name: 'email',
    levels: ['SAME', 'SLIP', 'LOCAL', 'SIMILAR', 'DIFFERENT'],
    m: [0.68, 0.08, 0.04, 0.03, 0.17],
    u: [0.00001, 0.00001, 0.0001, 0.002, 0.9979],
    household: [0.12, 0.01, 0.01, 0.02, 0.84],
  },
  {
    name: 'phone',
    levels: ['SAME', 'PART', 'SLIP', 'DIFFERENT'],
    m: [0.7, 0.03, 0.05, 0.22],
    u: [0.00002, 0.00001, 0.00002, 0.99995],
    household: [0.5, 0.02, 0.02, 0.46],
  },
  {
    name: 'identifier',
    levels: ['SAME', 'SLIP', 'NEIGHBOUR', 'DIFFERENT'],
    m: [0.92, 0.05, 0.02, 0.01],
    u: [0.000001, 0.00001, 0.00001, 0.999979],
    household: [0.000001, 0.00001, 0.02, 0.979989],
  },
  { name: 'house', levels: ['SAME', 'SLIP', 'DIFFERENT'], m: [0.75, 0.07, 0.18], u: [0.02, 0.08, 0.9] },
  { name: 'street', levels: WORDS, m: [0.68, 0.1, 0.03, 0.02, 0.17], u: [0.001, 0.0005, 0.002, 0.01, 0.9865] },
  { name: 'building', levels: WORDS, m: [0.6, 0.1, 0.05, 0.03, 0.22], u: [0.002, 0.001, 0.003, 0.01, 0.984] },
  { name: 'locality', levels: WORDS, m: [0.7, 0.1, 0.03, 0.02, 0.15], u: [0.03, 0.003, 0.005, 0.01, 0.952] },
  {
    name: 'postcode',
    levels: ['SAME', 'SLIP', 'NEAR', 'DIFFERENT'],
    m: [0.74, 0.07, 0.04, 0.15],
    u: [0.002, 0.006, 0.01, 0.982],
  },
  {
    name: 'employer',
    levels: ['SAME', 'SIMILAR', 'DIFFERENT'],
    m: [0.6, 0.15, 0.25],
    u: [0.01, 0.01, 0.98],
    household: [0.03, 0.01, 0.96],
  },
  // Whoever moves changes every part of the address at once: one fact, not five.
  {
    name: 'place',
    levels: ['HERE', 'NEARBY', 'ELSEWHERE'],
    m: [0.86, 0.04, 0.1],
    u: [1, 1, 1],
    fixed: true,
    household: [0.95, 0.02, 0.03],
  },
];
