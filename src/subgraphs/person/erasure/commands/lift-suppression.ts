import { actorName, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { cleanCode } from '../../../../kernel/input/code.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { append } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import { deleteSuppressions } from '../store-suppressions.ts';

/** An erasure whose people may come back. */
export interface LiftSuppressionInput {
  erasureId: string;
  reason: string;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key: ids only. */
export interface SuppressionLifted {
  __typename: 'SuppressionLifted';
  erasureId: string;
  entries: number;
}

export type LiftSuppressionOutcome =
  | SuppressionLifted
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Lets an erased person come back: what the erasure keeps out may be recorded again, as of somebody new. */
export async function liftSuppression(context: Context, input: LiftSuppressionInput): Promise<LiftSuppressionOutcome> {
  const { actor, clock, pools, tombstones } = context;
  demand(actor, 'erasure:execute');
  const now = clock.now();
  const problems = new Problems();
  const reason = cleanCode(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const missing = { __typename: 'NotFound' as const, id: input.erasureId };
  if (!isId(input.erasureId)) return missing;
  const erasureId = input.erasureId.toLowerCase();
  const ticket = ticketOf(context, { command: 'liftSuppression', input, key, now });
  const outcome = await runOnce<SuppressionLifted, typeof missing>(pools.write, ticket, async (tx) => {
    const entries = await deleteSuppressions(tx, erasureId);
    if (entries === 0) return { refused: missing };
    await tombstones.lift(erasureId);
    append(tx, {
      id: newId(clock),
      name: 'erasure.lifted',
      subject: `erasure/${erasureId}`,
      time: now,
      data: { erasureId, reason, entries },
      actor: actorName(actor),
      traceparent: context.traceparent,
    });
    return { stored: { __typename: 'SuppressionLifted', erasureId, entries } };
  });
  if (outcome.__typename === 'SuppressionLifted') context.log.wake();
  return outcome;
}
