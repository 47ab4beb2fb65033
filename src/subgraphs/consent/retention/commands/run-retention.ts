import { authorOf, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { append } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import type { RunRetentionInput } from '../../schema.generated.ts';

/** Stored with the idempotency key. Each subgraph does its part a moment later, and tells of it. */
export interface RetentionAsked {
  __typename: 'RetentionAsked';
  askId: string;
}

export type RunRetentionOutcome = RetentionAsked | InvalidInput | IdempotencyConflict;

/** Asks all subgraphs to let go at once what has been kept for its time. */
export async function runRetention(context: Context, input: RunRetentionInput): Promise<RunRetentionOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'retention:admin');
  const now = clock.now();
  const problems = new Problems();
  const subjects = [...new Set(input.subjects)].toSorted();
  if (subjects.length === 0) problems.add('subjects', 'Expected one at least.');
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const ticket = ticketOf(context, { command: 'runRetention', input, key, now });
  const outcome = await runOnce<RetentionAsked, never>(pools.write, ticket, async (tx) => {
    const askId = newId(clock);
    append(tx, {
      id: newId(clock),
      name: 'retention.asked',
      subject: actor.system.id,
      time: now,
      data: { askId, subjects },
      ...authorOf(context),
    });
    return { stored: { __typename: 'RetentionAsked', askId } };
  });
  if (outcome.__typename === 'RetentionAsked') context.log.wake();
  return outcome;
}
