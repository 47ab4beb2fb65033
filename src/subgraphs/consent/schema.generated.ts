// Generated from schema/consent.graphql by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ConsentModel, ConsentRecordedModel, ConsentChangeModel, PurposeModel, PurposeRegisteredModel, PurposeRetiredModel, ErasureModel, ErasureOpenedModel, ErasureAcknowledgedModel, NoticeModel, NoticePublishedModel, ConsentEventModel, RetentionPolicyModel, RetentionRunModel, HoldModel, HoldPlacedModel, HoldReleasedModel, ReceiptVerificationModel, CaseModel, CaseOpenedModel, CaseChangedModel, CaseChangeModel, CaseStepModel, CaseCorrectionModel, ExportOfferedModel } from './models.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  DateTime: { input: string; output: Date; }
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: string; output: string; }
};

export type AcknowledgeErasureInput = {
  erasureId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  system?: InputMaybe<Scalars['String']['input']>;
};

export type AcknowledgeErasureResult = ErasureAcknowledged | IdempotencyConflict | InvalidInput | NotFound;

export type AdvanceCaseInput = {
  caseId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
};

export type AuditEntry = {
  __typename?: 'AuditEntry';
  about?: Maybe<Scalars['String']['output']>;
  actor: Scalars['String']['output'];
  bases: Array<Scalars['String']['output']>;
  brokenGlass?: Maybe<Scalars['ID']['output']>;
  client: Scalars['String']['output'];
  event?: Maybe<Scalars['String']['output']>;
  eventId?: Maybe<Scalars['ID']['output']>;
  fields: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  index: Scalars['Float']['output'];
  kind: AuditKind;
  leaf: Scalars['String']['output'];
  openings: Array<AuditOpening>;
  operation?: Maybe<Scalars['String']['output']>;
  peopleCount: Scalars['Int']['output'];
  personIds: Array<Scalars['ID']['output']>;
  purposes: Array<Scalars['String']['output']>;
  refused?: Maybe<Scalars['String']['output']>;
  system?: Maybe<Scalars['String']['output']>;
  time: Scalars['DateTime']['output'];
  traceparent?: Maybe<Scalars['String']['output']>;
  withheld?: Maybe<Scalars['Int']['output']>;
};

export type AuditFilter = {
  actor?: InputMaybe<Scalars['String']['input']>;
  client?: InputMaybe<Scalars['String']['input']>;
  event?: InputMaybe<Scalars['String']['input']>;
  field?: InputMaybe<Scalars['String']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  kind?: InputMaybe<AuditKind>;
  personId?: InputMaybe<Scalars['ID']['input']>;
  purpose?: InputMaybe<Scalars['String']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

export type AuditKind =
  | 'ACT'
  | 'READ'
  | 'REFUSED';

export type AuditOpening = {
  __typename?: 'AuditOpening';
  commitment: Scalars['String']['output'];
  salt: Scalars['String']['output'];
  text: Scalars['String']['output'];
};

export type AuditPage = {
  __typename?: 'AuditPage';
  entries: Array<AuditEntry>;
  next?: Maybe<Scalars['String']['output']>;
};

export type AuditProof = {
  __typename?: 'AuditProof';
  checkpoint: Scalars['String']['output'];
  hashes: Array<Scalars['String']['output']>;
  size: Scalars['Float']['output'];
};

export type Case = {
  __typename?: 'Case';
  channel: Scalars['String']['output'];
  corrections: Array<CaseCorrection>;
  details?: Maybe<Scalars['String']['output']>;
  dueAt: Scalars['DateTime']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  exports: Array<CaseExport>;
  extension?: Maybe<CaseExtensionReason>;
  field?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  identification?: Maybe<CaseIdentification>;
  kind: CaseKind;
  openedBy: Scalars['String']['output'];
  overdue: Scalars['Boolean']['output'];
  person?: Maybe<Person>;
  personId: Scalars['ID']['output'];
  purposes: Array<Scalars['String']['output']>;
  receivedAt: Scalars['DateTime']['output'];
  refusal?: Maybe<CaseRefusal>;
  requester: CaseRequester;
  requesterContact?: Maybe<Scalars['String']['output']>;
  requesterName?: Maybe<Scalars['String']['output']>;
  state: CaseState;
  steps: Array<CaseStep>;
  value?: Maybe<Scalars['JSON']['output']>;
};


export type CaseStepsArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type CaseAction =
  | 'COMPARED'
  | 'ERASED'
  | 'ERASING'
  | 'MISFIT';

export type CaseChange = {
  __typename?: 'CaseChange';
  case?: Maybe<Case>;
  caseId: Scalars['ID']['output'];
  cursor: Scalars['String']['output'];
  type: Scalars['String']['output'];
};

export type CaseChanged = {
  __typename?: 'CaseChanged';
  case?: Maybe<Case>;
  caseId: Scalars['ID']['output'];
};

export type CaseCorrection = {
  __typename?: 'CaseCorrection';
  changedAt: Scalars['DateTime']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  recordId: Scalars['ID']['output'];
  state: CorrectionState;
  system: Scalars['String']['output'];
};

export type CaseExport = {
  __typename?: 'CaseExport';
  bytes?: Maybe<Scalars['Float']['output']>;
  createdAt: Scalars['DateTime']['output'];
  deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  digest?: Maybe<Scalars['String']['output']>;
  downloads: Scalars['Int']['output'];
  expiresAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  used: Scalars['Int']['output'];
};

export type CaseExtensionReason =
  | 'COMPLEX'
  | 'MANY';

export type CaseIdentification = {
  __typename?: 'CaseIdentification';
  at: Scalars['DateTime']['output'];
  by: Scalars['String']['output'];
  method: IdentificationMethod;
  proofId?: Maybe<Scalars['ID']['output']>;
};

export type CaseKind =
  | 'ACCESS'
  | 'ERASURE'
  | 'OBJECTION'
  | 'PORTABILITY'
  | 'RECTIFICATION'
  | 'RESTRICTION';

export type CaseOpened = {
  __typename?: 'CaseOpened';
  case?: Maybe<Case>;
  caseId: Scalars['ID']['output'];
};

export type CaseRefusal = {
  __typename?: 'CaseRefusal';
  article?: Maybe<Scalars['String']['output']>;
  reason: CaseRefusalReason;
};

export type CaseRefusalReason =
  | 'ACCURATE'
  | 'COMPELLING_GROUNDS'
  | 'EXCESSIVE'
  | 'EXPRESSION'
  | 'LEGAL_CLAIMS'
  | 'LEGAL_OBLIGATION'
  | 'NOT_IDENTIFIED'
  | 'NOT_PROVIDED'
  | 'NO_GROUND'
  | 'PUBLIC_INTEREST'
  | 'RIGHTS_OF_OTHERS'
  | 'UNFOUNDED'
  | 'WITHDRAWN';

export type CaseRequester =
  | 'GUARDIAN'
  | 'PERSON'
  | 'REPRESENTATIVE';

export type CaseState =
  | 'COMPLETED'
  | 'IDENTIFIED'
  | 'IN_PROGRESS'
  | 'RECEIVED'
  | 'REFUSED';

export type CaseStep = {
  __typename?: 'CaseStep';
  action: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  by: Scalars['String']['output'];
  detail: Scalars['JSON']['output'];
  id: Scalars['ID']['output'];
  note?: Maybe<Scalars['String']['output']>;
};

export type ChangeCaseResult = CaseChanged | IdempotencyConflict | IllegalTransition | InvalidInput | NotFound;

export type CompleteCaseInput = {
  caseId: Scalars['ID']['input'];
  deliveredBy?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
};

export type Consent = {
  __typename?: 'Consent';
  changedAt: Scalars['DateTime']['output'];
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  history: Array<ConsentEvent>;
  id: Scalars['ID']['output'];
  person: Person;
  purpose: Scalars['String']['output'];
  status: ConsentStatus;
};


export type ConsentHistoryArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ConsentAction =
  | 'EXPIRED'
  | 'GRANTED'
  | 'REFUSED'
  | 'RENEWED'
  | 'WITHDRAWN';

export type ConsentChange = {
  __typename?: 'ConsentChange';
  consent?: Maybe<Consent>;
  cursor: Scalars['String']['output'];
  type: Scalars['String']['output'];
};

export type ConsentEvent = {
  __typename?: 'ConsentEvent';
  action: ConsentAction;
  actor?: Maybe<Scalars['String']['output']>;
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  guardian?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  jurisdiction?: Maybe<Scalars['String']['output']>;
  language?: Maybe<Scalars['String']['output']>;
  late: Scalars['Boolean']['output'];
  method: Scalars['String']['output'];
  notice?: Maybe<Notice>;
  noticeVersion?: Maybe<Scalars['String']['output']>;
  occurredAt: Scalars['DateTime']['output'];
  receipt?: Maybe<Scalars['String']['output']>;
  recordedAt: Scalars['DateTime']['output'];
  recordedBy: Scalars['String']['output'];
  shownSha256?: Maybe<Scalars['String']['output']>;
  shownUrl?: Maybe<Scalars['String']['output']>;
};

export type ConsentRecorded = {
  __typename?: 'ConsentRecorded';
  applied: Scalars['Boolean']['output'];
  consent?: Maybe<Consent>;
  consentId: Scalars['ID']['output'];
  eventId: Scalars['ID']['output'];
  receipt?: Maybe<Scalars['String']['output']>;
};

export type ConsentRegime =
  | 'OPT_IN'
  | 'OPT_OUT';

export type ConsentState = {
  __typename?: 'ConsentState';
  at: Scalars['DateTime']['output'];
  eventId?: Maybe<Scalars['ID']['output']>;
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  isAllowed: Scalars['Boolean']['output'];
  language?: Maybe<Scalars['String']['output']>;
  noticeVersion?: Maybe<Scalars['String']['output']>;
  personId: Scalars['ID']['output'];
  purpose: Scalars['String']['output'];
  since?: Maybe<Scalars['DateTime']['output']>;
  status?: Maybe<ConsentStatus>;
};

export type ConsentStatus =
  | 'EXPIRED'
  | 'GRANTED'
  | 'REFUSED'
  | 'RENEWAL_DUE'
  | 'WITHDRAWN';

export type CorrectCaseInput = {
  caseId: Scalars['ID']['input'];
  claimId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
};

export type CorrectionInput = {
  field: Scalars['String']['input'];
  value?: InputMaybe<Scalars['JSON']['input']>;
};

export type CorrectionState =
  | 'ASKED'
  | 'CORRECTED'
  | 'REFUSED';

export type DataClass =
  | 'CONTACT'
  | 'DECISION'
  | 'EMPLOYMENT'
  | 'EVIDENCE'
  | 'EXTENSIONS'
  | 'IDENTIFIERS'
  | 'IDENTITY'
  | 'PREFERENCES'
  | 'RISK'
  | 'VERIFICATION';

export type ErasePersonInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  personId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type ErasePersonResult = ErasureOpened | IdempotencyConflict | InvalidInput | NotFound;

export type Erasure = {
  __typename?: 'Erasure';
  finalOn?: Maybe<Scalars['DateTime']['output']>;
  finalWaitsFor: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  logicallyCompleteAt?: Maybe<Scalars['DateTime']['output']>;
  personId: Scalars['ID']['output'];
  personIds: Array<Scalars['ID']['output']>;
  reason: Scalars['String']['output'];
  requestedAt: Scalars['DateTime']['output'];
  requestedBy: Scalars['String']['output'];
  state: ErasureState;
  subgraphs: Array<ErasurePart>;
  systems: Array<ErasureSystem>;
};

export type ErasureAcknowledged = {
  __typename?: 'ErasureAcknowledged';
  erasure?: Maybe<Erasure>;
  erasureId: Scalars['ID']['output'];
};

export type ErasureConnection = {
  __typename?: 'ErasureConnection';
  edges: Array<ErasureEdge>;
  pageInfo: PageInfo;
};

export type ErasureCount = {
  __typename?: 'ErasureCount';
  count: Scalars['Int']['output'];
  what: Scalars['String']['output'];
};

export type ErasureEdge = {
  __typename?: 'ErasureEdge';
  cursor: Scalars['String']['output'];
  node: Erasure;
};

export type ErasureHeld = {
  __typename?: 'ErasureHeld';
  id: Scalars['ID']['output'];
  kind: Scalars['String']['output'];
};

export type ErasureOpened = {
  __typename?: 'ErasureOpened';
  erasure?: Maybe<Erasure>;
  erasureId: Scalars['ID']['output'];
};

export type ErasurePart = {
  __typename?: 'ErasurePart';
  counts: Array<ErasureCount>;
  held: Array<ErasureHeld>;
  problem?: Maybe<Scalars['String']['output']>;
  state: ErasurePartState;
  subgraph: Scalars['String']['output'];
  toldAt: Scalars['DateTime']['output'];
};

export type ErasurePartState =
  | 'DELAYED'
  | 'DONE'
  | 'HELD'
  | 'PENDING';

export type ErasurePreview = {
  __typename?: 'ErasurePreview';
  consent?: Maybe<ErasureShare>;
  erasure?: Maybe<Erasure>;
  id: Scalars['ID']['output'];
  personIds: Array<Scalars['ID']['output']>;
  readBy?: Maybe<Array<Scalars['ID']['output']>>;
};

export type ErasureShare = {
  __typename?: 'ErasureShare';
  counts: Array<ErasureCount>;
  held: Array<ErasureHeld>;
  stays: Array<ErasureCount>;
};

export type ErasureState =
  | 'FINAL'
  | 'HELD'
  | 'IN_PROGRESS'
  | 'LOGICALLY_COMPLETE';

export type ErasureSystem = {
  __typename?: 'ErasureSystem';
  acknowledgedAt?: Maybe<Scalars['DateTime']['output']>;
  acknowledgedBy?: Maybe<Scalars['String']['output']>;
  because: ErasureSystemReason;
  dueAt: Scalars['DateTime']['output'];
  state: ErasureSystemState;
  system: Scalars['String']['output'];
  toldAt: Scalars['DateTime']['output'];
};

export type ErasureSystemReason =
  | 'READ'
  | 'RECORD';

export type ErasureSystemState =
  | 'ACKNOWLEDGED'
  | 'OVERDUE'
  | 'PENDING';

export type ExportOffered = {
  __typename?: 'ExportOffered';
  export?: Maybe<CaseExport>;
  exportId: Scalars['ID']['output'];
  path?: Maybe<Scalars['String']['output']>;
};

export type ExportTaken = {
  __typename?: 'ExportTaken';
  caseId: Scalars['ID']['output'];
  kind: CaseKind;
  personId: Scalars['ID']['output'];
};

export type ExtendCaseInput = {
  caseId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
  reason: CaseExtensionReason;
};

export type GlobalPrivacyControlRecorded = {
  __typename?: 'GlobalPrivacyControlRecorded';
  eventIds: Array<Scalars['ID']['output']>;
  purposes: Array<Scalars['ID']['output']>;
};

export type GrantConsentInput = {
  age?: InputMaybe<Scalars['Int']['input']>;
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  guardian?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  jurisdiction?: InputMaybe<Scalars['String']['input']>;
  language: Scalars['String']['input'];
  method: Scalars['String']['input'];
  noticeVersion: Scalars['String']['input'];
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  personId: Scalars['ID']['input'];
  purpose: Scalars['String']['input'];
  shownSha256?: InputMaybe<Scalars['String']['input']>;
  shownUrl?: InputMaybe<Scalars['String']['input']>;
};

export type GrantConsentResult = ConsentRecorded | IdempotencyConflict | InvalidInput | NotFound;

export type Hold = {
  __typename?: 'Hold';
  dataClasses: Array<DataClass>;
  id: Scalars['ID']['output'];
  person: Person;
  placedAt: Scalars['DateTime']['output'];
  placedBy: Scalars['String']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  releaseReason?: Maybe<Scalars['String']['output']>;
  releasedAt?: Maybe<Scalars['DateTime']['output']>;
  releasedBy?: Maybe<Scalars['String']['output']>;
};

export type HoldNotOpen = {
  __typename?: 'HoldNotOpen';
  message: Scalars['String']['output'];
};

export type HoldPlaced = {
  __typename?: 'HoldPlaced';
  hold?: Maybe<Hold>;
  holdId: Scalars['ID']['output'];
};

export type HoldReleased = {
  __typename?: 'HoldReleased';
  hold?: Maybe<Hold>;
  holdId: Scalars['ID']['output'];
};

export type IdempotencyConflict = {
  __typename?: 'IdempotencyConflict';
  inFlight: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
};

export type IdentificationMethod =
  | 'EVIDENCE'
  | 'IN_PERSON'
  | 'KNOWN_CONTACT'
  | 'LOGIN'
  | 'VERIFICATION';

export type IdentifyRequesterInput = {
  caseId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  identityProof: IdentityProofInput;
  note?: InputMaybe<Scalars['String']['input']>;
};

export type IdentityProofInput = {
  method: IdentificationMethod;
  proofId?: InputMaybe<Scalars['ID']['input']>;
};

export type IllegalTransition = {
  __typename?: 'IllegalTransition';
  from: Scalars['String']['output'];
  message: Scalars['String']['output'];
  to: Scalars['String']['output'];
};

export type InputProblem = {
  __typename?: 'InputProblem';
  message: Scalars['String']['output'];
  path: Scalars['String']['output'];
};

export type InvalidInput = {
  __typename?: 'InvalidInput';
  problems: Array<InputProblem>;
};

export type JurisdictionRule = {
  __typename?: 'JurisdictionRule';
  code?: Maybe<Scalars['String']['output']>;
  globalPrivacyControl: Array<PurposeUse>;
  ownConsentAge: Scalars['Int']['output'];
  regime: ConsentRegime;
};

export type LegalBasis =
  | 'CONSENT'
  | 'CONTRACT'
  | 'LEGAL_OBLIGATION'
  | 'LEGITIMATE_INTERESTS'
  | 'PUBLIC_TASK'
  | 'VITAL_INTERESTS';

export type LiftCaseInput = {
  caseId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
};

export type MaterialChange =
  | 'CONTINUE'
  | 'STOP';

export type Mutation = {
  __typename?: 'Mutation';
  acknowledgeErasure?: Maybe<AcknowledgeErasureResult>;
  advanceCase?: Maybe<ChangeCaseResult>;
  completeCase?: Maybe<ChangeCaseResult>;
  correctCase?: Maybe<ChangeCaseResult>;
  erasePerson?: Maybe<ErasePersonResult>;
  extendCase?: Maybe<ChangeCaseResult>;
  grantConsent?: Maybe<GrantConsentResult>;
  identifyRequester?: Maybe<ChangeCaseResult>;
  liftCase?: Maybe<ChangeCaseResult>;
  noteCase?: Maybe<NoteCaseResult>;
  noteExport?: Maybe<NoteExportResult>;
  offerExport?: Maybe<OfferExportResult>;
  openCase?: Maybe<OpenCaseResult>;
  placeHold?: Maybe<PlaceHoldResult>;
  publishNotice?: Maybe<PublishNoticeResult>;
  recordGlobalPrivacyControl?: Maybe<RecordGlobalPrivacyControlResult>;
  refuseCase?: Maybe<ChangeCaseResult>;
  refuseConsent?: Maybe<RefuseConsentResult>;
  refuseCorrection?: Maybe<ChangeCaseResult>;
  registerPurpose?: Maybe<RegisterPurposeResult>;
  releaseHold?: Maybe<ReleaseHoldResult>;
  retirePurpose?: Maybe<RetirePurposeResult>;
  runRetention?: Maybe<RunRetentionResult>;
  setRetention?: Maybe<SetRetentionResult>;
  takeExport?: Maybe<TakeExportResult>;
  withdrawConsent?: Maybe<WithdrawConsentResult>;
};


export type MutationAcknowledgeErasureArgs = {
  input: AcknowledgeErasureInput;
};


export type MutationAdvanceCaseArgs = {
  input: AdvanceCaseInput;
};


export type MutationCompleteCaseArgs = {
  input: CompleteCaseInput;
};


export type MutationCorrectCaseArgs = {
  input: CorrectCaseInput;
};


export type MutationErasePersonArgs = {
  input: ErasePersonInput;
};


export type MutationExtendCaseArgs = {
  input: ExtendCaseInput;
};


export type MutationGrantConsentArgs = {
  input: GrantConsentInput;
};


export type MutationIdentifyRequesterArgs = {
  input: IdentifyRequesterInput;
};


export type MutationLiftCaseArgs = {
  input: LiftCaseInput;
};


export type MutationNoteCaseArgs = {
  input: NoteCaseInput;
};


export type MutationNoteExportArgs = {
  input: NoteExportInput;
};


export type MutationOfferExportArgs = {
  input: OfferExportInput;
};


export type MutationOpenCaseArgs = {
  input: OpenCaseInput;
};


export type MutationPlaceHoldArgs = {
  input: PlaceHoldInput;
};


export type MutationPublishNoticeArgs = {
  input: PublishNoticeInput;
};


export type MutationRecordGlobalPrivacyControlArgs = {
  input: RecordGlobalPrivacyControlInput;
};


export type MutationRefuseCaseArgs = {
  input: RefuseCaseInput;
};


export type MutationRefuseConsentArgs = {
  input: RefuseConsentInput;
};


export type MutationRefuseCorrectionArgs = {
  input: RefuseCorrectionInput;
};


export type MutationRegisterPurposeArgs = {
  input: RegisterPurposeInput;
};


export type MutationReleaseHoldArgs = {
  input: ReleaseHoldInput;
};


export type MutationRetirePurposeArgs = {
  input: RetirePurposeInput;
};


export type MutationRunRetentionArgs = {
  input: RunRetentionInput;
};


export type MutationSetRetentionArgs = {
  input: SetRetentionInput;
};


export type MutationTakeExportArgs = {
  input: TakeExportInput;
};


export type MutationWithdrawConsentArgs = {
  input: WithdrawConsentInput;
};

export type NotFound = {
  __typename?: 'NotFound';
  id: Scalars['String']['output'];
};

export type NoteCaseInput = {
  action?: InputMaybe<CaseAction>;
  caseId: Scalars['ID']['input'];
  detail?: InputMaybe<Scalars['JSON']['input']>;
  records?: InputMaybe<Array<RecordStandInput>>;
};

export type NoteCaseResult = CaseChanged | IllegalTransition | NotFound;

export type NoteExportInput = {
  bytes: Scalars['Float']['input'];
  digest: Scalars['String']['input'];
  exportId: Scalars['ID']['input'];
};

export type NoteExportResult = CaseChanged | NotFound;

export type Notice = {
  __typename?: 'Notice';
  isMaterial: Scalars['Boolean']['output'];
  language: Scalars['String']['output'];
  publishedAt: Scalars['DateTime']['output'];
  publishedBy: Scalars['String']['output'];
  purpose: Scalars['ID']['output'];
  sha256: Scalars['String']['output'];
  text: Scalars['String']['output'];
  version: Scalars['String']['output'];
};

export type NoticePublished = {
  __typename?: 'NoticePublished';
  notice?: Maybe<Notice>;
  sha256: Scalars['String']['output'];
};

export type OfferExportInput = {
  caseId: Scalars['ID']['input'];
  downloads: Scalars['Int']['input'];
  hours: Scalars['Int']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

export type OfferExportResult = ExportOffered | IdempotencyConflict | IllegalTransition | InvalidInput | NotFound;

export type OpenCaseInput = {
  channel: Scalars['String']['input'];
  correction?: InputMaybe<CorrectionInput>;
  details?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  identityProof?: InputMaybe<IdentityProofInput>;
  kind: CaseKind;
  personId: Scalars['ID']['input'];
  purposes?: InputMaybe<Array<Scalars['String']['input']>>;
  receivedAt?: InputMaybe<Scalars['DateTime']['input']>;
  requester: CaseRequester;
  requesterContact?: InputMaybe<Scalars['String']['input']>;
  requesterName?: InputMaybe<Scalars['String']['input']>;
};

export type OpenCaseResult = CaseOpened | IdempotencyConflict | InvalidInput | NotFound;

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Person = {
  __typename?: 'Person';
  consents?: Maybe<Array<Consent>>;
  holds?: Maybe<Array<Hold>>;
  id: Scalars['ID']['output'];
  mergedIds: Array<Scalars['ID']['output']>;
};


export type PersonConsentsArgs = {
  purpose?: InputMaybe<Scalars['String']['input']>;
};

export type PlaceHoldInput = {
  dataClasses?: InputMaybe<Array<DataClass>>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  personId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type PlaceHoldResult = HoldPlaced | IdempotencyConflict | InvalidInput | NotFound;

export type PublishNoticeInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  isMaterial: Scalars['Boolean']['input'];
  language: Scalars['String']['input'];
  purpose: Scalars['ID']['input'];
  text: Scalars['String']['input'];
  version: Scalars['String']['input'];
};

export type PublishNoticeResult = IdempotencyConflict | InvalidInput | NoticePublished;

export type Purpose = {
  __typename?: 'Purpose';
  consentDays?: Maybe<Scalars['Int']['output']>;
  dataClasses: Array<DataClass>;
  id: Scalars['ID']['output'];
  jurisdictions: Array<Scalars['String']['output']>;
  legalBasis: LegalBasis;
  name: Scalars['String']['output'];
  onMaterialChange: MaterialChange;
  recipients: Array<Scalars['String']['output']>;
  registeredAt: Scalars['DateTime']['output'];
  retentionDays?: Maybe<Scalars['Int']['output']>;
  retiredAt?: Maybe<Scalars['DateTime']['output']>;
  uses: Array<PurposeUse>;
};

export type PurposeRegistered = {
  __typename?: 'PurposeRegistered';
  purpose?: Maybe<Purpose>;
  purposeId: Scalars['ID']['output'];
};

export type PurposeRetired = {
  __typename?: 'PurposeRetired';
  purpose?: Maybe<Purpose>;
  purposeId: Scalars['ID']['output'];
};

export type PurposeUse =
  | 'PROFILING'
  | 'SALE'
  | 'SHARING'
  | 'TARGETED_ADVERTISING';

export type Query = {
  __typename?: 'Query';
  auditCheckpoint?: Maybe<Scalars['String']['output']>;
  auditConsistency?: Maybe<AuditProof>;
  auditEntries?: Maybe<AuditPage>;
  auditProof?: Maybe<AuditProof>;
  case?: Maybe<Case>;
  cases?: Maybe<Array<Case>>;
  consent?: Maybe<Consent>;
  consentState?: Maybe<ConsentState>;
  erasurePreview?: Maybe<ErasurePreview>;
  erasureStatus?: Maybe<Erasure>;
  erasures?: Maybe<ErasureConnection>;
  hold?: Maybe<Hold>;
  holds?: Maybe<Array<Hold>>;
  jurisdictionRule?: Maybe<JurisdictionRule>;
  jurisdictionRules?: Maybe<Array<JurisdictionRule>>;
  notices?: Maybe<Array<Notice>>;
  purpose?: Maybe<Purpose>;
  purposes?: Maybe<Array<Purpose>>;
  receipt?: Maybe<Scalars['String']['output']>;
  retentionPolicies?: Maybe<Array<RetentionPolicy>>;
  retentionPreview?: Maybe<RetentionPreview>;
  retentionRuns?: Maybe<Array<RetentionRun>>;
  verifyReceipt?: Maybe<ReceiptVerification>;
};


export type QueryAuditConsistencyArgs = {
  older: Scalars['Float']['input'];
};


export type QueryAuditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAuditProofArgs = {
  index: Scalars['Float']['input'];
};


export type QueryCaseArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCasesArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<CaseKind>;
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  personId?: InputMaybe<Scalars['ID']['input']>;
  state?: InputMaybe<CaseState>;
};


export type QueryConsentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryConsentStateArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  personId: Scalars['ID']['input'];
  purpose: Scalars['String']['input'];
};


export type QueryErasurePreviewArgs = {
  personId: Scalars['ID']['input'];
};


export type QueryErasureStatusArgs = {
  id: Scalars['ID']['input'];
};


export type QueryErasuresArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  waitingFor?: InputMaybe<Scalars['String']['input']>;
};


export type QueryHoldArgs = {
  id: Scalars['ID']['input'];
};


export type QueryHoldsArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryJurisdictionRuleArgs = {
  code: Scalars['String']['input'];
};


export type QueryNoticesArgs = {
  purpose: Scalars['ID']['input'];
  version?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPurposeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPurposesArgs = {
  includeRetired: Scalars['Boolean']['input'];
};


export type QueryReceiptArgs = {
  consentEventId: Scalars['ID']['input'];
};


export type QueryRetentionPreviewArgs = {
  eventType?: InputMaybe<Scalars['String']['input']>;
  period?: InputMaybe<Scalars['String']['input']>;
  subject: RetentionSubject;
};


export type QueryRetentionRunsArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  askId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  subjects?: InputMaybe<Array<RetentionSubject>>;
};


export type QueryVerifyReceiptArgs = {
  receipt: Scalars['String']['input'];
};

export type ReceiptProblem =
  | 'DIFFERENT'
  | 'FORGED'
  | 'MALFORMED'
  | 'UNKNOWN';

export type ReceiptVerification = {
  __typename?: 'ReceiptVerification';
  consent?: Maybe<Consent>;
  event?: Maybe<ConsentEvent>;
  isGenuine: Scalars['Boolean']['output'];
  problem?: Maybe<ReceiptProblem>;
};

export type RecordGlobalPrivacyControlInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  jurisdiction: Scalars['String']['input'];
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  personId: Scalars['ID']['input'];
};

export type RecordGlobalPrivacyControlResult = GlobalPrivacyControlRecorded | IdempotencyConflict | InvalidInput | NotFound;

export type RecordStandInput = {
  agrees: Scalars['Boolean']['input'];
  recordId: Scalars['ID']['input'];
  system: Scalars['String']['input'];
};

export type RefuseCaseInput = {
  caseId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
  reason: CaseRefusalReason;
};

export type RefuseConsentInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  jurisdiction?: InputMaybe<Scalars['String']['input']>;
  language?: InputMaybe<Scalars['String']['input']>;
  method: Scalars['String']['input'];
  noticeVersion?: InputMaybe<Scalars['String']['input']>;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  personId: Scalars['ID']['input'];
  purpose: Scalars['String']['input'];
  shownSha256?: InputMaybe<Scalars['String']['input']>;
  shownUrl?: InputMaybe<Scalars['String']['input']>;
};

export type RefuseConsentResult = ConsentRecorded | IdempotencyConflict | InvalidInput | NotFound;

export type RefuseCorrectionInput = {
  caseId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
  recordId: Scalars['ID']['input'];
};

export type RegisterPurposeInput = {
  consentDays?: InputMaybe<Scalars['Int']['input']>;
  dataClasses: Array<DataClass>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  jurisdictions: Array<Scalars['String']['input']>;
  legalBasis: LegalBasis;
  name: Scalars['String']['input'];
  onMaterialChange: MaterialChange;
  recipients: Array<Scalars['String']['input']>;
  retentionDays?: InputMaybe<Scalars['Int']['input']>;
  uses: Array<PurposeUse>;
};

export type RegisterPurposeResult = IdempotencyConflict | InvalidInput | PurposeRegistered;

export type ReleaseHoldInput = {
  holdId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
};

export type ReleaseHoldResult = HoldNotOpen | HoldReleased | IdempotencyConflict | InvalidInput | NotFound;

export type RetentionAsked = {
  __typename?: 'RetentionAsked';
  askId: Scalars['ID']['output'];
};

export type RetentionDue = {
  __typename?: 'RetentionDue';
  before: Scalars['DateTime']['output'];
  due: Scalars['Int']['output'];
  held: Scalars['Int']['output'];
  sample: Array<Scalars['ID']['output']>;
};

export type RetentionPolicy = {
  __typename?: 'RetentionPolicy';
  eventType?: Maybe<Scalars['String']['output']>;
  period?: Maybe<Scalars['String']['output']>;
  purposeDays?: Maybe<Scalars['Int']['output']>;
  setAt: Scalars['DateTime']['output'];
  setBy: Scalars['String']['output'];
  subject: RetentionSubject;
  version: Scalars['Int']['output'];
  versions: Array<RetentionPolicy>;
};

export type RetentionPreview = {
  __typename?: 'RetentionPreview';
  consent?: Maybe<RetentionDue>;
  eventType?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  period?: Maybe<Scalars['String']['output']>;
  subject: RetentionSubject;
};

export type RetentionRun = {
  __typename?: 'RetentionRun';
  askIds: Array<Scalars['ID']['output']>;
  before: Scalars['DateTime']['output'];
  endedAt: Scalars['DateTime']['output'];
  eventType?: Maybe<Scalars['String']['output']>;
  gone: Scalars['Int']['output'];
  held: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  startedAt: Scalars['DateTime']['output'];
  subgraph: Scalars['String']['output'];
  subject: RetentionSubject;
  version: Scalars['Int']['output'];
};

export type RetentionSet = {
  __typename?: 'RetentionSet';
  policy: RetentionPolicy;
};

export type RetentionSubject =
  | 'CONSENTS'
  | 'DEAD_LETTERS'
  | 'DECISIONS'
  | 'EVENTS'
  | 'EVIDENCE_FILES'
  | 'HOLDS'
  | 'IDEMPOTENCY_KEYS'
  | 'JOURNEYS'
  | 'JOURNEY_WORK'
  | 'REVIEW_NOTES'
  | 'SIGNALS'
  | 'SUPERSEDED_CLAIMS'
  | 'VENDOR_MESSAGES'
  | 'VERIFICATIONS';

export type RetirePurposeInput = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

export type RetirePurposeResult = IdempotencyConflict | InvalidInput | NotFound | PurposeRetired;

export type RunRetentionInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  subjects: Array<RetentionSubject>;
};

export type RunRetentionResult = IdempotencyConflict | InvalidInput | RetentionAsked;

export type SetRetentionInput = {
  eventType?: InputMaybe<Scalars['String']['input']>;
  forever: Scalars['Boolean']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  period?: InputMaybe<Scalars['String']['input']>;
  subject: RetentionSubject;
};

export type SetRetentionResult = IdempotencyConflict | InvalidInput | RetentionSet;

export type Subscription = {
  __typename?: 'Subscription';
  caseChanged?: Maybe<CaseChange>;
  consentChanged?: Maybe<ConsentChange>;
};


export type SubscriptionCaseChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  personId?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionConsentChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  personId?: InputMaybe<Scalars['ID']['input']>;
};

export type TakeExportInput = {
  exportId: Scalars['ID']['input'];
};

export type TakeExportResult = ExportTaken | IllegalTransition | NotFound;

export type WithdrawConsentInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  method: Scalars['String']['input'];
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  personId: Scalars['ID']['input'];
  purpose: Scalars['String']['input'];
};

export type WithdrawConsentResult = ConsentRecorded | IdempotencyConflict | InvalidInput | NotFound;



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Consent: Consent;
  ErasurePreview: ErasurePreview;
  Person: Person;
  RetentionPreview: RetentionPreview;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Consent:
    ( { __typename: 'Consent' }
    & GraphQLRecursivePick<FederationTypes['Consent'], {"id":true}> );
  ErasurePreview:
    ( { __typename: 'ErasurePreview' }
    & GraphQLRecursivePick<FederationTypes['ErasurePreview'], {"id":true}> );
  Person:
    ( { __typename: 'Person' }
    & GraphQLRecursivePick<FederationTypes['Person'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}> ) );
  RetentionPreview:
    ( { __typename: 'RetentionPreview' }
    & GraphQLRecursivePick<FederationTypes['RetentionPreview'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AcknowledgeErasureResult:
    | ( ErasureAcknowledgedModel & { __typename: 'ErasureAcknowledged' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  ChangeCaseResult:
    | ( CaseChangedModel & { __typename: 'CaseChanged' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  ErasePersonResult:
    | ( ErasureOpenedModel & { __typename: 'ErasureOpened' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  GrantConsentResult:
    | ( ConsentRecordedModel & { __typename: 'ConsentRecorded' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  NoteCaseResult:
    | ( CaseChangedModel & { __typename: 'CaseChanged' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  NoteExportResult:
    | ( CaseChangedModel & { __typename: 'CaseChanged' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  OfferExportResult:
    | ( ExportOfferedModel & { __typename: 'ExportOffered' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  OpenCaseResult:
    | ( CaseOpenedModel & { __typename: 'CaseOpened' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  PlaceHoldResult:
    | ( HoldPlacedModel & { __typename: 'HoldPlaced' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  PublishNoticeResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NoticePublishedModel & { __typename: 'NoticePublished' } )
  ;
  RecordGlobalPrivacyControlResult:
    | ( GlobalPrivacyControlRecorded & { __typename: 'GlobalPrivacyControlRecorded' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RefuseConsentResult:
    | ( ConsentRecordedModel & { __typename: 'ConsentRecorded' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RegisterPurposeResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( PurposeRegisteredModel & { __typename: 'PurposeRegistered' } )
  ;
  ReleaseHoldResult:
    | ( HoldNotOpen & { __typename: 'HoldNotOpen' } )
    | ( HoldReleasedModel & { __typename: 'HoldReleased' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RetirePurposeResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( PurposeRetiredModel & { __typename: 'PurposeRetired' } )
  ;
  RunRetentionResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( RetentionAsked & { __typename: 'RetentionAsked' } )
  ;
  SetRetentionResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( Omit<RetentionSet, 'policy'> & { policy: _RefType['RetentionPolicy'] } & { __typename: 'RetentionSet' } )
  ;
  TakeExportResult:
    | ( ExportTaken & { __typename: 'ExportTaken' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  WithdrawConsentResult:
    | ( ConsentRecordedModel & { __typename: 'ConsentRecorded' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcknowledgeErasureInput: AcknowledgeErasureInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AcknowledgeErasureResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AcknowledgeErasureResult']>;
  AdvanceCaseInput: AdvanceCaseInput;
  AuditEntry: ResolverTypeWrapper<AuditEntry>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AuditFilter: AuditFilter;
  AuditKind: AuditKind;
  AuditOpening: ResolverTypeWrapper<AuditOpening>;
  AuditPage: ResolverTypeWrapper<AuditPage>;
  AuditProof: ResolverTypeWrapper<AuditProof>;
  Case: ResolverTypeWrapper<CaseModel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CaseAction: CaseAction;
  CaseChange: ResolverTypeWrapper<CaseChangeModel>;
  CaseChanged: ResolverTypeWrapper<CaseChangedModel>;
  CaseCorrection: ResolverTypeWrapper<CaseCorrectionModel>;
  CaseExport: ResolverTypeWrapper<CaseExport>;
  CaseExtensionReason: CaseExtensionReason;
  CaseIdentification: ResolverTypeWrapper<CaseIdentification>;
  CaseKind: CaseKind;
  CaseOpened: ResolverTypeWrapper<CaseOpenedModel>;
  CaseRefusal: ResolverTypeWrapper<CaseRefusal>;
  CaseRefusalReason: CaseRefusalReason;
  CaseRequester: CaseRequester;
  CaseState: CaseState;
  CaseStep: ResolverTypeWrapper<CaseStepModel>;
  ChangeCaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeCaseResult']>;
  CompleteCaseInput: CompleteCaseInput;
  Consent: ResolverTypeWrapper<ConsentModel>;
  ConsentAction: ConsentAction;
  ConsentChange: ResolverTypeWrapper<ConsentChangeModel>;
  ConsentEvent: ResolverTypeWrapper<ConsentEventModel>;
  ConsentRecorded: ResolverTypeWrapper<ConsentRecordedModel>;
  ConsentRegime: ConsentRegime;
  ConsentState: ResolverTypeWrapper<ConsentState>;
  ConsentStatus: ConsentStatus;
  CorrectCaseInput: CorrectCaseInput;
  CorrectionInput: CorrectionInput;
  CorrectionState: CorrectionState;
  DataClass: DataClass;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  ErasePersonInput: ErasePersonInput;
  ErasePersonResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ErasePersonResult']>;
  Erasure: ResolverTypeWrapper<ErasureModel>;
  ErasureAcknowledged: ResolverTypeWrapper<ErasureAcknowledgedModel>;
  ErasureConnection: ResolverTypeWrapper<Omit<ErasureConnection, 'edges'> & { edges: Array<ResolversTypes['ErasureEdge']> }>;
  ErasureCount: ResolverTypeWrapper<ErasureCount>;
  ErasureEdge: ResolverTypeWrapper<Omit<ErasureEdge, 'node'> & { node: ResolversTypes['Erasure'] }>;
  ErasureHeld: ResolverTypeWrapper<ErasureHeld>;
  ErasureOpened: ResolverTypeWrapper<ErasureOpenedModel>;
  ErasurePart: ResolverTypeWrapper<ErasurePart>;
  ErasurePartState: ErasurePartState;
  ErasurePreview: ResolverTypeWrapper<Pick<ErasurePreview, 'id'> & Partial<ErasurePreview>>;
  ErasureShare: ResolverTypeWrapper<ErasureShare>;
  ErasureState: ErasureState;
  ErasureSystem: ResolverTypeWrapper<ErasureSystem>;
  ErasureSystemReason: ErasureSystemReason;
  ErasureSystemState: ErasureSystemState;
  ExportOffered: ResolverTypeWrapper<ExportOfferedModel>;
  ExportTaken: ResolverTypeWrapper<ExportTaken>;
  ExtendCaseInput: ExtendCaseInput;
  GlobalPrivacyControlRecorded: ResolverTypeWrapper<GlobalPrivacyControlRecorded>;
  GrantConsentInput: GrantConsentInput;
  GrantConsentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['GrantConsentResult']>;
  Hold: ResolverTypeWrapper<HoldModel>;
  HoldNotOpen: ResolverTypeWrapper<HoldNotOpen>;
  HoldPlaced: ResolverTypeWrapper<HoldPlacedModel>;
  HoldReleased: ResolverTypeWrapper<HoldReleasedModel>;
  IdempotencyConflict: ResolverTypeWrapper<IdempotencyConflict>;
  IdentificationMethod: IdentificationMethod;
  IdentifyRequesterInput: IdentifyRequesterInput;
  IdentityProofInput: IdentityProofInput;
  IllegalTransition: ResolverTypeWrapper<IllegalTransition>;
  InputProblem: ResolverTypeWrapper<InputProblem>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  JurisdictionRule: ResolverTypeWrapper<JurisdictionRule>;
  LegalBasis: LegalBasis;
  LiftCaseInput: LiftCaseInput;
  MaterialChange: MaterialChange;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  NoteCaseInput: NoteCaseInput;
  NoteCaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['NoteCaseResult']>;
  NoteExportInput: NoteExportInput;
  NoteExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['NoteExportResult']>;
  Notice: ResolverTypeWrapper<NoticeModel>;
  NoticePublished: ResolverTypeWrapper<NoticePublishedModel>;
  OfferExportInput: OfferExportInput;
  OfferExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OfferExportResult']>;
  OpenCaseInput: OpenCaseInput;
  OpenCaseResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OpenCaseResult']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Person: ResolverTypeWrapper<Pick<Person, 'id'> & Partial<Person>>;
  PlaceHoldInput: PlaceHoldInput;
  PlaceHoldResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PlaceHoldResult']>;
  PublishNoticeInput: PublishNoticeInput;
  PublishNoticeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishNoticeResult']>;
  Purpose: ResolverTypeWrapper<PurposeModel>;
  PurposeRegistered: ResolverTypeWrapper<PurposeRegisteredModel>;
  PurposeRetired: ResolverTypeWrapper<PurposeRetiredModel>;
  PurposeUse: PurposeUse;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReceiptProblem: ReceiptProblem;
  ReceiptVerification: ResolverTypeWrapper<ReceiptVerificationModel>;
  RecordGlobalPrivacyControlInput: RecordGlobalPrivacyControlInput;
  RecordGlobalPrivacyControlResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecordGlobalPrivacyControlResult']>;
  RecordStandInput: RecordStandInput;
  RefuseCaseInput: RefuseCaseInput;
  RefuseConsentInput: RefuseConsentInput;
  RefuseConsentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefuseConsentResult']>;
  RefuseCorrectionInput: RefuseCorrectionInput;
  RegisterPurposeInput: RegisterPurposeInput;
  RegisterPurposeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterPurposeResult']>;
  ReleaseHoldInput: ReleaseHoldInput;
  ReleaseHoldResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReleaseHoldResult']>;
  RetentionAsked: ResolverTypeWrapper<RetentionAsked>;
  RetentionDue: ResolverTypeWrapper<RetentionDue>;
  RetentionPolicy: ResolverTypeWrapper<RetentionPolicyModel>;
  RetentionPreview: ResolverTypeWrapper<Pick<RetentionPreview, 'id'> & Partial<RetentionPreview>>;
  RetentionRun: ResolverTypeWrapper<RetentionRunModel>;
  RetentionSet: ResolverTypeWrapper<Omit<RetentionSet, 'policy'> & { policy: ResolversTypes['RetentionPolicy'] }>;
  RetentionSubject: RetentionSubject;
  RetirePurposeInput: RetirePurposeInput;
  RetirePurposeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetirePurposeResult']>;
  RunRetentionInput: RunRetentionInput;
  RunRetentionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RunRetentionResult']>;
  SetRetentionInput: SetRetentionInput;
  SetRetentionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetRetentionResult']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TakeExportInput: TakeExportInput;
  TakeExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TakeExportResult']>;
  WithdrawConsentInput: WithdrawConsentInput;
  WithdrawConsentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['WithdrawConsentResult']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcknowledgeErasureInput: AcknowledgeErasureInput;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  AcknowledgeErasureResult: ResolversUnionTypes<ResolversParentTypes>['AcknowledgeErasureResult'];
  AdvanceCaseInput: AdvanceCaseInput;
  AuditEntry: AuditEntry;
  Float: Scalars['Float']['output'];
  Int: Scalars['Int']['output'];
  AuditFilter: AuditFilter;
  AuditOpening: AuditOpening;
  AuditPage: AuditPage;
  AuditProof: AuditProof;
  Case: CaseModel;
  Boolean: Scalars['Boolean']['output'];
  CaseChange: CaseChangeModel;
  CaseChanged: CaseChangedModel;
  CaseCorrection: CaseCorrectionModel;
  CaseExport: CaseExport;
  CaseIdentification: CaseIdentification;
  CaseOpened: CaseOpenedModel;
  CaseRefusal: CaseRefusal;
  CaseStep: CaseStepModel;
  ChangeCaseResult: ResolversUnionTypes<ResolversParentTypes>['ChangeCaseResult'];
  CompleteCaseInput: CompleteCaseInput;
  Consent: ConsentModel;
  ConsentChange: ConsentChangeModel;
  ConsentEvent: ConsentEventModel;
  ConsentRecorded: ConsentRecordedModel;
  ConsentState: ConsentState;
  CorrectCaseInput: CorrectCaseInput;
  CorrectionInput: CorrectionInput;
  DateTime: Scalars['DateTime']['output'];
  ErasePersonInput: ErasePersonInput;
  ErasePersonResult: ResolversUnionTypes<ResolversParentTypes>['ErasePersonResult'];
  Erasure: ErasureModel;
  ErasureAcknowledged: ErasureAcknowledgedModel;
  ErasureConnection: Omit<ErasureConnection, 'edges'> & { edges: Array<ResolversParentTypes['ErasureEdge']> };
  ErasureCount: ErasureCount;
  ErasureEdge: Omit<ErasureEdge, 'node'> & { node: ResolversParentTypes['Erasure'] };
  ErasureHeld: ErasureHeld;
  ErasureOpened: ErasureOpenedModel;
  ErasurePart: ErasurePart;
  ErasurePreview: Pick<ErasurePreview, 'id'> & Partial<ErasurePreview>;
  ErasureShare: ErasureShare;
  ErasureSystem: ErasureSystem;
  ExportOffered: ExportOfferedModel;
  ExportTaken: ExportTaken;
  ExtendCaseInput: ExtendCaseInput;
  GlobalPrivacyControlRecorded: GlobalPrivacyControlRecorded;
  GrantConsentInput: GrantConsentInput;
  GrantConsentResult: ResolversUnionTypes<ResolversParentTypes>['GrantConsentResult'];
  Hold: HoldModel;
  HoldNotOpen: HoldNotOpen;
  HoldPlaced: HoldPlacedModel;
  HoldReleased: HoldReleasedModel;
  IdempotencyConflict: IdempotencyConflict;
  IdentifyRequesterInput: IdentifyRequesterInput;
  IdentityProofInput: IdentityProofInput;
  IllegalTransition: IllegalTransition;
  InputProblem: InputProblem;
  InvalidInput: InvalidInput;
  JSON: Scalars['JSON']['output'];
  JurisdictionRule: JurisdictionRule;
  LiftCaseInput: LiftCaseInput;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  NoteCaseInput: NoteCaseInput;
  NoteCaseResult: ResolversUnionTypes<ResolversParentTypes>['NoteCaseResult'];
  NoteExportInput: NoteExportInput;
  NoteExportResult: ResolversUnionTypes<ResolversParentTypes>['NoteExportResult'];
  Notice: NoticeModel;
  NoticePublished: NoticePublishedModel;
  OfferExportInput: OfferExportInput;
  OfferExportResult: ResolversUnionTypes<ResolversParentTypes>['OfferExportResult'];
  OpenCaseInput: OpenCaseInput;
  OpenCaseResult: ResolversUnionTypes<ResolversParentTypes>['OpenCaseResult'];
  PageInfo: PageInfo;
  Person: Pick<Person, 'id'> & Partial<Person>;
  PlaceHoldInput: PlaceHoldInput;
  PlaceHoldResult: ResolversUnionTypes<ResolversParentTypes>['PlaceHoldResult'];
  PublishNoticeInput: PublishNoticeInput;
  PublishNoticeResult: ResolversUnionTypes<ResolversParentTypes>['PublishNoticeResult'];
  Purpose: PurposeModel;
  PurposeRegistered: PurposeRegisteredModel;
  PurposeRetired: PurposeRetiredModel;
  Query: Record<PropertyKey, never>;
  ReceiptVerification: ReceiptVerificationModel;
  RecordGlobalPrivacyControlInput: RecordGlobalPrivacyControlInput;
  RecordGlobalPrivacyControlResult: ResolversUnionTypes<ResolversParentTypes>['RecordGlobalPrivacyControlResult'];
  RecordStandInput: RecordStandInput;
  RefuseCaseInput: RefuseCaseInput;
  RefuseConsentInput: RefuseConsentInput;
  RefuseConsentResult: ResolversUnionTypes<ResolversParentTypes>['RefuseConsentResult'];
  RefuseCorrectionInput: RefuseCorrectionInput;
  RegisterPurposeInput: RegisterPurposeInput;
  RegisterPurposeResult: ResolversUnionTypes<ResolversParentTypes>['RegisterPurposeResult'];
  ReleaseHoldInput: ReleaseHoldInput;
  ReleaseHoldResult: ResolversUnionTypes<ResolversParentTypes>['ReleaseHoldResult'];
  RetentionAsked: RetentionAsked;
  RetentionDue: RetentionDue;
  RetentionPolicy: RetentionPolicyModel;
  RetentionPreview: Pick<RetentionPreview, 'id'> & Partial<RetentionPreview>;
  RetentionRun: RetentionRunModel;
  RetentionSet: Omit<RetentionSet, 'policy'> & { policy: ResolversParentTypes['RetentionPolicy'] };
  RetirePurposeInput: RetirePurposeInput;
  RetirePurposeResult: ResolversUnionTypes<ResolversParentTypes>['RetirePurposeResult'];
  RunRetentionInput: RunRetentionInput;
  RunRetentionResult: ResolversUnionTypes<ResolversParentTypes>['RunRetentionResult'];
  SetRetentionInput: SetRetentionInput;
  SetRetentionResult: ResolversUnionTypes<ResolversParentTypes>['SetRetentionResult'];
  Subscription: Record<PropertyKey, never>;
  TakeExportInput: TakeExportInput;
  TakeExportResult: ResolversUnionTypes<ResolversParentTypes>['TakeExportResult'];
  WithdrawConsentInput: WithdrawConsentInput;
  WithdrawConsentResult: ResolversUnionTypes<ResolversParentTypes>['WithdrawConsentResult'];
};

export type DataClassDirectiveArgs = {
  is: Array<DataClass>;
};

export type DataClassDirectiveResolver<Result, Parent, ContextType = Context, Args = DataClassDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcknowledgeErasureResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcknowledgeErasureResult'] = ResolversParentTypes['AcknowledgeErasureResult']> = {
  __resolveType: TypeResolveFn<'ErasureAcknowledged' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  about?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bases?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  brokenGlass?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  client?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  eventId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AuditKind'], ParentType, ContextType>;
  leaf?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openings?: Resolver<Array<ResolversTypes['AuditOpening']>, ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  peopleCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  personIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  purposes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  refused?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  traceparent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  withheld?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AuditOpeningResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditOpening'] = ResolversParentTypes['AuditOpening']> = {
  commitment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  salt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditPage'] = ResolversParentTypes['AuditPage']> = {
  entries?: Resolver<Array<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  next?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditProofResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditProof'] = ResolversParentTypes['AuditProof']> = {
  checkpoint?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hashes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CaseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Case'] = ResolversParentTypes['Case']> = {
  channel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  corrections?: Resolver<Array<ResolversTypes['CaseCorrection']>, ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exports?: Resolver<Array<ResolversTypes['CaseExport']>, ParentType, ContextType>;
  extension?: Resolver<Maybe<ResolversTypes['CaseExtensionReason']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identification?: Resolver<Maybe<ResolversTypes['CaseIdentification']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CaseKind'], ParentType, ContextType>;
  openedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  purposes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['CaseRefusal']>, ParentType, ContextType>;
  requester?: Resolver<ResolversTypes['CaseRequester'], ParentType, ContextType>;
  requesterContact?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requesterName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CaseState'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['CaseStep']>, ParentType, ContextType, RequireFields<CaseStepsArgs, 'first'>>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type CaseChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaseChange'] = ResolversParentTypes['CaseChange']> = {
  case?: Resolver<Maybe<ResolversTypes['Case']>, ParentType, ContextType>;
  caseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CaseChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaseChanged'] = ResolversParentTypes['CaseChanged']> = {
  case?: Resolver<Maybe<ResolversTypes['Case']>, ParentType, ContextType>;
  caseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CaseCorrectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaseCorrection'] = ResolversParentTypes['CaseCorrection']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CorrectionState'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CaseExportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaseExport'] = ResolversParentTypes['CaseExport']> = {
  bytes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  digest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  downloads?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CaseIdentificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaseIdentification'] = ResolversParentTypes['CaseIdentification']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['IdentificationMethod'], ParentType, ContextType>;
  proofId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type CaseOpenedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaseOpened'] = ResolversParentTypes['CaseOpened']> = {
  case?: Resolver<Maybe<ResolversTypes['Case']>, ParentType, ContextType>;
  caseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CaseRefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaseRefusal'] = ResolversParentTypes['CaseRefusal']> = {
  article?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['CaseRefusalReason'], ParentType, ContextType>;
};

export type CaseStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaseStep'] = ResolversParentTypes['CaseStep']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChangeCaseResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeCaseResult'] = ResolversParentTypes['ChangeCaseResult']> = {
  __resolveType: TypeResolveFn<'CaseChanged' | 'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type ConsentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Consent'] = ResolversParentTypes['Consent'], FederationReferenceType extends FederationReferenceTypes['Consent'] = FederationReferenceTypes['Consent']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Consent']> | FederationReferenceType, FederationReferenceType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['ConsentEvent']>, ParentType, ContextType, RequireFields<ConsentHistoryArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  person?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ConsentStatus'], ParentType, ContextType>;
};

export type ConsentChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConsentChange'] = ResolversParentTypes['ConsentChange']> = {
  consent?: Resolver<Maybe<ResolversTypes['Consent']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ConsentEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConsentEvent'] = ResolversParentTypes['ConsentEvent']> = {
  action?: Resolver<ResolversTypes['ConsentAction'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  guardian?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  jurisdiction?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  late?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  noticeVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shownSha256?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shownUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ConsentRecordedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConsentRecorded'] = ResolversParentTypes['ConsentRecorded']> = {
  applied?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  consent?: Resolver<Maybe<ResolversTypes['Consent']>, ParentType, ContextType>;
  consentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConsentStateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConsentState'] = ResolversParentTypes['ConsentState']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isAllowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  noticeVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ConsentStatus']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type ErasePersonResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasePersonResult'] = ResolversParentTypes['ErasePersonResult']> = {
  __resolveType: TypeResolveFn<'ErasureOpened' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type ErasureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Erasure'] = ResolversParentTypes['Erasure']> = {
  finalOn?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  finalWaitsFor?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  logicallyCompleteAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  personIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ErasureState'], ParentType, ContextType>;
  subgraphs?: Resolver<Array<ResolversTypes['ErasurePart']>, ParentType, ContextType>;
  systems?: Resolver<Array<ResolversTypes['ErasureSystem']>, ParentType, ContextType>;
};

export type ErasureAcknowledgedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureAcknowledged'] = ResolversParentTypes['ErasureAcknowledged']> = {
  erasure?: Resolver<Maybe<ResolversTypes['Erasure']>, ParentType, ContextType>;
  erasureId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ErasureConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureConnection'] = ResolversParentTypes['ErasureConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ErasureEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ErasureCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureCount'] = ResolversParentTypes['ErasureCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  what?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ErasureEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureEdge'] = ResolversParentTypes['ErasureEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Erasure'], ParentType, ContextType>;
};

export type ErasureHeldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureHeld'] = ResolversParentTypes['ErasureHeld']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ErasureOpenedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureOpened'] = ResolversParentTypes['ErasureOpened']> = {
  erasure?: Resolver<Maybe<ResolversTypes['Erasure']>, ParentType, ContextType>;
  erasureId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ErasurePartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasurePart'] = ResolversParentTypes['ErasurePart']> = {
  counts?: Resolver<Array<ResolversTypes['ErasureCount']>, ParentType, ContextType>;
  held?: Resolver<Array<ResolversTypes['ErasureHeld']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ErasurePartState'], ParentType, ContextType>;
  subgraph?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  toldAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ErasurePreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasurePreview'] = ResolversParentTypes['ErasurePreview'], FederationReferenceType extends FederationReferenceTypes['ErasurePreview'] = FederationReferenceTypes['ErasurePreview']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ErasurePreview']> | FederationReferenceType, FederationReferenceType, ContextType>;
  consent?: Resolver<Maybe<ResolversTypes['ErasureShare']>, ParentType, ContextType>;
  erasure?: Resolver<Maybe<ResolversTypes['Erasure']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  personIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  readBy?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
};

export type ErasureShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureShare'] = ResolversParentTypes['ErasureShare']> = {
  counts?: Resolver<Array<ResolversTypes['ErasureCount']>, ParentType, ContextType>;
  held?: Resolver<Array<ResolversTypes['ErasureHeld']>, ParentType, ContextType>;
  stays?: Resolver<Array<ResolversTypes['ErasureCount']>, ParentType, ContextType>;
};

export type ErasureSystemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureSystem'] = ResolversParentTypes['ErasureSystem']> = {
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acknowledgedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  because?: Resolver<ResolversTypes['ErasureSystemReason'], ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ErasureSystemState'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  toldAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ExportOfferedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExportOffered'] = ResolversParentTypes['ExportOffered']> = {
  export?: Resolver<Maybe<ResolversTypes['CaseExport']>, ParentType, ContextType>;
  exportId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExportTaken'] = ResolversParentTypes['ExportTaken']> = {
  caseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CaseKind'], ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GlobalPrivacyControlRecordedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GlobalPrivacyControlRecorded'] = ResolversParentTypes['GlobalPrivacyControlRecorded']> = {
  eventIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  purposes?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GrantConsentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GrantConsentResult'] = ResolversParentTypes['GrantConsentResult']> = {
  __resolveType: TypeResolveFn<'ConsentRecorded' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type HoldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Hold'] = ResolversParentTypes['Hold']> = {
  dataClasses?: Resolver<Array<ResolversTypes['DataClass']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  person?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  placedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  releaseReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  releasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  releasedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HoldNotOpenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HoldNotOpen'] = ResolversParentTypes['HoldNotOpen']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HoldPlacedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HoldPlaced'] = ResolversParentTypes['HoldPlaced']> = {
  hold?: Resolver<Maybe<ResolversTypes['Hold']>, ParentType, ContextType>;
  holdId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HoldReleasedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HoldReleased'] = ResolversParentTypes['HoldReleased']> = {
  hold?: Resolver<Maybe<ResolversTypes['Hold']>, ParentType, ContextType>;
  holdId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IdempotencyConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyConflict'] = ResolversParentTypes['IdempotencyConflict']> = {
  inFlight?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IllegalTransitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IllegalTransition'] = ResolversParentTypes['IllegalTransition']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InputProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InputProblem'] = ResolversParentTypes['InputProblem']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  problems?: Resolver<Array<ResolversTypes['InputProblem']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type JurisdictionRuleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JurisdictionRule'] = ResolversParentTypes['JurisdictionRule']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  globalPrivacyControl?: Resolver<Array<ResolversTypes['PurposeUse']>, ParentType, ContextType>;
  ownConsentAge?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  regime?: Resolver<ResolversTypes['ConsentRegime'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acknowledgeErasure?: Resolver<Maybe<ResolversTypes['AcknowledgeErasureResult']>, ParentType, ContextType, RequireFields<MutationAcknowledgeErasureArgs, 'input'>>;
  advanceCase?: Resolver<Maybe<ResolversTypes['ChangeCaseResult']>, ParentType, ContextType, RequireFields<MutationAdvanceCaseArgs, 'input'>>;
  completeCase?: Resolver<Maybe<ResolversTypes['ChangeCaseResult']>, ParentType, ContextType, RequireFields<MutationCompleteCaseArgs, 'input'>>;
  correctCase?: Resolver<Maybe<ResolversTypes['ChangeCaseResult']>, ParentType, ContextType, RequireFields<MutationCorrectCaseArgs, 'input'>>;
  erasePerson?: Resolver<Maybe<ResolversTypes['ErasePersonResult']>, ParentType, ContextType, RequireFields<MutationErasePersonArgs, 'input'>>;
  extendCase?: Resolver<Maybe<ResolversTypes['ChangeCaseResult']>, ParentType, ContextType, RequireFields<MutationExtendCaseArgs, 'input'>>;
  grantConsent?: Resolver<Maybe<ResolversTypes['GrantConsentResult']>, ParentType, ContextType, RequireFields<MutationGrantConsentArgs, 'input'>>;
  identifyRequester?: Resolver<Maybe<ResolversTypes['ChangeCaseResult']>, ParentType, ContextType, RequireFields<MutationIdentifyRequesterArgs, 'input'>>;
  liftCase?: Resolver<Maybe<ResolversTypes['ChangeCaseResult']>, ParentType, ContextType, RequireFields<MutationLiftCaseArgs, 'input'>>;
  noteCase?: Resolver<Maybe<ResolversTypes['NoteCaseResult']>, ParentType, ContextType, RequireFields<MutationNoteCaseArgs, 'input'>>;
  noteExport?: Resolver<Maybe<ResolversTypes['NoteExportResult']>, ParentType, ContextType, RequireFields<MutationNoteExportArgs, 'input'>>;
  offerExport?: Resolver<Maybe<ResolversTypes['OfferExportResult']>, ParentType, ContextType, RequireFields<MutationOfferExportArgs, 'input'>>;
  openCase?: Resolver<Maybe<ResolversTypes['OpenCaseResult']>, ParentType, ContextType, RequireFields<MutationOpenCaseArgs, 'input'>>;
  placeHold?: Resolver<Maybe<ResolversTypes['PlaceHoldResult']>, ParentType, ContextType, RequireFields<MutationPlaceHoldArgs, 'input'>>;
  publishNotice?: Resolver<Maybe<ResolversTypes['PublishNoticeResult']>, ParentType, ContextType, RequireFields<MutationPublishNoticeArgs, 'input'>>;
  recordGlobalPrivacyControl?: Resolver<Maybe<ResolversTypes['RecordGlobalPrivacyControlResult']>, ParentType, ContextType, RequireFields<MutationRecordGlobalPrivacyControlArgs, 'input'>>;
  refuseCase?: Resolver<Maybe<ResolversTypes['ChangeCaseResult']>, ParentType, ContextType, RequireFields<MutationRefuseCaseArgs, 'input'>>;
  refuseConsent?: Resolver<Maybe<ResolversTypes['RefuseConsentResult']>, ParentType, ContextType, RequireFields<MutationRefuseConsentArgs, 'input'>>;
  refuseCorrection?: Resolver<Maybe<ResolversTypes['ChangeCaseResult']>, ParentType, ContextType, RequireFields<MutationRefuseCorrectionArgs, 'input'>>;
  registerPurpose?: Resolver<Maybe<ResolversTypes['RegisterPurposeResult']>, ParentType, ContextType, RequireFields<MutationRegisterPurposeArgs, 'input'>>;
  releaseHold?: Resolver<Maybe<ResolversTypes['ReleaseHoldResult']>, ParentType, ContextType, RequireFields<MutationReleaseHoldArgs, 'input'>>;
  retirePurpose?: Resolver<Maybe<ResolversTypes['RetirePurposeResult']>, ParentType, ContextType, RequireFields<MutationRetirePurposeArgs, 'input'>>;
  runRetention?: Resolver<Maybe<ResolversTypes['RunRetentionResult']>, ParentType, ContextType, RequireFields<MutationRunRetentionArgs, 'input'>>;
  setRetention?: Resolver<Maybe<ResolversTypes['SetRetentionResult']>, ParentType, ContextType, RequireFields<MutationSetRetentionArgs, 'input'>>;
  takeExport?: Resolver<Maybe<ResolversTypes['TakeExportResult']>, ParentType, ContextType, RequireFields<MutationTakeExportArgs, 'input'>>;
  withdrawConsent?: Resolver<Maybe<ResolversTypes['WithdrawConsentResult']>, ParentType, ContextType, RequireFields<MutationWithdrawConsentArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoteCaseResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoteCaseResult'] = ResolversParentTypes['NoteCaseResult']> = {
  __resolveType: TypeResolveFn<'CaseChanged' | 'IllegalTransition' | 'NotFound', ParentType, ContextType>;
};

export type NoteExportResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoteExportResult'] = ResolversParentTypes['NoteExportResult']> = {
  __resolveType: TypeResolveFn<'CaseChanged' | 'NotFound', ParentType, ContextType>;
};

export type NoticeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Notice'] = ResolversParentTypes['Notice']> = {
  isMaterial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NoticePublishedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoticePublished'] = ResolversParentTypes['NoticePublished']> = {
  notice?: Resolver<Maybe<ResolversTypes['Notice']>, ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferExportResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OfferExportResult'] = ResolversParentTypes['OfferExportResult']> = {
  __resolveType: TypeResolveFn<'ExportOffered' | 'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type OpenCaseResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenCaseResult'] = ResolversParentTypes['OpenCaseResult']> = {
  __resolveType: TypeResolveFn<'CaseOpened' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PersonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person'], FederationReferenceType extends FederationReferenceTypes['Person'] = FederationReferenceTypes['Person']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Person']> | FederationReferenceType, FederationReferenceType, ContextType>;
  consents?: Resolver<Maybe<Array<ResolversTypes['Consent']>>, ParentType, ContextType, Partial<PersonConsentsArgs>>;
  holds?: Resolver<Maybe<Array<ResolversTypes['Hold']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PlaceHoldResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlaceHoldResult'] = ResolversParentTypes['PlaceHoldResult']> = {
  __resolveType: TypeResolveFn<'HoldPlaced' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type PublishNoticeResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishNoticeResult'] = ResolversParentTypes['PublishNoticeResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NoticePublished', ParentType, ContextType>;
};

export type PurposeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Purpose'] = ResolversParentTypes['Purpose']> = {
  consentDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  dataClasses?: Resolver<Array<ResolversTypes['DataClass']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  jurisdictions?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  legalBasis?: Resolver<ResolversTypes['LegalBasis'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onMaterialChange?: Resolver<ResolversTypes['MaterialChange'], ParentType, ContextType>;
  recipients?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  retentionDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retiredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  uses?: Resolver<Array<ResolversTypes['PurposeUse']>, ParentType, ContextType>;
};

export type PurposeRegisteredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PurposeRegistered'] = ResolversParentTypes['PurposeRegistered']> = {
  purpose?: Resolver<Maybe<ResolversTypes['Purpose']>, ParentType, ContextType>;
  purposeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PurposeRetiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PurposeRetired'] = ResolversParentTypes['PurposeRetired']> = {
  purpose?: Resolver<Maybe<ResolversTypes['Purpose']>, ParentType, ContextType>;
  purposeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  auditCheckpoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  auditConsistency?: Resolver<Maybe<ResolversTypes['AuditProof']>, ParentType, ContextType, RequireFields<QueryAuditConsistencyArgs, 'older'>>;
  auditEntries?: Resolver<Maybe<ResolversTypes['AuditPage']>, ParentType, ContextType, RequireFields<QueryAuditEntriesArgs, 'first'>>;
  auditProof?: Resolver<Maybe<ResolversTypes['AuditProof']>, ParentType, ContextType, RequireFields<QueryAuditProofArgs, 'index'>>;
  case?: Resolver<Maybe<ResolversTypes['Case']>, ParentType, ContextType, RequireFields<QueryCaseArgs, 'id'>>;
  cases?: Resolver<Maybe<Array<ResolversTypes['Case']>>, ParentType, ContextType, RequireFields<QueryCasesArgs, 'first'>>;
  consent?: Resolver<Maybe<ResolversTypes['Consent']>, ParentType, ContextType, RequireFields<QueryConsentArgs, 'id'>>;
  consentState?: Resolver<Maybe<ResolversTypes['ConsentState']>, ParentType, ContextType, RequireFields<QueryConsentStateArgs, 'personId' | 'purpose'>>;
  erasurePreview?: Resolver<Maybe<ResolversTypes['ErasurePreview']>, ParentType, ContextType, RequireFields<QueryErasurePreviewArgs, 'personId'>>;
  erasureStatus?: Resolver<Maybe<ResolversTypes['Erasure']>, ParentType, ContextType, RequireFields<QueryErasureStatusArgs, 'id'>>;
  erasures?: Resolver<Maybe<ResolversTypes['ErasureConnection']>, ParentType, ContextType, RequireFields<QueryErasuresArgs, 'first'>>;
  hold?: Resolver<Maybe<ResolversTypes['Hold']>, ParentType, ContextType, RequireFields<QueryHoldArgs, 'id'>>;
  holds?: Resolver<Maybe<Array<ResolversTypes['Hold']>>, ParentType, ContextType, RequireFields<QueryHoldsArgs, 'first'>>;
  jurisdictionRule?: Resolver<Maybe<ResolversTypes['JurisdictionRule']>, ParentType, ContextType, RequireFields<QueryJurisdictionRuleArgs, 'code'>>;
  jurisdictionRules?: Resolver<Maybe<Array<ResolversTypes['JurisdictionRule']>>, ParentType, ContextType>;
  notices?: Resolver<Maybe<Array<ResolversTypes['Notice']>>, ParentType, ContextType, RequireFields<QueryNoticesArgs, 'purpose'>>;
  purpose?: Resolver<Maybe<ResolversTypes['Purpose']>, ParentType, ContextType, RequireFields<QueryPurposeArgs, 'id'>>;
  purposes?: Resolver<Maybe<Array<ResolversTypes['Purpose']>>, ParentType, ContextType, RequireFields<QueryPurposesArgs, 'includeRetired'>>;
  receipt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<QueryReceiptArgs, 'consentEventId'>>;
  retentionPolicies?: Resolver<Maybe<Array<ResolversTypes['RetentionPolicy']>>, ParentType, ContextType>;
  retentionPreview?: Resolver<Maybe<ResolversTypes['RetentionPreview']>, ParentType, ContextType, RequireFields<QueryRetentionPreviewArgs, 'subject'>>;
  retentionRuns?: Resolver<Maybe<Array<ResolversTypes['RetentionRun']>>, ParentType, ContextType, RequireFields<QueryRetentionRunsArgs, 'first'>>;
  verifyReceipt?: Resolver<Maybe<ResolversTypes['ReceiptVerification']>, ParentType, ContextType, RequireFields<QueryVerifyReceiptArgs, 'receipt'>>;
};

export type ReceiptVerificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceiptVerification'] = ResolversParentTypes['ReceiptVerification']> = {
  consent?: Resolver<Maybe<ResolversTypes['Consent']>, ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['ConsentEvent']>, ParentType, ContextType>;
  isGenuine?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['ReceiptProblem']>, ParentType, ContextType>;
};

export type RecordGlobalPrivacyControlResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordGlobalPrivacyControlResult'] = ResolversParentTypes['RecordGlobalPrivacyControlResult']> = {
  __resolveType: TypeResolveFn<'GlobalPrivacyControlRecorded' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type RefuseConsentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefuseConsentResult'] = ResolversParentTypes['RefuseConsentResult']> = {
  __resolveType: TypeResolveFn<'ConsentRecorded' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type RegisterPurposeResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterPurposeResult'] = ResolversParentTypes['RegisterPurposeResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'PurposeRegistered', ParentType, ContextType>;
};

export type ReleaseHoldResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReleaseHoldResult'] = ResolversParentTypes['ReleaseHoldResult']> = {
  __resolveType: TypeResolveFn<'HoldNotOpen' | 'HoldReleased' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type RetentionAskedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetentionAsked'] = ResolversParentTypes['RetentionAsked']> = {
  askId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetentionDueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetentionDue'] = ResolversParentTypes['RetentionDue']> = {
  before?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  due?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sample?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RetentionPolicyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetentionPolicy'] = ResolversParentTypes['RetentionPolicy']> = {
  eventType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  purposeDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  setAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  setBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['RetentionSubject'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['RetentionPolicy']>, ParentType, ContextType>;
};

export type RetentionPreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetentionPreview'] = ResolversParentTypes['RetentionPreview'], FederationReferenceType extends FederationReferenceTypes['RetentionPreview'] = FederationReferenceTypes['RetentionPreview']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RetentionPreview']> | FederationReferenceType, FederationReferenceType, ContextType>;
  consent?: Resolver<Maybe<ResolversTypes['RetentionDue']>, ParentType, ContextType>;
  eventType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['RetentionSubject'], ParentType, ContextType>;
};

export type RetentionRunResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetentionRun'] = ResolversParentTypes['RetentionRun']> = {
  askIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  before?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gone?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subgraph?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['RetentionSubject'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RetentionSetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetentionSet'] = ResolversParentTypes['RetentionSet']> = {
  policy?: Resolver<ResolversTypes['RetentionPolicy'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetirePurposeResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetirePurposeResult'] = ResolversParentTypes['RetirePurposeResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'PurposeRetired', ParentType, ContextType>;
};

export type RunRetentionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunRetentionResult'] = ResolversParentTypes['RunRetentionResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'RetentionAsked', ParentType, ContextType>;
};

export type SetRetentionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetRetentionResult'] = ResolversParentTypes['SetRetentionResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'RetentionSet', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  caseChanged?: SubscriptionResolver<Maybe<ResolversTypes['CaseChange']>, "caseChanged", ParentType, ContextType, Partial<SubscriptionCaseChangedArgs>>;
  consentChanged?: SubscriptionResolver<Maybe<ResolversTypes['ConsentChange']>, "consentChanged", ParentType, ContextType, Partial<SubscriptionConsentChangedArgs>>;
};

export type TakeExportResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TakeExportResult'] = ResolversParentTypes['TakeExportResult']> = {
  __resolveType: TypeResolveFn<'ExportTaken' | 'IllegalTransition' | 'NotFound', ParentType, ContextType>;
};

export type WithdrawConsentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WithdrawConsentResult'] = ResolversParentTypes['WithdrawConsentResult']> = {
  __resolveType: TypeResolveFn<'ConsentRecorded' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AcknowledgeErasureResult?: AcknowledgeErasureResultResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditOpening?: AuditOpeningResolvers<ContextType>;
  AuditPage?: AuditPageResolvers<ContextType>;
  AuditProof?: AuditProofResolvers<ContextType>;
  Case?: CaseResolvers<ContextType>;
  CaseChange?: CaseChangeResolvers<ContextType>;
  CaseChanged?: CaseChangedResolvers<ContextType>;
  CaseCorrection?: CaseCorrectionResolvers<ContextType>;
  CaseExport?: CaseExportResolvers<ContextType>;
  CaseIdentification?: CaseIdentificationResolvers<ContextType>;
  CaseOpened?: CaseOpenedResolvers<ContextType>;
  CaseRefusal?: CaseRefusalResolvers<ContextType>;
  CaseStep?: CaseStepResolvers<ContextType>;
  ChangeCaseResult?: ChangeCaseResultResolvers<ContextType>;
  Consent?: ConsentResolvers<ContextType>;
  ConsentChange?: ConsentChangeResolvers<ContextType>;
  ConsentEvent?: ConsentEventResolvers<ContextType>;
  ConsentRecorded?: ConsentRecordedResolvers<ContextType>;
  ConsentState?: ConsentStateResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  ErasePersonResult?: ErasePersonResultResolvers<ContextType>;
  Erasure?: ErasureResolvers<ContextType>;
  ErasureAcknowledged?: ErasureAcknowledgedResolvers<ContextType>;
  ErasureConnection?: ErasureConnectionResolvers<ContextType>;
  ErasureCount?: ErasureCountResolvers<ContextType>;
  ErasureEdge?: ErasureEdgeResolvers<ContextType>;
  ErasureHeld?: ErasureHeldResolvers<ContextType>;
  ErasureOpened?: ErasureOpenedResolvers<ContextType>;
  ErasurePart?: ErasurePartResolvers<ContextType>;
  ErasurePreview?: ErasurePreviewResolvers<ContextType>;
  ErasureShare?: ErasureShareResolvers<ContextType>;
  ErasureSystem?: ErasureSystemResolvers<ContextType>;
  ExportOffered?: ExportOfferedResolvers<ContextType>;
  ExportTaken?: ExportTakenResolvers<ContextType>;
  GlobalPrivacyControlRecorded?: GlobalPrivacyControlRecordedResolvers<ContextType>;
  GrantConsentResult?: GrantConsentResultResolvers<ContextType>;
  Hold?: HoldResolvers<ContextType>;
  HoldNotOpen?: HoldNotOpenResolvers<ContextType>;
  HoldPlaced?: HoldPlacedResolvers<ContextType>;
  HoldReleased?: HoldReleasedResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  IllegalTransition?: IllegalTransitionResolvers<ContextType>;
  InputProblem?: InputProblemResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  JurisdictionRule?: JurisdictionRuleResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  NoteCaseResult?: NoteCaseResultResolvers<ContextType>;
  NoteExportResult?: NoteExportResultResolvers<ContextType>;
  Notice?: NoticeResolvers<ContextType>;
  NoticePublished?: NoticePublishedResolvers<ContextType>;
  OfferExportResult?: OfferExportResultResolvers<ContextType>;
  OpenCaseResult?: OpenCaseResultResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  PlaceHoldResult?: PlaceHoldResultResolvers<ContextType>;
  PublishNoticeResult?: PublishNoticeResultResolvers<ContextType>;
  Purpose?: PurposeResolvers<ContextType>;
  PurposeRegistered?: PurposeRegisteredResolvers<ContextType>;
  PurposeRetired?: PurposeRetiredResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReceiptVerification?: ReceiptVerificationResolvers<ContextType>;
  RecordGlobalPrivacyControlResult?: RecordGlobalPrivacyControlResultResolvers<ContextType>;
  RefuseConsentResult?: RefuseConsentResultResolvers<ContextType>;
  RegisterPurposeResult?: RegisterPurposeResultResolvers<ContextType>;
  ReleaseHoldResult?: ReleaseHoldResultResolvers<ContextType>;
  RetentionAsked?: RetentionAskedResolvers<ContextType>;
  RetentionDue?: RetentionDueResolvers<ContextType>;
  RetentionPolicy?: RetentionPolicyResolvers<ContextType>;
  RetentionPreview?: RetentionPreviewResolvers<ContextType>;
  RetentionRun?: RetentionRunResolvers<ContextType>;
  RetentionSet?: RetentionSetResolvers<ContextType>;
  RetirePurposeResult?: RetirePurposeResultResolvers<ContextType>;
  RunRetentionResult?: RunRetentionResultResolvers<ContextType>;
  SetRetentionResult?: SetRetentionResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TakeExportResult?: TakeExportResultResolvers<ContextType>;
  WithdrawConsentResult?: WithdrawConsentResultResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  dataClass?: DataClassDirectiveResolver<any, any, ContextType>;
};

/** What a resolver gives. */
type Given<F> = Extract<F, (...args: never) => unknown> extends (...args: never) => infer Result ? Result : never;

/** The fields of `T` that the row behind it does not have, or has with another type. */
type OwedFields<T, Row, R> = {
  [K in keyof T & keyof R]: K extends '__typename' ? never : K extends keyof Row ? (Row[K] extends Given<R[K]> ? never : K) : K;
}[keyof T & keyof R];

/** Demands a resolver for each of them. */
type Owed<T, Row, R> = R & Required<Pick<R, OwedFields<T, Row, R>>>;

/** The resolvers of this subgraph, with none missing that a row does not make up for. */
export type CompleteResolvers = Resolvers & {
  Person: Owed<Person, FederationReferenceTypes['Person'], PersonResolvers>;
  Purpose: Owed<Purpose, PurposeModel, PurposeResolvers>;
  Notice: Owed<Notice, NoticeModel, NoticeResolvers>;
  Consent: Owed<Consent, ConsentModel, ConsentResolvers> & Required<Pick<ConsentResolvers, '__resolveReference'>>;
  ConsentEvent: Owed<ConsentEvent, ConsentEventModel, ConsentEventResolvers>;
  ReceiptVerification: Owed<ReceiptVerification, ReceiptVerificationModel, ReceiptVerificationResolvers>;
  Erasure: Owed<Erasure, ErasureModel, ErasureResolvers>;
  ErasurePreview: Owed<ErasurePreview, FederationReferenceTypes['ErasurePreview'], ErasurePreviewResolvers>;
  ErasureOpened: Owed<ErasureOpened, ErasureOpenedModel, ErasureOpenedResolvers>;
  ErasureAcknowledged: Owed<ErasureAcknowledged, ErasureAcknowledgedModel, ErasureAcknowledgedResolvers>;
  RetentionPolicy: Owed<RetentionPolicy, RetentionPolicyModel, RetentionPolicyResolvers>;
  RetentionPreview: Owed<RetentionPreview, FederationReferenceTypes['RetentionPreview'], RetentionPreviewResolvers>;
  RetentionRun: Owed<RetentionRun, RetentionRunModel, RetentionRunResolvers>;
  Hold: Owed<Hold, HoldModel, HoldResolvers>;
  Query: Owed<Query, Record<never, never>, QueryResolvers>;
  PurposeRegistered: Owed<PurposeRegistered, PurposeRegisteredModel, PurposeRegisteredResolvers>;
  PurposeRetired: Owed<PurposeRetired, PurposeRetiredModel, PurposeRetiredResolvers>;
  NoticePublished: Owed<NoticePublished, NoticePublishedModel, NoticePublishedResolvers>;
  ConsentRecorded: Owed<ConsentRecorded, ConsentRecordedModel, ConsentRecordedResolvers>;
  HoldPlaced: Owed<HoldPlaced, HoldPlacedModel, HoldPlacedResolvers>;
  HoldReleased: Owed<HoldReleased, HoldReleasedModel, HoldReleasedResolvers>;
  Case: Owed<Case, CaseModel, CaseResolvers>;
  CaseStep: Owed<CaseStep, CaseStepModel, CaseStepResolvers>;
  CaseCorrection: Owed<CaseCorrection, CaseCorrectionModel, CaseCorrectionResolvers>;
  CaseOpened: Owed<CaseOpened, CaseOpenedModel, CaseOpenedResolvers>;
  CaseChanged: Owed<CaseChanged, CaseChangedModel, CaseChangedResolvers>;
  ExportOffered: Owed<ExportOffered, ExportOfferedModel, ExportOfferedResolvers>;
  Mutation: Owed<Mutation, Record<never, never>, MutationResolvers>;
  ConsentChange: Owed<ConsentChange, ConsentChangeModel, ConsentChangeResolvers>;
  CaseChange: Owed<CaseChange, CaseChangeModel, CaseChangeResolvers>;
  Subscription: Owed<Subscription, Record<never, never>, SubscriptionResolvers>;
};
