import { authorOf, demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { forgetLoaded } from '../loaders.ts';
import { lockMessage, reopenRow } from '../vendors/inbox/store.ts';
import type { IllegalTransition } from './record-check-result.ts';

/** A message to deal with again. */
export interface ReplayVendorMessageInput {
  messageId: string;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key. */
export interface VendorMessageReplayed {
  __typename: 'VendorMessageReplayed';
  messageId: string;
}

export type ReplayVendorMessageOutcome =
  | VendorMessageReplayed
  | IllegalTransition
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Deals with a message again that changed nothing so far. Whoever asks for it looks after the message from then on. */
export async function replayVendorMessage(
  context: Context,
  input: ReplayVendorMessageInput,
): Promise<ReplayVendorMessageOutcome> {
  const { actor, clock, pools, inbox } = context;
  demand(actor, 'vendor:admin');
  const now = clock.now();
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const missing = { refused: { __typename: 'NotFound' as const, id: input.messageId } };
  if (!isId(input.messageId)) return missing.refused;
  const id = input.messageId.toLowerCase();
  let isReopened = false;
  const outcome = await runOnce<VendorMessageReplayed, ReplayVendorMessageOutcome>(
    pools.write,
    ticketOf(context, { command: 'replayVendorMessage', input, key, now }),
    async (tx) => {
      const message = await lockMessage(tx, id);
      if (!message) return missing;
      const { state: from, vendor } = message;
      if (from === 'APPLIED') {
        const said = 'The message was taken in: there is nothing to do again.';
        return { refused: { __typename: 'IllegalTransition', from, to: 'RECEIVED', message: said } };
      }
      reopenRow(tx, id, actor.system.id, now);
      append(tx, {
        id: newId(clock),
        name: 'webhook.replayed',
        subject: vendor,
        time: now,
        data: { messageId: id, vendor, previously: from },
        ...authorOf(context),
      });
      isReopened = true;
      return { stored: { __typename: 'VendorMessageReplayed', messageId: id } };
    },
  );
  if (outcome.__typename === 'VendorMessageReplayed' && isReopened) {
    context.log.wake();
    await inbox.settle(id);
    forgetLoaded(context.loaders);
  }
  return outcome;
}
