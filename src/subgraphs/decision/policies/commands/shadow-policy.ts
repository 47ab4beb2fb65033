import { demand } from '../../../../kernel/actor.ts';
import type { IdempotencyConflict } from '../../../../kernel/idempotency.ts';
import type { Context } from '../../context.ts';
import type { ShadowPolicyInput } from '../../schema.generated.ts';
import { markShadow } from '../store.ts';
import { type PolicyChanged, type Refused, changed, illegal, stepPolicy, tell } from './change.ts';

/** Everything that `shadowPolicy` can answer. */
export type ShadowPolicyOutcome = PolicyChanged | Refused | IdempotencyConflict;

/** Lets a version run beside the one that decides, or ends that. */
export async function shadowPolicy(context: Context, input: ShadowPolicyInput): Promise<ShadowPolicyOutcome> {
  demand(context.actor, 'policy:publish');
  return stepPolicy(context, 'shadowPolicy', input, async (tx, version) => {
    if (input.runs && (version.state === 'DRAFT' || version.state === 'PUBLISHED')) {
      const message = 'Only what was submitted and does not decide can run beside what does.';
      return illegal(version.state, 'SHADOW', message);
    }
    if (version.isShadow === input.runs) return changed(version);
    markShadow(tx, version, input.runs);
    tell(tx, context, 'policy.shadowed', version, { runs: input.runs });
    return changed(version);
  });
}
