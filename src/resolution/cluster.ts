import { fieldNames } from './decide.ts';
import { type Edge, type Evidence, compareEdges, comparePairs, ordered } from './evidence.ts';
import { findTies } from './ties.ts';

/** Two groups that became one. */
export interface Merge {
  /** The records whose link made one group of two, the lower id first. */
  a: string;
  b: string;
  /** Match weight of the two in bits. */
  weight: number;
  /** Whether a person said that the two are one. */
  said: boolean;
  /** The group of `a` until then, sorted. */
  one: readonly string[];
  /** The group of `b` until then, sorted. */
  other: readonly string[];
}

/**
 * Why a link did not make one group of two: a person keeps them apart; pairs across them contradict each other; they do not weigh
 * enough on the whole; or one record fits two others equally well which contradict each other.
 */
export type Because = 'CANNOT_LINK' | 'CONTRADICTION' | 'WEAK' | 'TIE';

/** A link whose records ended up in two groups, the lower id first. */
export interface Refusal extends Edge {
  because: Because;
  /** The fields that contradict, for CONTRADICTION and TIE: `given`, `birth`, … */
  fields?: string[];
}

/** Groups, and how they came about. */
export interface Clustering {
  /** Every record is in one; each is sorted, and they are by their first record. */
  groups: string[][];
  /** In the order in which they happened. */
  merges: Merge[];
  /** As the groups stand at the end: what people said first, then the strongest first. */
  refused: Refusal[];
}

/** Pairs across two groups that are looked at; the mean of so many tells as much as that of all. */
const MAX_CROSS_PAIRS = 400;
/** Fields that a relation can name. */
const FIELD_BITS = 8;

/**
 * The groups of records that are one person each: a function of the evidence alone, whatever its order. What people said
 * comes first; then links, the strongest first, each of which makes two groups one if no cannot-link and no contradiction
 * stands between them and the mean weight across all their pairs agrees. Only what links have joined is judged: what a person has
 * said to be one with it counts for nothing against a further record, however different it is.
 */
export function cluster(ids: readonly string[], evidence: Evidence): Clustering {
  const parts = new Map<string, Part>(ids.map((id) => [id, { ids: [id], explained: 0 }]));
  // A group is all parts that people said are one.
  const groups = new Map<string, readonly string[]>(ids.map((id) => [id, parts.get(id)!.ids]));
  const merges: Merge[] = [];
  const refused: Refusal[] = [];
  const banned = bansOf(evidence.cannotLinks);
  const unite = (edge: Edge, said: boolean): void => {
    const [one, other] = [groups.get(edge.a)!, groups.get(edge.b)!];
    const merged = [...one, ...other].toSorted();
    for (const id of merged) groups.set(id, merged);
    merges.push({ ...edge, said, one, other });
  };
  const join = (one: Part, other: Part, explains: number): void => {
    const joined: Part = {
      ids: [...one.ids, ...other.ids].toSorted(),
      explained: explains | one.explained | other.explained,
    };
    for (const id of joined.ids) parts.set(id, joined);
  };

  const said = evidence.mustLinks.map(([a, b]) => ordered(a, b)).toSorted(comparePairs);
  for (const [a, b] of said) {
    const [one, other] = [groups.get(a)!, groups.get(b)!];
    if (one === other) continue;
    const edge = { a, b, weight: evidence.between(a, b).weight };
    if (areApart(one, other, banned)) refused.push({ ...edge, because: 'CANNOT_LINK' });
    else unite(edge, true);
  }
  const ties = findTies(evidence);
  // A group refused now may fit once its neighbours have joined, so what was refused is tried again until nothing changes.
  let waiting = evidence.links.filter((edge) => !ties.has(edge)).toSorted(compareEdges);
  let reasons: Refusal[] = [];
  for (let changed = true; changed && waiting.length > 0;) {
    changed = false;
    reasons = [];
    const again: Edge[] = [];
    for (const edge of waiting) {
      const [a, b] = ordered(edge.a, edge.b);
      const [one, other] = [parts.get(a)!, parts.get(b)!];
      if (one === other) continue;
      const isOne = groups.get(a) === groups.get(b);
      const pair = { a, b, weight: edge.weight };
      const { explains, because, contradicted } =
        !isOne && areApart(groups.get(a)!, groups.get(b)!, banned) ? APART : judge(one, other, evidence);
      if (because === undefined) {
        join(one, other, explains);
        if (!isOne) unite(pair, false);
        changed = true;
        continue;
      }
      again.push(edge);
      if (!isOne) reasons.push(refusal(pair, because, contradicted));
    }
    waiting = again;
  }
  for (const edge of evidence.links) {
    const [a, b] = ordered(edge.a, edge.b);
    if (ties.has(edge) && groups.get(a) !== groups.get(b))
      reasons.push(refusal({ a, b, weight: edge.weight }, 'TIE', ties.get(edge)!));
  }
  const found = [...new Set(groups.values())].map((group) => [...group]);
  return {
    groups: found.toSorted((x, y) => (x[0]! < y[0]! ? -1 : 1)),
    merges,
    refused: [...refused, ...reasons.toSorted(compareEdges)],
  };
}

/** Records that links have joined. */
interface Part {
  /** Sorted, so that which pairs are looked at does not depend on how the part came about. */
  ids: string[];
  /** Fields in which pairs inside contradict each other and are linked all the same, so that they count no more against others. */
  explained: number;
}

/** What pairs across two groups say about making them one. */
interface Judgement {
  because: Because | undefined;
  contradicted: number;
  explains: number;
}

const APART: Judgement = { because: 'CANNOT_LINK', contradicted: 0, explains: 0 };
const balance = new Int32Array(FIELD_BITS);

/**
 * A field contradicts when more pairs differ in it than agree, unless pairs are linked in spite of it: so a record without a
 * birth date does not make one person of two who have different ones, and a slip of a slip keeps nobody apart.
 */
function judge(one: Part, other: Part, evidence: Evidence): Judgement {
  const total = one.ids.length * other.ids.length;
  const step = Math.max(1, Math.floor(total / MAX_CROSS_PAIRS));
  balance.fill(0);
  let sum = 0;
  let count = 0;
  let explains = 0;
  for (let pair = 0; pair < total; pair += step) {
    const relation = evidence.between(
      one.ids[Math.floor(pair / other.ids.length)]!,
      other.ids[pair % other.ids.length]!,
    );
    const { contradicts, agrees } = relation;
    if ((contradicts | agrees) !== 0)
      for (let bit = 0; bit < FIELD_BITS; bit += 1) balance[bit]! += ((agrees >> bit) & 1) - ((contradicts >> bit) & 1);
    explains |= relation.explains;
    // Two records that have nothing of a person in common, such as two addresses alone, do not disagree.
    const isSilent = (contradicts | agrees | relation.explains) === 0 && relation.weight < evidence.threshold;
    if (isSilent) continue;
    sum += relation.weight;
    count += 1;
  }
  let contradicted = 0;
  for (let bit = 0; bit < FIELD_BITS; bit += 1) if (balance[bit]! < 0) contradicted |= 1 << bit;
  contradicted &= ~(explains | one.explained | other.explained);
  const because = contradicted !== 0 ? 'CONTRADICTION' : sum < count * evidence.threshold ? 'WEAK' : undefined;
  return { because, contradicted, explains };
}

function refusal(edge: Edge, because: Because, contradicted: number): Refusal {
  return contradicted === 0 ? { ...edge, because } : { ...edge, because, fields: fieldNames(contradicted) };
}

/** By record, the records that it is kept apart from. */
function bansOf(cannotLinks: Evidence['cannotLinks']): Map<string, Set<string>> {
  const banned = new Map<string, Set<string>>();
  const ban = (a: string, b: string): void => {
    const known = banned.get(a);
    if (known) known.add(b);
    else banned.set(a, new Set([b]));
  };
  for (const [a, b] of cannotLinks) {
    ban(a, b);
    ban(b, a);
  }
  return banned;
}

function areApart(
  one: readonly string[],
  other: readonly string[],
  banned: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  if (banned.size === 0) return false;
  return one.some((id) => {
    const bans = banned.get(id);
    return bans !== undefined && other.some((candidate) => bans.has(candidate));
  });
}
