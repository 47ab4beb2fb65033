import type { MayBeGone } from '../../retention/gone.ts';
import type { CheckKind, CheckStatus, VerificationStatus } from './schema.generated.ts';

/** A verification with its checks. What identifies is still sealed: most reads show none of it. */
export interface VerificationModel extends MayBeGone {
  id: string;
  /** The person that it leads to today. */
  personId: string;
  /** As of the read. */
  status: VerificationStatus;
  requestedBy: string;
  requestedAt: Date;
  completedAt: Date | null;
  expiresAt: Date | null;
  /** Why it was called off. */
  sealed: Buffer | null;
  /** The wrapped key of all that is sealed in it; null once it was destroyed. */
  wrapped: Buffer | null;
  checks: CheckModel[];
}

/** A check, without its answer and its evidence. */
export interface CheckModel {
  id: string;
  verificationId: string;
  personId: string;
  kind: CheckKind;
  status: CheckStatus;
  vendor: string | null;
  method: string | null;
  score: number | null;
  reasonCodes: string[];
  confirmedClaimIds: string[];
  startedAt: Date | null;
  completedAt: Date | null;
  validUntil: Date | null;
  /** The vendor's trace id. */
  sealed: Buffer | null;
  /** The wrapped key of its verification; null once it was destroyed. */
  wrapped: Buffer | null;
}

/** A move of a verification, as a subscriber learns it. */
export interface VerificationChangeModel {
  cursor: string;
  type: string;
  personId: string;
  status: VerificationStatus;
  verificationId: string;
}

/** A vendor with its key and its secrets, still sealed. */
export type { VendorRow as VendorModel } from './vendors/store.ts';
/** A message without what came. */
export type { MessageRow as VendorMessageModel } from './vendors/inbox/store.ts';
export type { VendorRegistered as VendorRegisteredModel } from './commands/register-vendor.ts';
export type { VendorSecretAdded as VendorSecretAddedModel } from './commands/add-vendor-secret.ts';
export type { VendorSecretRemoved as VendorSecretRemovedModel } from './commands/remove-vendor-secret.ts';
export type { CheckStarted as CheckStartedModel } from './commands/start-check.ts';
export type { CheckPolled as CheckPolledModel } from './commands/poll-check.ts';
export type { VendorMessageReplayed as VendorMessageReplayedModel } from './commands/replay-vendor-message.ts';
export type { VerificationRequested as VerificationRequestedModel } from './commands/request-verification.ts';
export type { CheckResultRecorded as CheckResultRecordedModel } from './commands/record-check-result.ts';
export type { VerificationCancelled as VerificationCancelledModel } from './commands/cancel-verification.ts';
/** A file with the key of its verification; its reasons are still sealed. */
export type { FileRow as EvidenceFileModel, HoldRow as LegalHoldModel } from './evidence/rows.ts';
export type { LegalHoldPlaced as LegalHoldPlacedModel } from './evidence/commands/place-legal-hold.ts';
export type { LegalHoldReleased as LegalHoldReleasedModel } from './evidence/commands/release-legal-hold.ts';
export type { EvidenceDeleted as EvidenceDeletedModel } from './evidence/commands/delete-evidence.ts';
