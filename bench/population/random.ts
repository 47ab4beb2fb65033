import { mulberry32 } from '../../src/generate/random.ts';

/** A source of numbers that gives the same ones for the same seed. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** So many decimal digits. */
  digits(count: number): string;
}

/** Good enough for invented people, and the same on every machine. */
export function seeded(seed: number): Random {
  const next = mulberry32(seed);
  return {
    next,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    digits: (count) => Array.from({ length: count }, () => Math.floor(next() * 10)).join(''),
  };
}

/** At most `count` different items in an order of their own, the same for the same seed. */
export function sample<T>(items: readonly T[], count: number, seed = 0): T[] {
  const random = seeded(seed);
  const left = [...items];
  for (let index = 0; index < Math.min(count, left.length); index += 1) {
    const other = index + Math.floor(random.next() * (left.length - index));
    [left[index], left[other]] = [left[other]!, left[index]!];
  }
  return left.slice(0, count);
}
