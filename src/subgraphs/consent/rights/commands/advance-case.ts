import { demand } from '../../../../kernel/actor.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import type { AdvanceCaseInput } from '../../schema.generated.ts';
import { cleanNote } from '../intake.ts';
import { ENDED, mayBegin } from '../rules.ts';
import { object, restrict } from '../store-write.ts';
import { type ChangeCaseOutcome, changeCase, hasEnded, illegal } from './change-case.ts';

/**
 * Begins the work of a case. What restricts the use of data holds from this moment on; the other kinds are worked on by
 * what answers data subjects, which hears of it.
 */
export async function advanceCase(context: Context, input: AdvanceCaseInput): Promise<ChangeCaseOutcome> {
  demand(context.actor, 'privacy:work');
  const problems = new Problems();
  const note = cleanNote(problems, 'note', input.note);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  return changeCase(context, { command: 'advanceCase', input, key }, async (row) => {
    if (ENDED.has(row.state)) return hasEnded(row, 'IN_PROGRESS');
    if (row.state === 'IN_PROGRESS') return illegal(row, 'IN_PROGRESS', 'The work of this case has begun already.');
    if (!mayBegin(row.kind, row.state))
      return illegal(row, 'IN_PROGRESS', 'It must be known first who asks: identifyRequester.');
    return {
      set: { state: 'IN_PROGRESS' },
      done: { action: 'BEGUN', event: 'case.advanced', note },
      also(tx, _row, now) {
        if (row.kind === 'RESTRICTION') restrict(tx, row, now);
        if (row.kind === 'OBJECTION') object(tx, row, now);
      },
    };
  });
}
