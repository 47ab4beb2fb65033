/** How well something was found: right of what was found, found of what is there, and their harmonic mean. */
export interface Quality {
  precision: number;
  recall: number;
  f1: number;
}

/** The measures of a resolution against the truth. */
export interface Evaluation {
  /** Pairs of records in one group, after closure, against pairs of records of one person. */
  pairs: Quality;
  /** B³ (Bagga and Baldwin 1998): the mean over records of how pure and how whole their groups are. */
  bCubed: Quality;
  /** Groups that are exactly one person with all of their records. The strictest of the three. */
  exact: Quality;
  people: number;
  truePeople: number;
  largestGroup: number;
}

/** Compares groups with the truth. Both give for each record, in one order, the name of its group. */
export function evaluate<T, U>(found: readonly T[], truth: readonly U[]): Evaluation {
  const foundGroups = groupBy(found);
  const trueGroups = groupBy(truth);
  let rightPairs = 0;
  let exact = 0;
  let precision = 0;
  let recall = 0;
  for (const members of foundGroups.values()) {
    const overlaps = new Map<U, number>();
    for (const index of members) overlaps.set(truth[index]!, (overlaps.get(truth[index]!) ?? 0) + 1);
    for (const [name, overlap] of overlaps) {
      const whole = trueGroups.get(name)!.length;
      rightPairs += pairsOf(overlap);
      precision += (overlap * overlap) / members.length;
      recall += (overlap * overlap) / whole;
      if (overlap === members.length && overlap === whole) exact += 1;
    }
  }
  const sizes = (groups: ReadonlyMap<unknown, number[]>): number[] => [...groups.values()].map((group) => group.length);
  const totalPairs = (groups: ReadonlyMap<unknown, number[]>): number =>
    sizes(groups).reduce((sum, size) => sum + pairsOf(size), 0);
  return {
    pairs: qualityOf(rightPairs / (totalPairs(foundGroups) || 1), rightPairs / (totalPairs(trueGroups) || 1)),
    bCubed: qualityOf(precision / (found.length || 1), recall / (found.length || 1)),
    exact: qualityOf(exact / (foundGroups.size || 1), exact / (trueGroups.size || 1)),
    people: foundGroups.size,
    truePeople: trueGroups.size,
    largestGroup: sizes(foundGroups).reduce((most, size) => Math.max(most, size), 0),
  };
}

/** The share of true pairs that are among the candidates. `pairs` holds two indexes for each candidate. */
export function blockingRecall<U>(pairs: Uint32Array, truth: readonly U[]): number {
  let found = 0;
  for (let pair = 0; pair < pairs.length; pair += 2) if (truth[pairs[pair]!] === truth[pairs[pair + 1]!]) found += 1;
  const total = [...groupBy(truth).values()].reduce((sum, group) => sum + pairsOf(group.length), 0);
  return total === 0 ? 1 : found / total;
}

function groupBy<T>(names: readonly T[]): Map<T, number[]> {
  const groups = new Map<T, number[]>();
  names.forEach((name, index) => {
    const group = groups.get(name);
    if (group) group.push(index);
    else groups.set(name, [index]);
  });
  return groups;
}

function pairsOf(size: number): number {
  return (size * (size - 1)) / 2;
}

function qualityOf(precision: number, recall: number): Quality {
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}
