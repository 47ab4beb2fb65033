import type { DataKey, Vault } from '../../../kernel/vault.ts';

/** What of a case is sealed: who asks, and in which words. */
export interface CaseContent {
  name?: string;
  contact?: string;
  details?: string;
  /** What shall hold from now on, as the field's input has it. */
  value?: unknown;
}

/** What the sealed columns of cases are. A value opens only in the place that it was sealed for. */
export const labels = {
  /** `rights_case.sealed`: a CaseContent. */
  content: 'case',
  /** `rights_step.sealed`: a text. */
  note: (stepId: string) => `case-note:${stepId}`,
  /** `rights_correction.sealed`: a text. */
  refusal: (recordId: string) => `case-refusal:${recordId}`,
} as const;

/** Seals a text under the key of a case; null when there is none. */
export function sealText(vault: Vault, key: DataKey, label: string, text: string | undefined): Buffer | null {
  return text === undefined ? null : vault.seal(key, label, text);
}

/** Opens what belongs to a case; null when there is none, or its key was destroyed. */
export function openSealed<T>(
  vault: Vault,
  caseId: string,
  label: string,
  { sealed, wrapped }: { sealed: Buffer | null; wrapped: Buffer | null },
): T | null {
  return sealed && wrapped ? vault.open<T>(vault.openKey(caseId, wrapped), label, sealed) : null;
}
