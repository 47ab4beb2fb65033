import type { Comparable } from '../standardise/index.ts';
import { compare } from './compare.ts';
import { COMPARISONS, MOVED } from './comparisons.ts';
import type { Model } from './model.ts';
import { type Outcome, createOutcome } from './outcome.ts';

/** The result for a pair. */
export interface PairScore {
  /** By comparison: 0 where a value is missing, else the level, 1 for the best. */
  levels: Uint8Array;
  /** By comparison: log2 of how common the value is on which both agree, in steps of 1 / RARITY_STEPS; 0 elsewhere. */
  rarities: Float64Array;
  /** By comparison: match weight in bits against two strangers, 0 where a value is missing. */
  weights: Float64Array;
  /** log2 of the odds of one person against two strangers: the prior and all weights. */
  stranger: number;
  /** log2 of the odds of one person against two members of one household. */
  household: number;
  /** log2 of the odds that the two are one person, against both. */
  weight: number;
}

/** Scores pairs under one model. */
export interface Scorer {
  /** The score of a pair, in an object that the next call writes over. */
  score(a: Comparable, b: Comparable): PairScore;
}

/** What the weights of a model are looked up in, all in bits. */
export interface WeightTables {
  /** By comparison and level: against strangers. */
  stranger: readonly (readonly number[])[];
  /** By comparison and level: against members of a household. */
  household: readonly (readonly number[])[];
  /** By comparison: log2 of m of the best level, from which the rarity of the value is taken. */
  same: readonly number[];
  strangerPrior: number;
  householdPrior: number;
}

const COUNT = COMPARISONS.length;

/** Prepares a model for scoring. Records must have been prepared with the model's frequencies. */
export function createScorer(model: Model): Scorer {
  const tables = weightTables(model);
  const outcome: Outcome = createOutcome();
  const result: PairScore = {
    levels: outcome.levels,
    rarities: outcome.rarities,
    weights: new Float64Array(COUNT),
    stranger: 0,
    household: 0,
    weight: 0,
  };
  return {
    score(a, b) {
      compare(a, b, outcome);
      weigh(tables, outcome.levels, outcome.rarities, 0, result);
      return result;
    },
  };
}

/** Weighs the levels of a pair that begin at `start`, into `result`. */
export function weigh(
  tables: WeightTables,
  levels: Uint8Array,
  rarities: ArrayLike<number>,
  start: number,
  result: Omit<PairScore, 'levels' | 'rarities'>,
): void {
  let stranger = tables.strangerPrior;
  let household = tables.householdPrior;
  for (let index = 0; index < COUNT; index += 1) {
    const level = levels[start + index]!;
    const rarity = rarities[start + index]!;
    // Fellegi-Sunter (1969): log2(m / u); u of an exact agreement is the frequency of the value agreed on.
    const bits = level === 1 && rarity !== 0 ? tables.same[index]! - rarity : tables.stranger[index]![level]!;
    result.weights[index] = bits;
    stranger += bits;
    household += tables.household[index]![level]!;
  }
  result.stranger = stranger;
  result.household = household;
  result.weight = Math.min(stranger, household) - Math.log2(1 + 2 ** -Math.abs(stranger - household));
}

/** The weights of a model. A worse level never weighs more than a better one. */
export function weightTables(model: Model): WeightTables {
  const tableOf = (others: (comparison: number) => readonly number[]): number[][] =>
    model.m.map((m, comparison) => {
      const weights = [0];
      m.forEach((chance, level) => {
        const bits = Math.log2(chance / others(comparison)[level]!);
        weights.push(level === 0 ? bits : Math.min(bits, Math.max(weights[level]!, 0)));
      });
      while (weights.length <= MOVED) weights.push(0);
      return weights;
    });
  return {
    stranger: tableOf((comparison) => model.u[comparison]!),
    household: tableOf((comparison) => model.relatives[comparison] ?? model.m[comparison]!),
    same: model.m.map(([same]) => Math.log2(same!)),
    strangerPrior: Math.log2(model.prior / (1 - model.prior)),
    householdPrior: Math.log2(model.prior / model.household),
  };
}

/** The probability that a match weight in bits stands for. */
export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight);
}

/** The name of a level in a vector. */
export function levelName(comparison: number, level: number): string {
  return level === 0 ? 'MISSING' : level === MOVED ? 'MOVED' : COMPARISONS[comparison]!.levels[level - 1]!;
}
