import { demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, type Problem, Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import { cleanText } from '../../../kernel/input/text.ts';
import type { Context } from '../context.ts';
import { NAME_MAX_LENGTH, cleanEvidence, cleanInputs } from '../intake.ts';
import { forgetLoaded } from '../loaders.ts';
import type { RunningPolicy } from '../policies/book.ts';
import { type Verdict, evaluate } from '../policies/engine.ts';
import { readFacts } from '../policies/facts.ts';
import { askAgain } from '../policies/simulate.ts';
import { type ShadowRow, insertShadow } from '../policies/store-shadow.ts';
import { decidingProblem } from '../rules.ts';
import type { DecideInput } from '../schema.generated.ts';
import type { Inputs } from '../sealing.ts';
import { CANNOT_SUPERSEDE, findCitedProblems } from './evidence.ts';
import { type DecisionRecorded, invalid, storeDecision } from './store-decision.ts';

/** Everything that `decide` can answer. */
export type DecideOutcome =
  | DecisionRecorded
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Decides about a person by the published version of a policy, and stores the decision with all that it rests on. */
export async function decide(context: Context, input: DecideInput): Promise<DecideOutcome> {
  const { actor, clock, pools, directory } = context;
  demand(actor, 'decision:write');
  const now = clock.now();
  const problems = new Problems();
  cleanSlug(problems, 'subject', input.subject);
  cleanSlug(problems, 'policy', input.policy);
  const inputs = cleanInputs(problems, input.inputs);
  const modelVersion = cleanText(problems, 'modelVersion', input.modelVersion, NAME_MAX_LENGTH) ?? null;
  cleanEvidence(problems, input);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  // Before the transaction, as in `recordDecision`: what is found counts only behind the idempotency key.
  const personId = isId(input.personId) ? await directory.findPerson(input.personId) : undefined;
  const ruling = personId === undefined ? undefined : await rule(context, personId, input, inputs, now);
  const outcome = await runOnce<DecisionRecorded, DecideOutcome>(
    pools.write,
    ticketOf(context, { command: 'decide', input, key, now }),
    async (tx) => {
      if (personId === undefined || ruling === undefined) {
        return { refused: { __typename: 'NotFound', id: input.personId } };
      }
      if ('problems' in ruling) return { refused: invalid(ruling.problems) };
      const { policy, verdict, shadow } = ruling;
      const decisionId = await storeDecision(
        tx,
        context,
        {
          personId,
          subject: input.subject,
          ...decisionOf(policy, verdict),
          engine: 'POLICY',
          modelVersion,
          decidedAt: now,
          inputs,
          verificationIds: input.verificationIds,
          claimIds: input.claimIds,
          consentIds: input.consentIds,
          supersedes: input.supersedes,
        },
        now,
      );
      if (decisionId === undefined) return { refused: invalid([CANNOT_SUPERSEDE]) };
      if (shadow) insertShadow(tx, { decisionId, decidedAt: now, ...shadow });
      return { stored: { __typename: 'DecisionRecorded', decisionId } };
    },
  );
  if (outcome.__typename === 'DecisionRecorded') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

/** What a policy says, or what stands against asking it. */
type Ruling = { policy: RunningPolicy; verdict: Verdict; shadow: Shadow | undefined } | { problems: Problem[] };
/** What the version beside it says. */
type Shadow = Omit<ShadowRow, 'decisionId' | 'decidedAt'>;

async function rule(
  context: Context,
  personId: string,
  input: DecideInput,
  inputs: Inputs,
  now: Date,
): Promise<Ruling> {
  const { published: policy, shadow } = await context.policies.running(input.policy);
  if (!policy) {
    return { problems: [{ path: 'policy', message: 'Expected a policy that has a published version.' }] };
  }
  const problems = new Problems();
  const facts = readFacts(problems, policy.document.inputs, inputs);
  if (problems.list.length > 0) return problems.invalid();
  const verdict = evaluate(policy.compiled, facts);
  const cited = await findCitedProblems(
    context,
    personId,
    { ...input, judge: (verification) => decidingProblem(verification, verdict.outcome, now) },
    now,
  );
  if (cited.length > 0) return { problems: cited };
  return { policy, verdict, shadow: shadow && shadowOf(shadow, inputs, verdict) };
}

/** How a verdict of a policy is stored. */
export function decisionOf(policy: RunningPolicy, { outcome, reasonCodes, matchedRules }: Verdict) {
  return {
    outcome,
    reasonCodes: [...reasonCodes],
    texts: reasonCodes.map((code) => policy.compiled.texts[code] ?? null),
    policyName: policy.name,
    policyVersion: String(policy.version),
    policyDigest: policy.digest,
    matchedRules: [...matchedRules],
  };
}

function shadowOf(policy: RunningPolicy, inputs: Inputs, verdict: Verdict): Shadow {
  const { outcome = null, reasonCodes = [], matchedRules = [] } = askAgain(policy, inputs) ?? {};
  return {
    policyName: policy.name,
    version: policy.version,
    outcome,
    reasonCodes: [...reasonCodes],
    matchedRules: [...matchedRules],
    agrees: outcome === verdict.outcome,
  };
}
