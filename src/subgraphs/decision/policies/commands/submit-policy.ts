import { demand } from '../../../../kernel/actor.ts';
import type { IdempotencyConflict } from '../../../../kernel/idempotency.ts';
import type { Context } from '../../context.ts';
import { markSubmitted } from '../store.ts';
import {
  type PolicyChanged,
  type PolicyStepInput,
  type Refused,
  changed,
  illegal,
  stepPolicy,
  tell,
} from './change.ts';

/** Everything that `submitPolicy` can answer. */
export type SubmitPolicyOutcome = PolicyChanged | Refused | IdempotencyConflict;

/** Gives a draft to others to read; from then on its content stands. */
export async function submitPolicy(context: Context, input: PolicyStepInput): Promise<SubmitPolicyOutcome> {
  demand(context.actor, 'policy:write');
  return stepPolicy(context, 'submitPolicy', input, async (tx, version, step) => {
    if (version.state !== 'DRAFT') return illegal(version.state, 'IN_REVIEW', 'Only a draft can be submitted.');
    markSubmitted(tx, version, step);
    tell(tx, context, 'policy.submitted', version);
    return changed(version);
  });
}
