import { demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import { readDecision } from '../intake.ts';
import { forgetLoaded } from '../loaders.ts';
import { recordingProblem } from '../rules.ts';
import type { RecordDecisionInput } from '../schema.generated.ts';
import { CANNOT_SUPERSEDE, findCitedProblems } from './evidence.ts';
import { type DecisionRecorded, invalid, storeDecision } from './store-decision.ts';

/** Everything that `recordDecision` can answer. */
export type RecordDecisionOutcome =
  | DecisionRecorded
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Records a decision about a person that an engine outside has made, with the evidence that it rests on. */
export async function recordDecision(context: Context, input: RecordDecisionInput): Promise<RecordDecisionOutcome> {
  const { actor, clock, pools, directory } = context;
  demand(actor, 'decision:write');
  const now = clock.now();
  const problems = new Problems();
  const stated = readDecision(problems, input, now);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  // Looked up before the transaction, so that none is open while a look waits for the log. What was found counts only
  // behind the idempotency key: a retry gets its first answer, whatever has become of the person.
  const personId = isId(input.personId) ? await directory.findPerson(input.personId) : undefined;
  const judge = (verification: Parameters<typeof recordingProblem>[0]) =>
    recordingProblem(verification, stated.decidedAt);
  const cited =
    personId === undefined ? [] : await findCitedProblems(context, personId, { ...input, consentIds: [], judge }, now);
  const outcome = await runOnce<DecisionRecorded, RecordDecisionOutcome>(
    pools.write,
    ticketOf(context, { command: 'recordDecision', input, key, now }),
    async (tx) => {
      if (personId === undefined) return { refused: { __typename: 'NotFound', id: input.personId } };
      if (cited.length > 0) return { refused: invalid(cited) };
      const decisionId = await storeDecision(
        tx,
        context,
        {
          ...stated,
          personId,
          outcome: input.outcome,
          engine: 'EXTERNAL',
          policyDigest: null,
          modelVersion: null,
          verificationIds: input.verificationIds,
          claimIds: input.claimIds,
          consentIds: [],
          supersedes: input.supersedes,
        },
        now,
      );
      if (decisionId === undefined) return { refused: invalid([CANNOT_SUPERSEDE]) };
      return { stored: { __typename: 'DecisionRecorded', decisionId } };
    },
  );
  if (outcome.__typename === 'DecisionRecorded') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}
