import { authorOf, demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import { deleteSecret } from '../vendors/store.ts';

/** A secret of a vendor that shall no longer hold. */
export interface RemoveVendorSecretInput {
  vendor: string;
  secretId: string;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key. */
export interface VendorSecretRemoved {
  __typename: 'VendorSecretRemoved';
  vendorId: string;
}

export type RemoveVendorSecretOutcome =
  | VendorSecretRemoved
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** Removes a secret of a vendor. The last one may go too: then nothing of the vendor is believed, or it cannot be called. */
export async function removeVendorSecret(
  context: Context,
  input: RemoveVendorSecretInput,
): Promise<RemoveVendorSecretOutcome> {
  const { actor, clock, pools } = context;
  demand(actor, 'vendor:admin');
  const now = clock.now();
  const { vendor: vendorId, secretId } = input;
  const problems = new Problems();
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const outcome = await runOnce<VendorSecretRemoved, RemoveVendorSecretOutcome>(
    pools.write,
    ticketOf(context, { command: 'removeVendorSecret', input, key, now }),
    async (tx) => {
      const use = isId(secretId) ? await deleteSecret(tx, vendorId, secretId) : undefined;
      if (!use) return { refused: { __typename: 'NotFound', id: secretId } };
      append(tx, {
        id: newId(clock),
        name: 'secret.removed',
        subject: vendorId,
        time: now,
        data: { vendor: vendorId, secretId: secretId.toLowerCase(), use },
        ...authorOf(context),
      });
      return { stored: { __typename: 'VendorSecretRemoved', vendorId } };
    },
  );
  if (outcome.__typename === 'VendorSecretRemoved') context.log.wake();
  return outcome;
}
