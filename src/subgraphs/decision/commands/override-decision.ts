import { actorName, demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, type Verdict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { cleanReasonCode } from '../intake.ts';
import { forgetLoaded } from '../loaders.ts';
import type { SecondPersonNeeded } from '../policies/commands/change.ts';
import type { OverrideDecisionInput } from '../schema.generated.ts';
import { openInputs, openOverride, sealOverride } from '../sealing.ts';
import {
  type OverrideProposalModel,
  type Overridable,
  deleteProposal,
  lockOverridable,
  upsertProposal,
} from '../store-override.ts';
import { type DecisionRecorded, invalid, storeDecision } from './store-decision.ts';

/** Stored with the idempotency key: ids only. */
export interface OverrideProposed {
  __typename: 'OverrideProposed';
  decisionId: string;
}

type Stored = DecisionRecorded | OverrideProposed;
type Refused = SecondPersonNeeded | InvalidInput | { __typename: 'NotFound'; id: string };
/** Everything that `overrideDecision` can answer. */
export type OverrideDecisionOutcome = Stored | Refused | IdempotencyConflict;

/** A reason in its normal form. */
interface Reason {
  code: string;
  text: string;
}

/** Sets a decision aside: by one person, or by two who say the same where its policy says so. */
export async function overrideDecision(
  context: Context,
  input: OverrideDecisionInput,
): Promise<OverrideDecisionOutcome> {
  const { actor, clock, directory, policies, pools } = context;
  demand(actor, 'decision:override');
  const now = clock.now();
  const problems = new Problems();
  const code = cleanReasonCode(problems, 'reason.code', input.reason.code);
  const text = requiredText(problems, 'reason.text', input.reason.text);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  if (actor.machine) return needed('A person has to do this: nobody stands behind this token.');

  const [earlier] = isId(input.decisionId) ? [await context.loaders.overridable.load(input.decisionId)] : [];
  const personId = earlier && (await directory.findPerson(earlier.personId));
  const policy =
    earlier?.policyDigest &&
    (await policies.findAny({ name: earlier.policyName, version: Number(earlier.policyVersion) }));
  const approvals = (policy && policy.document.overrideApprovals) ?? 1;
  const outcome = await runOnce<Stored, Refused>(
    pools.write,
    ticketOf(context, { command: 'overrideDecision', input, key, now }),
    async (tx) => {
      const found = personId === undefined ? undefined : await lockOverridable(tx, input.decisionId);
      if (personId === undefined || !found) return { refused: { __typename: 'NotFound', id: input.decisionId } };
      const problem = problemOf(found, input);
      if (problem) return { refused: invalid([problem]) };
      const reason = { code: code!, text: text! };
      const { proposal } = found;
      // Another outcome is a proposal of its own.
      const first = proposal?.outcome === input.outcome ? proposal : undefined;
      if (approvals > 1 && !first) return propose(tx, context, found, input, reason, now);
      if (approvals > 1 && first?.proposedPerson === actor.subject) {
        return { refused: needed('Who proposed it cannot confirm it.') };
      }
      const reasons = [...(first ? [openProposal(context, found, first)] : []), reason];
      return override(tx, context, found, personId, input, reasons, now);
    },
    { locks: [`override ${input.decisionId.toLowerCase()}`], read: () => Promise.resolve(undefined) },
  );
  if (outcome.__typename === 'DecisionRecorded' || outcome.__typename === 'OverrideProposed') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

function problemOf({ isReplaced, outcome }: Overridable, input: OverrideDecisionInput) {
  if (isReplaced) return { path: 'decisionId', message: 'Expected a decision that nothing has replaced yet.' };
  if (outcome === input.outcome) return { path: 'outcome', message: 'Expected another outcome than the decision has.' };
  return undefined;
}

function openProposal({ vault }: Context, decision: Overridable, proposal: OverrideProposalModel): Reason {
  return { code: proposal.reasonCode, text: openOverride(vault, { ...proposal, wrapped: decision.wrapped }) ?? '' };
}

/** Notes what the first person says; what was proposed before, and nobody confirmed, goes. */
async function propose(
  tx: Transaction,
  { actor, clock, vault, traceparent }: Context,
  decision: Overridable,
  { outcome }: OverrideDecisionInput,
  reason: Reason,
  now: Date,
): Promise<Verdict<Stored, Refused>> {
  upsertProposal(tx, {
    decisionId: decision.id,
    outcome,
    reasonCode: reason.code,
    sealed: sealOverride(vault, decision, reason.text),
    proposedBy: actorName(actor),
    proposedPerson: actor.subject,
    proposedAt: now,
  });
  append(tx, {
    id: newId(clock),
    name: 'decision.contested',
    subject: decision.personId,
    time: now,
    data: { decisionId: decision.id, subject: decision.subject, outcome, reasonCode: reason.code },
    actor: actorName(actor),
    traceparent,
  });
  return { stored: { __typename: 'OverrideProposed', decisionId: decision.id } };
}

/** The new decision: by a person, on what the earlier one rests on. */
async function override(
  tx: Transaction,
  context: Context,
  earlier: Overridable,
  personId: string,
  { outcome }: OverrideDecisionInput,
  reasons: readonly Reason[],
  now: Date,
): Promise<Verdict<Stored, Refused>> {
  if (earlier.proposal) deleteProposal(tx, earlier.id);
  const decisionId = await storeDecision(
    tx,
    context,
    {
      personId,
      subject: earlier.subject,
      outcome,
      reasonCodes: reasons.map(({ code }) => code),
      texts: reasons.map(({ text }) => text),
      engine: 'PERSON',
      policyName: earlier.policyName,
      policyVersion: earlier.policyVersion,
      policyDigest: earlier.policyDigest,
      modelVersion: earlier.modelVersion,
      matchedRules: [],
      inputs: openInputs(context.vault, earlier),
      verificationIds: earlier.verificationIds,
      claimIds: earlier.claimIds,
      consentIds: earlier.consentIds,
      decidedAt: now,
      supersedes: earlier.id,
    },
    now,
  );
  if (decisionId !== undefined) return { stored: { __typename: 'DecisionRecorded', decisionId } };
  return {
    refused: invalid([{ path: 'decisionId', message: 'Expected a decision that nothing has replaced yet.' }]),
  };
}

function needed(message: string): SecondPersonNeeded {
  return { __typename: 'SecondPersonNeeded', message };
}
