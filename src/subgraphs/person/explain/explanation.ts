import type { KnownModel, Models } from '../matching/models.ts';
import { type MatchRow, orderedPair } from '../matching/store.ts';
import { type Waterfall, explain, vectorOf } from '../../../resolution/explain.ts';
import type { Comparable } from '../../../resolution/standardise/index.ts';
import type { MatchDecision, MatchExplanation } from '../schema.generated.ts';

/** How two records compare. */
export interface Explained {
  explanation: MatchExplanation;
  /** Whether it is that of the stored decision, as it was made. */
  replayed: boolean;
  /** Whether the two would be linked but for the veto. */
  vetoed: boolean;
}

/** A waterfall as a client sees it. */
export function explanationOf(waterfall: Waterfall, decision: MatchDecision = waterfall.verdict): MatchExplanation {
  const { modelVersion, prior, steps, household, weight, probability, rule, veto } = waterfall;
  return { modelVersion, prior, steps, household, weight, probability, decision, rule, veto };
}

/** Replays a stored decision, under the model that made it. */
export async function replayMatch(models: Models, row: MatchRow): Promise<Explained> {
  const { model } = await models.get(row.modelId);
  const waterfall = explain(model, row.vector);
  return { explanation: explanationOf(waterfall, row.decision), replayed: true, vetoed: isVetoed(waterfall, model) };
}

/** Compares two profiles now. */
export function compareProfiles(
  { model, scorer }: KnownModel,
  comparableOf: (profile: bigint) => Comparable,
  profile: bigint,
  other: bigint,
): Explained {
  // In the order of `match`, so that it is what would be stored.
  const { a, b } = orderedPair({ profile, other });
  const waterfall = explain(model, vectorOf(scorer.score(comparableOf(a), comparableOf(b))));
  return { explanation: explanationOf(waterfall), replayed: false, vetoed: isVetoed(waterfall, model) };
}

function isVetoed({ veto, rule, weight }: Waterfall, { policy }: KnownModel['model']): boolean {
  return veto !== undefined && (weight >= policy.link || (rule !== undefined && weight >= policy.rule));
}
