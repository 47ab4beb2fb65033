import { authorOf, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { append } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import type { ConfigureReviewsInput } from '../../schema.generated.ts';
import type { RuleModel } from '../models.ts';
import { KINDS_FOR_TWO } from '../rules.ts';
import { updateRule } from '../store-work.ts';
import { checkPriority } from './prioritise-review.ts';

const DEADLINE_MAX_HOURS = 8_760;

/** The rule as it is now. */
export interface ReviewsConfigured {
  __typename: 'ReviewsConfigured';
  rule: RuleModel;
}

/** Sets what a kind of review demands from now on. */
export async function configureReviews(
  context: Context,
  input: ConfigureReviewsInput,
): Promise<ReviewsConfigured | InvalidInput | IdempotencyConflict> {
  const { actor, clock, pools } = context;
  demand(actor, 'review:admin');
  const now = clock.now();
  const problems = new Problems();
  const { kind, priority = null, deadlineHours = null, fourEyes = null } = input;
  checkPriority(problems, priority);
  if (deadlineHours !== null && (deadlineHours < 1 || deadlineHours > DEADLINE_MAX_HOURS))
    problems.add('deadlineHours', `Expected 1 to ${DEADLINE_MAX_HOURS}.`);
  if (fourEyes === true && !KINDS_FOR_TWO.has(kind))
    problems.add('fourEyes', `Expected it for ${[...KINDS_FOR_TWO].join(' or ')} only.`);
  if (priority === null && deadlineHours === null && fourEyes === null)
    problems.add('', 'Expected a priority, a deadline or fourEyes.');
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const outcome = await runOnce<ReviewsConfigured, never>(
    pools.write,
    ticketOf(context, { command: 'configureReviews', input, key, now }),
    async (tx) => {
      const rule = await updateRule(tx, kind, { priority, deadlineHours, fourEyes });
      append(tx, {
        id: newId(clock),
        name: 'review.configured',
        subject: actor.system.id,
        time: now,
        data: { ...rule },
        ...authorOf(context),
      });
      return { stored: { __typename: 'ReviewsConfigured', rule } };
    },
  );
  if (outcome.__typename === 'ReviewsConfigured') context.log.wake();
  return outcome;
}
