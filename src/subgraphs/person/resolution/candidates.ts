/** Records that may share a key before it stops to be one. */
export const MAX_BLOCK_RECORDS = 40;
/** Candidates of one record: the ones that share most keys with it. */
export const MAX_CANDIDATES = 100;

/** A block key, blinded or not. */
export type Key = string | bigint;

/** Candidate pairs of a set of records, each once with the lower index first; and the keys that too many share. */
export interface Candidates {
  /** Lower index, higher index, lower, higher, … */
  pairs: Uint32Array;
  overCommon: Key[];
}

/** What a record is found by. */
export interface Keyed {
  keys: readonly Key[];
  /** Equal for records that say the same, so that a thousand repeats of one record are one to a key. */
  identity: string;
}

/**
 * All pairs that share a key, but for keys that too many different records share. Repeats of one record are paired in a row,
 * each with the next, and the first of them with others.
 */
export function findCandidates(records: readonly Keyed[], maxBlockRecords = MAX_BLOCK_RECORDS): Candidates {
  const total = records.length;
  const codes = createNumbers();
  const pair = (a: number, b: number): void => codes.push(a < b ? a * total + b : b * total + a);
  const firsts = pairRepeats(records, pair);
  const overCommon: Key[] = [];
  for (const [key, block] of blocksOf(records, firsts)) {
    if (block.length > maxBlockRecords) overCommon.push(key);
    else
      for (let i = 0; i < block.length; i += 1)
        for (let j = i + 1; j < block.length; j += 1) pair(block[i]!, block[j]!);
  }
  const kept = capFanOut(countSorted(codes.sorted()), total);
  const pairs = new Uint32Array(kept.length * 2);
  kept.forEach((code, place) => {
    pairs[place * 2] = Math.floor(code / total);
    pairs[place * 2 + 1] = code % total;
  });
  return { pairs, overCommon };
}

/** Repeats that are paired with each other in full; more are paired with the next one only. */
export const MAX_REPEATS = 20;

/** Pairs repeats of one record with each other. Returns the records that stand for themselves in blocks. */
function pairRepeats(records: readonly Keyed[], pair: (a: number, b: number) => void): number[] {
  const repeats = new Map<string, number[]>();
  records.forEach(({ identity }, index) => {
    const known = repeats.get(identity);
    if (known) known.push(index);
    else repeats.set(identity, [index]);
  });
  const standing: number[] = [];
  for (const indexes of repeats.values()) {
    if (indexes.length <= MAX_REPEATS) {
      standing.push(...indexes);
      continue;
    }
    for (let place = 1; place < indexes.length; place += 1) pair(indexes[place - 1]!, indexes[place]!);
    standing.push(indexes[0]!);
  }
  return standing.toSorted((a, b) => a - b);
}

function blocksOf(records: readonly Keyed[], indexes: readonly number[]): Map<Key, number[]> {
  const blocks = new Map<Key, number[]>();
  for (const index of indexes) {
    for (const key of records[index]!.keys) {
      const block = blocks.get(key);
      if (block) block.push(index);
      else blocks.set(key, [index]);
    }
  }
  return blocks;
}

/** Numbers beyond what an array or a map of the language holds: 100,000 records have millions of pairs. */
function createNumbers() {
  let numbers = new Float64Array(1 << 12);
  let count = 0;
  return {
    push(value: number): void {
      if (count === numbers.length) {
        const longer = new Float64Array(count * 2);
        longer.set(numbers);
        numbers = longer;
      }
      numbers[count] = value;
      count += 1;
    },
    sorted: (): Float64Array => numbers.subarray(0, count).toSorted(),
  };
}

/** Pairs by code, ascending, and how many keys each shares. */
interface Shared {
  codes: Float64Array;
  counts: Uint8Array;
}

function countSorted(sorted: Float64Array): Shared {
  const counts = new Uint8Array(sorted.length);
  let last = -1;
  for (const code of sorted) {
    if (last < 0 || sorted[last] !== code) {
      last += 1;
      sorted[last] = code;
    }
    if (counts[last]! < 255) counts[last]! += 1;
  }
  return { codes: sorted.subarray(0, last + 1), counts };
}

/** The pairs that are among the best of either record. */
function capFanOut({ codes, counts }: Shared, total: number): Float64Array {
  const fanOut = new Uint32Array(total);
  for (const code of codes) {
    fanOut[Math.floor(code / total)]! += 1;
    fanOut[code % total]! += 1;
  }
  if (fanOut.every((count) => count <= MAX_CANDIDATES)) return codes;
  const left = new Uint32Array(total).fill(MAX_CANDIDATES);
  const byCount = new Uint32Array(codes.length)
    .map((_, place) => place)
    .toSorted((a, b) => counts[b]! - counts[a]! || a - b);
  const kept = new Uint8Array(codes.length);
  for (const place of byCount) {
    const code = codes[place]!;
    const [a, b] = [Math.floor(code / total), code % total];
    if (left[a] === 0 && left[b] === 0) continue;
    if (left[a]! > 0) left[a]! -= 1;
    if (left[b]! > 0) left[b]! -= 1;
    kept[place] = 1;
  }
  return codes.filter((_, place) => kept[place] === 1);
}
