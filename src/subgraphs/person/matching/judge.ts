import { decide } from '../../../resolution/decide.ts';
import { vectorOf } from '../../../resolution/explain.ts';
import { prepare } from '../../../resolution/score/frequencies.ts';
import type { Comparable } from '../../../resolution/standardise/index.ts';
import type { KnownModel } from './models.ts';
import type { MatchRow } from './store.ts';

/** Decides about pairs of profiles, the lower one first. What is kept apart has no row. */
export interface Judge {
  pair(a: bigint, b: bigint, shared: number): MatchRow | undefined;
  /** A profile with itself: it has a row where even records that say the same are not linked. */
  alone(profile: bigint): MatchRow | undefined;
}

/**
 * Decides under a model.
 * @param comparableOf what a profile says, as `standardise` made it
 */
export function createJudge(
  { id: modelId, model, scorer }: KnownModel,
  comparableOf: (profile: bigint) => Comparable,
): Judge {
  const prepared = memo((id: bigint): Comparable => prepare(comparableOf(id), model.frequencies));
  const isLinkedWithItself = memo((id: bigint): boolean => {
    const own = prepared(id);
    return decide(scorer.score(own, own), model.policy).verdict === 'LINK';
  });
  return {
    pair(a, b, shared) {
      const score = scorer.score(prepared(a), prepared(b));
      const { verdict } = decide(score, model.policy);
      if (verdict === 'APART') return undefined;
      const row = { a, b, shared, weight: score.weight, vector: vectorOf(score), modelId };
      const links = verdict === 'LINK' && isLinkedWithItself(a) && isLinkedWithItself(b);
      return { ...row, decision: links ? 'LINK' : 'REVIEW' };
    },
    alone(id) {
      if (isLinkedWithItself(id)) return undefined;
      const own = prepared(id);
      const score = scorer.score(own, own);
      return { a: id, b: id, shared: 0, weight: score.weight, vector: vectorOf(score), modelId, decision: 'REVIEW' };
    },
  };
}

function memo<In, Out>(work: (input: In) => Out): (input: In) => Out {
  const known = new Map<In, Out>();
  return (input) => {
    if (!known.has(input)) known.set(input, work(input));
    return known.get(input)!;
  };
}
