/** A source of numbers that gives the same ones for the same seed. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** So many decimal digits. */
  digits(count: number): string;
}

/** Mulberry32: one 32-bit state, good enough for invented people and the same on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
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
