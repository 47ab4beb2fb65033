import type { Vault } from '../../../kernel/vault.ts';
import type { Place } from './rules.ts';

/** What of a signal is sealed. */
export interface SignalContent {
  deviceId: string | null;
  ip: string | null;
  place: Place | null;
  riskScore: number;
}

/** What a signal's `sealed` column is. It is never changed. */
export const SIGNAL = 'signal';

/** What was sealed of a signal; null once its key was destroyed. */
export function openSignal(
  vault: Vault,
  { id, sealed, wrapped }: { id: string; sealed: Buffer; wrapped: Buffer | null },
): SignalContent | null {
  return wrapped && vault.open<SignalContent>(vault.openKey(id, wrapped), SIGNAL, sealed);
}
