/** Places values on a line of pixels, and says where marks stand. */
export interface Scale {
  at(value: number): number;
  ticks: readonly number[];
  /** Decimals that its ticks need. */
  decimals: number;
}

/** Steps between ticks, times a power of ten. */
const STEPS = [1, 2, 5, 10];

/**
 * A linear scale, widened until it ends at ticks.
 * @param domain the least and the greatest value
 * @param range the pixels where they stand
 * @param count about how many ticks there are
 */
export function linear(
  [least, most]: readonly [number, number],
  range: readonly [number, number],
  count: number,
): Scale {
  const rough = (most - least || 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * STEPS.find((candidate) => candidate * power >= rough * 0.999)!;
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(Math.ceil(most / step - 1e-9), first + 1);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return {
    at: between([first * step, last * step], range),
    ticks: Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step),
    decimals,
  };
}

/** A scale of powers of ten, for counts from 1 to `most`. It begins below 1, so that a bar of 1 can be seen. */
export function logarithmic(most: number, range: readonly [number, number]): Scale {
  const powers = Math.max(1, Math.ceil(Math.log10(most * 1.2)));
  const place = between([Math.log10(0.6), powers], range);
  return {
    at: (value) => place(Math.log10(Math.max(value, 0.6))),
    ticks: Array.from({ length: powers + 1 }, (_, power) => 10 ** power),
    decimals: 0,
  };
}

function between(
  [least, most]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  return (value) => start + ((value - least) / (most - least)) * (end - start);
}
