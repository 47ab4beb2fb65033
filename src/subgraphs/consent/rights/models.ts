import type {
  CaseExtensionReason,
  CaseKind,
  CaseRefusalReason,
  CaseRequester,
  CaseState,
  CorrectionState,
  IdentificationMethod,
} from '../schema.generated.ts';

/** What somebody asked for by right of a person. */
export interface CaseModel {
  id: string;
  personId: string;
  kind: CaseKind;
  state: CaseState;
  requester: CaseRequester;
  channel: string;
  purposes: string[];
  field: string | null;
  openedBy: string;
  receivedAt: Date;
  dueAt: Date;
  extension: CaseExtensionReason | null;
  identifiedAt: Date | null;
  identifiedBy: string | null;
  method: IdentificationMethod | null;
  proofId: string | null;
  refusal: CaseRefusalReason | null;
  endedAt: Date | null;
  sealed: Buffer;
  /** Null once the key was destroyed. */
  wrapped: Buffer | null;
}

/** One thing that was done for a case. */
export interface CaseStepModel {
  /** Whose case it is. */
  personId: string;
  id: string;
  caseId: string;
  action: string;
  at: Date;
  by: string;
  detail: Record<string, unknown>;
  sealed: Buffer | null;
  wrapped: Buffer | null;
}

/** An archive that can be downloaded. */
export interface CaseExportModel {
  id: string;
  caseId: string;
  createdAt: Date;
  expiresAt: Date;
  downloads: number;
  used: number;
  deliveredAt: Date | null;
  digest: string | null;
  bytes: number | null;
}

/** A record that said something else than what was put right. */
export interface CaseCorrectionModel {
  /** Whose case it is. */
  personId: string;
  caseId: string;
  recordId: string;
  system: string;
  state: CorrectionState;
  changedAt: Date;
  sealed: Buffer | null;
  wrapped: Buffer | null;
}

/** A change of a case, as a subscriber learns it. */
export interface CaseChangeModel {
  cursor: string;
  type: string;
  caseId: string;
}
