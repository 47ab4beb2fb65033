import { demand } from '../../../../kernel/actor.ts';
import type { IdempotencyConflict } from '../../../../kernel/idempotency.ts';
import type { Context } from '../../context.ts';
import { markRetired } from '../store.ts';
import {
  type PolicyChanged,
  type PolicyStepInput,
  type Refused,
  changed,
  illegal,
  stepPolicy,
  tell,
} from './change.ts';

/** Everything that `retirePolicy` can answer. */
export type RetirePolicyOutcome = PolicyChanged | Refused | IdempotencyConflict;

/** Ends a version, whether it decides or was never published. */
export async function retirePolicy(context: Context, input: PolicyStepInput): Promise<RetirePolicyOutcome> {
  demand(context.actor, 'policy:publish');
  return stepPolicy(context, 'retirePolicy', input, async (tx, version, step) => {
    if (version.state === 'RETIRED') return illegal('RETIRED', 'RETIRED', 'It was retired already.');
    markRetired(tx, version, step);
    tell(tx, context, 'policy.retired', version);
    return changed(version);
  });
}
