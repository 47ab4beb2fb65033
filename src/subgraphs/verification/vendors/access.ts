import type { Vault } from '../../../kernel/vault.ts';
import type { Access } from './api/api.ts';
import type { VendorRow } from './store.ts';
import { secretsOf } from './vendor.ts';

/** How a vendor's API is reached; undefined when it has no API credential. */
export function accessOf(vault: Vault, vendor: VendorRow, at: Date): Access | undefined {
  const secret = secretsOf(vault, vendor, 'API').at(-1);
  return secret === undefined ? undefined : { baseUrl: vendor.baseUrl, timeoutMs: vendor.timeoutMs, secret, at };
}
