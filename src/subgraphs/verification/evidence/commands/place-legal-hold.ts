import { actorName, authorOf, demand } from '../../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { requiredText } from '../../../../kernel/input/text.ts';
import { append } from '../../../../log/append.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import { labels } from '../../sealing.ts';
import { insertHold, lockFile } from '../rows-write.ts';
import { eventOf } from '../tell.ts';

/** A file to keep. */
export interface PlaceLegalHoldInput {
  fileId: string;
  reason: string;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key: ids only. */
export interface LegalHoldPlaced {
  __typename: 'LegalHoldPlaced';
  holdId: string;
  fileId: string;
}

export type PlaceLegalHoldOutcome =
  | LegalHoldPlaced
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Keeps a file beyond its time, and from being deleted. Each hold is released by itself. */
export async function placeLegalHold(context: Context, input: PlaceLegalHoldInput): Promise<PlaceLegalHoldOutcome> {
  const { actor, clock, vault, pools } = context;
  demand(actor, 'evidence:manage');
  const now = clock.now();
  const problems = new Problems();
  const reason = requiredText(problems, 'reason', input.reason);
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  if (!isId(input.fileId)) return { __typename: 'NotFound', id: input.fileId };

  const ticket = ticketOf(context, { command: 'placeLegalHold', input, key, now });
  const outcome = await runOnce<LegalHoldPlaced, PlaceLegalHoldOutcome>(pools.write, ticket, async (tx) => {
    const file = await lockFile(tx, input.fileId);
    if (!file) return { refused: { __typename: 'NotFound', id: input.fileId } };
    const holdId = newId(clock);
    const sealed = vault.seal(vault.openKey(file.verificationId, file.wrapped), labels.holdReason(holdId), reason);
    insertHold(tx, { id: holdId, fileId: file.id, placedBy: actorName(actor), placedAt: now, reason: sealed });
    append(tx, eventOf(clock, authorOf(context), { name: 'evidence.held', file, data: { fileId: file.id, holdId } }));
    return { stored: { __typename: 'LegalHoldPlaced', holdId, fileId: file.id } };
  });
  if (outcome.__typename === 'LegalHoldPlaced') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}
