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

/** Records that a change can concern, and what is between them. */
export interface Component {
  ids: string[];
  edges: Edge[];
}

/**
 * Takes records apart into those that edges connect, in whatever way: each part clusters on its own, so that a change of a record
 * or an edge concerns its part only. Edges are links, reviews, and what people said.
 */
export function componentsOf(ids: readonly string[], edges: readonly Edge[]): Component[] {
  const parents = new Map(ids.map((id) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    while (parents.get(root) !== root) root = parents.get(root)!;
    for (let step = id; step !== root;) {
      const next = parents.get(step)!;
      parents.set(step, root);
      step = next;
    }
    return root;
  };
  for (const { a, b } of edges) parents.set(rootOf(a), rootOf(b));
  const components = new Map<string, Component>();
  for (const id of ids) {
    const root = rootOf(id);
    const known = components.get(root);
    if (known) known.ids.push(id);
    else components.set(root, { ids: [id], edges: [] });
  }
  for (const edge of edges) components.get(rootOf(edge.a))!.edges.push(edge);
  return [...components.values()];
}

/** Pairs across two groups that are looked at; the mean of so many tells as much as that of all. */
const MAX_CROSS_PAIRS = 400;

/**
 * The groups of records that are one person each: a function of the evidence alone, whatever its order. What people said
 * comes first; then links, the strongest first, each of which makes two groups one if no cannot-link and no contradiction
 * stands between them and the mean weight across all their pairs agrees. Only groups of several records are returned
 * together with single ones; every group is sorted, and the groups by their first record.
 */
export function cluster(ids: readonly string[], evidence: Evidence): string[][] {
  const groups = new Map<string, string[]>(ids.map((id) => [id, [id]]));
  const banned = new Map<string, Set<string>>();
  for (const [a, b] of evidence.cannotLinks) {
    ban(banned, a, b);
    ban(banned, b, a);
  }
  const apart = (one: readonly string[], other: readonly string[]): boolean =>
    one.some((id) => {
      const bans = banned.get(id);
      return bans !== undefined && other.some((candidate) => bans.has(candidate));
    });
  // By group: contradictions that pairs inside of it explain, so that they count no more against others.
  const explained = new Map<readonly string[], number>();
  const unite = (one: readonly string[], other: readonly string[], explains: number): void => {
    const merged = [...one, ...other].toSorted();
    explained.set(merged, explains | (explained.get(one) ?? 0) | (explained.get(other) ?? 0));
    for (const id of merged) groups.set(id, merged);
  };

  for (const [a, b] of evidence.mustLinks.map(ordered).toSorted(comparePairs)) {
    const [one, other] = [groups.get(a)!, groups.get(b)!];
    if (one !== other && !apart(one, other)) unite(one, other, 0);
  }
  const queue = withoutTies(evidence).toSorted(compareEdges);
  // A group refused now may fit once its neighbours have joined, so what was refused is tried again until nothing changes.
  let waiting = queue;
  for (let changed = true; changed && waiting.length > 0;) {
    changed = false;
    const refused: typeof queue = [];
    for (const edge of waiting) {
      const [a, b] = ordered([edge.a, edge.b]);
      const [one, other] = [groups.get(a)!, groups.get(b)!];
      if (one === other) continue;
      const known = (explained.get(one) ?? 0) | (explained.get(other) ?? 0);
      const explains = apart(one, other) ? undefined : agree(one, other, known, evidence);
      if (explains === undefined) {
        refused.push(edge);
        continue;
      }
      unite(one, other, explains);
      changed = true;
    }
    waiting = refused;
  }
  return [...new Set(groups.values())].toSorted((x, y) => (x[0]! < y[0]! ? -1 : 1));
}

/**
 * The contradictions that pairs across two groups explain; undefined when the groups do not agree. A field contradicts when more
 * pairs differ in it than agree, unless pairs are linked in spite of it: so a record without a birth date does not make one
 * person of two who have different ones, and a slip of a slip keeps nobody apart.
 */
function agree(
  one: readonly string[],
  other: readonly string[],
  known: number,
  evidence: Evidence,
): number | undefined {
  const step = Math.max(1, Math.floor((one.length * other.length) / MAX_CROSS_PAIRS));
  const balance = new Int32Array(FIELD_BITS);
  let sum = 0;
  let count = 0;
  let explained = 0;
  for (let pair = 0; pair < one.length * other.length; pair += step) {
    const { weight, contradicts, agrees, explains } = evidence.between(
      one[Math.floor(pair / other.length)]!,
      other[pair % other.length]!,
    );
    for (let bit = 0; bit < FIELD_BITS; bit += 1) balance[bit]! += ((agrees >> bit) & 1) - ((contradicts >> bit) & 1);
    explained |= explains;
    sum += weight;
    count += 1;
  }
  const contradicted = balance.some((votes, bit) => votes < 0 && (((explained | known) >> bit) & 1) === 0);
  return contradicted || sum / count < evidence.threshold ? undefined : explained;
}

/** Fields that a relation can name. */
const FIELD_BITS = 8;

/** Bits by which a link must be stronger than another one to be preferred to it. */
const TIE = 6;

/**
 * The links without those of a record that fits two others equally well which contradict each other, such as John Smith of
 * no birth date between father and son: it belongs to neither until somebody tells.
 */
function withoutTies({ links, reviews, between }: Evidence): Edge[] {
  const byRecord = new Map<string, Edge[]>();
  for (const edge of [...links, ...reviews]) {
    for (const id of [edge.a, edge.b]) {
      const known = byRecord.get(id);
      if (known) known.push(edge);
      else byRecord.set(id, [edge]);
    }
  }
  const dropped = new Set<Edge>();
  for (const [id, edges] of byRecord) {
    const strongest = edges.toSorted(compareEdges).slice(0, MAX_RIVALS);
    for (const [index, edge] of strongest.entries()) {
      for (const rival of strongest.slice(index + 1)) {
        if (edge.weight - rival.weight > TIE) continue;
        const [one, other] = [otherEnd(edge, id), otherEnd(rival, id)];
        const { contradicts } = between(one, other);
        if (contradicts === 0) continue;
        // In a field that the record has itself, it says to whom it belongs.
        const [first, second] = [between(id, one), between(id, other)];
        const silent =
          contradicts &
          ~(first.contradicts | first.agrees | first.explains | second.contradicts | second.agrees | second.explains);
        if (silent !== 0) for (const tied of [edge, rival]) dropped.add(tied);
      }
    }
  }
  return links.filter((edge) => !dropped.has(edge));
}

/** Links of one record that are compared with each other. */
const MAX_RIVALS = 12;

function otherEnd(edge: Edge, id: string): string {
  return edge.a === id ? edge.b : edge.a;
}

function ban(banned: Map<string, Set<string>>, a: string, b: string): void {
  const known = banned.get(a);
  if (known) known.add(b);
  else banned.set(a, new Set([b]));
}

function ordered([a, b]: readonly [string, string]): readonly [string, string] {
  return a < b ? [a, b] : [b, a];
}

/** The strongest first; equal ones by their records, whichever way round they are given. */
function compareEdges(x: Edge, y: Edge): number {
  return y.weight - x.weight || comparePairs(ordered([x.a, x.b]), ordered([y.a, y.b]));
}

function comparePairs(x: readonly [string, string], y: readonly [string, string]): number {
  return x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : x[1] < y[1] ? -1 : x[1] > y[1] ? 1 : 0;
}
