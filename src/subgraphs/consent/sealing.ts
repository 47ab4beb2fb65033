import type { DataKey, Vault } from '../../kernel/vault.ts';
import type { ConsentEventModel } from './models.ts';

// The label binds what the column is, and of which entry.
const guardianOf = (eventId: string): string => `guardian:${eventId}`;

/** Seals who spoke for a person, under the key of the consent. */
export function sealGuardian(vault: Vault, key: DataKey, eventId: string, guardian: string): Buffer {
  return vault.seal(key, guardianOf(eventId), guardian);
}

/** Who spoke for a person; null when nobody did, or once it was erased. */
export function openGuardian(
  vault: Vault,
  { id, consentId, guardian, wrapped }: Pick<ConsentEventModel, 'id' | 'consentId' | 'guardian' | 'wrapped'>,
): string | null {
  return guardian && wrapped ? vault.open<string>(vault.openKey(consentId, wrapped), guardianOf(id), guardian) : null;
}
