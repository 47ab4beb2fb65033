/** Names of one culture: written out, most frequent first, and parts of which rarer ones are made. */
export interface NameLists {
  /** Separated by blanks. */
  female: string;
  male: string;
  family: string;
  /** Beginnings and ends. */
  femaleTail: readonly [string, string];
  maleTail: readonly [string, string];
  /** Family names have the longest tail. */
  familyTail: Tail;
  /** By given name, what its holders are called. */
  nicknames: Readonly<Record<string, string>>;
}

/** Parts of names: beginnings, ends, what may stand before them and between them. Of the last two the first is nothing. */
export type Tail = readonly [starts: string, ends: string, prefixes?: string, infixes?: string];

/** Names by rank: those written out, then those made of parts. */
export interface Ranked {
  count: number;
  nameOf(rank: number): string;
}

/** Names of a list, and behind them those made of two parts and a prefix. */
export function rank(list: string, [starts, ends, prefixes = '', infixes = '']: Tail): Ranked {
  const names = list.split(' ');
  const [first, last] = [starts.split(' '), ends.split(' ')];
  const known = new Set(names);
  // Rarer names come in an order that does not run through the alphabet.
  const affixes = infixes.split(' ').flatMap((infix) => prefixes.split(' ').map((prefix) => ({ prefix, infix })));
  const made = affixes.flatMap(({ prefix, infix }) => {
    const block: string[] = [];
    for (let place = 0; place < first.length * last.length; place += 1) {
      const start = first[place % first.length]!;
      const end = last[(place + Math.floor(place / first.length) * 7) % last.length]!;
      const name = `${prefix}${start}${infix}${end}`;
      if (known.has(name)) continue;
      known.add(name);
      block.push(name);
    }
    return block;
  });
  const all = [...names, ...made];
  return { count: all.length, nameOf: (place) => all[place]! };
}
