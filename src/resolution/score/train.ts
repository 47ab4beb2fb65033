import type { Comparable } from '../standardise/index.ts';
import { compare } from './compare.ts';
import {
  BIRTH, BIRTH_LEVELS, COMPARISONS, EMAIL, GIVEN, MOVED, NUMBER, NUMBER_LEVELS, PHONE, PLACE, PLACE_LEVELS, STREET,
} from './comparisons.ts'; // prettier-ignore
import { type Frequencies, prepare } from './frequencies.ts';
import type { Model } from './model.ts';
import { createOutcome } from './outcome.ts';
import { probabilityOf, weigh, weightTables } from './score.ts';

/** How many pairs' worth what is assumed counts against what is learned. */
const M_STRENGTH = 30;
const U_STRENGTH = 300;
const HOUSEHOLD_STRENGTH = 300;
/** Random pairs from which u is learned. */
const MAX_RANDOM_PAIRS = 120_000;
/** Candidates from which m and the prior are learned; more of them say the same. */
const MAX_TRAINING_PAIRS = 200_000;
const ROUNDS = 12;

/** The records that a sample was drawn from. */
export interface Population {
  /** How many they are. */
  records: number;
  /** By record of the sample: 1 where it was drawn by chance, 0 where it came as a candidate of one. */
  seeds: Uint8Array;
}

/** What is known of pairs beside what their records say. */
export interface Given {
  /** Undefined where the records are all that there are. */
  population?: Population | undefined;
  /** By pair: 1 if a person said that it is one person, 2 if two, 0 where nobody said anything. */
  said?: Uint8Array | undefined;
}

/** The levels of many pairs, compared once and weighed often. */
interface Compared {
  count: number;
  levels: Uint8Array;
  rarities: Float32Array;
  /** What persons said; see `Given`. */
  said: Uint8Array | undefined;
}

/**
 * Learns m, u and the prior without labels. u comes from random pairs; m and the prior by expectation-maximisation
 * over the candidates, every other pair taken for two people. What is assumed beforehand counts like some pairs more,
 * so that few records move it little, and no level's chance reaches 0. Of a pair of which a person said what it is, that
 * is believed.
 */
export function train(
  records: readonly Comparable[],
  pairs: Uint32Array,
  frequencies: Frequencies,
  start: Model,
  { population, said }: Given = {},
): Model {
  const prepared = records.map((record) => prepare(record, frequencies));
  const model: Model = {
    ...start,
    m: start.m.map((row) => [...row]),
    u: start.u.map((row) => [...row]),
    relatives: [...start.relatives],
    frequencies,
  };
  const stride = Math.ceil(pairs.length / 2 / MAX_TRAINING_PAIRS);
  const sampled = sample(pairs, stride);
  const candidates = comparePairs(
    prepared,
    sampled,
    said?.filter((_, place) => place % stride === 0),
  );
  const random = comparePairs(
    prepared,
    randomPairs(population ? seedsOf(population) : records.map((_, place) => place)),
  );
  // Each record with all others, be they in the sample or not.
  const totalPairs = (records.length * ((population?.records ?? records.length) - 1)) / 2;
  const shares = population && sharesOf(population, sampled);
  model.prior = clampPrior(records.length / 4 / totalPairs, totalPairs);
  model.household = model.prior / 8;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { same, household } = expect(model, candidates);
    model.m = learn(candidates, (pair) => same[pair]!, M_STRENGTH, 'm');
    for (const place of LEARNED_OF_RELATIVES) model.relatives[place] = learnRelatives(place, candidates, household);
    model.learnedFrom = countEvidence(candidates, same);
    model.prior = clampPrior((sum(same, shares) * stride + 1) / totalPairs, totalPairs);
    model.household = clampPrior((sum(household, shares) * stride + 1) / totalPairs, totalPairs);
    if (round % 3 === 0) {
      const matches = expect(model, random).same;
      model.u = learn(random, (pair) => 1 - matches[pair]!, U_STRENGTH, 'u');
    }
  }
  return model;
}

/** Every so many-th pair. */
function sample(pairs: Uint32Array, stride: number): Uint32Array {
  return stride === 1 ? pairs : pairs.filter((_, place) => (place >> 1) % stride === 0);
}

function sum(values: Float64Array, shares: Float64Array | undefined): number {
  return values.reduce((total, value, place) => total + value * (shares ? shares[place]! : 1), 0);
}

function seedsOf({ seeds }: Population): number[] {
  return [...seeds.keys()].filter((place) => seeds[place] === 1);
}

/**
 * By pair, how many pairs of the population it stands for, were the sample drawn by chance: a record that came as a candidate
 * came without candidates of its own, so only those drawn by chance count.
 */
function sharesOf({ seeds }: Population, pairs: Uint32Array): Float64Array {
  const scale =
    seeds.length /
    Math.max(
      1,
      seeds.reduce((total, seed) => total + seed, 0),
    );
  return Float64Array.from(
    { length: pairs.length / 2 },
    (_, pair) => ((seeds[pairs[pair * 2]!]! + seeds[pairs[pair * 2 + 1]!]!) / 2) * scale,
  );
}

/** Between one match in the whole set and ten for each record. */
function clampPrior(prior: number, totalPairs: number): number {
  return Math.min(Math.max(prior, 1 / totalPairs), 0.2);
}

function comparePairs(records: readonly Comparable[], pairs: Uint32Array, said?: Uint8Array): Compared {
  const width = COMPARISONS.length;
  const count = pairs.length / 2;
  const compared = { count, levels: new Uint8Array(count * width), rarities: new Float32Array(count * width), said };
  const outcome = createOutcome();
  for (let pair = 0; pair < count; pair += 1) {
    compare(records[pairs[pair * 2]!]!, records[pairs[pair * 2 + 1]!]!, outcome);
    compared.levels.set(outcome.levels, pair * width);
    compared.rarities.set(outcome.rarities, pair * width);
  }
  return compared;
}

/** Pairs of a sequence that is the same for the same number of places (Lehmer's generator, modulus 2^31 - 1). */
function randomPairs(places: readonly number[]): Uint32Array {
  const records = places.length;
  const total = (records * (records - 1)) / 2;
  const pairs: number[] = [];
  if (total <= MAX_RANDOM_PAIRS) {
    for (let i = 0; i < records; i += 1) for (let j = i + 1; j < records; j += 1) pairs.push(places[i]!, places[j]!);
    return Uint32Array.from(pairs);
  }
  let state = 20_011;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % records;
  };
  while (pairs.length < MAX_RANDOM_PAIRS * 2) {
    const [i, j] = [next(), next()];
    if (i !== j) pairs.push(places[i]!, places[j]!);
  }
  return Uint32Array.from(pairs);
}

/** By pair, the chances that it is one person, and that it is two members of one household. */
function expect(model: Model, compared: Compared): { same: Float64Array; household: Float64Array } {
  const tables = weightTables(model);
  const width = COMPARISONS.length;
  const score = { weights: new Float64Array(width), stranger: 0, household: 0, weight: 0 };
  const same = new Float64Array(compared.count);
  const household = new Float64Array(compared.count);
  for (let pair = 0; pair < compared.count; pair += 1) {
    weigh(tables, compared.levels, compared.rarities, pair * width, score);
    const said = compared.said?.[pair] ?? 0;
    same[pair] = said === 0 ? probabilityOf(score.weight) : said === 1 ? 1 : 0;
    household[pair] = said === 1 ? 0 : probabilityOf(score.weight) * 2 ** -score.household;
  }
  return { same, household };
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
    const whole = row.reduce((total, count) => total + count, 0);
    return row.map((count) => count / whole);
  });
}

/** What is learned of households: their customs differ most in these. */
const LEARNED_OF_RELATIVES = [GIVEN, EMAIL, PHONE];

/**
 * How a comparison turns out in a household, from pairs at one address of which birth dates or numbers tell that they are two
 * people: without these the namesakes of a household and one person are the same to the eye. Pairs that only the model takes
 * for a household would teach it its own mistakes.
 */
function learnRelatives(place: number, { count, levels }: Compared, household: Float64Array): number[] {
  const width = COMPARISONS.length;
  const counts = COMPARISONS[place]!.household!.map((chance) => chance * HOUSEHOLD_STRENGTH);
  for (let pair = 0, at = 0; pair < count; pair += 1, at += width) {
    const two = levels[at + BIRTH]! >= BIRTH_LEVELS.NEAR || levels[at + NUMBER] === NUMBER_LEVELS.DIFFERENT;
    const told = two && levels[at + PLACE] === PLACE_LEVELS.HERE && levels[at + STREET]! > 0;
    const level = levels[at + place]!;
    if (told && level !== 0) counts[level - 1]! += household[pair]!;
  }
  const whole = counts.reduce((total, chance) => total + chance, 0);
  return counts.map((chance) => chance / whole);
}

function countEvidence(compared: Compared, same: Float64Array): number[] {
  const width = COMPARISONS.length;
  const evidence = COMPARISONS.map(() => 0);
  for (let at = 0; at < compared.levels.length; at += 1) {
    if (compared.levels[at] !== 0) evidence[at % width]! += same[Math.floor(at / width)]!;
  }
  return evidence;
}
