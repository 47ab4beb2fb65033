import type { PersonValues } from './values.ts';
import { blockTerms } from './block.ts';
import { type Keyed, MAX_REPEATS, findCandidates } from './candidates.ts';
import { cluster } from './cluster.ts';
import { componentsOf } from './components.ts';
import { decide, ruleOf, stanceOf } from './decide.ts';
import type { Edge, Relation } from './evidence.ts';
import { corrected } from './score/population.ts';
import { type ValueCounts, countPeople, frequenciesOf, prepare } from './score/frequencies.ts';
import { type Model, initialModel, versionOf } from './score/model.ts';
import { type Scorer, createScorer, probabilityOf } from './score/score.ts';
import { contentOf } from './profile.ts';
import { choosePolicy } from './score/policy.ts';
import { type Given, train } from './score/train.ts';
import { type Comparable, standardise } from './standardise/index.ts';

/** A set of records, resolved. */
export interface Resolution {
  model: Model;
  /** By record, in the order given: the number of its person. */
  people: number[];
  /** Candidate pairs. */
  pairs: Uint32Array;
  /** By pair: match weight in bits. */
  weights: Float64Array;
  links: Edge[];
  reviews: Edge[];
  records: Comparable[];
  scorer: Scorer;
}

/** Times that frequencies are counted anew, by what was learned before. */
const PASSES = 4;

/**
 * Learns a model from a set of records alone, and resolves the set with it.
 * @param onProgress told some ten times, from 0 to 1, how much is done
 */
export function resolveSet(
  values: readonly PersonValues[],
  onProgress: (share: number) => void = () => {},
): Resolution {
  const records = values.map(standardise);
  const keyed = records.map((record) => ({ keys: blockTerms(record), identity: contentOf(record) }));
  onProgress(0.1);
  const telling = tellingRecords(keyed);
  const { pairs } = findCandidates(telling.map((index) => keyed[index]!));
  onProgress(0.2);
  const resolution = learn({ records: telling.map((index) => records[index]!), pairs }, (share) =>
    onProgress(0.2 + 0.8 * share),
  );
  if (telling.length === records.length) return resolution;
  const { model } = resolution;
  return resolveWith(
    records.map((record) => prepare(record, model.frequencies)),
    findCandidates(keyed).pairs,
    model,
  );
}

/** The records without those that say what many did already: a model learns nothing from the thousandth repeat. */
function tellingRecords(keyed: readonly Keyed[]): number[] {
  const counts = new Map<string, number>();
  return keyed.flatMap(({ identity }, index) => {
    const count = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, count);
    return count <= MAX_REPEATS ? [index] : [];
  });
}

/** Records to learn from. */
export interface Sample extends Given {
  /** As `standardise` made them. */
  records: readonly Comparable[];
  /** Candidates: lower index, higher index, lower, higher, … */
  pairs: Uint32Array;
  /** Where the records are not all that there are: the people behind values among all, as far as they are known. */
  counts?: { all: ValueCounts; sample: ValueCounts } | undefined;
}

/** Learns a model from records without being told who is who, and resolves them with it. */
export function learn(sample: Sample, onProgress: (share: number) => void = () => {}): Resolution {
  const { records: raw, pairs, counts } = sample;
  let likeness = roughLikeness(raw, pairs);
  let model = initialModel();
  let resolution: Resolution | undefined;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const people = countPeople(raw, { pairs, chances: likeness });
    const frequencies = frequenciesOf(counts ? corrected(counts.all, counts.sample, people) : people, model.u);
    model = train(raw, pairs, frequencies, model, sample);
    onProgress((pass + 0.5) / PASSES);
    const records = raw.map((record) => prepare(record, frequencies));
    resolution = resolveWith(records, pairs, model);
    likeness = likenessUnder(resolution);
    onProgress((pass + 1) / PASSES);
  }
  return resolution!;
}

/** Before anything is known: who is called alike and born in one year counts as one person. */
function roughLikeness(records: readonly Comparable[], pairs: Uint32Array): Float64Array {
  const names = records.map(({ names: [form], birth }) => {
    const name = [form?.given?.text.slice(0, 3) ?? '', form?.family?.text.slice(0, 3) ?? ''].toSorted().join('|');
    return name === '|' ? undefined : `${name}|${birth?.year ?? ''}`;
  });
  return Float64Array.from({ length: pairs.length / 2 }, (_, pair) => {
    const [a, b] = [names[pairs[pair * 2]!], names[pairs[pair * 2 + 1]!]];
    return a !== undefined && a === b ? 1 : 0;
  });
}

/** Bits below which a pair is certainly of two people. */
const STRANGERS = -7;

/** By pair, the chance that it is one person: certain within one group, 0 where something contradicts. */
function likenessUnder({ model, people, pairs, weights, records, scorer }: Resolution): Float64Array {
  return Float64Array.from({ length: pairs.length / 2 }, (_, pair) => {
    const [a, b] = [pairs[pair * 2]!, pairs[pair * 2 + 1]!];
    if (people[a] === people[b]) return 1;
    if (weights[pair]! < STRANGERS) return 0;
    const score = scorer.score(records[a]!, records[b]!);
    return stanceOf(score, model.policy).contradicts !== 0 ? 0 : probabilityOf(score.weight);
  });
}

function resolveWith(records: Comparable[], pairs: Uint32Array, model: Model): Resolution {
  const scorer = createScorer(model);
  const weights = new Float64Array(pairs.length / 2);
  const ruled = new Uint8Array(weights.length);
  for (let pair = 0; pair < weights.length; pair += 1) {
    const score = scorer.score(records[pairs[pair * 2]!]!, records[pairs[pair * 2 + 1]!]!);
    weights[pair] = score.weight;
    ruled[pair] = ruleOf(score) === undefined ? 0 : 1;
  }
  model.policy = choosePolicy(model, weights, ruled);
  model.version = versionOf(model);
  const links: Edge[] = [];
  const reviews: Edge[] = [];
  for (let pair = 0; pair < weights.length; pair += 1) {
    if (weights[pair]! < model.policy.review) continue;
    const [a, b] = [pairs[pair * 2]!, pairs[pair * 2 + 1]!];
    const score = scorer.score(records[a]!, records[b]!);
    const { verdict } = decide(score, model.policy);
    const edge = { a: idOf(a), b: idOf(b), weight: score.weight };
    if (verdict === 'LINK') links.push(edge);
    else if (verdict === 'REVIEW') reviews.push(edge);
  }
  const linked = new Set(links);
  const ids = records.map((_, index) => idOf(index));
  const between = (a: string, b: string): Relation => {
    const score = scorer.score(records[Number(a)]!, records[Number(b)]!);
    return { weight: score.weight, ...stanceOf(score, model.policy) };
  };
  const groups = componentsOf(ids, [...links, ...reviews]).flatMap(
    (component) =>
      cluster(component.ids, {
        links: component.edges.filter((edge) => linked.has(edge)),
        reviews: component.edges.filter((edge) => !linked.has(edge)),
        mustLinks: [],
        cannotLinks: [],
        between,
        threshold: model.policy.review,
      }).groups,
  );
  const people: number[] = Array.from({ length: records.length });
  groups.forEach((group, person) => {
    for (const id of group) people[Number(id)] = person;
  });
  return { model, people, pairs, weights, links, reviews, records, scorer };
}

function idOf(index: number): string {
  return String(index).padStart(9, '0');
}
