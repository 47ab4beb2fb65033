import { type Clustering, cluster } from '../../../resolution/cluster.ts';
import { stanceOf } from '../../../resolution/decide.ts';
import type { Edge } from '../../../resolution/evidence.ts';
import type { Model } from '../../../resolution/score/model.ts';
import type { Scorer } from '../../../resolution/score/score.ts';
import type { Comparable } from '../../../resolution/standardise/index.ts';
import type { MatchRow, VerdictRow } from './store.ts';

/** A record, as far as it is compared. */
export interface Member {
  id: string;
  /** Undefined where there is nothing to compare. */
  profile: bigint | undefined;
}

/** What people are derived from. */
export interface Evidence {
  members: readonly Member[];
  /** All links of the members' profiles, and the strongest that are asked about, with neighbours that are no members too. */
  matches: readonly Pick<MatchRow, 'a' | 'b' | 'weight' | 'decision'>[];
  verdicts: readonly VerdictRow[];
  /** Of each profile among the members and their neighbours. */
  comparableOf(profile: bigint): Comparable;
  model: Model;
  scorer: Scorer;
}

/** People, and how they came about, in which each node stands for the records of one profile. */
export interface Derived {
  /** The records of each person. */
  people: string[][];
  clustering: Clustering;
  /** By node: its records, sorted. */
  records: ReadonlyMap<string, readonly string[]>;
}

/**
 * Who is who: a function of the evidence alone. Nodes are named by what their records say, not by when they came, so
 * that the order of arrival decides nothing, not even between links that weigh the same. Records that say the same are one
 * node, unless such records are not even linked with each other, or somebody said something of one of them.
 */
export function derivePeople(evidence: Evidence): Derived {
  const { members, matches, verdicts, scorer, model } = evidence;
  const loners = new Set(matches.filter(({ a, b }) => a === b).map(({ a }) => a));
  const said = new Set(verdicts.flatMap(({ said: word, a, b }) => (word === 'UNSURE' ? [] : [a, b])));
  const profiles = new Map<string, bigint>();
  const records = new Map<string, string[]>();
  const nodeOf = new Map<string, string>();
  const nodesOf = new Map<bigint, string[]>();
  for (const { id, profile } of members.toSorted((x, y) => (x.id < y.id ? -1 : 1))) {
    const alone = profile === undefined || loners.has(profile) || said.has(id);
    const node = profile === undefined ? id : `${nameOf(profile)}${alone ? ` ${id}` : ''}`;
    nodeOf.set(id, node);
    if (records.get(node)?.push(id)) continue;
    records.set(node, [id]);
    if (profile === undefined) continue;
    profiles.set(node, profile);
    nodesOf.set(profile, [...(nodesOf.get(profile) ?? []), node]);
  }
  // Neighbours of whom one is asked only show whom else a record fits.
  for (const profile of matches.flatMap(({ a, b }) => [a, b])) {
    if (nodesOf.has(profile)) continue;
    profiles.set(nameOf(profile), profile);
    nodesOf.set(profile, [nameOf(profile)]);
  }
  const links: Edge[] = [];
  const reviews: Edge[] = [];
  for (const { a, b, weight, decision } of matches) {
    if (a === b) continue;
    for (const one of nodesOf.get(a)!) {
      for (const other of nodesOf.get(b)!) (decision === 'LINK' ? links : reviews).push({ a: one, b: other, weight });
    }
  }
  const relation = (one: string, other: string) => {
    const [a, b] = [profiles.get(one), profiles.get(other)];
    if (a === undefined || b === undefined) return { weight: 0, contradicts: 0, agrees: 0, explains: 0 };
    const score = scorer.score(evidence.comparableOf(a), evidence.comparableOf(b));
    return { weight: score.weight, ...stanceOf(score, model.policy) };
  };
  for (const [profile, nodes] of nodesOf) {
    if (nodes.length < 2 || loners.has(profile)) continue;
    const { weight } = relation(nodes[0]!, nodes[0]!);
    for (const [place, one] of nodes.entries())
      for (const other of followersOf(nodes, place)) links.push({ a: one, b: other, weight });
  }
  const pairs = (word: VerdictRow['said']): (readonly [string, string])[] =>
    verdicts.flatMap(({ a, b, said: by }) => {
      const [one, other] = [nodeOf.get(a), nodeOf.get(b)];
      return by === word && one !== undefined && other !== undefined ? [[one, other] as const] : [];
    });
  const clustering = cluster([...new Set([...records.keys(), ...profiles.keys()])], {
    links,
    reviews,
    mustLinks: pairs('SAME'),
    cannotLinks: pairs('DIFFERENT'),
    between: relation,
    threshold: model.policy.review,
  });
  const people = clustering.groups.flatMap((nodes) => {
    const group = nodes.flatMap((node) => records.get(node) ?? []);
    return group.length === 0 ? [] : [group.toSorted()];
  });
  return { people, clustering, records };
}

/** Nodes of one profile that are linked with each other in full. */
const MAX_IN_FULL = 20;

/** With which of the nodes behind it one is linked. Of many, the first with all, and each with the next: who leaves parts no others. */
function followersOf(nodes: readonly string[], place: number): readonly string[] {
  return nodes.length <= MAX_IN_FULL || place === 0 ? nodes.slice(place + 1) : nodes.slice(place + 1, place + 2);
}

/** A profile as text whose order is that of the numbers without sign. */
function nameOf(profile: bigint): string {
  return BigInt.asUintN(64, profile).toString(16).padStart(16, '0');
}
