import { demand } from '../../../../kernel/actor.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import type { ExtendCaseInput } from '../../schema.generated.ts';
import { cleanNote } from '../intake.ts';
import { ENDED, dueAt, noticeAt } from '../rules.ts';
import { type ChangeCaseOutcome, changeCase, hasEnded, illegal } from './change-case.ts';

/** Gives a case two months more, once, and while its first month lasts: that is when the requester must be told (Art. 12(3)). */
export async function extendCase(context: Context, input: ExtendCaseInput): Promise<ChangeCaseOutcome> {
  demand(context.actor, 'privacy:work');
  const problems = new Problems();
  const note = cleanNote(problems, 'note', input.note);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const { reason } = input;

  return changeCase(context, { command: 'extendCase', input, key }, async (row, _tx, now) => {
    if (ENDED.has(row.state)) return hasEnded(row, row.state);
    if (row.extension !== null) return illegal(row, row.state, 'A case is extended once.');
    if (now > row.dueAt) return illegal(row, row.state, 'The first month is over: it is too late to extend the case.');
    const due = dueAt(row.receivedAt, true);
    return {
      set: { dueAt: due, extension: reason, noticeAt: noticeAt(due) },
      done: { action: 'EXTENDED', event: 'case.extended', detail: { reason, dueAt: due }, note },
    };
  });
}
