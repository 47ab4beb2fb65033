import { actorName, authorOf, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { append } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import type { SetRetentionInput } from '../../schema.generated.ts';
import { cleanEventType, cleanPeriod } from '../intake.ts';
import { type PolicyModel, insertPolicy } from '../store.ts';

/** The policy as it is now. Nothing of it is anybody's. */
export interface RetentionSet {
  __typename: 'RetentionSet';
  policy: PolicyModel;
}

export type SetRetentionOutcome = RetentionSet | InvalidInput | IdempotencyConflict;

/** Sets how long something is kept from now on. It holds also for what is there already. */
export async function setRetention(context: Context, input: SetRetentionInput): Promise<SetRetentionOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'retention:admin');
  const now = clock.now();
  const problems = new Problems();
  const { subject } = input;
  const eventType = cleanEventType(problems, subject, input.eventType);
  const period = cleanPeriod(problems, subject, input);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const ticket = ticketOf(context, { command: 'setRetention', input, key, now });
  const outcome = await runOnce<RetentionSet, never>(pools.write, ticket, async (tx) => {
    const policy = { subject, eventType: eventType!, period: period!, setBy: actorName(actor), setAt: now };
    const version = await insertPolicy(tx, policy);
    // Somebody else set it at the same moment: the whole runs again (serialization_failure).
    if (version === undefined) throw Object.assign(new Error('a policy was set at the same moment'), { code: '40001' });
    append(tx, {
      id: newId(clock),
      name: 'retention.set',
      subject,
      time: now,
      data: { subject, eventType: eventType! || null, version, period },
      ...authorOf(context),
    });
    return { stored: { __typename: 'RetentionSet', policy: { ...policy, version } } };
  });
  if (outcome.__typename === 'RetentionSet') context.log.wake();
  return outcome;
}
