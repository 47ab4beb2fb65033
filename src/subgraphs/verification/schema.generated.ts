// Generated from schema/verification.graphql by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { VerificationModel, CheckModel, VerificationRequestedModel, CheckResultRecordedModel, VerificationCancelledModel, VerificationChangeModel, EvidenceFileModel, LegalHoldModel, LegalHoldPlacedModel, LegalHoldReleasedModel, EvidenceDeletedModel, VendorModel, VendorMessageModel, VendorRegisteredModel, VendorSecretAddedModel, VendorSecretRemovedModel, VendorMessageReplayedModel, CheckStartedModel, CheckPolledModel } from './models.ts';
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

export type AddVendorSecretInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  secret: Scalars['String']['input'];
  use: VendorSecretUse;
  vendor: Scalars['ID']['input'];
};

export type AddVendorSecretResult = IdempotencyConflict | InvalidInput | NotFound | VendorSecretAdded;

export type CancelVerificationInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
  verificationId: Scalars['ID']['input'];
};

export type CancelVerificationResult = IdempotencyConflict | IllegalTransition | InvalidInput | NotFound | VerificationCancelled;

export type Check = {
  __typename?: 'Check';
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  confirmedClaimIds: Array<Scalars['ID']['output']>;
  evidence: Array<Evidence>;
  evidenceFiles?: Maybe<Array<EvidenceFile>>;
  id: Scalars['ID']['output'];
  kind: CheckKind;
  method?: Maybe<Scalars['String']['output']>;
  normalised?: Maybe<Scalars['JSON']['output']>;
  reasonCodes: Array<Scalars['String']['output']>;
  score?: Maybe<Scalars['Float']['output']>;
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  status: CheckStatus;
  traceId?: Maybe<Scalars['String']['output']>;
  validUntil?: Maybe<Scalars['DateTime']['output']>;
  vendor?: Maybe<Scalars['String']['output']>;
  verificationId: Scalars['ID']['output'];
};

export type CheckAddressInput = {
  country?: InputMaybe<Scalars['String']['input']>;
  lines: Array<Scalars['String']['input']>;
  locality?: InputMaybe<Scalars['String']['input']>;
  postalCode?: InputMaybe<Scalars['String']['input']>;
  region?: InputMaybe<Scalars['String']['input']>;
};

export type CheckIdentifierInput = {
  country?: InputMaybe<Scalars['String']['input']>;
  type: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

export type CheckKind =
  | 'ADDRESS'
  | 'BIOMETRIC'
  | 'DATA_SOURCE'
  | 'DEVICE'
  | 'DOCUMENT'
  | 'EMAIL'
  | 'PHONE'
  | 'SANCTIONS';

export type CheckNameInput = {
  family?: InputMaybe<Scalars['String']['input']>;
  full?: InputMaybe<Scalars['String']['input']>;
  given?: InputMaybe<Scalars['String']['input']>;
  middle?: InputMaybe<Scalars['String']['input']>;
};

export type CheckPolled = {
  __typename?: 'CheckPolled';
  check?: Maybe<Check>;
  checkId: Scalars['ID']['output'];
  message?: Maybe<VendorMessage>;
  verificationId: Scalars['ID']['output'];
};

export type CheckRequest = {
  kind: CheckKind;
  vendor?: InputMaybe<Scalars['String']['input']>;
};

export type CheckResultOutcome =
  | 'APPLIED'
  | 'LATE'
  | 'REPEATED';

export type CheckResultRecorded = {
  __typename?: 'CheckResultRecorded';
  check?: Maybe<Check>;
  checkId: Scalars['ID']['output'];
  outcome: CheckResultOutcome;
  verification?: Maybe<Verification>;
  verificationId: Scalars['ID']['output'];
};

export type CheckStarted = {
  __typename?: 'CheckStarted';
  check?: Maybe<Check>;
  checkId: Scalars['ID']['output'];
  vendor: Scalars['ID']['output'];
  verificationId: Scalars['ID']['output'];
};

export type CheckStatus =
  | 'FAILED'
  | 'INCONCLUSIVE'
  | 'IN_PROGRESS'
  | 'PASSED'
  | 'PENDING';

export type CheckSubjectInput = {
  addresses: Array<CheckAddressInput>;
  birthDate?: InputMaybe<Scalars['String']['input']>;
  documentDigests: Array<Scalars['String']['input']>;
  emails: Array<Scalars['String']['input']>;
  identifiers: Array<CheckIdentifierInput>;
  name?: InputMaybe<CheckNameInput>;
  nationalities: Array<Scalars['String']['input']>;
  phones: Array<Scalars['String']['input']>;
};

export type Claim = {
  __typename?: 'Claim';
  confirmedBy?: Maybe<Array<Check>>;
  id: Scalars['ID']['output'];
};

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

export type DeleteEvidenceInput = {
  fileId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
};

export type DeleteEvidenceResult = EvidenceDeleted | IdempotencyConflict | IllegalTransition | InvalidInput | NotFound;

export type ErasureCount = {
  __typename?: 'ErasureCount';
  count: Scalars['Int']['output'];
  what: Scalars['String']['output'];
};

export type ErasureHeld = {
  __typename?: 'ErasureHeld';
  id: Scalars['ID']['output'];
  kind: Scalars['String']['output'];
};

export type ErasurePreview = {
  __typename?: 'ErasurePreview';
  id: Scalars['ID']['output'];
  verification?: Maybe<ErasureShare>;
};

export type ErasureShare = {
  __typename?: 'ErasureShare';
  counts: Array<ErasureCount>;
  held: Array<ErasureHeld>;
  stays: Array<ErasureCount>;
};

export type Evidence = {
  __typename?: 'Evidence';
  digest: Scalars['String']['output'];
  file?: Maybe<EvidenceFile>;
  id: Scalars['ID']['output'];
  mediaType: Scalars['String']['output'];
  retainUntil?: Maybe<Scalars['DateTime']['output']>;
  uri?: Maybe<Scalars['String']['output']>;
};

export type EvidenceDeleted = {
  __typename?: 'EvidenceDeleted';
  file?: Maybe<EvidenceFile>;
  fileId: Scalars['ID']['output'];
};

export type EvidenceFile = {
  __typename?: 'EvidenceFile';
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  deletedBy?: Maybe<Scalars['String']['output']>;
  deletionReason?: Maybe<Scalars['String']['output']>;
  digest: Scalars['String']['output'];
  held: Scalars['Boolean']['output'];
  holds: Array<LegalHold>;
  id: Scalars['ID']['output'];
  mediaType: Scalars['String']['output'];
  missingSince?: Maybe<Scalars['DateTime']['output']>;
  path?: Maybe<Scalars['String']['output']>;
  retainUntil?: Maybe<Scalars['DateTime']['output']>;
  size: Scalars['Int']['output'];
  state: EvidenceFileState;
  storedAt: Scalars['DateTime']['output'];
  storedBy: Scalars['String']['output'];
  verificationId: Scalars['ID']['output'];
};

export type EvidenceFileState =
  | 'DELETED'
  | 'STORED';

export type EvidenceInput = {
  digest: Scalars['String']['input'];
  mediaType: Scalars['String']['input'];
  retainUntil?: InputMaybe<Scalars['DateTime']['input']>;
  uri?: InputMaybe<Scalars['String']['input']>;
};

export type Gone = {
  __typename?: 'Gone';
  at: Scalars['DateTime']['output'];
  version: Scalars['Int']['output'];
};

export type IdempotencyConflict = {
  __typename?: 'IdempotencyConflict';
  inFlight: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
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

export type LegalHold = {
  __typename?: 'LegalHold';
  id: Scalars['ID']['output'];
  placedAt: Scalars['DateTime']['output'];
  placedBy: Scalars['String']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  releaseReason?: Maybe<Scalars['String']['output']>;
  releasedAt?: Maybe<Scalars['DateTime']['output']>;
  releasedBy?: Maybe<Scalars['String']['output']>;
};

export type LegalHoldPlaced = {
  __typename?: 'LegalHoldPlaced';
  file?: Maybe<EvidenceFile>;
  fileId: Scalars['ID']['output'];
  holdId: Scalars['ID']['output'];
};

export type LegalHoldReleased = {
  __typename?: 'LegalHoldReleased';
  file?: Maybe<EvidenceFile>;
  fileId: Scalars['ID']['output'];
  holdId: Scalars['ID']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  addVendorSecret?: Maybe<AddVendorSecretResult>;
  cancelVerification?: Maybe<CancelVerificationResult>;
  deleteEvidence?: Maybe<DeleteEvidenceResult>;
  placeLegalHold?: Maybe<PlaceLegalHoldResult>;
  pollCheck?: Maybe<PollCheckResult>;
  recordCheckResult?: Maybe<RecordCheckResultResult>;
  registerVendor?: Maybe<RegisterVendorResult>;
  releaseLegalHold?: Maybe<ReleaseLegalHoldResult>;
  removeVendorSecret?: Maybe<RemoveVendorSecretResult>;
  removeWatchlist?: Maybe<RemoveWatchlistResult>;
  replayVendorMessage?: Maybe<ReplayVendorMessageResult>;
  requestVerification?: Maybe<RequestVerificationResult>;
  startCheck?: Maybe<StartCheckResult>;
};


export type MutationAddVendorSecretArgs = {
  input: AddVendorSecretInput;
};


export type MutationCancelVerificationArgs = {
  input: CancelVerificationInput;
};


export type MutationDeleteEvidenceArgs = {
  input: DeleteEvidenceInput;
};


export type MutationPlaceLegalHoldArgs = {
  input: PlaceLegalHoldInput;
};


export type MutationPollCheckArgs = {
  input: PollCheckInput;
};


export type MutationRecordCheckResultArgs = {
  input: RecordCheckResultInput;
};


export type MutationRegisterVendorArgs = {
  input: RegisterVendorInput;
};


export type MutationReleaseLegalHoldArgs = {
  input: ReleaseLegalHoldInput;
};


export type MutationRemoveVendorSecretArgs = {
  input: RemoveVendorSecretInput;
};


export type MutationRemoveWatchlistArgs = {
  input: RemoveWatchlistInput;
};


export type MutationReplayVendorMessageArgs = {
  input: ReplayVendorMessageInput;
};


export type MutationRequestVerificationArgs = {
  input: RequestVerificationInput;
};


export type MutationStartCheckArgs = {
  input: StartCheckInput;
};

export type NotFound = {
  __typename?: 'NotFound';
  id: Scalars['String']['output'];
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Person = {
  __typename?: 'Person';
  id: Scalars['ID']['output'];
  mergedIds: Array<Scalars['ID']['output']>;
  verifications?: Maybe<Array<Verification>>;
};


export type PersonVerificationsArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type PlaceLegalHoldInput = {
  fileId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
};

export type PlaceLegalHoldResult = IdempotencyConflict | InvalidInput | LegalHoldPlaced | NotFound;

export type PollCheckInput = {
  checkId: Scalars['ID']['input'];
};

export type PollCheckResult = CheckPolled | IllegalTransition | NotFound | VendorRefused | VendorUnavailable;

export type Query = {
  __typename?: 'Query';
  evidenceFile?: Maybe<EvidenceFile>;
  screen?: Maybe<Screening>;
  vendorMessages?: Maybe<VendorMessageConnection>;
  vendors?: Maybe<Array<Vendor>>;
  verification?: Maybe<Verification>;
  watchlists?: Maybe<Array<Watchlist>>;
};


export type QueryEvidenceFileArgs = {
  id: Scalars['ID']['input'];
};


export type QueryScreenArgs = {
  input: ScreenInput;
};


export type QueryVendorMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state?: InputMaybe<VendorMessageState>;
  vendor?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryVerificationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryWatchlistsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RecordCheckResultInput = {
  checkId: Scalars['ID']['input'];
  confirmedClaimIds: Array<Scalars['ID']['input']>;
  evidence: Array<EvidenceInput>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  method?: InputMaybe<Scalars['String']['input']>;
  normalised?: InputMaybe<Scalars['JSON']['input']>;
  observedAt?: InputMaybe<Scalars['DateTime']['input']>;
  reasonCodes: Array<Scalars['String']['input']>;
  score?: InputMaybe<Scalars['Float']['input']>;
  status: CheckStatus;
  traceId?: InputMaybe<Scalars['String']['input']>;
  validUntil?: InputMaybe<Scalars['DateTime']['input']>;
  vendor?: InputMaybe<Scalars['String']['input']>;
};

export type RecordCheckResultResult = CheckResultRecorded | IdempotencyConflict | IllegalTransition | InvalidInput | NotFound;

export type RegisterVendorInput = {
  adapter: VendorAdapter;
  baseUrl?: InputMaybe<Scalars['String']['input']>;
  costPerCheck: Scalars['Float']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  kinds: Array<CheckKind>;
  owner?: InputMaybe<Scalars['String']['input']>;
  template?: InputMaybe<Scalars['String']['input']>;
  timeoutMs: Scalars['Int']['input'];
};

export type RegisterVendorResult = IdempotencyConflict | InvalidInput | VendorRegistered;

export type ReleaseLegalHoldInput = {
  holdId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
};

export type ReleaseLegalHoldResult = IdempotencyConflict | IllegalTransition | InvalidInput | LegalHoldReleased | NotFound;

export type RemoveVendorSecretInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  secretId: Scalars['ID']['input'];
  vendor: Scalars['ID']['input'];
};

export type RemoveVendorSecretResult = IdempotencyConflict | InvalidInput | NotFound | VendorSecretRemoved;

export type RemoveWatchlistInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
};

export type RemoveWatchlistResult = IdempotencyConflict | InvalidInput | NotFound | WatchlistRemoved;

export type ReplayVendorMessageInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  messageId: Scalars['ID']['input'];
};

export type ReplayVendorMessageResult = IdempotencyConflict | IllegalTransition | InvalidInput | NotFound | VendorMessageReplayed;

export type RequestVerificationInput = {
  checks: Array<CheckRequest>;
  deadline?: InputMaybe<Scalars['DateTime']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  personId: Scalars['ID']['input'];
};

export type RequestVerificationResult = IdempotencyConflict | InvalidInput | NotFound | VerificationRequested;

export type RetentionDue = {
  __typename?: 'RetentionDue';
  before: Scalars['DateTime']['output'];
  due: Scalars['Int']['output'];
  held: Scalars['Int']['output'];
  sample: Array<Scalars['ID']['output']>;
};

export type RetentionPreview = {
  __typename?: 'RetentionPreview';
  id: Scalars['ID']['output'];
  verification?: Maybe<RetentionDue>;
};

export type ScreenInput = {
  birthDate?: InputMaybe<Scalars['String']['input']>;
  countries: Array<Scalars['String']['input']>;
  identifiers: Array<Scalars['String']['input']>;
  names: Array<Scalars['String']['input']>;
};

export type Screening = {
  __typename?: 'Screening';
  hits: Array<WatchlistHit>;
  versions: Array<WatchlistVersion>;
};

export type StartCheckInput = {
  checkId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  subject: CheckSubjectInput;
  vendor: Scalars['ID']['input'];
};

export type StartCheckResult = CheckStarted | IdempotencyConflict | IllegalTransition | InvalidInput | NotFound | VendorRefused | VendorUnavailable;

export type Subscription = {
  __typename?: 'Subscription';
  verificationStatusChanged?: Maybe<VerificationChange>;
};


export type SubscriptionVerificationStatusChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  personId?: InputMaybe<Scalars['ID']['input']>;
  verificationId?: InputMaybe<Scalars['ID']['input']>;
};

export type Vendor = {
  __typename?: 'Vendor';
  adapter: VendorAdapter;
  baseUrl: Scalars['String']['output'];
  costPerCheck: Scalars['Float']['output'];
  id: Scalars['ID']['output'];
  kinds: Array<CheckKind>;
  owner: Scalars['String']['output'];
  registeredAt: Scalars['DateTime']['output'];
  secrets: Array<VendorSecret>;
  template?: Maybe<Scalars['String']['output']>;
  timeoutMs: Scalars['Int']['output'];
  webhookPath: Scalars['String']['output'];
};

export type VendorAdapter =
  | 'ONFIDO'
  | 'PERSONA'
  | 'STANDARD_WEBHOOKS'
  | 'STRIPE_IDENTITY'
  | 'SUMSUB';

export type VendorMessage = {
  __typename?: 'VendorMessage';
  attempts: Scalars['Int']['output'];
  checkId?: Maybe<Scalars['ID']['output']>;
  id: Scalars['ID']['output'];
  owner: Scalars['String']['output'];
  processedAt?: Maybe<Scalars['DateTime']['output']>;
  raw?: Maybe<VendorMessageRaw>;
  reason?: Maybe<Scalars['String']['output']>;
  receivedAt: Scalars['DateTime']['output'];
  source: VendorMessageSource;
  state: VendorMessageState;
  vendor: Scalars['ID']['output'];
};

export type VendorMessageConnection = {
  __typename?: 'VendorMessageConnection';
  edges: Array<VendorMessageEdge>;
  pageInfo: PageInfo;
};

export type VendorMessageEdge = {
  __typename?: 'VendorMessageEdge';
  cursor: Scalars['String']['output'];
  node: VendorMessage;
};

export type VendorMessageRaw = {
  __typename?: 'VendorMessageRaw';
  body: Scalars['String']['output'];
  headers: Scalars['JSON']['output'];
};

export type VendorMessageReplayed = {
  __typename?: 'VendorMessageReplayed';
  message?: Maybe<VendorMessage>;
  messageId: Scalars['ID']['output'];
};

export type VendorMessageSource =
  | 'POLL'
  | 'WEBHOOK';

export type VendorMessageState =
  | 'APPLIED'
  | 'DEAD'
  | 'LATE'
  | 'OTHER'
  | 'RECEIVED'
  | 'UNKNOWN';

export type VendorRefused = {
  __typename?: 'VendorRefused';
  reasonCode: Scalars['String']['output'];
  vendor: Scalars['ID']['output'];
};

export type VendorRegistered = {
  __typename?: 'VendorRegistered';
  vendor?: Maybe<Vendor>;
  vendorId: Scalars['ID']['output'];
};

export type VendorSecret = {
  __typename?: 'VendorSecret';
  addedAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  use: VendorSecretUse;
};

export type VendorSecretAdded = {
  __typename?: 'VendorSecretAdded';
  secretId: Scalars['ID']['output'];
  vendor?: Maybe<Vendor>;
  vendorId: Scalars['ID']['output'];
};

export type VendorSecretRemoved = {
  __typename?: 'VendorSecretRemoved';
  vendor?: Maybe<Vendor>;
  vendorId: Scalars['ID']['output'];
};

export type VendorSecretUse =
  | 'API'
  | 'WEBHOOK';

export type VendorUnavailable = {
  __typename?: 'VendorUnavailable';
  message: Scalars['String']['output'];
  retryAfterSeconds?: Maybe<Scalars['Int']['output']>;
  vendor: Scalars['ID']['output'];
};

export type Verification = {
  __typename?: 'Verification';
  cancelReason?: Maybe<Scalars['String']['output']>;
  checks: Array<Check>;
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  gone?: Maybe<Gone>;
  id: Scalars['ID']['output'];
  person: Person;
  requestedAt: Scalars['DateTime']['output'];
  requestedBy: Scalars['String']['output'];
  status: VerificationStatus;
};

export type VerificationCancelled = {
  __typename?: 'VerificationCancelled';
  verification?: Maybe<Verification>;
  verificationId: Scalars['ID']['output'];
};

export type VerificationChange = {
  __typename?: 'VerificationChange';
  cursor: Scalars['String']['output'];
  status?: Maybe<VerificationStatus>;
  type: Scalars['String']['output'];
  verification?: Maybe<Verification>;
};

export type VerificationRequested = {
  __typename?: 'VerificationRequested';
  verification?: Maybe<Verification>;
  verificationId: Scalars['ID']['output'];
};

export type VerificationStatus =
  | 'CANCELLED'
  | 'EXPIRED'
  | 'INCONCLUSIVE'
  | 'IN_PROGRESS'
  | 'PENDING'
  | 'REJECTED'
  | 'VERIFIED';

export type Watchlist = {
  __typename?: 'Watchlist';
  name: Scalars['String']['output'];
  versions: Array<WatchlistVersion>;
};

export type WatchlistFile = {
  __typename?: 'WatchlistFile';
  bytes: Scalars['Float']['output'];
  name: Scalars['String']['output'];
  part: Scalars['String']['output'];
  sha256: Scalars['String']['output'];
};

export type WatchlistHit = {
  __typename?: 'WatchlistHit';
  certain: Scalars['Boolean']['output'];
  entry: Scalars['String']['output'];
  name: Scalars['String']['output'];
  programs: Array<Scalars['String']['output']>;
  reasonCodes: Array<Scalars['String']['output']>;
  score: Scalars['Float']['output'];
  version: Scalars['Int']['output'];
  watchlist: Scalars['String']['output'];
};

export type WatchlistRemoved = {
  __typename?: 'WatchlistRemoved';
  name: Scalars['String']['output'];
};

export type WatchlistState =
  | 'CURRENT'
  | 'REMOVED'
  | 'REPLACED';

export type WatchlistVersion = {
  __typename?: 'WatchlistVersion';
  confirmedAt: Scalars['DateTime']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  entries: Scalars['Int']['output'];
  files: Array<WatchlistFile>;
  format: Scalars['String']['output'];
  loadedAt: Scalars['DateTime']['output'];
  loadedBy: Scalars['String']['output'];
  people: Scalars['Int']['output'];
  sha256: Scalars['String']['output'];
  state: WatchlistState;
  version: Scalars['Int']['output'];
};



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
  Claim: Claim;
  ErasurePreview: ErasurePreview;
  Person: Person;
  RetentionPreview: RetentionPreview;
  Verification: Verification;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Claim:
    ( { __typename: 'Claim' }
    & GraphQLRecursivePick<FederationTypes['Claim'], {"id":true}> );
  ErasurePreview:
    ( { __typename: 'ErasurePreview' }
    & GraphQLRecursivePick<FederationTypes['ErasurePreview'], {"id":true}> );
  Person:
    ( { __typename: 'Person' }
    & GraphQLRecursivePick<FederationTypes['Person'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}> ) );
  RetentionPreview:
    ( { __typename: 'RetentionPreview' }
    & GraphQLRecursivePick<FederationTypes['RetentionPreview'], {"id":true}> );
  Verification:
    ( { __typename: 'Verification' }
    & GraphQLRecursivePick<FederationTypes['Verification'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AddVendorSecretResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( VendorSecretAddedModel & { __typename: 'VendorSecretAdded' } )
  ;
  CancelVerificationResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( VerificationCancelledModel & { __typename: 'VerificationCancelled' } )
  ;
  DeleteEvidenceResult:
    | ( EvidenceDeletedModel & { __typename: 'EvidenceDeleted' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  PlaceLegalHoldResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( LegalHoldPlacedModel & { __typename: 'LegalHoldPlaced' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  PollCheckResult:
    | ( CheckPolledModel & { __typename: 'CheckPolled' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( VendorRefused & { __typename: 'VendorRefused' } )
    | ( VendorUnavailable & { __typename: 'VendorUnavailable' } )
  ;
  RecordCheckResultResult:
    | ( CheckResultRecordedModel & { __typename: 'CheckResultRecorded' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RegisterVendorResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( VendorRegisteredModel & { __typename: 'VendorRegistered' } )
  ;
  ReleaseLegalHoldResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( LegalHoldReleasedModel & { __typename: 'LegalHoldReleased' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RemoveVendorSecretResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( VendorSecretRemovedModel & { __typename: 'VendorSecretRemoved' } )
  ;
  RemoveWatchlistResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( WatchlistRemoved & { __typename: 'WatchlistRemoved' } )
  ;
  ReplayVendorMessageResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( VendorMessageReplayedModel & { __typename: 'VendorMessageReplayed' } )
  ;
  RequestVerificationResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( VerificationRequestedModel & { __typename: 'VerificationRequested' } )
  ;
  StartCheckResult:
    | ( CheckStartedModel & { __typename: 'CheckStarted' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( VendorRefused & { __typename: 'VendorRefused' } )
    | ( VendorUnavailable & { __typename: 'VendorUnavailable' } )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddVendorSecretInput: AddVendorSecretInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddVendorSecretResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddVendorSecretResult']>;
  CancelVerificationInput: CancelVerificationInput;
  CancelVerificationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelVerificationResult']>;
  Check: ResolverTypeWrapper<CheckModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  CheckAddressInput: CheckAddressInput;
  CheckIdentifierInput: CheckIdentifierInput;
  CheckKind: CheckKind;
  CheckNameInput: CheckNameInput;
  CheckPolled: ResolverTypeWrapper<CheckPolledModel>;
  CheckRequest: CheckRequest;
  CheckResultOutcome: CheckResultOutcome;
  CheckResultRecorded: ResolverTypeWrapper<CheckResultRecordedModel>;
  CheckStarted: ResolverTypeWrapper<CheckStartedModel>;
  CheckStatus: CheckStatus;
  CheckSubjectInput: CheckSubjectInput;
  Claim: ResolverTypeWrapper<Pick<Claim, 'id'> & Partial<Claim>>;
  DataClass: DataClass;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteEvidenceInput: DeleteEvidenceInput;
  DeleteEvidenceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteEvidenceResult']>;
  ErasureCount: ResolverTypeWrapper<ErasureCount>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ErasureHeld: ResolverTypeWrapper<ErasureHeld>;
  ErasurePreview: ResolverTypeWrapper<Pick<ErasurePreview, 'id'> & Partial<ErasurePreview>>;
  ErasureShare: ResolverTypeWrapper<ErasureShare>;
  Evidence: ResolverTypeWrapper<Omit<Evidence, 'file'> & { file?: Maybe<ResolversTypes['EvidenceFile']> }>;
  EvidenceDeleted: ResolverTypeWrapper<EvidenceDeletedModel>;
  EvidenceFile: ResolverTypeWrapper<EvidenceFileModel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  EvidenceFileState: EvidenceFileState;
  EvidenceInput: EvidenceInput;
  Gone: ResolverTypeWrapper<Gone>;
  IdempotencyConflict: ResolverTypeWrapper<IdempotencyConflict>;
  IllegalTransition: ResolverTypeWrapper<IllegalTransition>;
  InputProblem: ResolverTypeWrapper<InputProblem>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LegalHold: ResolverTypeWrapper<LegalHoldModel>;
  LegalHoldPlaced: ResolverTypeWrapper<LegalHoldPlacedModel>;
  LegalHoldReleased: ResolverTypeWrapper<LegalHoldReleasedModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Person: ResolverTypeWrapper<Pick<Person, 'id'> & Partial<Person>>;
  PlaceLegalHoldInput: PlaceLegalHoldInput;
  PlaceLegalHoldResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PlaceLegalHoldResult']>;
  PollCheckInput: PollCheckInput;
  PollCheckResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PollCheckResult']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordCheckResultInput: RecordCheckResultInput;
  RecordCheckResultResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecordCheckResultResult']>;
  RegisterVendorInput: RegisterVendorInput;
  RegisterVendorResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterVendorResult']>;
  ReleaseLegalHoldInput: ReleaseLegalHoldInput;
  ReleaseLegalHoldResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReleaseLegalHoldResult']>;
  RemoveVendorSecretInput: RemoveVendorSecretInput;
  RemoveVendorSecretResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveVendorSecretResult']>;
  RemoveWatchlistInput: RemoveWatchlistInput;
  RemoveWatchlistResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveWatchlistResult']>;
  ReplayVendorMessageInput: ReplayVendorMessageInput;
  ReplayVendorMessageResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplayVendorMessageResult']>;
  RequestVerificationInput: RequestVerificationInput;
  RequestVerificationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestVerificationResult']>;
  RetentionDue: ResolverTypeWrapper<RetentionDue>;
  RetentionPreview: ResolverTypeWrapper<Pick<RetentionPreview, 'id'> & Partial<RetentionPreview>>;
  ScreenInput: ScreenInput;
  Screening: ResolverTypeWrapper<Screening>;
  StartCheckInput: StartCheckInput;
  StartCheckResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartCheckResult']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Vendor: ResolverTypeWrapper<VendorModel>;
  VendorAdapter: VendorAdapter;
  VendorMessage: ResolverTypeWrapper<VendorMessageModel>;
  VendorMessageConnection: ResolverTypeWrapper<Omit<VendorMessageConnection, 'edges'> & { edges: Array<ResolversTypes['VendorMessageEdge']> }>;
  VendorMessageEdge: ResolverTypeWrapper<Omit<VendorMessageEdge, 'node'> & { node: ResolversTypes['VendorMessage'] }>;
  VendorMessageRaw: ResolverTypeWrapper<VendorMessageRaw>;
  VendorMessageReplayed: ResolverTypeWrapper<VendorMessageReplayedModel>;
  VendorMessageSource: VendorMessageSource;
  VendorMessageState: VendorMessageState;
  VendorRefused: ResolverTypeWrapper<VendorRefused>;
  VendorRegistered: ResolverTypeWrapper<VendorRegisteredModel>;
  VendorSecret: ResolverTypeWrapper<VendorSecret>;
  VendorSecretAdded: ResolverTypeWrapper<VendorSecretAddedModel>;
  VendorSecretRemoved: ResolverTypeWrapper<VendorSecretRemovedModel>;
  VendorSecretUse: VendorSecretUse;
  VendorUnavailable: ResolverTypeWrapper<VendorUnavailable>;
  Verification: ResolverTypeWrapper<VerificationModel>;
  VerificationCancelled: ResolverTypeWrapper<VerificationCancelledModel>;
  VerificationChange: ResolverTypeWrapper<VerificationChangeModel>;
  VerificationRequested: ResolverTypeWrapper<VerificationRequestedModel>;
  VerificationStatus: VerificationStatus;
  Watchlist: ResolverTypeWrapper<Watchlist>;
  WatchlistFile: ResolverTypeWrapper<WatchlistFile>;
  WatchlistHit: ResolverTypeWrapper<WatchlistHit>;
  WatchlistRemoved: ResolverTypeWrapper<WatchlistRemoved>;
  WatchlistState: WatchlistState;
  WatchlistVersion: ResolverTypeWrapper<WatchlistVersion>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddVendorSecretInput: AddVendorSecretInput;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AddVendorSecretResult: ResolversUnionTypes<ResolversParentTypes>['AddVendorSecretResult'];
  CancelVerificationInput: CancelVerificationInput;
  CancelVerificationResult: ResolversUnionTypes<ResolversParentTypes>['CancelVerificationResult'];
  Check: CheckModel;
  Float: Scalars['Float']['output'];
  CheckAddressInput: CheckAddressInput;
  CheckIdentifierInput: CheckIdentifierInput;
  CheckNameInput: CheckNameInput;
  CheckPolled: CheckPolledModel;
  CheckRequest: CheckRequest;
  CheckResultRecorded: CheckResultRecordedModel;
  CheckStarted: CheckStartedModel;
  CheckSubjectInput: CheckSubjectInput;
  Claim: Pick<Claim, 'id'> & Partial<Claim>;
  DateTime: Scalars['DateTime']['output'];
  DeleteEvidenceInput: DeleteEvidenceInput;
  DeleteEvidenceResult: ResolversUnionTypes<ResolversParentTypes>['DeleteEvidenceResult'];
  ErasureCount: ErasureCount;
  Int: Scalars['Int']['output'];
  ErasureHeld: ErasureHeld;
  ErasurePreview: Pick<ErasurePreview, 'id'> & Partial<ErasurePreview>;
  ErasureShare: ErasureShare;
  Evidence: Omit<Evidence, 'file'> & { file?: Maybe<ResolversParentTypes['EvidenceFile']> };
  EvidenceDeleted: EvidenceDeletedModel;
  EvidenceFile: EvidenceFileModel;
  Boolean: Scalars['Boolean']['output'];
  EvidenceInput: EvidenceInput;
  Gone: Gone;
  IdempotencyConflict: IdempotencyConflict;
  IllegalTransition: IllegalTransition;
  InputProblem: InputProblem;
  InvalidInput: InvalidInput;
  JSON: Scalars['JSON']['output'];
  LegalHold: LegalHoldModel;
  LegalHoldPlaced: LegalHoldPlacedModel;
  LegalHoldReleased: LegalHoldReleasedModel;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  PageInfo: PageInfo;
  Person: Pick<Person, 'id'> & Partial<Person>;
  PlaceLegalHoldInput: PlaceLegalHoldInput;
  PlaceLegalHoldResult: ResolversUnionTypes<ResolversParentTypes>['PlaceLegalHoldResult'];
  PollCheckInput: PollCheckInput;
  PollCheckResult: ResolversUnionTypes<ResolversParentTypes>['PollCheckResult'];
  Query: Record<PropertyKey, never>;
  RecordCheckResultInput: RecordCheckResultInput;
  RecordCheckResultResult: ResolversUnionTypes<ResolversParentTypes>['RecordCheckResultResult'];
  RegisterVendorInput: RegisterVendorInput;
  RegisterVendorResult: ResolversUnionTypes<ResolversParentTypes>['RegisterVendorResult'];
  ReleaseLegalHoldInput: ReleaseLegalHoldInput;
  ReleaseLegalHoldResult: ResolversUnionTypes<ResolversParentTypes>['ReleaseLegalHoldResult'];
  RemoveVendorSecretInput: RemoveVendorSecretInput;
  RemoveVendorSecretResult: ResolversUnionTypes<ResolversParentTypes>['RemoveVendorSecretResult'];
  RemoveWatchlistInput: RemoveWatchlistInput;
  RemoveWatchlistResult: ResolversUnionTypes<ResolversParentTypes>['RemoveWatchlistResult'];
  ReplayVendorMessageInput: ReplayVendorMessageInput;
  ReplayVendorMessageResult: ResolversUnionTypes<ResolversParentTypes>['ReplayVendorMessageResult'];
  RequestVerificationInput: RequestVerificationInput;
  RequestVerificationResult: ResolversUnionTypes<ResolversParentTypes>['RequestVerificationResult'];
  RetentionDue: RetentionDue;
  RetentionPreview: Pick<RetentionPreview, 'id'> & Partial<RetentionPreview>;
  ScreenInput: ScreenInput;
  Screening: Screening;
  StartCheckInput: StartCheckInput;
  StartCheckResult: ResolversUnionTypes<ResolversParentTypes>['StartCheckResult'];
  Subscription: Record<PropertyKey, never>;
  Vendor: VendorModel;
  VendorMessage: VendorMessageModel;
  VendorMessageConnection: Omit<VendorMessageConnection, 'edges'> & { edges: Array<ResolversParentTypes['VendorMessageEdge']> };
  VendorMessageEdge: Omit<VendorMessageEdge, 'node'> & { node: ResolversParentTypes['VendorMessage'] };
  VendorMessageRaw: VendorMessageRaw;
  VendorMessageReplayed: VendorMessageReplayedModel;
  VendorRefused: VendorRefused;
  VendorRegistered: VendorRegisteredModel;
  VendorSecret: VendorSecret;
  VendorSecretAdded: VendorSecretAddedModel;
  VendorSecretRemoved: VendorSecretRemovedModel;
  VendorUnavailable: VendorUnavailable;
  Verification: VerificationModel;
  VerificationCancelled: VerificationCancelledModel;
  VerificationChange: VerificationChangeModel;
  VerificationRequested: VerificationRequestedModel;
  Watchlist: Watchlist;
  WatchlistFile: WatchlistFile;
  WatchlistHit: WatchlistHit;
  WatchlistRemoved: WatchlistRemoved;
  WatchlistVersion: WatchlistVersion;
};

export type DataClassDirectiveArgs = {
  is: Array<DataClass>;
};

export type DataClassDirectiveResolver<Result, Parent, ContextType = Context, Args = DataClassDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AddVendorSecretResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddVendorSecretResult'] = ResolversParentTypes['AddVendorSecretResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'VendorSecretAdded', ParentType, ContextType>;
};

export type CancelVerificationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelVerificationResult'] = ResolversParentTypes['CancelVerificationResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound' | 'VerificationCancelled', ParentType, ContextType>;
};

export type CheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Check'] = ResolversParentTypes['Check']> = {
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  confirmedClaimIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  evidence?: Resolver<Array<ResolversTypes['Evidence']>, ParentType, ContextType>;
  evidenceFiles?: Resolver<Maybe<Array<ResolversTypes['EvidenceFile']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CheckKind'], ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  normalised?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  reasonCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CheckStatus'], ParentType, ContextType>;
  traceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  verificationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CheckPolledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckPolled'] = ResolversParentTypes['CheckPolled']> = {
  check?: Resolver<Maybe<ResolversTypes['Check']>, ParentType, ContextType>;
  checkId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['VendorMessage']>, ParentType, ContextType>;
  verificationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckResultRecordedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckResultRecorded'] = ResolversParentTypes['CheckResultRecorded']> = {
  check?: Resolver<Maybe<ResolversTypes['Check']>, ParentType, ContextType>;
  checkId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['CheckResultOutcome'], ParentType, ContextType>;
  verification?: Resolver<Maybe<ResolversTypes['Verification']>, ParentType, ContextType>;
  verificationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CheckStartedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckStarted'] = ResolversParentTypes['CheckStarted']> = {
  check?: Resolver<Maybe<ResolversTypes['Check']>, ParentType, ContextType>;
  checkId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  verificationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClaimResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Claim'] = ResolversParentTypes['Claim'], FederationReferenceType extends FederationReferenceTypes['Claim'] = FederationReferenceTypes['Claim']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Claim']> | FederationReferenceType, FederationReferenceType, ContextType>;
  confirmedBy?: Resolver<Maybe<Array<ResolversTypes['Check']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteEvidenceResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteEvidenceResult'] = ResolversParentTypes['DeleteEvidenceResult']> = {
  __resolveType: TypeResolveFn<'EvidenceDeleted' | 'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type ErasureCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureCount'] = ResolversParentTypes['ErasureCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  what?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ErasureHeldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureHeld'] = ResolversParentTypes['ErasureHeld']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ErasurePreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasurePreview'] = ResolversParentTypes['ErasurePreview'], FederationReferenceType extends FederationReferenceTypes['ErasurePreview'] = FederationReferenceTypes['ErasurePreview']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ErasurePreview']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  verification?: Resolver<Maybe<ResolversTypes['ErasureShare']>, ParentType, ContextType>;
};

export type ErasureShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureShare'] = ResolversParentTypes['ErasureShare']> = {
  counts?: Resolver<Array<ResolversTypes['ErasureCount']>, ParentType, ContextType>;
  held?: Resolver<Array<ResolversTypes['ErasureHeld']>, ParentType, ContextType>;
  stays?: Resolver<Array<ResolversTypes['ErasureCount']>, ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['EvidenceFile']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retainUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  uri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EvidenceDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvidenceDeleted'] = ResolversParentTypes['EvidenceDeleted']> = {
  file?: Resolver<Maybe<ResolversTypes['EvidenceFile']>, ParentType, ContextType>;
  fileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EvidenceFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvidenceFile'] = ResolversParentTypes['EvidenceFile']> = {
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deletionReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  holds?: Resolver<Array<ResolversTypes['LegalHold']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  missingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retainUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['EvidenceFileState'], ParentType, ContextType>;
  storedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  storedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verificationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type GoneResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Gone'] = ResolversParentTypes['Gone']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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

export type LegalHoldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LegalHold'] = ResolversParentTypes['LegalHold']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  placedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  releaseReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  releasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  releasedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LegalHoldPlacedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LegalHoldPlaced'] = ResolversParentTypes['LegalHoldPlaced']> = {
  file?: Resolver<Maybe<ResolversTypes['EvidenceFile']>, ParentType, ContextType>;
  fileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  holdId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LegalHoldReleasedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LegalHoldReleased'] = ResolversParentTypes['LegalHoldReleased']> = {
  file?: Resolver<Maybe<ResolversTypes['EvidenceFile']>, ParentType, ContextType>;
  fileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  holdId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addVendorSecret?: Resolver<Maybe<ResolversTypes['AddVendorSecretResult']>, ParentType, ContextType, RequireFields<MutationAddVendorSecretArgs, 'input'>>;
  cancelVerification?: Resolver<Maybe<ResolversTypes['CancelVerificationResult']>, ParentType, ContextType, RequireFields<MutationCancelVerificationArgs, 'input'>>;
  deleteEvidence?: Resolver<Maybe<ResolversTypes['DeleteEvidenceResult']>, ParentType, ContextType, RequireFields<MutationDeleteEvidenceArgs, 'input'>>;
  placeLegalHold?: Resolver<Maybe<ResolversTypes['PlaceLegalHoldResult']>, ParentType, ContextType, RequireFields<MutationPlaceLegalHoldArgs, 'input'>>;
  pollCheck?: Resolver<Maybe<ResolversTypes['PollCheckResult']>, ParentType, ContextType, RequireFields<MutationPollCheckArgs, 'input'>>;
  recordCheckResult?: Resolver<Maybe<ResolversTypes['RecordCheckResultResult']>, ParentType, ContextType, RequireFields<MutationRecordCheckResultArgs, 'input'>>;
  registerVendor?: Resolver<Maybe<ResolversTypes['RegisterVendorResult']>, ParentType, ContextType, RequireFields<MutationRegisterVendorArgs, 'input'>>;
  releaseLegalHold?: Resolver<Maybe<ResolversTypes['ReleaseLegalHoldResult']>, ParentType, ContextType, RequireFields<MutationReleaseLegalHoldArgs, 'input'>>;
  removeVendorSecret?: Resolver<Maybe<ResolversTypes['RemoveVendorSecretResult']>, ParentType, ContextType, RequireFields<MutationRemoveVendorSecretArgs, 'input'>>;
  removeWatchlist?: Resolver<Maybe<ResolversTypes['RemoveWatchlistResult']>, ParentType, ContextType, RequireFields<MutationRemoveWatchlistArgs, 'input'>>;
  replayVendorMessage?: Resolver<Maybe<ResolversTypes['ReplayVendorMessageResult']>, ParentType, ContextType, RequireFields<MutationReplayVendorMessageArgs, 'input'>>;
  requestVerification?: Resolver<Maybe<ResolversTypes['RequestVerificationResult']>, ParentType, ContextType, RequireFields<MutationRequestVerificationArgs, 'input'>>;
  startCheck?: Resolver<Maybe<ResolversTypes['StartCheckResult']>, ParentType, ContextType, RequireFields<MutationStartCheckArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PersonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person'], FederationReferenceType extends FederationReferenceTypes['Person'] = FederationReferenceTypes['Person']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Person']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  verifications?: Resolver<Maybe<Array<ResolversTypes['Verification']>>, ParentType, ContextType, RequireFields<PersonVerificationsArgs, 'first'>>;
};

export type PlaceLegalHoldResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlaceLegalHoldResult'] = ResolversParentTypes['PlaceLegalHoldResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'LegalHoldPlaced' | 'NotFound', ParentType, ContextType>;
};

export type PollCheckResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PollCheckResult'] = ResolversParentTypes['PollCheckResult']> = {
  __resolveType: TypeResolveFn<'CheckPolled' | 'IllegalTransition' | 'NotFound' | 'VendorRefused' | 'VendorUnavailable', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  evidenceFile?: Resolver<Maybe<ResolversTypes['EvidenceFile']>, ParentType, ContextType, RequireFields<QueryEvidenceFileArgs, 'id'>>;
  screen?: Resolver<Maybe<ResolversTypes['Screening']>, ParentType, ContextType, RequireFields<QueryScreenArgs, 'input'>>;
  vendorMessages?: Resolver<Maybe<ResolversTypes['VendorMessageConnection']>, ParentType, ContextType, RequireFields<QueryVendorMessagesArgs, 'first'>>;
  vendors?: Resolver<Maybe<Array<ResolversTypes['Vendor']>>, ParentType, ContextType>;
  verification?: Resolver<Maybe<ResolversTypes['Verification']>, ParentType, ContextType, RequireFields<QueryVerificationArgs, 'id'>>;
  watchlists?: Resolver<Maybe<Array<ResolversTypes['Watchlist']>>, ParentType, ContextType, RequireFields<QueryWatchlistsArgs, 'first'>>;
};

export type RecordCheckResultResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordCheckResultResult'] = ResolversParentTypes['RecordCheckResultResult']> = {
  __resolveType: TypeResolveFn<'CheckResultRecorded' | 'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type RegisterVendorResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterVendorResult'] = ResolversParentTypes['RegisterVendorResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'VendorRegistered', ParentType, ContextType>;
};

export type ReleaseLegalHoldResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReleaseLegalHoldResult'] = ResolversParentTypes['ReleaseLegalHoldResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'LegalHoldReleased' | 'NotFound', ParentType, ContextType>;
};

export type RemoveVendorSecretResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveVendorSecretResult'] = ResolversParentTypes['RemoveVendorSecretResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'VendorSecretRemoved', ParentType, ContextType>;
};

export type RemoveWatchlistResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveWatchlistResult'] = ResolversParentTypes['RemoveWatchlistResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'WatchlistRemoved', ParentType, ContextType>;
};

export type ReplayVendorMessageResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayVendorMessageResult'] = ResolversParentTypes['ReplayVendorMessageResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound' | 'VendorMessageReplayed', ParentType, ContextType>;
};

export type RequestVerificationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestVerificationResult'] = ResolversParentTypes['RequestVerificationResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'VerificationRequested', ParentType, ContextType>;
};

export type RetentionDueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetentionDue'] = ResolversParentTypes['RetentionDue']> = {
  before?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  due?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sample?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RetentionPreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetentionPreview'] = ResolversParentTypes['RetentionPreview'], FederationReferenceType extends FederationReferenceTypes['RetentionPreview'] = FederationReferenceTypes['RetentionPreview']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RetentionPreview']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  verification?: Resolver<Maybe<ResolversTypes['RetentionDue']>, ParentType, ContextType>;
};

export type ScreeningResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Screening'] = ResolversParentTypes['Screening']> = {
  hits?: Resolver<Array<ResolversTypes['WatchlistHit']>, ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['WatchlistVersion']>, ParentType, ContextType>;
};

export type StartCheckResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartCheckResult'] = ResolversParentTypes['StartCheckResult']> = {
  __resolveType: TypeResolveFn<'CheckStarted' | 'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound' | 'VendorRefused' | 'VendorUnavailable', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  verificationStatusChanged?: SubscriptionResolver<Maybe<ResolversTypes['VerificationChange']>, "verificationStatusChanged", ParentType, ContextType, Partial<SubscriptionVerificationStatusChangedArgs>>;
};

export type VendorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Vendor'] = ResolversParentTypes['Vendor']> = {
  adapter?: Resolver<ResolversTypes['VendorAdapter'], ParentType, ContextType>;
  baseUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  costPerCheck?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kinds?: Resolver<Array<ResolversTypes['CheckKind']>, ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  secrets?: Resolver<Array<ResolversTypes['VendorSecret']>, ParentType, ContextType>;
  template?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeoutMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  webhookPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type VendorMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorMessage'] = ResolversParentTypes['VendorMessage']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  checkId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  processedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['VendorMessageRaw']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['VendorMessageSource'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['VendorMessageState'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type VendorMessageConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorMessageConnection'] = ResolversParentTypes['VendorMessageConnection']> = {
  edges?: Resolver<Array<ResolversTypes['VendorMessageEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type VendorMessageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorMessageEdge'] = ResolversParentTypes['VendorMessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['VendorMessage'], ParentType, ContextType>;
};

export type VendorMessageRawResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorMessageRaw'] = ResolversParentTypes['VendorMessageRaw']> = {
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  headers?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type VendorMessageReplayedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorMessageReplayed'] = ResolversParentTypes['VendorMessageReplayed']> = {
  message?: Resolver<Maybe<ResolversTypes['VendorMessage']>, ParentType, ContextType>;
  messageId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VendorRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorRefused'] = ResolversParentTypes['VendorRefused']> = {
  reasonCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VendorRegisteredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorRegistered'] = ResolversParentTypes['VendorRegistered']> = {
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
  vendorId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VendorSecretResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorSecret'] = ResolversParentTypes['VendorSecret']> = {
  addedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  use?: Resolver<ResolversTypes['VendorSecretUse'], ParentType, ContextType>;
};

export type VendorSecretAddedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorSecretAdded'] = ResolversParentTypes['VendorSecretAdded']> = {
  secretId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
  vendorId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VendorSecretRemovedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorSecretRemoved'] = ResolversParentTypes['VendorSecretRemoved']> = {
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
  vendorId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VendorUnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorUnavailable'] = ResolversParentTypes['VendorUnavailable']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Verification'] = ResolversParentTypes['Verification'], FederationReferenceType extends FederationReferenceTypes['Verification'] = FederationReferenceTypes['Verification']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Verification']> | FederationReferenceType, FederationReferenceType, ContextType>;
  cancelReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  checks?: Resolver<Array<ResolversTypes['Check']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  gone?: Resolver<Maybe<ResolversTypes['Gone']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  person?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['VerificationStatus'], ParentType, ContextType>;
};

export type VerificationCancelledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerificationCancelled'] = ResolversParentTypes['VerificationCancelled']> = {
  verification?: Resolver<Maybe<ResolversTypes['Verification']>, ParentType, ContextType>;
  verificationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerificationChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerificationChange'] = ResolversParentTypes['VerificationChange']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['VerificationStatus']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verification?: Resolver<Maybe<ResolversTypes['Verification']>, ParentType, ContextType>;
};

export type VerificationRequestedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerificationRequested'] = ResolversParentTypes['VerificationRequested']> = {
  verification?: Resolver<Maybe<ResolversTypes['Verification']>, ParentType, ContextType>;
  verificationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WatchlistResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Watchlist'] = ResolversParentTypes['Watchlist']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['WatchlistVersion']>, ParentType, ContextType>;
};

export type WatchlistFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WatchlistFile'] = ResolversParentTypes['WatchlistFile']> = {
  bytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  part?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WatchlistHitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WatchlistHit'] = ResolversParentTypes['WatchlistHit']> = {
  certain?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  entry?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  programs?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  reasonCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  watchlist?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WatchlistRemovedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WatchlistRemoved'] = ResolversParentTypes['WatchlistRemoved']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WatchlistVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WatchlistVersion'] = ResolversParentTypes['WatchlistVersion']> = {
  confirmedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['WatchlistFile']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  loadedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  loadedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  people?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['WatchlistState'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AddVendorSecretResult?: AddVendorSecretResultResolvers<ContextType>;
  CancelVerificationResult?: CancelVerificationResultResolvers<ContextType>;
  Check?: CheckResolvers<ContextType>;
  CheckPolled?: CheckPolledResolvers<ContextType>;
  CheckResultRecorded?: CheckResultRecordedResolvers<ContextType>;
  CheckStarted?: CheckStartedResolvers<ContextType>;
  Claim?: ClaimResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteEvidenceResult?: DeleteEvidenceResultResolvers<ContextType>;
  ErasureCount?: ErasureCountResolvers<ContextType>;
  ErasureHeld?: ErasureHeldResolvers<ContextType>;
  ErasurePreview?: ErasurePreviewResolvers<ContextType>;
  ErasureShare?: ErasureShareResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  EvidenceDeleted?: EvidenceDeletedResolvers<ContextType>;
  EvidenceFile?: EvidenceFileResolvers<ContextType>;
  Gone?: GoneResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  IllegalTransition?: IllegalTransitionResolvers<ContextType>;
  InputProblem?: InputProblemResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LegalHold?: LegalHoldResolvers<ContextType>;
  LegalHoldPlaced?: LegalHoldPlacedResolvers<ContextType>;
  LegalHoldReleased?: LegalHoldReleasedResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  PlaceLegalHoldResult?: PlaceLegalHoldResultResolvers<ContextType>;
  PollCheckResult?: PollCheckResultResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordCheckResultResult?: RecordCheckResultResultResolvers<ContextType>;
  RegisterVendorResult?: RegisterVendorResultResolvers<ContextType>;
  ReleaseLegalHoldResult?: ReleaseLegalHoldResultResolvers<ContextType>;
  RemoveVendorSecretResult?: RemoveVendorSecretResultResolvers<ContextType>;
  RemoveWatchlistResult?: RemoveWatchlistResultResolvers<ContextType>;
  ReplayVendorMessageResult?: ReplayVendorMessageResultResolvers<ContextType>;
  RequestVerificationResult?: RequestVerificationResultResolvers<ContextType>;
  RetentionDue?: RetentionDueResolvers<ContextType>;
  RetentionPreview?: RetentionPreviewResolvers<ContextType>;
  Screening?: ScreeningResolvers<ContextType>;
  StartCheckResult?: StartCheckResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Vendor?: VendorResolvers<ContextType>;
  VendorMessage?: VendorMessageResolvers<ContextType>;
  VendorMessageConnection?: VendorMessageConnectionResolvers<ContextType>;
  VendorMessageEdge?: VendorMessageEdgeResolvers<ContextType>;
  VendorMessageRaw?: VendorMessageRawResolvers<ContextType>;
  VendorMessageReplayed?: VendorMessageReplayedResolvers<ContextType>;
  VendorRefused?: VendorRefusedResolvers<ContextType>;
  VendorRegistered?: VendorRegisteredResolvers<ContextType>;
  VendorSecret?: VendorSecretResolvers<ContextType>;
  VendorSecretAdded?: VendorSecretAddedResolvers<ContextType>;
  VendorSecretRemoved?: VendorSecretRemovedResolvers<ContextType>;
  VendorUnavailable?: VendorUnavailableResolvers<ContextType>;
  Verification?: VerificationResolvers<ContextType>;
  VerificationCancelled?: VerificationCancelledResolvers<ContextType>;
  VerificationChange?: VerificationChangeResolvers<ContextType>;
  VerificationRequested?: VerificationRequestedResolvers<ContextType>;
  Watchlist?: WatchlistResolvers<ContextType>;
  WatchlistFile?: WatchlistFileResolvers<ContextType>;
  WatchlistHit?: WatchlistHitResolvers<ContextType>;
  WatchlistRemoved?: WatchlistRemovedResolvers<ContextType>;
  WatchlistVersion?: WatchlistVersionResolvers<ContextType>;
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
  Claim: Owed<Claim, FederationReferenceTypes['Claim'], ClaimResolvers>;
  Verification: Owed<Verification, VerificationModel, VerificationResolvers> & Required<Pick<VerificationResolvers, '__resolveReference'>>;
  Check: Owed<Check, CheckModel, CheckResolvers>;
  EvidenceFile: Owed<EvidenceFile, EvidenceFileModel, EvidenceFileResolvers>;
  LegalHold: Owed<LegalHold, LegalHoldModel, LegalHoldResolvers>;
  Vendor: Owed<Vendor, VendorModel, VendorResolvers>;
  VendorMessage: Owed<VendorMessage, VendorMessageModel, VendorMessageResolvers>;
  ErasurePreview: Owed<ErasurePreview, FederationReferenceTypes['ErasurePreview'], ErasurePreviewResolvers>;
  RetentionPreview: Owed<RetentionPreview, FederationReferenceTypes['RetentionPreview'], RetentionPreviewResolvers>;
  Query: Owed<Query, Record<never, never>, QueryResolvers>;
  VendorRegistered: Owed<VendorRegistered, VendorRegisteredModel, VendorRegisteredResolvers>;
  VendorSecretAdded: Owed<VendorSecretAdded, VendorSecretAddedModel, VendorSecretAddedResolvers>;
  VendorSecretRemoved: Owed<VendorSecretRemoved, VendorSecretRemovedModel, VendorSecretRemovedResolvers>;
  CheckStarted: Owed<CheckStarted, CheckStartedModel, CheckStartedResolvers>;
  CheckPolled: Owed<CheckPolled, CheckPolledModel, CheckPolledResolvers>;
  VendorMessageReplayed: Owed<VendorMessageReplayed, VendorMessageReplayedModel, VendorMessageReplayedResolvers>;
  VerificationRequested: Owed<VerificationRequested, VerificationRequestedModel, VerificationRequestedResolvers>;
  CheckResultRecorded: Owed<CheckResultRecorded, CheckResultRecordedModel, CheckResultRecordedResolvers>;
  VerificationCancelled: Owed<VerificationCancelled, VerificationCancelledModel, VerificationCancelledResolvers>;
  LegalHoldPlaced: Owed<LegalHoldPlaced, LegalHoldPlacedModel, LegalHoldPlacedResolvers>;
  LegalHoldReleased: Owed<LegalHoldReleased, LegalHoldReleasedModel, LegalHoldReleasedResolvers>;
  EvidenceDeleted: Owed<EvidenceDeleted, EvidenceDeletedModel, EvidenceDeletedResolvers>;
  Mutation: Owed<Mutation, Record<never, never>, MutationResolvers>;
  VerificationChange: Owed<VerificationChange, VerificationChangeModel, VerificationChangeResolvers>;
  Subscription: Owed<Subscription, Record<never, never>, SubscriptionResolvers>;
};
