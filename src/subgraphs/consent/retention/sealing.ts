import type { Vault } from '../../../kernel/vault.ts';
import type { HoldModel } from './store.ts';

// The labels bind what a column is. Each hold has a key of its own, under its id.
export const REASON = 'hold reason';
export const RELEASE_REASON = 'hold release reason';

/** Why a hold was placed or released; null where there is none, or its key was destroyed. */
export function openReason(
  vault: Vault,
  { id, wrapped }: Pick<HoldModel, 'id' | 'wrapped'>,
  label: typeof REASON | typeof RELEASE_REASON,
  sealed: Buffer | null,
): string | null {
  return sealed && wrapped ? vault.open<string>(vault.openKey(id, wrapped), label, sealed) : null;
}
