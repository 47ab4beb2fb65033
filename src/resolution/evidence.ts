/** A pair of records with what is known of it. Ids are any strings that can be ordered. */
export interface Edge {
  a: string;
  b: string;
  /** Match weight in bits. */
  weight: number;
}

/** What a pair of records says. Fields are bits, at most eight. */
export interface Relation {
  /** Match weight in bits. */
  weight: number;
  /** Fields that contradict. */
  contradicts: number;
  /** Fields that agree. */
  agrees: number;
  /** Fields that contradict while the pair is linked all the same: the contradiction is explained. */
  explains: number;
}

/** What groups are derived from. */
export interface Evidence {
  /** Pairs that are linked automatically. */
  links: readonly Edge[];
  /** Pairs that a person is asked about. They link nothing, but show whom else a record fits. */
  reviews: readonly Edge[];
  /** Pairs that a person said are one. */
  mustLinks: readonly (readonly [string, string])[];
  /** Pairs that are not one, by a person's word. They hold between whole groups. */
  cannotLinks: readonly (readonly [string, string])[];
  /** What is known of any two records. Must be symmetric. */
  between(a: string, b: string): Relation;
  /** Mean match weight across two groups from which they become one. */
  threshold: number;
}

/** The strongest first; equal ones by their records, whichever way round they are given. */
export function compareEdges(x: Edge, y: Edge): number {
  return y.weight - x.weight || comparePairs(ordered(x.a, x.b), ordered(y.a, y.b));
}

/** Two ids, the lower first. */
export function ordered(a: string, b: string): readonly [string, string] {
  return a < b ? [a, b] : [b, a];
}

/** The order of two pairs of ids. */
export function comparePairs(x: readonly [string, string], y: readonly [string, string]): number {
  return x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : x[1] < y[1] ? -1 : x[1] > y[1] ? 1 : 0;
}
