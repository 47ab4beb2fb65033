import { type Rule, type Stance, type Verdict, type Veto, decide, stanceOf } from './decide.ts';
import { COMPARISONS, MOVED } from './score/comparisons.ts';
import type { Model } from './score/model.ts';
import { RARITY_STEPS } from './score/rarity.ts';
import { type PairScore, levelName, probabilityOf, weigh, weightTables } from './score/score.ts';
import { textOf } from './score/texts.ts';

/** One comparison's part in the weight of a pair. Holds no value of either record. */
export interface Step {
  /** The comparison: `given`, `birth`, … */
  comparison: string;
  /** The level reached: `SAME`, `SLIP`, … */
  level: string;
  /** The level in words: `the given name is the same`. */
  text: string;
  /** Chance of the level for two records of one person; undefined for a part of an address after a move. */
  m: number | undefined;
  /** Chance of the level for records of two strangers. */
  u: number | undefined;
  /** log2(m / u) in bits. */
  weight: number;
  /** Bits that the value on which both agree adds for being rare, or takes for being common. */
  rarityAdjustment: number;
}

/** How a decision about a pair came about, from the prior down to the probability. */
export interface Waterfall {
  modelVersion: string;
  /** log2 of the odds that two random records are of one person. */
  prior: number;
  /** What both records have, in the order of the comparisons. */
  steps: Step[];
  /** Bits that are taken because two members of one household would agree in the same: 0 or less. */
  household: number;
  /** Match weight in bits: prior, all weights and adjustments, and household together. */
  weight: number;
  probability: number;
  verdict: Verdict;
  rule: Rule | undefined;
  veto: Veto | undefined;
  stance: Stance;
}

const COUNT = COMPARISONS.length;

/** What is stored of a pair beside the model's version, so that its explanation replays exactly: 32 bytes, and no value in them. */
export function vectorOf({ levels, rarities }: Pick<PairScore, 'levels' | 'rarities'>): Uint8Array {
  const vector = new Uint8Array(2 * COUNT);
  vector.set(levels);
  for (let place = 0; place < COUNT; place += 1) vector[COUNT + place] = -rarities[place]! * RARITY_STEPS;
  return vector;
}

/** Replays the score of a stored pair: the same code that scored it. */
export function replay(model: Model, vector: Uint8Array): PairScore {
  const score: PairScore = {
    levels: vector.slice(0, COUNT),
    rarities: Float64Array.from(vector.subarray(COUNT), (steps) => -steps / RARITY_STEPS),
    weights: new Float64Array(COUNT),
    stranger: 0,
    household: 0,
    weight: 0,
  };
  weigh(weightTables(model), score.levels, score.rarities, 0, score);
  return score;
}

/** Explains a stored pair under the model it was decided with. */
export function explain(model: Model, vector: Uint8Array): Waterfall {
  const tables = weightTables(model);
  const score = replay(model, vector);
  const steps: Step[] = [];
  for (const [place, { name }] of COMPARISONS.entries()) {
    const level = score.levels[place]!;
    if (level === 0) continue;
    const weight = tables.stranger[place]![level]!;
    const moved = level === MOVED;
    steps.push({
      comparison: name,
      level: levelName(place, level),
      text: textOf(place, level),
      m: moved ? undefined : model.m[place]![level - 1],
      u: moved ? undefined : model.u[place]![level - 1],
      weight,
      rarityAdjustment: score.weights[place]! - weight,
    });
  }
  return {
    modelVersion: model.version,
    prior: tables.strangerPrior,
    steps,
    household: score.weight - score.stranger,
    weight: score.weight,
    probability: probabilityOf(score.weight),
    ...decide(score, model.policy),
    stance: stanceOf(score, model.policy),
  };
}
