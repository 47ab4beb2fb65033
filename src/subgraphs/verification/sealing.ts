import type { DataKey, Vault } from '../../kernel/vault.ts';

/** What the sealed columns are. A value opens only in the place that it was sealed for. */
export const labels = {
  /** `verification.sealed`: a text. */
  cancelReason: 'cancel-reason',
  /** `check_result.sealed`: a text. */
  traceId: (checkId: string) => `trace-id:${checkId}`,
  /** `check_result.answer`: JSON. */
  answer: (checkId: string) => `answer:${checkId}`,
  /** `legal_hold.reason`: a text. */
  holdReason: (holdId: string) => `hold-reason:${holdId}`,
  /** `legal_hold.release_reason`: a text. */
  releaseReason: (holdId: string) => `release-reason:${holdId}`,
  /** `evidence_file.deletion_reason`: a text. */
  deletionReason: (fileId: string) => `deletion-reason:${fileId}`,
  /** `evidence.sealed`: a text. */
  uri: (evidenceId: string) => `uri:${evidenceId}`,
  /** `vendor_secret.sealed`: a text, under the key of the vendor. */
  vendorSecret: (secretId: string) => `vendor-secret:${secretId}`,
  /** `check_attempt.sealed`: a text. */
  reference: (attemptId: string) => `reference:${attemptId}`,
  /** `vendor_message.sealed`: headers and body, under the key of the message. */
  message: 'message',
} as const;

/** Seals a value under a verification's key; null when there is none. */
export function sealValue(vault: Vault, key: DataKey, label: string, value: unknown): Buffer | null {
  return value === undefined ? null : vault.seal(key, label, value);
}

/** Opens a value of its owner; null when there is none, or its key was destroyed. */
export function openValue<T>(
  vault: Vault,
  ownerId: string,
  label: string,
  row: { sealed: Buffer | null; wrapped: Buffer | null },
): T | null {
  if (!row.sealed || !row.wrapped) return null;
  return vault.open<T>(vault.openKey(ownerId, row.wrapped), label, row.sealed);
}
