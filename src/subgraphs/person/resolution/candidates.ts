/** Records that may share a key before it stops to be one. */
export const MAX_BLOCK_RECORDS = 200;
/** Candidates of one record: the ones that share most keys with it. */
export const MAX_CANDIDATES = 300;

/** Candidate pairs of a set of records, each once with the lower index first; and the keys that too many share. */
export interface Candidates {
  /** Lower index, higher index, lower, higher, … */
  pairs: Uint32Array;
  overCommon: string[];
}

/** What a record is found by. */
export interface Keyed {
  keys: readonly string[];
  /** Equal for records that say the same, so that a thousand repeats of one record are one to a key. */
  identity: string;
}

/**
 * All pairs that share a key, but for keys that too many different records share. Repeats of one record are paired in a row,
 * each with the next, and the first of them with others.
 */
export function findCandidates(records: readonly Keyed[], maxBlockRecords = MAX_BLOCK_RECORDS): Candidates {
  const total = records.length;
  const shared = new Map<number, number>();
  const pair = (a: number, b: number): void => {
    const code = a < b ? a * total + b : b * total + a;
    shared.set(code, (shared.get(code) ?? 0) + 1);
  };
  const firsts = pairRepeats(records, pair);
  const overCommon: string[] = [];
  for (const [key, block] of blocksOf(records, firsts)) {
    if (block.length > maxBlockRecords) overCommon.push(key);
    else
      for (let i = 0; i < block.length; i += 1)
        for (let j = i + 1; j < block.length; j += 1) pair(block[i]!, block[j]!);
  }
  const kept = capFanOut(shared, total);
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

function blocksOf(records: readonly Keyed[], indexes: readonly number[]): Map<string, number[]> {
  const blocks = new Map<string, number[]>();
  for (const index of indexes) {
    for (const key of records[index]!.keys) {
      const block = blocks.get(key);
      if (block) block.push(index);
      else blocks.set(key, [index]);
    }
  }
  return blocks;
}

/** The pairs that are among the best of either record. */
function capFanOut(shared: ReadonlyMap<number, number>, total: number): number[] {
  const fanOut = new Uint32Array(total);
  for (const code of shared.keys()) {
    fanOut[Math.floor(code / total)]! += 1;
    fanOut[code % total]! += 1;
  }
  if (fanOut.every((count) => count <= MAX_CANDIDATES)) return [...shared.keys()].toSorted((a, b) => a - b);
  const left = new Uint32Array(total).fill(MAX_CANDIDATES);
  const best = [...shared].toSorted(([codeA, a], [codeB, b]) => b - a || codeA - codeB);
  const kept: number[] = [];
  for (const [code] of best) {
    const [a, b] = [Math.floor(code / total), code % total];
    if (left[a] === 0 && left[b] === 0) continue;
    if (left[a]! > 0) left[a]! -= 1;
    if (left[b]! > 0) left[b]! -= 1;
    kept.push(code);
  }
  return kept.toSorted((a, b) => a - b);
}
