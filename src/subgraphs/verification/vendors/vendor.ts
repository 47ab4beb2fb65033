import type { Vault } from '../../../kernel/vault.ts';
import type { VendorSecretUse } from '../schema.generated.ts';
import { labels } from '../sealing.ts';
import type { VendorRow } from './store.ts';

/** The secrets of a vendor for one use, in the clear, the oldest first. */
export function secretsOf(vault: Vault, vendor: VendorRow, use: VendorSecretUse): string[] {
  const secrets = vendor.secrets.filter((secret) => secret.use === use);
  if (secrets.length === 0) return [];
  const key = vault.openKey(vendor.keyId, vendor.wrapped);
  return secrets.map(({ id, sealed }) => vault.open<string>(key, labels.vendorSecret(id), Buffer.from(sealed, 'hex')));
}

/** The vendor's reference as a blind index: by it a message finds what it is about. */
export function blindReference(vault: Vault, vendor: string, reference: string): string {
  return vault.mark('vendor-reference', `${vendor} ${reference}`);
}
