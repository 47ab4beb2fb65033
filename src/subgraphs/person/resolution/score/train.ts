import type { Comparable } from '../standardise/index.ts';
import { compare } from './compare.ts';
import { COMPARISONS, MOVED } from './comparisons.ts';
import { type Frequencies, prepare } from './frequencies.ts';
import type { Model } from './model.ts';
import { createOutcome } from './outcome.ts';
import { levelWeights, probabilityOf } from './score.ts';

/** How many pairs' worth what is assumed counts against what is learned. */
const M_STRENGTH = 30;
const U_STRENGTH = 300;
/** Random pairs from which u is learned. */
const MAX_RANDOM_PAIRS = 200_000;
const ROUNDS = 12;

/** The levels of many pairs, compared once and weighed often. */
interface Compared {
  count: number;
  levels: Uint8Array;
  rarities: Float32Array;
}

/**
 * Learns m, u and the prior without labels. u comes from random pairs; m and the prior by expectation-maximisation
 * over the candidates, every other pair taken for two people. What is assumed beforehand counts like some pairs more,
 * so that few records move it little, and no level's chance reaches 0.
 */
export function train(records: readonly Comparable[], pairs: Uint32Array, frequencies: Frequencies, start: Model): Model {
  const prepared = records.map((record) => prepare(record, frequencies));
  const model: Model = { ...start, m: start.m.map((row) => [...row]), u: start.u.map((row) => [...row]), frequencies };
  const candidates = comparePairs(prepared, pairs);
  const random = comparePairs(prepared, randomPairs(records.length));
  const totalPairs = (records.length * (records.length - 1)) / 2;
  model.prior = clampPrior(records.length / 4 / totalPairs, totalPairs);
  for (let round = 0; round < ROUNDS; round += 1) {
    const chances = expect(model, candidates);
    const matches = chances.reduce((sum, chance) => sum + chance, 0);
    model.m = learn(candidates, (pair) => chances[pair]!, M_STRENGTH, 'm');
    model.prior = clampPrior((matches + 1) / totalPairs, totalPairs);
    if (round % 3 === 0) {
      const same = expect(model, random);
      model.u = learn(random, (pair) => 1 - same[pair]!, U_STRENGTH, 'u');
    }
  }
  return model;
}

/** Between one match in the whole set and ten for each record. */
function clampPrior(prior: number, totalPairs: number): number {
  return Math.min(Math.max(prior, 1 / totalPairs), 0.2);
}

function comparePairs(records: readonly Comparable[], pairs: Uint32Array): Compared {
  const width = COMPARISONS.length;
  const count = pairs.length / 2;
  const compared = { count, levels: new Uint8Array(count * width), rarities: new Float32Array(count * width) };
  const outcome = createOutcome();
  for (let pair = 0; pair < count; pair += 1) {
    compare(records[pairs[pair * 2]!]!, records[pairs[pair * 2 + 1]!]!, outcome);
    compared.levels.set(outcome.levels, pair * width);
    compared.rarities.set(outcome.rarities, pair * width);
  }
  return compared;
}

/** Pairs of a sequence that is the same for the same number of records (Lehmer's generator, modulus 2^31 - 1). */
function randomPairs(records: number): Uint32Array {
  const total = (records * (records - 1)) / 2;
  const pairs: number[] = [];
  if (total <= MAX_RANDOM_PAIRS) {
    for (let i = 0; i < records; i += 1) for (let j = i + 1; j < records; j += 1) pairs.push(i, j);
    return Uint32Array.from(pairs);
  }
  let state = 20_011;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % records;
  };
  while (pairs.length < MAX_RANDOM_PAIRS * 2) {
    const [i, j] = [next(), next()];
    if (i !== j) pairs.push(i, j);
  }
  return Uint32Array.from(pairs);
}

function expect(model: Model, compared: Compared): Float64Array {
  const table = levelWeights(model);
  const same = model.m.map(([first]) => Math.log2(first!));
  const prior = Math.log2(model.prior / (1 - model.prior));
  const width = COMPARISONS.length;
  const chances = new Float64Array(compared.count);
  for (let pair = 0; pair < compared.count; pair += 1) {
    let weight = prior;
    for (let index = 0, at = pair * width; index < width; index += 1, at += 1) {
      const level = compared.levels[at]!;
      const rarity = compared.rarities[at]!;
      weight += level === 1 && rarity !== 0 ? same[index]! - rarity : table[index]![level]!;
    }
    chances[pair] = probabilityOf(weight);
  }
  return chances;
}

function learn(compared: Compared, shareOf: (pair: number) => number, strength: number, kind: 'm' | 'u'): number[][] {
  const width = COMPARISONS.length;
  const counts = COMPARISONS.map((comparison) => comparison[kind].map((chance) => chance * strength));
  for (let pair = 0; pair < compared.count; pair += 1) {
    const share = shareOf(pair);
    if (share === 0) continue;
    for (let index = 0, at = pair * width; index < width; index += 1, at += 1) {
      const level = compared.levels[at]!;
      if (level === 0) continue;
      const row = counts[index]!;
      if (level !== MOVED) row[level - 1]! += share;
      // For two people, two addresses are the rule, and each of their parts is different.
      else if (kind === 'u') row[row.length - 1]! += share;
    }
  }
  return counts.map((row, index) => {
    if (kind === 'u' && COMPARISONS[index]!.fixed) return [...COMPARISONS[index]!.u];
    const sum = row.reduce((total, count) => total + count, 0);
    return row.map((count) => count / sum);
  });
}

