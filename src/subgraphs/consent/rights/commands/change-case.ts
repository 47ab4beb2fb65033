import type { Transaction } from '../../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId } from '../../../../kernel/ids.ts';
import type { InvalidInput } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { CaseModel } from '../models.ts';
import { lockCase } from '../store.ts';
import { type CaseSet, destroyKeyOfErased, updateCase } from '../store-write.ts';
import { type Done, tellDone } from '../tell.ts';

/** Stored with the idempotency key: ids only. */
export interface CaseChanged {
  __typename: 'CaseChanged';
  caseId: string;
}

/** The state does not allow it. */
export interface IllegalTransition {
  __typename: 'IllegalTransition';
  from: string;
  to: string;
  message: string;
}

export type Refused = IllegalTransition | { __typename: 'NotFound'; id: string } | InvalidInput;
export type ChangeCaseOutcome = CaseChanged | Refused | IdempotencyConflict;

/** What a command does to a case: what changes of it, and what goes to its proof. */
export interface Change {
  set: CaseSet;
  done: Done;
  /** What is written beside. */
  also?(tx: Transaction, row: CaseModel, now: Date): void;
}

/** A command on a case. */
export interface ChangeCase {
  /** The mutation's name. An idempotency key counts for one of them. */
  command: string;
  /** As the caller gave it. */
  input: { caseId: string };
  key: string | undefined;
}

/** The frame of all commands that change a case: the case, locked; what the command says; its rows, its proof and its event. */
export async function changeCase(
  context: Context,
  { command, input, key }: ChangeCase,
  judge: (row: CaseModel, tx: Transaction, now: Date) => Promise<Change | { refused: Refused }>,
): Promise<ChangeCaseOutcome> {
  const { clock, pools } = context;
  const now = clock.now();
  const missing = { refused: { __typename: 'NotFound' as const, id: input.caseId } };
  if (!isId(input.caseId)) return missing.refused;
  const ticket = ticketOf(context, { command, input, key, now });
  const outcome = await runOnce<CaseChanged, Refused>(pools.write, ticket, async (tx) => {
    const row = await lockCase(tx, input.caseId);
    if (!row) return missing;
    const change = await judge(row, tx, now);
    if ('refused' in change) return change;
    if (change.done.note !== undefined && !row.wrapped)
      return illegal(row, row.state, 'The words of this case were erased: none can be added.');
    updateCase(tx, row.id, change.set);
    tellDone(tx, context, { ...row, ...change.set }, change.done);
    change.also?.(tx, row, now);
    if (change.set.endedAt) destroyKeyOfErased(tx, row);
    return { stored: { __typename: 'CaseChanged', caseId: row.id } };
  });
  if (outcome.__typename === 'CaseChanged') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

/** That the state of a case does not allow something. */
export function illegal(
  { state }: Pick<CaseModel, 'state'>,
  to: string,
  message: string,
): { refused: IllegalTransition } {
  return { refused: { __typename: 'IllegalTransition', from: state, to, message } };
}

/** What is said of a case that has ended. */
export function hasEnded(row: CaseModel, to: string): { refused: IllegalTransition } {
  return illegal(row, to, `A case that is ${row.state} has ended.`);
}
