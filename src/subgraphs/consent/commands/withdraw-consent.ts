import { demand } from '../../../kernel/actor.ts';
import type { IdempotencyConflict } from '../../../kernel/idempotency.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { cleanSlug } from '../../../kernel/input/slug.ts';
import type { Context } from '../context.ts';
import { cleanMethod, cleanOccurredAt } from '../intake.ts';
import type { WithdrawConsentInput } from '../schema.generated.ts';
import { type ConsentRecorded, type NotFound, recordStatement } from './record-statement.ts';

/** Everything that `withdrawConsent` can answer. */
export type WithdrawConsentOutcome = ConsentRecorded | NotFound | InvalidInput | IdempotencyConflict;

/**
 * Records that a person takes a consent back. Also when none is known: a grant that was said before it may still be on
 * its way, and must not hold when it arrives.
 */
export async function withdrawConsent(context: Context, input: WithdrawConsentInput): Promise<WithdrawConsentOutcome> {
  demand(context.actor, 'consent:write');
  const now = context.clock.now();
  const problems = new Problems();
  const purpose = cleanSlug(problems, 'purpose', input.purpose);
  const method = cleanMethod(problems, input.method);
  const occurredAt = cleanOccurredAt(problems, input.occurredAt, now);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const said = {
    action: 'WITHDRAWN' as const,
    purpose: purpose!,
    noticeVersion: null,
    language: null,
    method: method!,
    jurisdiction: null,
    occurredAt,
    expiresAt: null,
  };
  return recordStatement(context, { command: 'withdrawConsent', input, key, said, now });
}
