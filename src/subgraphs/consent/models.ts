import type { Standing } from './rules.ts';
import type { ConsentAction } from './schema.generated.ts';

/** A person's consent to one purpose, as it stands now. */
export interface ConsentModel extends Standing {
  /** The oldest of `rowIds`. */
  id: string;
  /** What was recorded under each id of the person: one after the other, they are its history. */
  rowIds: string[];
  /** The person that it leads to today. */
  personId: string;
  purpose: string;
}

/** One entry of a consent's history. */
export interface ConsentEventModel {
  id: string;
  consentId: string;
  /** Under which id of the person it was said, and about what. */
  personId: string;
  purpose: string;
  action: ConsentAction;
  /** What the purpose said then. */
  purposeVersion: number | null;
  noticeVersion: string | null;
  /** 0 for nothing that is known. */
  noticeEdition: number;
  language: string | null;
  shownUrl: string | null;
  shownSha256: string | null;
  /** Sealed. */
  guardian: Buffer | null;
  /** The consent's key; null where nothing is sealed, or it was destroyed. */
  wrapped: Buffer | null;
  method: string;
  jurisdiction: string | null;
  expiresAt: Date | null;
  occurredAt: Date;
  recordedAt: Date;
  recordedBy: string;
  actor: string | null;
  late: boolean;
}

/** A change of a consent, as a subscriber learns it. */
export interface ConsentChangeModel {
  cursor: string;
  type: string;
  consentId: string;
}

export type { ConsentRecorded as ConsentRecordedModel } from './commands/record-statement.ts';
export type { PurposeRow as PurposeModel } from './purposes/store.ts';
export type { PurposeRegistered as PurposeRegisteredModel } from './purposes/commands/register-purpose.ts';
export type { PurposeRetired as PurposeRetiredModel } from './purposes/commands/retire-purpose.ts';
export type { ErasureModel } from './erasure/models.ts';
export type { ErasureOpened as ErasureOpenedModel } from './erasure/commands/erase-person.ts';
export type { ErasureAcknowledged as ErasureAcknowledgedModel } from './erasure/commands/acknowledge-erasure.ts';
export type { ReceiptVerification as ReceiptVerificationModel } from './receipts/verify.ts';
export type { NoticeRow as NoticeModel } from './notices/store.ts';
export type { NoticePublished as NoticePublishedModel } from './notices/commands/publish-notice.ts';
export type {
  HoldModel,
  PolicyModel as RetentionPolicyModel,
  RunModel as RetentionRunModel,
} from './retention/store.ts';
export type { HoldPlaced as HoldPlacedModel } from './retention/commands/place-hold.ts';
export type { HoldReleased as HoldReleasedModel } from './retention/commands/release-hold.ts';

export type {
  CaseChangeModel,
  CaseCorrectionModel,
  CaseExportModel,
  CaseModel,
  CaseStepModel,
} from './rights/models.ts';
export type { CaseOpened as CaseOpenedModel } from './rights/commands/open-case.ts';
export type { CaseChanged as CaseChangedModel } from './rights/commands/change-case.ts';
export type { ExportOffered as ExportOfferedModel } from './rights/commands/exports.ts';
