import { authorOf, demand } from '../../../kernel/actor.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { type IdempotencyConflict, type Verdict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import type { Context } from '../context.ts';
import { type AnswerContent, type AnswerInput, FOREIGN_CLAIM, readAnswer } from '../intake/answer.ts';
import { forgetLoaded } from '../loaders.ts';
import type { CheckResultOutcome, CheckStatus } from '../schema.generated.ts';
import { findPersonOfCheck } from '../store.ts';
import * as statements from '../store-write.ts';
import { takeIn } from './take-in.ts';

/** A check, and what is said about it. */
export interface RecordCheckResultInput extends AnswerInput {
  checkId: string;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key: ids only. */
export interface CheckResultRecorded {
  __typename: 'CheckResultRecorded';
  verificationId: string;
  checkId: string;
  outcome: CheckResultOutcome;
}

/** The move is not one that the status allows. */
export interface IllegalTransition {
  __typename: 'IllegalTransition';
  from: string;
  to: string;
  message: string;
}

type Refused = IllegalTransition | { __typename: 'NotFound'; id: string } | InvalidInput;
export type RecordCheckResultOutcome = CheckResultRecorded | Refused | IdempotencyConflict;

/** Takes in that a check has begun, or its result. What is late or told again changes nothing. */
export async function recordCheckResult(
  context: Context,
  input: RecordCheckResultInput,
): Promise<RecordCheckResultOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'verification:result');
  const now = clock.now();
  const problems = new Problems();
  const answer = readAnswer(problems, input, { now, systemId: actor.system.id });
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  if (!isId(input.checkId)) return { __typename: 'NotFound', id: input.checkId };

  await knowVendor(context, answer.vendor);
  await findForeignClaims(context, problems, input, answer);
  const outcome = await runOnce<CheckResultRecorded, Refused>(
    pools.write,
    ticketOf(context, { command: 'recordCheckResult', input, key, now }),
    // Judged behind the key: a retry gets the first answer.
    async (tx) =>
      problems.list.length > 0 ? { refused: problems.invalid() } : record(tx, context, input.checkId, answer, now),
  );
  if (outcome.__typename === 'CheckResultRecorded') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

/** Whose a check is depends on which vendors are registered systems. One that was registered a moment ago may not be known here yet. */
async function knowVendor({ actor, directory }: Context, vendor: string): Promise<void> {
  if (vendor === actor.system.id) await directory.systemOf(actor.clientId);
  else await directory.projection.settle();
}

/** Outside of the transaction, since it may have to wait for the log. */
async function findForeignClaims(
  { directory, pools }: Context,
  problems: Problems,
  input: RecordCheckResultInput,
  answer: AnswerContent,
): Promise<void> {
  if (answer.confirmedClaimIds.length === 0) return;
  const personId = await findPersonOfCheck(pools.read, input.checkId);
  if (!personId) return;
  const foreign = new Set(await directory.foreignClaims(personId, answer.confirmedClaimIds));
  for (const [index, id] of input.confirmedClaimIds.entries()) {
    if (foreign.has(id.toLowerCase())) problems.add(`confirmedClaimIds.${index}`, FOREIGN_CLAIM);
  }
}

async function record(
  tx: Transaction,
  context: Context,
  askedId: string,
  answer: AnswerContent,
  now: Date,
): Promise<Verdict<CheckResultRecorded, Refused>> {
  const [verification, checks] = await Promise.all([
    statements.lockVerificationOf(tx, askedId),
    statements.listSiblings(tx, askedId),
  ]);
  const check = checks.find(({ id }) => id === askedId.toLowerCase());
  const { id: systemId } = context.actor.system;
  // A check that one registered system was asked for, or has answered, is not there for another one; nor is one that a
  // vendor has.
  const isForeign = check?.attempt != null || (check?.ownedBy != null && check.ownedBy !== systemId);
  if (!verification || !check || isForeign) return { refused: { __typename: 'NotFound', id: askedId } };
  if (answer.vendor !== systemId && (await statements.isRegistered(tx, answer.vendor))) {
    const problems = new Problems();
    problems.add('vendor', 'Expected the own system, or a vendor that is not registered as another one.');
    return { refused: problems.invalid() };
  }

  const move = takeIn(tx, context, { verification, checks, check, answer, author: authorOf(context), now });
  if (move.outcome === 'ILLEGAL') return { refused: illegal(move.from, answer.status) };
  const { outcome } = move;
  return { stored: { __typename: 'CheckResultRecorded', verificationId: verification.id, checkId: check.id, outcome } };
}

function illegal(from: string, to: CheckStatus): IllegalTransition {
  const message = `The verification is ${from}: its checks take no answer any more.`;
  return { __typename: 'IllegalTransition', from, to, message };
}
