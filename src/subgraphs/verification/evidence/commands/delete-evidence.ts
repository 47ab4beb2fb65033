import { actorName, authorOf, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { requiredText } from '../../../../kernel/input/text.ts';
import { append } from '../../../../log/append.ts';
import type { IllegalTransition } from '../../commands/record-check-result.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import { labels } from '../../sealing.ts';
import { discard } from '../discard.ts';
import { type LeftFile, deleteRows, lockFile } from '../rows-write.ts';
import { eventOf } from '../tell.ts';

/** A file to delete. */
export interface DeleteEvidenceInput {
  fileId: string;
  reason: string;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key: ids only. */
export interface EvidenceDeleted {
  __typename: 'EvidenceDeleted';
  fileId: string;
}

export type DeleteEvidenceOutcome =
  | EvidenceDeleted
  | IllegalTransition
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Deletes a file that nobody holds: its key in the transaction, its object behind it. */
export async function deleteEvidence(context: Context, input: DeleteEvidenceInput): Promise<DeleteEvidenceOutcome> {
  const { actor, clock, vault, pools } = context;
  demand(actor, 'evidence:manage');
  const now = clock.now();
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  if (!isId(input.fileId)) return { __typename: 'NotFound', id: input.fileId };

  let left: LeftFile | undefined;
  const ticket = ticketOf(context, { command: 'deleteEvidence', input, key, now });
  const outcome = await runOnce<EvidenceDeleted, DeleteEvidenceOutcome>(pools.write, ticket, async (tx) => {
    const file = await lockFile(tx, input.fileId);
    if (!file) return { refused: { __typename: 'NotFound', id: input.fileId } };
    if (file.held) {
      const message = 'A legal hold keeps the file. Release it first.';
      return { refused: { __typename: 'IllegalTransition', from: 'HELD', to: 'DELETED', message } };
    }
    const sealed = vault.seal(vault.openKey(file.verificationId, file.wrapped), labels.deletionReason(file.id), reason);
    deleteRows(tx, [file.id], { by: actorName(actor), at: now, reason: sealed });
    const data = { fileId: file.id, why: 'REQUEST' };
    append(tx, eventOf(clock, authorOf(context), { name: 'evidence.deleted', file, data }));
    left = { ...file, state: 'DELETED' };
    return { stored: { __typename: 'EvidenceDeleted', fileId: file.id } };
  });
  if (outcome.__typename === 'EvidenceDeleted') {
    context.log.wake();
    forgetLoaded(context.loaders);
    // The key is gone already; what cannot be removed now, the sweep removes.
    if (left) await discard(context, left).catch(() => {});
  }
  return outcome;
}
