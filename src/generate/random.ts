/** Chance, the same for the same seed and stream on every machine. */
export interface Random {
  /** Begins a stream of its own: what is drawn afterwards depends on seed and stream alone. */
  begin(seed: number, stream: number): void;
  /** From 0 to below 1, 32 bits of it. */
  next(): number;
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  /** True with the given chance, from 0 to 1. */
  chance(rate: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A place in a list in which each is chosen in proportion to its weight; the weights' sum is 1. */
  weighted(weights: readonly number[]): number;
  /** A rank from 0 to below `count` by the law of Zipf and Mandelbrot: the chance of rank r is proportional to 1 / (r + shift). */
  rank(count: number, shift: number): number;
}

/** Chance from sfc32 (Chris Doty-Humphrey, PractRand): four 32-bit words, one of them a counter. */
export function createRandom(): Random {
  let [a, b, c, counter] = [0, 0, 0, 1];
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  const random: Random = {
    begin(seed, stream) {
      a = seed | 0;
      b = stream | 0;
      c = Math.imul(seed, 0x9e3779b1) ^ Math.floor(stream / 4_294_967_296);
      counter = 1;
      for (let round = 0; round < 12; round += 1) bits();
    },
    next: () => bits() / 4_294_967_296,
    below: (count) => Math.floor((bits() / 4_294_967_296) * count),
    chance: (rate) => bits() < rate * 4_294_967_296,
    pick: (list) => list[random.below(list.length)]!,
    weighted(weights) {
      let left = random.next();
      for (let index = 0; index < weights.length - 1; index += 1) {
        left -= weights[index]!;
        if (left < 0) return index;
      }
      return weights.length - 1;
    },
    rank(count, shift) {
      const spread = (count + shift + 1) / (shift + 1);
      return Math.min(count - 1, Math.floor((shift + 1) * (spread ** random.next() - 1)));
    },
  };
  return random;
}

/**
 * Numbers that look like chance and are never the same for two places: a place times a constant, modulo a prime. Places stay below
 * the modulus; their product stays below 2^53.
 */
export function scatter(place: number, modulus: number, offset: number): number {
  return ((place % modulus) * 812_347 + offset) % modulus;
}

/** Numbers from 0 to below 1: mulberry32, which gives every 32-bit state once before it repeats. For a choice that a seed repeats. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
