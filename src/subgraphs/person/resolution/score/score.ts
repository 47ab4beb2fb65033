import type { Comparable } from '../standardise/index.ts';
import { compare } from './compare.ts';
import { COMPARISONS, MOVED } from './comparisons.ts';
import type { Model } from './model.ts';
import { type Outcome, createOutcome } from './outcome.ts';

/** The result for a pair. */
export interface PairScore {
  /** By comparison: 0 where a value is missing, else the level, 1 for the best. */
  levels: Uint8Array;
  /** By comparison: match weight in bits, 0 where a value is missing. */
  weights: Float64Array;
  /** log2 of the odds that the two are one person: all weights and the prior. */
  weight: number;
  /** The part of the weight that tells the members of a household apart. */
  personal: number;
}

/** Scores pairs under one model. */
export interface Scorer {
  /** The score of a pair, in an object that the next call writes over. */
  score(a: Comparable, b: Comparable): PairScore;
}

const COUNT = COMPARISONS.length;
const PERSONAL = COMPARISONS.map(({ personal }) => personal);

/** Prepares a model for scoring. Records must have been prepared with the model's frequencies. */
export function createScorer(model: Model): Scorer {
  const table = levelWeights(model);
  const sameM = model.m.map(([same]) => Math.log2(same!));
  const prior = Math.log2(model.prior / (1 - model.prior));
  const outcome: Outcome = createOutcome();
  const result: PairScore = { levels: outcome.levels, weights: new Float64Array(COUNT), weight: 0, personal: 0 };
  return {
    score(a, b) {
      compare(a, b, outcome);
      let weight = prior;
      let personal = 0;
      for (let index = 0; index < COUNT; index += 1) {
        const level = outcome.levels[index]!;
        const rarity = outcome.rarities[index]!;
        // Fellegi-Sunter (1969): log2(m / u); u of an exact agreement is the frequency of the value agreed on.
        const bits = level === 1 && rarity !== 0 ? sameM[index]! - rarity : table[index]![level]!;
        result.weights[index] = bits;
        weight += bits;
        if (PERSONAL[index]) personal += bits;
      }
      result.weight = weight;
      result.personal = personal;
      return result;
    },
  };
}

/** By comparison and level, the match weight in bits. A worse level never weighs more than a better one. */
export function levelWeights(model: Model): number[][] {
  return model.m.map((m, index) => {
    const weights = [0];
    m.forEach((chance, level) => {
      const bits = Math.log2(chance / model.u[index]![level]!);
      weights.push(level === 0 ? bits : Math.min(bits, Math.max(weights[level]!, 0)));
    });
    while (weights.length <= MOVED) weights.push(0);
    return weights;
  });
}

/** The probability that a match weight in bits stands for. */
export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight);
}

/** The name of a level in a vector. */
export function levelName(comparison: number, level: number): string {
  return level === 0 ? 'MISSING' : level === MOVED ? 'MOVED' : COMPARISONS[comparison]!.levels[level - 1]!;
}
