import { demand } from '../../../../kernel/actor.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import type { CompleteCaseInput, RefuseCaseInput } from '../../schema.generated.ts';
import { cleanCode, cleanNote } from '../intake.ts';
import { ENDED, REFUSALS, missingOf } from '../rules.ts';
import { listActions, listCorrections, listExports } from '../store.ts';
import { destroyKeys, lift } from '../store-write.ts';
import { type ChangeCaseOutcome, changeCase, hasEnded, illegal } from './change-case.ts';

/** Refuses a case. What it had restricted may be used again. */
export async function refuseCase(context: Context, input: RefuseCaseInput): Promise<ChangeCaseOutcome> {
  demand(context.actor, 'privacy:work');
  const problems = new Problems();
  const note = cleanNote(problems, 'note', input.note);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const { reason } = input;
  const { article, kinds } = REFUSALS[reason];

  return changeCase(context, { command: 'refuseCase', input, key }, async (row, tx, now) => {
    if (ENDED.has(row.state)) return hasEnded(row, 'REFUSED');
    if (!kinds.includes(row.kind)) {
      problems.add('reason', `Expected a reason for which a case of the kind ${row.kind} may be refused.`);
      return { refused: problems.invalid() };
    }
    const actions = await listActions(tx, row.id);
    if (
      actions.includes('CORRECTED') ||
      actions.includes('ERASING') ||
      (await listExports(tx, row.id)).some(({ used }) => used > 0)
    )
      return illegal(row, 'REFUSED', 'What was asked for was done already: complete the case.');
    await lift(tx, row.id);
    return {
      set: { state: 'REFUSED', refusal: reason, endedAt: now, noticeAt: null },
      done: { action: 'REFUSED', event: 'case.refused', detail: { reason, article }, note },
    };
  });
}

/** Ends a case whose work is done. What a person was erased from does not keep who asked for it. */
export async function completeCase(context: Context, input: CompleteCaseInput): Promise<ChangeCaseOutcome> {
  demand(context.actor, 'privacy:work');
  const problems = new Problems();
  const note = cleanNote(problems, 'note', input.note);
  const deliveredBy = input.deliveredBy == null ? undefined : cleanCode(problems, 'deliveredBy', input.deliveredBy);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  return changeCase(context, { command: 'completeCase', input, key }, async (row, tx, now) => {
    if (ENDED.has(row.state)) return hasEnded(row, 'COMPLETED');
    if (row.state !== 'IN_PROGRESS')
      return illegal(row, 'COMPLETED', 'The work of this case has not begun: advanceCase.');
    const [exports, corrections, actions] = [
      await listExports(tx, row.id),
      await listCorrections(tx, row.id),
      await listActions(tx, row.id),
    ];
    const isDelivered = deliveredBy !== undefined || exports.some((one) => one.deliveredAt !== null);
    const openCorrections = corrections.filter(({ state }) => state === 'ASKED').length;
    const missing = missingOf(row.kind, { isDelivered, openCorrections, actions });
    if (missing !== undefined) return illegal(row, 'COMPLETED', missing);
    return {
      set: { state: 'COMPLETED', endedAt: now, noticeAt: null },
      done: { action: 'COMPLETED', event: 'case.completed', detail: deliveredBy ? { deliveredBy } : {}, note },
      also(inTx) {
        if (row.kind === 'ERASURE') destroyKeys(inTx, row.personId);
      },
    };
  });
}
