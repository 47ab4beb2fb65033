/** Different records that may share a key before it finds nobody any more. */
export const MAX_BLOCK_RECORDS = 40;
/** Keys up to which a record says so little that one key it shares with another must do. */
export const SPARSE_KEYS = 14;
/** Repeats of one record that are paired with each other in full; more are paired with the next one only. */
export const MAX_REPEATS = 20;

/** A block key, blinded or not. */
export type Key = string | bigint;

/** Whether a record is found by one shared key already. All of its keys count, over-common ones too. */
export function isSparse(keys: readonly unknown[]): boolean {
  return keys.length <= SPARSE_KEYS;
}

/**
 * The keys that two records must share to be compared, not counting over-common ones. One is mostly chance: asking for two took
 * four of five candidates away and cost one true pair of a thousand.
 */
export function requiredKeys(oneIsSparse: boolean, otherIsSparse: boolean): number {
  return oneIsSparse || otherIsSparse ? 1 : 2;
}

/** Candidate pairs of a set of records, each once with the lower index first; and the keys that too many share. */
export interface Candidates {
  /** Lower index, higher index, lower, higher, … */
  pairs: Uint32Array;
  overCommon: Key[];
}

/** What a record is found by. */
export interface Keyed {
  /** Each once. */
  keys: readonly Key[];
  /** Equal for records that say the same, so that a thousand repeats of one record are one to a key. */
  identity: string;
  /** Whether one shared key is enough, where over-common keys were left away; else the number of keys tells. */
  sparse?: boolean;
}

/**
 * The pairs of records that share enough keys, a function of the set whatever its order. A key that more than
 * `maxBlockRecords` different records share does not count, so that no record has more candidates than its keys times that.
 * Repeats of one record are candidates of each other; many are paired in a row, and the first of them with others.
 */
export function findCandidates(records: readonly Keyed[], maxBlockRecords = MAX_BLOCK_RECORDS): Candidates {
  const contents = contentsOf(records);
  const overCommon: Key[] = [];
  const shared = createCodes(contents.length);
  for (const [key, block] of blocksOf(contents)) {
    if (block.length > maxBlockRecords) overCommon.push(key);
    else
      for (let i = 0; i < block.length; i += 1)
        for (let j = i + 1; j < block.length; j += 1) shared.push(block[i]!, block[j]!);
  }
  const sparse = contents.map((content) => content.sparse ?? isSparse(content.keys));
  const found = createCodes(records.length);
  for (const { indexes } of contents) pairRepeats(indexes, found.push);
  shared.visit((one, other, count) => {
    if (count < requiredKeys(sparse[one]!, sparse[other]!)) return;
    for (const a of contents[one]!.standing) for (const b of contents[other]!.standing) found.push(a, b);
  });
  const pairs: number[] = [];
  found.visit((a, b) => pairs.push(a, b));
  return { pairs: Uint32Array.from(pairs), overCommon };
}

/** What one or several records say. */
interface Content {
  keys: readonly Key[];
  sparse: boolean | undefined;
  /** All records that say it. */
  indexes: number[];
  /** Those of them that are paired with others. */
  standing: readonly number[];
}

function contentsOf(records: readonly Keyed[]): Content[] {
  const contents = new Map<string, Content>();
  records.forEach(({ identity, keys, sparse }, index) => {
    const known = contents.get(identity);
    if (known) known.indexes.push(index);
    else contents.set(identity, { keys, sparse, indexes: [index], standing: [] });
  });
  return [...contents.values()].map((content) => {
    const { indexes } = content;
    return { ...content, standing: indexes.length <= MAX_REPEATS ? indexes : indexes.slice(0, 1) };
  });
}

function pairRepeats(indexes: readonly number[], pair: (a: number, b: number) => void): void {
  const reach = indexes.length <= MAX_REPEATS ? indexes.length : 1;
  for (let i = 0; i < indexes.length; i += 1)
    for (let j = i + 1; j < indexes.length && j <= i + reach; j += 1) pair(indexes[i]!, indexes[j]!);
}

function blocksOf(contents: readonly Content[]): Map<Key, number[]> {
  const blocks = new Map<Key, number[]>();
  contents.forEach(({ keys }, index) => {
    for (const key of keys) {
      const block = blocks.get(key);
      if (block) block.push(index);
      else blocks.set(key, [index]);
    }
  });
  return blocks;
}

/** Pairs of places below `total`, as numbers, beyond what an array or a map of the language holds: 100,000 records have millions. */
function createCodes(total: number) {
  let codes = new Float64Array(1 << 12);
  let count = 0;
  return {
    push(a: number, b: number): void {
      if (count === codes.length) {
        const longer = new Float64Array(count * 2);
        longer.set(codes);
        codes = longer;
      }
      codes[count] = a < b ? a * total + b : b * total + a;
      count += 1;
    },
    /** Visits each pair once, in order, with the times that it was pushed. */
    visit(visitor: (lower: number, higher: number, times: number) => void): void {
      const sorted = codes.subarray(0, count).toSorted();
      for (let start = 0; start < count;) {
        const code = sorted[start]!;
        let end = start + 1;
        while (end < count && sorted[end] === code) end += 1;
        visitor(Math.floor(code / total), code % total, end - start);
        start = end;
      }
    },
  };
}
