import { actorName, authorOf, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { requiredText } from '../../../../kernel/input/text.ts';
import { append } from '../../../../log/append.ts';
import type { IllegalTransition } from '../../commands/record-check-result.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import { labels } from '../../sealing.ts';
import { lockHeldFile, releaseHold } from '../rows-write.ts';
import { eventOf } from '../tell.ts';

/** A hold to end. */
export interface ReleaseLegalHoldInput {
  holdId: string;
  reason: string;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key: ids only. */
export interface LegalHoldReleased {
  __typename: 'LegalHoldReleased';
  holdId: string;
  fileId: string;
}

export type ReleaseLegalHoldOutcome =
  | LegalHoldReleased
  | IllegalTransition
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Ends a legal hold. A file whose time is over and that has no other hold is deleted by the next sweep. */
export async function releaseLegalHold(
  context: Context,
  input: ReleaseLegalHoldInput,
): Promise<ReleaseLegalHoldOutcome> {
  const { actor, clock, vault, pools } = context;
  demand(actor, 'evidence:manage');
  const now = clock.now();
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  if (!isId(input.holdId)) return { __typename: 'NotFound', id: input.holdId };

  const holdId = input.holdId.toLowerCase();
  const ticket = ticketOf(context, { command: 'releaseLegalHold', input, key, now });
  const outcome = await runOnce<LegalHoldReleased, ReleaseLegalHoldOutcome>(pools.write, ticket, async (tx) => {
    const file = await lockHeldFile(tx, holdId);
    if (!file) return { refused: { __typename: 'NotFound', id: input.holdId } };
    const sealed = vault.seal(vault.openKey(file.verificationId, file.wrapped), labels.releaseReason(holdId), reason);
    const release = { id: holdId, fileId: file.id, by: actorName(actor), at: now, reason: sealed };
    if (!(await releaseHold(tx, release))) {
      const message = 'The hold was released before.';
      return { refused: { __typename: 'IllegalTransition', from: 'RELEASED', to: 'RELEASED', message } };
    }
    append(
      tx,
      eventOf(clock, authorOf(context), { name: 'evidence.released', file, data: { fileId: file.id, holdId } }),
    );
    return { stored: { __typename: 'LegalHoldReleased', holdId, fileId: file.id } };
  });
  if (outcome.__typename === 'LegalHoldReleased') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}
