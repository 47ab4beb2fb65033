import { demand } from '../../../../kernel/actor.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import { requiredText } from '../../../../kernel/input/text.ts';
import type { Context } from '../../context.ts';
import type { LiftCaseInput } from '../../schema.generated.ts';
import { lift } from '../store-write.ts';
import { type ChangeCaseOutcome, changeCase, illegal } from './change-case.ts';

/** Lifts the restriction or the objections that a case set. The case may have been completed long ago. */
export async function liftCase(context: Context, input: LiftCaseInput): Promise<ChangeCaseOutcome> {
  demand(context.actor, 'privacy:work');
  const problems = new Problems();
  const note = requiredText(problems, 'reason', input.reason, 4_000);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  return changeCase(context, { command: 'liftCase', input, key }, async (row, tx) => {
    if ((await lift(tx, row.id)) === 0) return illegal(row, row.state, 'This case restricts nothing.');
    return {
      set: {},
      done: { action: 'LIFTED', event: 'case.lifted', note },
    };
  });
}
