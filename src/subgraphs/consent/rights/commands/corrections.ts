import { authorOf, demand } from '../../../../kernel/actor.ts';
import { isId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { isJsonObject } from '../../../../kernel/input/json.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import { requiredText } from '../../../../kernel/input/text.ts';
import { appendAll } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { CorrectCaseInput, NoteCaseInput, RefuseCorrectionInput } from '../../schema.generated.ts';
import { cleanNote } from '../intake.ts';
import { ENDED } from '../rules.ts';
import { labels, sealText } from '../sealing.ts';
import { listCorrections, lockCase } from '../store.ts';
import { refuseOne, upsertCorrections } from '../store-write.ts';
import { eventOf, tellDone } from '../tell.ts';
import {
  type CaseChanged,
  type ChangeCaseOutcome,
  type IllegalTransition,
  changeCase,
  hasEnded,
  illegal,
} from './change-case.ts';

/** Notes by which claim a value was put right. It must be one of the person. */
export async function correctCase(context: Context, input: CorrectCaseInput): Promise<ChangeCaseOutcome> {
  const { actor, directory } = context;
  demand(actor, 'privacy:work');
  const problems = new Problems();
  const note = cleanNote(problems, 'note', input.note);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const claimId = input.claimId.toLowerCase();

  return changeCase(context, { command: 'correctCase', input, key }, async (row) => {
    if (row.kind !== 'RECTIFICATION') return illegal(row, row.state, 'Only a rectification puts a value right.');
    if (row.state !== 'IN_PROGRESS') return illegal(row, row.state, 'The case is not in progress.');
    if ((await directory.foreignClaims(row.personId, [claimId])).length > 0) {
      problems.add('claimId', 'Expected a claim of the person.');
      return { refused: problems.invalid() };
    }
    return {
      set: {},
      done: { action: 'CORRECTED', event: 'case.noted', detail: { action: 'CORRECTED', claimId }, note },
    };
  });
}

/** Notes what the hub did for a case by itself, and where the person's records stand. What changes nothing is not told. */
export async function noteCase(
  context: Context,
  input: NoteCaseInput,
): Promise<CaseChanged | IllegalTransition | { __typename: 'NotFound'; id: string }> {
  const { actor, clock, pools } = context;
  demand(actor, 'privacy:run');
  const missing = { __typename: 'NotFound' as const, id: input.caseId };
  if (!isId(input.caseId)) return missing;
  const now = clock.now();
  const answer = await pools.write.begin(async (tx) => {
    const row = await lockCase(tx, input.caseId);
    if (!row) return missing;
    if (ENDED.has(row.state)) return hasEnded(row, row.state).refused;
    const known = new Map((await listCorrections(tx, row.id)).map((one) => [one.recordId, one]));
    const changed = (input.records ?? []).flatMap(({ recordId, system, agrees }) => {
      const before = known.get(recordId.toLowerCase())?.state;
      const state = agrees ? ('CORRECTED' as const) : before === 'REFUSED' ? before : ('ASKED' as const);
      // Who agreed from the beginning is asked nothing.
      return state === before || (agrees && before === undefined) ? [] : [{ recordId, system, state }];
    });
    upsertCorrections(tx, row.id, changed, now);
    if (input.action) {
      const detail = isJsonObject(input.detail) ? input.detail : {};
      tellDone(tx, context, row, {
        action: input.action,
        event: 'case.noted',
        detail: { action: input.action, ...detail },
      });
    }
    const author = authorOf(context);
    appendAll(
      tx,
      changed.map(({ recordId, system, state }) =>
        eventOf(context, author, {
          row,
          name: state === 'ASKED' ? 'correction.asked' : 'correction.settled',
          data: { recordId, system, field: row.field, state },
        }),
      ),
    );
    return { __typename: 'CaseChanged' as const, caseId: row.id };
  });
  if (answer.__typename === 'CaseChanged') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return answer;
}

/** Notes that a system does not put its own record right, and why. */
export async function refuseCorrection(context: Context, input: RefuseCorrectionInput): Promise<ChangeCaseOutcome> {
  const { actor, vault } = context;
  demand(actor, 'privacy:request');
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const recordId = input.recordId.toLowerCase();

  return changeCase(context, { command: 'refuseCorrection', input, key }, async (row, tx) => {
    const asked = (await listCorrections(tx, row.id)).find((one) => one.recordId === recordId);
    // Another system's record looks like one that was never asked about.
    if (asked?.system !== actor.system.id) return { refused: { __typename: 'NotFound', id: input.recordId } };
    if (ENDED.has(row.state)) return hasEnded(row, row.state);
    if (asked.state !== 'ASKED')
      return illegal(row, row.state, `The correction of this record is ${asked.state} already.`);
    const detail = { recordId, system: asked.system };
    return {
      set: {},
      done: { action: 'CORRECTION_REFUSED', event: 'case.noted', detail: { action: 'CORRECTION_REFUSED', ...detail } },
      also(inTx, { id, wrapped }, now) {
        const sealed = sealText(vault, vault.openKey(id, wrapped!), labels.refusal(recordId), reason);
        refuseOne(inTx, { caseId: id, recordId }, { now, sealed });
        appendAll(inTx, [
          eventOf(context, authorOf(context), {
            row,
            name: 'correction.settled',
            data: { ...detail, field: row.field, state: 'REFUSED' },
          }),
        ]);
      },
    };
  });
}
