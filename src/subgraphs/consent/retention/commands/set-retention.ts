import { actorName, authorOf, demand } from '../../../../kernel/actor.ts';
import type { Transaction } from '../../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import type { SetRetentionInput } from '../../schema.generated.ts';
import { cleanEventType, cleanPeriod } from '../intake.ts';
import { PERIODS, listPurposeDays, tellPeriod } from '../periods.ts';
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
  const set = async (tx: Transaction): Promise<{ stored: RetentionSet }> => {
    const policy = { subject, eventType: eventType!, period: period!, setBy: actorName(actor), setAt: now };
    const version = await insertPolicy(tx, policy);
    // Somebody else set it at the same moment: the whole runs again (serialization_failure).
    if (version === undefined) throw Object.assign(new Error('a policy was set at the same moment'), { code: '40001' });
    const days = await listPurposeDays(tx);
    tellPeriod(tx, { ...policy, version }, { clock, now, days, author: authorOf(context) });
    return { stored: { __typename: 'RetentionSet', policy: { ...policy, version } } };
  };
  const look = { locks: [PERIODS], read: async () => undefined };
  const outcome = await runOnce<RetentionSet, never>(pools.write, ticket, set, look);
  if (outcome.__typename === 'RetentionSet') context.log.wake();
  return outcome;
}
