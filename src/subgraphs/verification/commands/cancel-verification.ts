import { actorName, demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { requiredText } from '../../../kernel/input/text.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { forgetLoaded } from '../loaders.ts';
import { isOpen, statusAt } from '../rules.ts';
import { labels, sealValue } from '../sealing.ts';
import * as statements from '../store-write.ts';
import { cancelAttempts } from '../vendors/attempts.ts';
import { cancelWithVendors } from '../vendors/cancel.ts';
import type { IllegalTransition } from './record-check-result.ts';

/** A verification to call off. */
export interface CancelVerificationInput {
  verificationId: string;
  reason: string;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key: ids only. */
export interface VerificationCancelled {
  __typename: 'VerificationCancelled';
  verificationId: string;
}

export type CancelVerificationOutcome =
  | VerificationCancelled
  | IllegalTransition
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Calls a verification off that has not ended, with its vendors too. Its checks stay as they are; answers to them are refused from then on. */
export async function cancelVerification(
  context: Context,
  input: CancelVerificationInput,
): Promise<CancelVerificationOutcome> {
  const { actor, clock, vault, pools } = context;
  demand(actor, 'verification:request');
  const now = clock.now();
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const missing = { refused: { __typename: 'NotFound' as const, id: input.verificationId } };
  if (!isId(input.verificationId)) return missing.refused;
  const ticket = ticketOf(context, { command: 'cancelVerification', input, key, now });
  let attempts: string[] = [];
  const outcome = await runOnce<VerificationCancelled, CancelVerificationOutcome>(pools.write, ticket, async (tx) => {
    const verification = await statements.lockVerification(tx, input.verificationId);
    // Who asked for it may call it off, and a steward.
    const mayCancel = verification?.requestedBy === actor.system.id || actor.system.kind === 'STEWARD';
    if (!verification || !mayCancel) return missing;
    const { id } = verification;
    const from = statusAt(verification.status, verification.expiresAt, now);
    if (!isOpen(from)) {
      const message = `A verification that is ${from} has ended: it cannot be called off.`;
      return { refused: { __typename: 'IllegalTransition', from, to: 'CANCELLED', message } };
    }
    attempts = await cancelAttempts(tx, id, now);
    const sealed = sealValue(vault, vault.openKey(id, verification.wrapped), labels.cancelReason, reason);
    statements.cancelRow(tx, id, now, sealed);
    append(tx, {
      id: newId(clock),
      name: 'verification.cancelled',
      subject: verification.personId,
      time: now,
      data: { verificationId: id, status: 'CANCELLED' },
      actor: actorName(actor),
      traceparent: context.traceparent,
    });
    return { stored: { __typename: 'VerificationCancelled', verificationId: id } };
  });
  if (outcome.__typename === 'VerificationCancelled') {
    context.log.wake();
    context.background.run(cancelWithVendors(context, attempts));
    forgetLoaded(context.loaders);
  }
  return outcome;
}
