import { authorOf, demand } from '../../../kernel/actor.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../kernel/idempotency.ts';
import { newId } from '../../../kernel/ids.ts';
import { idempotencyKey } from '../../../kernel/input/keys.ts';
import { type InvalidInput, Problems } from '../../../kernel/input/problems.ts';
import { append } from '../../../log/append.ts';
import type { Context } from '../context.ts';
import type { VendorSecretUse } from '../schema.generated.ts';
import { labels } from '../sealing.ts';
import { ADAPTERS } from '../vendors/adapters.ts';
import { insertSecret, lockVendor } from '../vendors/store.ts';

/** A secret to add to a vendor. */
export interface AddVendorSecretInput {
  vendor: string;
  use: VendorSecretUse;
  secret: string;
  idempotencyKey?: string | null;
}

/** Stored with the idempotency key. */
export interface VendorSecretAdded {
  __typename: 'VendorSecretAdded';
  vendorId: string;
  secretId: string;
}

export type AddVendorSecretOutcome =
  | VendorSecretAdded
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict;

/** What can be sent in a header, as API credentials are; webhook secrets are of the same kind. */
const SECRET = /^[\x21-\x7e]{8,1000}$/;

/** Adds a secret to a vendor. Those that it has hold too. */
export async function addVendorSecret(context: Context, input: AddVendorSecretInput): Promise<AddVendorSecretOutcome> {
  const { actor, clock, vault, pools } = context;
  demand(actor, 'vendor:admin');
  const now = clock.now();
  const { vendor: vendorId, use, secret } = input;
  const problems = new Problems();
  if (!SECRET.test(secret)) problems.add('secret', 'Expected 8 to 1000 printable ASCII characters without blanks.');
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();

  const outcome = await runOnce<VendorSecretAdded, AddVendorSecretOutcome>(
    pools.write,
    ticketOf(context, { command: 'addVendorSecret', input, key, now }),
    async (tx) => {
      const vendor = await lockVendor(tx, vendorId);
      if (!vendor) return { refused: { __typename: 'NotFound', id: vendorId } };
      const problem = ADAPTERS[vendor.adapter].secretProblem(use, secret);
      if (problem !== undefined) {
        problems.add('secret', problem);
        return { refused: problems.invalid() };
      }
      const id = newId(clock);
      const sealed = vault.seal(vault.openKey(vendor.keyId, vendor.wrapped), labels.vendorSecret(id), secret);
      insertSecret(tx, { id, vendor: vendorId, use, addedAt: now, sealed });
      append(tx, {
        id: newId(clock),
        name: 'secret.added',
        subject: vendorId,
        time: now,
        data: { vendor: vendorId, secretId: id, use },
        ...authorOf(context),
      });
      return { stored: { __typename: 'VendorSecretAdded', vendorId, secretId: id } };
    },
  );
  if (outcome.__typename === 'VendorSecretAdded') context.log.wake();
  return outcome;
}
