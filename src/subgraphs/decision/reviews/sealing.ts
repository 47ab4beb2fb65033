import type { DataKey, Vault } from '../../../kernel/vault.ts';
import type { ReviewNoteModel } from './models.ts';

// The label binds what the column is. A note is never changed, so it needs no version.
const NOTE = 'review note';

/** Seals the text of a note. */
export function sealNote(vault: Vault, key: DataKey, text: string): Buffer {
  return vault.seal(key, NOTE, text);
}

/** The text of a note; null once it was erased. */
export function openNote(vault: Vault, { id, sealed, wrapped }: ReviewNoteModel): string | null {
  return wrapped ? vault.open<string>(vault.openKey(id, wrapped), NOTE, sealed) : null;
}
