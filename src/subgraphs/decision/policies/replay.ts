import { demand } from '../../../kernel/actor.ts';
import { isId } from '../../../kernel/ids.ts';
import { type Problem, Problems } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import type { DecisionModel } from '../models.ts';
import type { DecisionOutcome, ReplayDifference } from '../schema.generated.ts';
import { evaluate } from './engine.ts';
import { readFacts } from './facts.ts';
import type { PolicyVersionModel } from './store.ts';

/** A decision, run again. */
export interface DecisionReplayModel {
  decision: DecisionModel;
  policy: PolicyVersionModel;
  outcome: DecisionOutcome | null;
  reasons: { code: string; text: string | null }[];
  matchedRules: string[];
  problems: Problem[];
  isSame: boolean;
  differences: ReplayDifference[];
}

/** Runs a decision again by the version that decided, or by another one. Undefined when something of that is not there. */
export async function replayDecision(
  { actor, loaders, policies }: Context,
  { id, version: asked }: { id: string; version?: number | null },
): Promise<DecisionReplayModel | undefined> {
  for (const scope of ['policy:read', 'decision:read', 'decision:inputs'] as const) demand(actor, scope);
  if (!isId(id)) return undefined;
  const [decision, inputs] = await Promise.all([loaders.decision.load(id), loaders.inputs.load(id.toLowerCase())]);
  // What an engine outside calls its version is no number of ours.
  const own = decision?.policyDigest ? Number(decision.policyVersion) : undefined;
  const version = asked ?? own;
  if (!decision || !inputs || version === undefined) return undefined;
  const key = { name: decision.policyName, version };
  const [policy, row] = await Promise.all([policies.findAny(key), loaders.policyVersion.load(key)]);
  if (!policy || !row) return undefined;

  const problems = new Problems();
  const facts = readFacts(problems, policy.document.inputs, inputs);
  const verdict = problems.list.length > 0 ? undefined : evaluate(policy.compiled, facts);
  const { outcome = null, reasonCodes = [], matchedRules = [] } = verdict ?? {};
  const differences = differencesOf([
    ['OUTCOME', [decision.outcome], outcome === null ? [] : [outcome]],
    ['REASONS', decision.reasonCodes, reasonCodes],
    ['MATCHED_RULES', decision.matchedRules, matchedRules],
  ]);
  return {
    decision,
    policy: row,
    outcome,
    reasons: reasonCodes.map((code) => ({ code, text: policy.compiled.texts[code] ?? null })),
    matchedRules: [...matchedRules],
    problems: problems.list,
    isSame: differences.length === 0,
    differences,
  };
}

function differencesOf(
  pairs: readonly [ReplayDifference['field'], readonly string[], readonly string[]][],
): ReplayDifference[] {
  return pairs
    .filter(([, before, after]) => before.join('\n') !== after.join('\n'))
    .map(([field, before, after]) => ({ field, before: [...before], after: [...after] }));
}
