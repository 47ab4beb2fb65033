import { actorName, authorOf, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { requiredText } from '../../../../kernel/input/text.ts';
import { append } from '../../../../log/append.ts';
import type { NotFound } from '../../commands/record-statement.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { ReleaseHoldInput } from '../../schema.generated.ts';
import { RELEASE_REASON } from '../sealing.ts';
import { lockHold, releaseRow } from '../store.ts';

/** Stored with the idempotency key: ids only. */
export interface HoldReleased {
  __typename: 'HoldReleased';
  holdId: string;
}

/** Somebody released it before. */
export interface HoldNotOpen {
  __typename: 'HoldNotOpen';
  message: string;
}

export type ReleaseHoldOutcome = HoldReleased | HoldNotOpen | NotFound | InvalidInput | IdempotencyConflict;

/** Ends a hold. What was due meanwhile goes soon after, and an erasure that waited goes on, unless another hold keeps it. */
export async function releaseHold(context: Context, input: ReleaseHoldInput): Promise<ReleaseHoldOutcome> {
  const { actor, clock, vault, pools } = context;
  demand(actor, 'hold:manage');
  const now = clock.now();
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  if (!isId(input.holdId)) return { __typename: 'NotFound', id: input.holdId };

  const id = input.holdId.toLowerCase();
  const ticket = ticketOf(context, { command: 'releaseHold', input, key, now });
  const outcome = await runOnce<HoldReleased, ReleaseHoldOutcome>(pools.write, ticket, async (tx) => {
    const hold = await lockHold(tx, id);
    if (!hold) return { refused: { __typename: 'NotFound', id: input.holdId } };
    if (hold.releasedAt) {
      return { refused: { __typename: 'HoldNotOpen', message: 'The hold was released before.' } };
    }
    const sealed = vault.seal(vault.openKey(id, hold.wrapped), RELEASE_REASON, reason);
    releaseRow(tx, { id, by: actorName(actor), at: now, reason: sealed });
    append(tx, {
      id: newId(clock),
      name: 'hold.released',
      subject: hold.personId,
      time: now,
      data: { holdId: id },
      ...authorOf(context),
    });
    return { stored: { __typename: 'HoldReleased', holdId: id } };
  });
  if (outcome.__typename === 'HoldReleased') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}
