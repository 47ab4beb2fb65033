// Generated from schema/decision.graphql by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { DecisionModel, DecisionRecordedModel, DecisionChangeModel, PolicyModel, PolicyVersionModel, PolicyChangedModel, JourneyModel, SignalModel, JourneyDefinitionModel, JourneyPublishedModel, JourneyRetiredModel, JourneyNotedModel, JourneyStartedModel, JourneyCancelledModel, JourneyResumedModel, JourneyChangeModel, ReviewModel, ReviewNoteModel, ReviewUpdatedModel, ReviewChangeModel, ReviewConnectionModel, PolicyDifferenceModel, OverrideProposalModel, OverrideProposedModel } from './models.ts';
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

export type AgreeReviewInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reviewId: Scalars['ID']['input'];
  word: Scalars['String']['input'];
};

export type AgreeReviewResult = IdempotencyConflict | InvalidInput | NotFound | ReviewClosed | ReviewUpdated;

export type AssignReviewInput = {
  assignee?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reviewId: Scalars['ID']['input'];
};

export type AssignReviewResult = IdempotencyConflict | InvalidInput | NotFound | ReviewClosed | ReviewTaken | ReviewUpdated;

export type CancelJourneyInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  journeyId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type CancelJourneyResult = IdempotencyConflict | InvalidInput | JourneyCancelled | JourneyElsewhere | NotFound;

export type Claim = {
  __typename?: 'Claim';
  id: Scalars['ID']['output'];
};

export type ConfigureReviewsInput = {
  deadlineHours?: InputMaybe<Scalars['Int']['input']>;
  fourEyes?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  kind: ReviewKind;
  priority?: InputMaybe<Scalars['Int']['input']>;
};

export type ConfigureReviewsResult = IdempotencyConflict | InvalidInput | ReviewsConfigured;

export type Consent = {
  __typename?: 'Consent';
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

export type DecideInput = {
  claimIds: Array<Scalars['ID']['input']>;
  consentIds: Array<Scalars['ID']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  inputs: Scalars['JSON']['input'];
  modelVersion?: InputMaybe<Scalars['String']['input']>;
  personId: Scalars['ID']['input'];
  policy: Scalars['String']['input'];
  subject: Scalars['String']['input'];
  supersedes?: InputMaybe<Scalars['ID']['input']>;
  verificationIds: Array<Scalars['ID']['input']>;
};

export type DecideResult = DecisionRecorded | IdempotencyConflict | InvalidInput | NotFound;

export type Decision = {
  __typename?: 'Decision';
  claims?: Maybe<Array<Maybe<Claim>>>;
  consents?: Maybe<Array<Maybe<Consent>>>;
  decidedAt: Scalars['DateTime']['output'];
  decidedBy: Scalars['String']['output'];
  engine: DecisionEngine;
  gone?: Maybe<Gone>;
  id: Scalars['ID']['output'];
  inputs?: Maybe<Scalars['JSON']['output']>;
  inputsDigest: Scalars['String']['output'];
  matchedRules: Array<Scalars['String']['output']>;
  modelVersion?: Maybe<Scalars['String']['output']>;
  outcome: DecisionOutcome;
  person: Person;
  policy: PolicyReference;
  proposedOverride?: Maybe<OverrideProposal>;
  reasons: Array<DecisionReason>;
  recordedAt: Scalars['DateTime']['output'];
  subject: Scalars['String']['output'];
  supersededBy?: Maybe<Decision>;
  supersedes?: Maybe<Decision>;
  verifications?: Maybe<Array<Maybe<Verification>>>;
};

export type DecisionChange = {
  __typename?: 'DecisionChange';
  cursor: Scalars['String']['output'];
  decision?: Maybe<Decision>;
  type: Scalars['String']['output'];
};

export type DecisionEngine =
  | 'EXTERNAL'
  | 'PERSON'
  | 'POLICY';

export type DecisionOutcome =
  | 'APPROVE'
  | 'BLOCK'
  | 'REJECT'
  | 'REQUEST_INFORMATION'
  | 'REVIEW'
  | 'STEP_UP';

export type DecisionReason = {
  __typename?: 'DecisionReason';
  code: Scalars['String']['output'];
  text?: Maybe<Scalars['String']['output']>;
};

export type DecisionReasonInput = {
  code: Scalars['String']['input'];
  text?: InputMaybe<Scalars['String']['input']>;
};

export type DecisionRecorded = {
  __typename?: 'DecisionRecorded';
  decision?: Maybe<Decision>;
  decisionId: Scalars['ID']['output'];
};

export type DecisionReplay = {
  __typename?: 'DecisionReplay';
  decision?: Maybe<Decision>;
  differences: Array<ReplayDifference>;
  isSame: Scalars['Boolean']['output'];
  matchedRules: Array<Scalars['String']['output']>;
  outcome?: Maybe<DecisionOutcome>;
  policy: PolicyVersion;
  problems: Array<InputProblem>;
  reasons: Array<DecisionReason>;
};

export type DraftPolicyInput = {
  content: Scalars['JSON']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  version?: InputMaybe<Scalars['Int']['input']>;
};

export type DraftPolicyResult = IdempotencyConflict | IllegalTransition | InvalidInput | NotFound | PolicyChanged;

export type Durations = {
  __typename?: 'Durations';
  count: Scalars['Int']['output'];
  meanSeconds?: Maybe<Scalars['Float']['output']>;
  p50Seconds?: Maybe<Scalars['Float']['output']>;
  p90Seconds?: Maybe<Scalars['Float']['output']>;
  p99Seconds?: Maybe<Scalars['Float']['output']>;
};

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
  decision?: Maybe<ErasureShare>;
  id: Scalars['ID']['output'];
};

export type ErasureShare = {
  __typename?: 'ErasureShare';
  counts: Array<ErasureCount>;
  held: Array<ErasureHeld>;
  stays: Array<ErasureCount>;
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

export type Journey = {
  __typename?: 'Journey';
  decisions?: Maybe<Array<Decision>>;
  definition?: Maybe<JourneyDefinition>;
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  entry: Scalars['Int']['output'];
  gone?: Maybe<Gone>;
  id: Scalars['ID']['output'];
  log: Array<JourneyEntry>;
  memory: Scalars['JSON']['output'];
  name: Scalars['String']['output'];
  outcome?: Maybe<Scalars['String']['output']>;
  person: Person;
  reason?: Maybe<Scalars['String']['output']>;
  startedAt: Scalars['DateTime']['output'];
  startedBy: Scalars['String']['output'];
  state: JourneyState;
  step: Scalars['String']['output'];
  verifications: Array<Maybe<Verification>>;
  version: Scalars['Int']['output'];
};

export type JourneyCancelled = {
  __typename?: 'JourneyCancelled';
  journey?: Maybe<Journey>;
  journeyId: Scalars['ID']['output'];
};

export type JourneyChange = {
  __typename?: 'JourneyChange';
  cursor: Scalars['String']['output'];
  journey?: Maybe<Journey>;
  type: Scalars['String']['output'];
};

export type JourneyDefinition = {
  __typename?: 'JourneyDefinition';
  definition: Scalars['JSON']['output'];
  name: Scalars['String']['output'];
  publishedAt: Scalars['DateTime']['output'];
  publishedBy: Scalars['String']['output'];
  state: JourneyDefinitionState;
  version: Scalars['Int']['output'];
};

export type JourneyDefinitionState =
  | 'PUBLISHED'
  | 'RETIRED';

export type JourneyElsewhere = {
  __typename?: 'JourneyElsewhere';
  message: Scalars['String']['output'];
  state: JourneyState;
};

export type JourneyEntry = {
  __typename?: 'JourneyEntry';
  action: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  detail: Scalars['JSON']['output'];
  step: Scalars['String']['output'];
};

export type JourneyEntryInput = {
  action: Scalars['String']['input'];
  detail: Scalars['JSON']['input'];
  step: Scalars['String']['input'];
};

export type JourneyNoted = {
  __typename?: 'JourneyNoted';
  journey?: Maybe<Journey>;
  journeyId: Scalars['ID']['output'];
};

export type JourneyPublished = {
  __typename?: 'JourneyPublished';
  definition: JourneyDefinition;
};

export type JourneyResumed = {
  __typename?: 'JourneyResumed';
  journey?: Maybe<Journey>;
  journeyId: Scalars['ID']['output'];
};

export type JourneyRetired = {
  __typename?: 'JourneyRetired';
  definition: JourneyDefinition;
};

export type JourneyStarted = {
  __typename?: 'JourneyStarted';
  journey?: Maybe<Journey>;
  journeyId: Scalars['ID']['output'];
};

export type JourneyState =
  | 'CANCELLED'
  | 'ENDED'
  | 'FAILED'
  | 'RUNNING'
  | 'WAITING';

export type Kpis = {
  __typename?: 'Kpis';
  answersLate: Share;
  approved: Share;
  cost: Scalars['Float']['output'];
  costPerVerified?: Maybe<Scalars['Float']['output']>;
  decisionsAutomatic: Share;
  decisionsOverridden: Share;
  decisionsReviewed: Share;
  decisionsWithCompleteEvidence: Share;
  decisionsWithEvidence: Share;
  duplicates: Share;
  from: Scalars['DateTime']['output'];
  recordToVerified: Durations;
  requestToVerified: Durations;
  resolvedAutomatically: Share;
  reviewsClosed: Scalars['Int']['output'];
  reviewsOpened: Scalars['Int']['output'];
  switchedByFallback: Share;
  to: Scalars['DateTime']['output'];
  valuesWithLineage: Share;
  vendors: Array<VendorKpis>;
  verified: Share;
  webhooksFailed: Share;
  webhooksRefused: Scalars['Int']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  agreeReview?: Maybe<AgreeReviewResult>;
  assignReview?: Maybe<AssignReviewResult>;
  cancelJourney?: Maybe<CancelJourneyResult>;
  configureReviews?: Maybe<ConfigureReviewsResult>;
  decide?: Maybe<DecideResult>;
  draftPolicy?: Maybe<DraftPolicyResult>;
  noteJourney?: Maybe<NoteJourneyResult>;
  noteReview?: Maybe<NoteReviewResult>;
  overrideDecision?: Maybe<OverrideDecisionResult>;
  prioritiseReview?: Maybe<PrioritiseReviewResult>;
  publishJourney?: Maybe<PublishJourneyResult>;
  publishPolicy?: Maybe<PublishPolicyResult>;
  recordDecision?: Maybe<RecordDecisionResult>;
  recordSignal?: Maybe<RecordSignalResult>;
  releaseReview?: Maybe<ReleaseReviewResult>;
  resumeJourney?: Maybe<ResumeJourneyResult>;
  retireJourney?: Maybe<RetireJourneyResult>;
  retirePolicy?: Maybe<RetirePolicyResult>;
  shadowPolicy?: Maybe<ShadowPolicyResult>;
  startJourney?: Maybe<StartJourneyResult>;
  submitPolicy?: Maybe<SubmitPolicyResult>;
};


export type MutationAgreeReviewArgs = {
  input: AgreeReviewInput;
};


export type MutationAssignReviewArgs = {
  input: AssignReviewInput;
};


export type MutationCancelJourneyArgs = {
  input: CancelJourneyInput;
};


export type MutationConfigureReviewsArgs = {
  input: ConfigureReviewsInput;
};


export type MutationDecideArgs = {
  input: DecideInput;
};


export type MutationDraftPolicyArgs = {
  input: DraftPolicyInput;
};


export type MutationNoteJourneyArgs = {
  input: NoteJourneyInput;
};


export type MutationNoteReviewArgs = {
  input: NoteReviewInput;
};


export type MutationOverrideDecisionArgs = {
  input: OverrideDecisionInput;
};


export type MutationPrioritiseReviewArgs = {
  input: PrioritiseReviewInput;
};


export type MutationPublishJourneyArgs = {
  input: PublishJourneyInput;
};


export type MutationPublishPolicyArgs = {
  input: PolicyStepInput;
};


export type MutationRecordDecisionArgs = {
  input: RecordDecisionInput;
};


export type MutationRecordSignalArgs = {
  input: RecordSignalInput;
};


export type MutationReleaseReviewArgs = {
  input: ReleaseReviewInput;
};


export type MutationResumeJourneyArgs = {
  input: ResumeJourneyInput;
};


export type MutationRetireJourneyArgs = {
  input: RetireJourneyInput;
};


export type MutationRetirePolicyArgs = {
  input: PolicyStepInput;
};


export type MutationShadowPolicyArgs = {
  input: ShadowPolicyInput;
};


export type MutationStartJourneyArgs = {
  input: StartJourneyInput;
};


export type MutationSubmitPolicyArgs = {
  input: PolicyStepInput;
};

export type NotFound = {
  __typename?: 'NotFound';
  id: Scalars['String']['output'];
};

export type NoteJourneyInput = {
  decisionIds: Array<Scalars['ID']['input']>;
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  entry: Scalars['Int']['input'];
  journeyId: Scalars['ID']['input'];
  log: Array<JourneyEntryInput>;
  memory: Scalars['JSON']['input'];
  outcome?: InputMaybe<Scalars['String']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  state: JourneyState;
  step: Scalars['String']['input'];
  verificationIds: Array<Scalars['ID']['input']>;
  waitsFor: Array<Scalars['ID']['input']>;
};

export type NoteJourneyResult = InvalidInput | JourneyElsewhere | JourneyNoted | NotFound;

export type NoteReviewInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reviewId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};

export type NoteReviewResult = IdempotencyConflict | InvalidInput | NotFound | ReviewUpdated;

export type OutcomeCount = {
  __typename?: 'OutcomeCount';
  after: Scalars['Int']['output'];
  before: Scalars['Int']['output'];
  outcome: DecisionOutcome;
};

export type OverrideDecisionInput = {
  decisionId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  outcome: DecisionOutcome;
  reason: DecisionReasonInput;
};

export type OverrideDecisionResult = DecisionRecorded | IdempotencyConflict | InvalidInput | NotFound | OverrideProposed | SecondPersonNeeded;

export type OverrideProposal = {
  __typename?: 'OverrideProposal';
  outcome: DecisionOutcome;
  proposedAt: Scalars['DateTime']['output'];
  proposedBy: Scalars['String']['output'];
  reason: DecisionReason;
};

export type OverrideProposed = {
  __typename?: 'OverrideProposed';
  decision?: Maybe<Decision>;
  decisionId: Scalars['ID']['output'];
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
  decisions?: Maybe<Array<Decision>>;
  id: Scalars['ID']['output'];
  journeys?: Maybe<Array<Journey>>;
  mergedIds: Array<Scalars['ID']['output']>;
  signals?: Maybe<Array<Signal>>;
};


export type PersonDecisionsArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type PersonJourneysArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type PersonSignalsArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Place = {
  __typename?: 'Place';
  latitude: Scalars['Float']['output'];
  longitude: Scalars['Float']['output'];
};

export type PlaceInput = {
  latitude: Scalars['Float']['input'];
  longitude: Scalars['Float']['input'];
};

export type Policy = {
  __typename?: 'Policy';
  name: Scalars['String']['output'];
  published?: Maybe<PolicyVersion>;
  versions: Array<PolicyVersion>;
};


export type PolicyVersionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type PolicyChanged = {
  __typename?: 'PolicyChanged';
  name: Scalars['String']['output'];
  policy?: Maybe<PolicyVersion>;
  version: Scalars['Int']['output'];
};

export type PolicyDifference = {
  __typename?: 'PolicyDifference';
  after?: Maybe<DecisionOutcome>;
  before: DecisionOutcome;
  decision?: Maybe<Decision>;
  decisionId: Scalars['ID']['output'];
  matchedRules: Array<Scalars['String']['output']>;
  reasonCodes: Array<Scalars['String']['output']>;
};

export type PolicyReference = {
  __typename?: 'PolicyReference';
  digest?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  version: Scalars['String']['output'];
};

export type PolicyReferenceInput = {
  name: Scalars['String']['input'];
  version: Scalars['String']['input'];
};

export type PolicySimulation = {
  __typename?: 'PolicySimulation';
  changed: Scalars['Int']['output'];
  changes: Array<PolicyDifference>;
  decisions: Scalars['Int']['output'];
  endCursor?: Maybe<Scalars['String']['output']>;
  erased: Scalars['Int']['output'];
  outcomes: Array<OutcomeCount>;
  refused: Scalars['Int']['output'];
};

export type PolicyState =
  | 'DRAFT'
  | 'IN_REVIEW'
  | 'PUBLISHED'
  | 'RETIRED';

export type PolicyStepInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  version: Scalars['Int']['input'];
};

export type PolicyVersion = {
  __typename?: 'PolicyVersion';
  approvals: Scalars['Int']['output'];
  content: Scalars['JSON']['output'];
  digest: Scalars['String']['output'];
  draftedAt: Scalars['DateTime']['output'];
  draftedBy: Scalars['String']['output'];
  isShadow: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  publishedBy?: Maybe<Scalars['String']['output']>;
  retiredAt?: Maybe<Scalars['DateTime']['output']>;
  retiredBy?: Maybe<Scalars['String']['output']>;
  shadow?: Maybe<ShadowReport>;
  state: PolicyState;
  submittedAt?: Maybe<Scalars['DateTime']['output']>;
  submittedBy?: Maybe<Scalars['String']['output']>;
  version: Scalars['Int']['output'];
};

export type PrioritiseReviewInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  priority?: InputMaybe<Scalars['Int']['input']>;
  reviewId: Scalars['ID']['input'];
};

export type PrioritiseReviewResult = IdempotencyConflict | InvalidInput | NotFound | ReviewClosed | ReviewUpdated;

export type PublishJourneyInput = {
  definition: Scalars['JSON']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

export type PublishJourneyResult = IdempotencyConflict | InvalidInput | JourneyPublished;

export type PublishPolicyResult = IdempotencyConflict | IllegalTransition | InvalidInput | NotFound | PolicyChanged | SecondPersonNeeded;

export type Query = {
  __typename?: 'Query';
  decision?: Maybe<Decision>;
  journey?: Maybe<Journey>;
  journeyDefinitions?: Maybe<Array<JourneyDefinition>>;
  journeys?: Maybe<Array<Journey>>;
  journeysWaitingFor?: Maybe<Array<Journey>>;
  kpis?: Maybe<Kpis>;
  policies?: Maybe<Array<Policy>>;
  policy?: Maybe<Policy>;
  replayDecision?: Maybe<DecisionReplay>;
  review?: Maybe<Review>;
  reviewRules?: Maybe<Array<ReviewRule>>;
  reviews?: Maybe<ReviewConnection>;
  simulatePolicy?: Maybe<PolicySimulation>;
};


export type QueryDecisionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryJourneyArgs = {
  id: Scalars['ID']['input'];
};


export type QueryJourneyDefinitionsArgs = {
  name?: InputMaybe<Scalars['String']['input']>;
};


export type QueryJourneysArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  state: JourneyState;
};


export type QueryJourneysWaitingForArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryKpisArgs = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryPoliciesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPolicyArgs = {
  name: Scalars['String']['input'];
};


export type QueryReplayDecisionArgs = {
  id: Scalars['ID']['input'];
  version?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryReviewArgs = {
  id: Scalars['ID']['input'];
};


export type QueryReviewsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  assignee?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kinds?: InputMaybe<Array<ReviewKind>>;
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  state?: InputMaybe<ReviewState>;
};


export type QuerySimulatePolicyArgs = {
  input: SimulatePolicyInput;
};

export type RecordDecisionInput = {
  claimIds: Array<Scalars['ID']['input']>;
  decidedAt?: InputMaybe<Scalars['DateTime']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  inputs: Scalars['JSON']['input'];
  matchedRules: Array<Scalars['String']['input']>;
  outcome: DecisionOutcome;
  personId: Scalars['ID']['input'];
  policy: PolicyReferenceInput;
  reasons: Array<DecisionReasonInput>;
  subject: Scalars['String']['input'];
  supersedes?: InputMaybe<Scalars['ID']['input']>;
  verificationIds: Array<Scalars['ID']['input']>;
};

export type RecordDecisionResult = DecisionRecorded | IdempotencyConflict | InvalidInput | NotFound;

export type RecordSignalInput = {
  deviceId?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  ip?: InputMaybe<Scalars['String']['input']>;
  kind: SignalKind;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  personId: Scalars['ID']['input'];
  place?: InputMaybe<PlaceInput>;
  riskScore: Scalars['Float']['input'];
};

export type RecordSignalResult = IdempotencyConflict | InvalidInput | SignalRecorded;

export type ReleaseReviewInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reviewId: Scalars['ID']['input'];
};

export type ReleaseReviewResult = IdempotencyConflict | InvalidInput | NotFound | ReviewClosed | ReviewTaken | ReviewUpdated;

export type ReplayDifference = {
  __typename?: 'ReplayDifference';
  after: Array<Scalars['String']['output']>;
  before: Array<Scalars['String']['output']>;
  field: ReplayField;
};

export type ReplayField =
  | 'MATCHED_RULES'
  | 'OUTCOME'
  | 'REASONS';

export type ResumeJourneyInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  journeyId: Scalars['ID']['input'];
};

export type ResumeJourneyResult = IdempotencyConflict | InvalidInput | JourneyElsewhere | JourneyResumed | NotFound;

export type RetentionDue = {
  __typename?: 'RetentionDue';
  before: Scalars['DateTime']['output'];
  due: Scalars['Int']['output'];
  held: Scalars['Int']['output'];
  sample: Array<Scalars['ID']['output']>;
};

export type RetentionPreview = {
  __typename?: 'RetentionPreview';
  decision?: Maybe<RetentionDue>;
  id: Scalars['ID']['output'];
};

export type RetireJourneyInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  version: Scalars['Int']['input'];
};

export type RetireJourneyResult = IdempotencyConflict | InvalidInput | JourneyRetired | NotFound;

export type RetirePolicyResult = IdempotencyConflict | IllegalTransition | InvalidInput | NotFound | PolicyChanged;

export type Review = {
  __typename?: 'Review';
  ageSeconds: Scalars['Int']['output'];
  agreed: Array<ReviewAgreement>;
  assignedAt?: Maybe<Scalars['DateTime']['output']>;
  assignee?: Maybe<Scalars['String']['output']>;
  closed?: Maybe<ReviewClosing>;
  deadLetter?: Maybe<ReviewedMessage>;
  deadline: Scalars['DateTime']['output'];
  decision?: Maybe<Decision>;
  field?: Maybe<Scalars['String']['output']>;
  fourEyes: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  kind: ReviewKind;
  match?: Maybe<ReviewedMatch>;
  notes: Array<ReviewNote>;
  openedAt: Scalars['DateTime']['output'];
  otherPerson?: Maybe<Person>;
  overdue: Scalars['Boolean']['output'];
  person?: Maybe<Person>;
  priority: Scalars['Int']['output'];
  priorityByHand: Scalars['Boolean']['output'];
  state: ReviewState;
};

export type ReviewAgreement = {
  __typename?: 'ReviewAgreement';
  actor: Scalars['String']['output'];
  saidAt: Scalars['DateTime']['output'];
  word: Scalars['String']['output'];
};

export type ReviewChange = {
  __typename?: 'ReviewChange';
  cursor: Scalars['String']['output'];
  review?: Maybe<Review>;
  type: Scalars['String']['output'];
};

export type ReviewClosed = {
  __typename?: 'ReviewClosed';
  closed: ReviewClosing;
};

export type ReviewClosing = {
  __typename?: 'ReviewClosing';
  as: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  by: Scalars['String']['output'];
};

export type ReviewConnection = {
  __typename?: 'ReviewConnection';
  counts: Array<ReviewCount>;
  edges: Array<ReviewEdge>;
  pageInfo: PageInfo;
};

export type ReviewCount = {
  __typename?: 'ReviewCount';
  assigned: Scalars['Int']['output'];
  kind: ReviewKind;
  open: Scalars['Int']['output'];
};

export type ReviewEdge = {
  __typename?: 'ReviewEdge';
  cursor: Scalars['String']['output'];
  node: Review;
};

export type ReviewKind =
  | 'CONFLICT'
  | 'DEAD_LETTER'
  | 'DECISION'
  | 'MATCH';

export type ReviewNote = {
  __typename?: 'ReviewNote';
  author: Scalars['String']['output'];
  gone?: Maybe<Gone>;
  id: Scalars['ID']['output'];
  text?: Maybe<Scalars['String']['output']>;
  writtenAt: Scalars['DateTime']['output'];
};

export type ReviewRule = {
  __typename?: 'ReviewRule';
  deadlineHours: Scalars['Int']['output'];
  fourEyes: Scalars['Boolean']['output'];
  kind: ReviewKind;
  priority: Scalars['Int']['output'];
};

export type ReviewState =
  | 'ASSIGNED'
  | 'CLOSED'
  | 'OPEN';

export type ReviewTaken = {
  __typename?: 'ReviewTaken';
  assignee?: Maybe<Scalars['String']['output']>;
  message: Scalars['String']['output'];
};

export type ReviewUpdated = {
  __typename?: 'ReviewUpdated';
  review?: Maybe<Review>;
  reviewId: Scalars['ID']['output'];
};

export type ReviewedMatch = {
  __typename?: 'ReviewedMatch';
  recordA: Scalars['ID']['output'];
  recordB: Scalars['ID']['output'];
};

export type ReviewedMessage = {
  __typename?: 'ReviewedMessage';
  id: Scalars['ID']['output'];
  vendor: Scalars['String']['output'];
};

export type ReviewsConfigured = {
  __typename?: 'ReviewsConfigured';
  rule: ReviewRule;
};

export type SecondPersonNeeded = {
  __typename?: 'SecondPersonNeeded';
  message: Scalars['String']['output'];
};

export type ShadowPolicyInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  runs: Scalars['Boolean']['input'];
  version: Scalars['Int']['input'];
};

export type ShadowPolicyResult = IdempotencyConflict | IllegalTransition | InvalidInput | NotFound | PolicyChanged;

export type ShadowReport = {
  __typename?: 'ShadowReport';
  agreed: Scalars['Int']['output'];
  agreementRate: Scalars['Float']['output'];
  decisions: Scalars['Int']['output'];
  differing: Array<PolicyDifference>;
};

export type Share = {
  __typename?: 'Share';
  count: Scalars['Int']['output'];
  of: Scalars['Int']['output'];
  share?: Maybe<Scalars['Float']['output']>;
};

export type Signal = {
  __typename?: 'Signal';
  deviceId?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  ip?: Maybe<Scalars['String']['output']>;
  kind: SignalKind;
  matchedRules: Array<Scalars['String']['output']>;
  occurredAt: Scalars['DateTime']['output'];
  outcome: SignalOutcome;
  place?: Maybe<Place>;
  policyVersion?: Maybe<Scalars['Int']['output']>;
  reasonCodes: Array<Scalars['String']['output']>;
  recordedAt: Scalars['DateTime']['output'];
  recordedBy: Scalars['String']['output'];
  riskScore?: Maybe<Scalars['Float']['output']>;
};

export type SignalKind =
  | 'DEVICE_SEEN'
  | 'LOGIN_FAILED'
  | 'LOGIN_SUCCEEDED'
  | 'STEP_UP_PASSED';

export type SignalOutcome =
  | 'APPROVE'
  | 'BLOCK'
  | 'STEP_UP';

export type SignalRecorded = {
  __typename?: 'SignalRecorded';
  matchedRules: Array<Scalars['String']['output']>;
  outcome: SignalOutcome;
  policyVersion?: Maybe<Scalars['Int']['output']>;
  reasonCodes: Array<Scalars['String']['output']>;
  signalId?: Maybe<Scalars['ID']['output']>;
};

export type SimulatePolicyInput = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  from: Scalars['DateTime']['input'];
  name: Scalars['String']['input'];
  to?: InputMaybe<Scalars['DateTime']['input']>;
  version: Scalars['Int']['input'];
};

export type StartJourneyInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  personId: Scalars['ID']['input'];
  unlessUnderWay: Scalars['Boolean']['input'];
};

export type StartJourneyResult = IdempotencyConflict | InvalidInput | JourneyStarted | NotFound;

export type SubmitPolicyResult = IdempotencyConflict | IllegalTransition | InvalidInput | NotFound | PolicyChanged;

export type Subscription = {
  __typename?: 'Subscription';
  decisionMade?: Maybe<DecisionChange>;
  journeyChanged?: Maybe<JourneyChange>;
  reviewChanged?: Maybe<ReviewChange>;
};


export type SubscriptionDecisionMadeArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  personId?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionJourneyChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  journeyId?: InputMaybe<Scalars['ID']['input']>;
  personId?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionReviewChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  kinds?: InputMaybe<Array<ReviewKind>>;
};

export type VendorKpis = {
  __typename?: 'VendorKpis';
  answersLate: Scalars['Int']['output'];
  cost: Scalars['Float']['output'];
  disagreed: Share;
  failed: Scalars['Int']['output'];
  inconclusive: Scalars['Int']['output'];
  latency: Durations;
  passed: Scalars['Int']['output'];
  switchedAway: Share;
  vendor: Scalars['String']['output'];
  webhooksFailed: Share;
};

export type Verification = {
  __typename?: 'Verification';
  id: Scalars['ID']['output'];
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
  Decision: Decision;
  ErasurePreview: ErasurePreview;
  Journey: Journey;
  Person: Person;
  RetentionPreview: RetentionPreview;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Decision:
    ( { __typename: 'Decision' }
    & GraphQLRecursivePick<FederationTypes['Decision'], {"id":true}> );
  ErasurePreview:
    ( { __typename: 'ErasurePreview' }
    & GraphQLRecursivePick<FederationTypes['ErasurePreview'], {"id":true}> );
  Journey:
    ( { __typename: 'Journey' }
    & GraphQLRecursivePick<FederationTypes['Journey'], {"id":true}> );
  Person:
    ( { __typename: 'Person' }
    & GraphQLRecursivePick<FederationTypes['Person'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}> ) );
  RetentionPreview:
    ( { __typename: 'RetentionPreview' }
    & GraphQLRecursivePick<FederationTypes['RetentionPreview'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AgreeReviewResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( ReviewClosed & { __typename: 'ReviewClosed' } )
    | ( ReviewUpdatedModel & { __typename: 'ReviewUpdated' } )
  ;
  AssignReviewResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( ReviewClosed & { __typename: 'ReviewClosed' } )
    | ( ReviewTaken & { __typename: 'ReviewTaken' } )
    | ( ReviewUpdatedModel & { __typename: 'ReviewUpdated' } )
  ;
  CancelJourneyResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( JourneyCancelledModel & { __typename: 'JourneyCancelled' } )
    | ( JourneyElsewhere & { __typename: 'JourneyElsewhere' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  ConfigureReviewsResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( ReviewsConfigured & { __typename: 'ReviewsConfigured' } )
  ;
  DecideResult:
    | ( DecisionRecordedModel & { __typename: 'DecisionRecorded' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  DraftPolicyResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( PolicyChangedModel & { __typename: 'PolicyChanged' } )
  ;
  NoteJourneyResult:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( JourneyElsewhere & { __typename: 'JourneyElsewhere' } )
    | ( JourneyNotedModel & { __typename: 'JourneyNoted' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  NoteReviewResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( ReviewUpdatedModel & { __typename: 'ReviewUpdated' } )
  ;
  OverrideDecisionResult:
    | ( DecisionRecordedModel & { __typename: 'DecisionRecorded' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( OverrideProposedModel & { __typename: 'OverrideProposed' } )
    | ( SecondPersonNeeded & { __typename: 'SecondPersonNeeded' } )
  ;
  PrioritiseReviewResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( ReviewClosed & { __typename: 'ReviewClosed' } )
    | ( ReviewUpdatedModel & { __typename: 'ReviewUpdated' } )
  ;
  PublishJourneyResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( JourneyPublishedModel & { __typename: 'JourneyPublished' } )
  ;
  PublishPolicyResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( PolicyChangedModel & { __typename: 'PolicyChanged' } )
    | ( SecondPersonNeeded & { __typename: 'SecondPersonNeeded' } )
  ;
  RecordDecisionResult:
    | ( DecisionRecordedModel & { __typename: 'DecisionRecorded' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RecordSignalResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( SignalRecorded & { __typename: 'SignalRecorded' } )
  ;
  ReleaseReviewResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( ReviewClosed & { __typename: 'ReviewClosed' } )
    | ( ReviewTaken & { __typename: 'ReviewTaken' } )
    | ( ReviewUpdatedModel & { __typename: 'ReviewUpdated' } )
  ;
  ResumeJourneyResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( JourneyElsewhere & { __typename: 'JourneyElsewhere' } )
    | ( JourneyResumedModel & { __typename: 'JourneyResumed' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RetireJourneyResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( JourneyRetiredModel & { __typename: 'JourneyRetired' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  RetirePolicyResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( PolicyChangedModel & { __typename: 'PolicyChanged' } )
  ;
  ShadowPolicyResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( PolicyChangedModel & { __typename: 'PolicyChanged' } )
  ;
  StartJourneyResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( JourneyStartedModel & { __typename: 'JourneyStarted' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  SubmitPolicyResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( IllegalTransition & { __typename: 'IllegalTransition' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( PolicyChangedModel & { __typename: 'PolicyChanged' } )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AgreeReviewInput: AgreeReviewInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AgreeReviewResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AgreeReviewResult']>;
  AssignReviewInput: AssignReviewInput;
  AssignReviewResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AssignReviewResult']>;
  CancelJourneyInput: CancelJourneyInput;
  CancelJourneyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelJourneyResult']>;
  Claim: ResolverTypeWrapper<Claim>;
  ConfigureReviewsInput: ConfigureReviewsInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ConfigureReviewsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfigureReviewsResult']>;
  Consent: ResolverTypeWrapper<Consent>;
  DataClass: DataClass;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DecideInput: DecideInput;
  DecideResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DecideResult']>;
  Decision: ResolverTypeWrapper<DecisionModel>;
  DecisionChange: ResolverTypeWrapper<DecisionChangeModel>;
  DecisionEngine: DecisionEngine;
  DecisionOutcome: DecisionOutcome;
  DecisionReason: ResolverTypeWrapper<DecisionReason>;
  DecisionReasonInput: DecisionReasonInput;
  DecisionRecorded: ResolverTypeWrapper<DecisionRecordedModel>;
  DecisionReplay: ResolverTypeWrapper<Omit<DecisionReplay, 'decision' | 'policy'> & { decision?: Maybe<ResolversTypes['Decision']>, policy: ResolversTypes['PolicyVersion'] }>;
  DraftPolicyInput: DraftPolicyInput;
  DraftPolicyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DraftPolicyResult']>;
  Durations: ResolverTypeWrapper<Durations>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ErasureCount: ResolverTypeWrapper<ErasureCount>;
  ErasureHeld: ResolverTypeWrapper<ErasureHeld>;
  ErasurePreview: ResolverTypeWrapper<Pick<ErasurePreview, 'id'> & Partial<ErasurePreview>>;
  ErasureShare: ResolverTypeWrapper<ErasureShare>;
  Gone: ResolverTypeWrapper<Gone>;
  IdempotencyConflict: ResolverTypeWrapper<IdempotencyConflict>;
  IllegalTransition: ResolverTypeWrapper<IllegalTransition>;
  InputProblem: ResolverTypeWrapper<InputProblem>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Journey: ResolverTypeWrapper<JourneyModel>;
  JourneyCancelled: ResolverTypeWrapper<JourneyCancelledModel>;
  JourneyChange: ResolverTypeWrapper<JourneyChangeModel>;
  JourneyDefinition: ResolverTypeWrapper<JourneyDefinitionModel>;
  JourneyDefinitionState: JourneyDefinitionState;
  JourneyElsewhere: ResolverTypeWrapper<JourneyElsewhere>;
  JourneyEntry: ResolverTypeWrapper<JourneyEntry>;
  JourneyEntryInput: JourneyEntryInput;
  JourneyNoted: ResolverTypeWrapper<JourneyNotedModel>;
  JourneyPublished: ResolverTypeWrapper<JourneyPublishedModel>;
  JourneyResumed: ResolverTypeWrapper<JourneyResumedModel>;
  JourneyRetired: ResolverTypeWrapper<JourneyRetiredModel>;
  JourneyStarted: ResolverTypeWrapper<JourneyStartedModel>;
  JourneyState: JourneyState;
  Kpis: ResolverTypeWrapper<Kpis>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  NoteJourneyInput: NoteJourneyInput;
  NoteJourneyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['NoteJourneyResult']>;
  NoteReviewInput: NoteReviewInput;
  NoteReviewResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['NoteReviewResult']>;
  OutcomeCount: ResolverTypeWrapper<OutcomeCount>;
  OverrideDecisionInput: OverrideDecisionInput;
  OverrideDecisionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OverrideDecisionResult']>;
  OverrideProposal: ResolverTypeWrapper<OverrideProposalModel>;
  OverrideProposed: ResolverTypeWrapper<OverrideProposedModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Person: ResolverTypeWrapper<Pick<Person, 'id'> & Partial<Person>>;
  Place: ResolverTypeWrapper<Place>;
  PlaceInput: PlaceInput;
  Policy: ResolverTypeWrapper<PolicyModel>;
  PolicyChanged: ResolverTypeWrapper<PolicyChangedModel>;
  PolicyDifference: ResolverTypeWrapper<PolicyDifferenceModel>;
  PolicyReference: ResolverTypeWrapper<PolicyReference>;
  PolicyReferenceInput: PolicyReferenceInput;
  PolicySimulation: ResolverTypeWrapper<Omit<PolicySimulation, 'changes'> & { changes: Array<ResolversTypes['PolicyDifference']> }>;
  PolicyState: PolicyState;
  PolicyStepInput: PolicyStepInput;
  PolicyVersion: ResolverTypeWrapper<PolicyVersionModel>;
  PrioritiseReviewInput: PrioritiseReviewInput;
  PrioritiseReviewResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PrioritiseReviewResult']>;
  PublishJourneyInput: PublishJourneyInput;
  PublishJourneyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishJourneyResult']>;
  PublishPolicyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishPolicyResult']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordDecisionInput: RecordDecisionInput;
  RecordDecisionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecordDecisionResult']>;
  RecordSignalInput: RecordSignalInput;
  RecordSignalResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecordSignalResult']>;
  ReleaseReviewInput: ReleaseReviewInput;
  ReleaseReviewResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReleaseReviewResult']>;
  ReplayDifference: ResolverTypeWrapper<ReplayDifference>;
  ReplayField: ReplayField;
  ResumeJourneyInput: ResumeJourneyInput;
  ResumeJourneyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResumeJourneyResult']>;
  RetentionDue: ResolverTypeWrapper<RetentionDue>;
  RetentionPreview: ResolverTypeWrapper<Pick<RetentionPreview, 'id'> & Partial<RetentionPreview>>;
  RetireJourneyInput: RetireJourneyInput;
  RetireJourneyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetireJourneyResult']>;
  RetirePolicyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetirePolicyResult']>;
  Review: ResolverTypeWrapper<ReviewModel>;
  ReviewAgreement: ResolverTypeWrapper<ReviewAgreement>;
  ReviewChange: ResolverTypeWrapper<ReviewChangeModel>;
  ReviewClosed: ResolverTypeWrapper<ReviewClosed>;
  ReviewClosing: ResolverTypeWrapper<ReviewClosing>;
  ReviewConnection: ResolverTypeWrapper<ReviewConnectionModel>;
  ReviewCount: ResolverTypeWrapper<ReviewCount>;
  ReviewEdge: ResolverTypeWrapper<Omit<ReviewEdge, 'node'> & { node: ResolversTypes['Review'] }>;
  ReviewKind: ReviewKind;
  ReviewNote: ResolverTypeWrapper<ReviewNoteModel>;
  ReviewRule: ResolverTypeWrapper<ReviewRule>;
  ReviewState: ReviewState;
  ReviewTaken: ResolverTypeWrapper<ReviewTaken>;
  ReviewUpdated: ResolverTypeWrapper<ReviewUpdatedModel>;
  ReviewedMatch: ResolverTypeWrapper<ReviewedMatch>;
  ReviewedMessage: ResolverTypeWrapper<ReviewedMessage>;
  ReviewsConfigured: ResolverTypeWrapper<ReviewsConfigured>;
  SecondPersonNeeded: ResolverTypeWrapper<SecondPersonNeeded>;
  ShadowPolicyInput: ShadowPolicyInput;
  ShadowPolicyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ShadowPolicyResult']>;
  ShadowReport: ResolverTypeWrapper<Omit<ShadowReport, 'differing'> & { differing: Array<ResolversTypes['PolicyDifference']> }>;
  Share: ResolverTypeWrapper<Share>;
  Signal: ResolverTypeWrapper<SignalModel>;
  SignalKind: SignalKind;
  SignalOutcome: SignalOutcome;
  SignalRecorded: ResolverTypeWrapper<SignalRecorded>;
  SimulatePolicyInput: SimulatePolicyInput;
  StartJourneyInput: StartJourneyInput;
  StartJourneyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartJourneyResult']>;
  SubmitPolicyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubmitPolicyResult']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  VendorKpis: ResolverTypeWrapper<VendorKpis>;
  Verification: ResolverTypeWrapper<Verification>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AgreeReviewInput: AgreeReviewInput;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AgreeReviewResult: ResolversUnionTypes<ResolversParentTypes>['AgreeReviewResult'];
  AssignReviewInput: AssignReviewInput;
  AssignReviewResult: ResolversUnionTypes<ResolversParentTypes>['AssignReviewResult'];
  CancelJourneyInput: CancelJourneyInput;
  CancelJourneyResult: ResolversUnionTypes<ResolversParentTypes>['CancelJourneyResult'];
  Claim: Claim;
  ConfigureReviewsInput: ConfigureReviewsInput;
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
  ConfigureReviewsResult: ResolversUnionTypes<ResolversParentTypes>['ConfigureReviewsResult'];
  Consent: Consent;
  DateTime: Scalars['DateTime']['output'];
  DecideInput: DecideInput;
  DecideResult: ResolversUnionTypes<ResolversParentTypes>['DecideResult'];
  Decision: DecisionModel;
  DecisionChange: DecisionChangeModel;
  DecisionReason: DecisionReason;
  DecisionReasonInput: DecisionReasonInput;
  DecisionRecorded: DecisionRecordedModel;
  DecisionReplay: Omit<DecisionReplay, 'decision' | 'policy'> & { decision?: Maybe<ResolversParentTypes['Decision']>, policy: ResolversParentTypes['PolicyVersion'] };
  DraftPolicyInput: DraftPolicyInput;
  DraftPolicyResult: ResolversUnionTypes<ResolversParentTypes>['DraftPolicyResult'];
  Durations: Durations;
  Float: Scalars['Float']['output'];
  ErasureCount: ErasureCount;
  ErasureHeld: ErasureHeld;
  ErasurePreview: Pick<ErasurePreview, 'id'> & Partial<ErasurePreview>;
  ErasureShare: ErasureShare;
  Gone: Gone;
  IdempotencyConflict: IdempotencyConflict;
  IllegalTransition: IllegalTransition;
  InputProblem: InputProblem;
  InvalidInput: InvalidInput;
  JSON: Scalars['JSON']['output'];
  Journey: JourneyModel;
  JourneyCancelled: JourneyCancelledModel;
  JourneyChange: JourneyChangeModel;
  JourneyDefinition: JourneyDefinitionModel;
  JourneyElsewhere: JourneyElsewhere;
  JourneyEntry: JourneyEntry;
  JourneyEntryInput: JourneyEntryInput;
  JourneyNoted: JourneyNotedModel;
  JourneyPublished: JourneyPublishedModel;
  JourneyResumed: JourneyResumedModel;
  JourneyRetired: JourneyRetiredModel;
  JourneyStarted: JourneyStartedModel;
  Kpis: Kpis;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  NoteJourneyInput: NoteJourneyInput;
  NoteJourneyResult: ResolversUnionTypes<ResolversParentTypes>['NoteJourneyResult'];
  NoteReviewInput: NoteReviewInput;
  NoteReviewResult: ResolversUnionTypes<ResolversParentTypes>['NoteReviewResult'];
  OutcomeCount: OutcomeCount;
  OverrideDecisionInput: OverrideDecisionInput;
  OverrideDecisionResult: ResolversUnionTypes<ResolversParentTypes>['OverrideDecisionResult'];
  OverrideProposal: OverrideProposalModel;
  OverrideProposed: OverrideProposedModel;
  PageInfo: PageInfo;
  Person: Pick<Person, 'id'> & Partial<Person>;
  Place: Place;
  PlaceInput: PlaceInput;
  Policy: PolicyModel;
  PolicyChanged: PolicyChangedModel;
  PolicyDifference: PolicyDifferenceModel;
  PolicyReference: PolicyReference;
  PolicyReferenceInput: PolicyReferenceInput;
  PolicySimulation: Omit<PolicySimulation, 'changes'> & { changes: Array<ResolversParentTypes['PolicyDifference']> };
  PolicyStepInput: PolicyStepInput;
  PolicyVersion: PolicyVersionModel;
  PrioritiseReviewInput: PrioritiseReviewInput;
  PrioritiseReviewResult: ResolversUnionTypes<ResolversParentTypes>['PrioritiseReviewResult'];
  PublishJourneyInput: PublishJourneyInput;
  PublishJourneyResult: ResolversUnionTypes<ResolversParentTypes>['PublishJourneyResult'];
  PublishPolicyResult: ResolversUnionTypes<ResolversParentTypes>['PublishPolicyResult'];
  Query: Record<PropertyKey, never>;
  RecordDecisionInput: RecordDecisionInput;
  RecordDecisionResult: ResolversUnionTypes<ResolversParentTypes>['RecordDecisionResult'];
  RecordSignalInput: RecordSignalInput;
  RecordSignalResult: ResolversUnionTypes<ResolversParentTypes>['RecordSignalResult'];
  ReleaseReviewInput: ReleaseReviewInput;
  ReleaseReviewResult: ResolversUnionTypes<ResolversParentTypes>['ReleaseReviewResult'];
  ReplayDifference: ReplayDifference;
  ResumeJourneyInput: ResumeJourneyInput;
  ResumeJourneyResult: ResolversUnionTypes<ResolversParentTypes>['ResumeJourneyResult'];
  RetentionDue: RetentionDue;
  RetentionPreview: Pick<RetentionPreview, 'id'> & Partial<RetentionPreview>;
  RetireJourneyInput: RetireJourneyInput;
  RetireJourneyResult: ResolversUnionTypes<ResolversParentTypes>['RetireJourneyResult'];
  RetirePolicyResult: ResolversUnionTypes<ResolversParentTypes>['RetirePolicyResult'];
  Review: ReviewModel;
  ReviewAgreement: ReviewAgreement;
  ReviewChange: ReviewChangeModel;
  ReviewClosed: ReviewClosed;
  ReviewClosing: ReviewClosing;
  ReviewConnection: ReviewConnectionModel;
  ReviewCount: ReviewCount;
  ReviewEdge: Omit<ReviewEdge, 'node'> & { node: ResolversParentTypes['Review'] };
  ReviewNote: ReviewNoteModel;
  ReviewRule: ReviewRule;
  ReviewTaken: ReviewTaken;
  ReviewUpdated: ReviewUpdatedModel;
  ReviewedMatch: ReviewedMatch;
  ReviewedMessage: ReviewedMessage;
  ReviewsConfigured: ReviewsConfigured;
  SecondPersonNeeded: SecondPersonNeeded;
  ShadowPolicyInput: ShadowPolicyInput;
  ShadowPolicyResult: ResolversUnionTypes<ResolversParentTypes>['ShadowPolicyResult'];
  ShadowReport: Omit<ShadowReport, 'differing'> & { differing: Array<ResolversParentTypes['PolicyDifference']> };
  Share: Share;
  Signal: SignalModel;
  SignalRecorded: SignalRecorded;
  SimulatePolicyInput: SimulatePolicyInput;
  StartJourneyInput: StartJourneyInput;
  StartJourneyResult: ResolversUnionTypes<ResolversParentTypes>['StartJourneyResult'];
  SubmitPolicyResult: ResolversUnionTypes<ResolversParentTypes>['SubmitPolicyResult'];
  Subscription: Record<PropertyKey, never>;
  VendorKpis: VendorKpis;
  Verification: Verification;
};

export type DataClassDirectiveArgs = {
  is: Array<DataClass>;
};

export type DataClassDirectiveResolver<Result, Parent, ContextType = Context, Args = DataClassDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AgreeReviewResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgreeReviewResult'] = ResolversParentTypes['AgreeReviewResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'ReviewClosed' | 'ReviewUpdated', ParentType, ContextType>;
};

export type AssignReviewResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignReviewResult'] = ResolversParentTypes['AssignReviewResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'ReviewClosed' | 'ReviewTaken' | 'ReviewUpdated', ParentType, ContextType>;
};

export type CancelJourneyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelJourneyResult'] = ResolversParentTypes['CancelJourneyResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'JourneyCancelled' | 'JourneyElsewhere' | 'NotFound', ParentType, ContextType>;
};

export type ClaimResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Claim'] = ResolversParentTypes['Claim']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ConfigureReviewsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfigureReviewsResult'] = ResolversParentTypes['ConfigureReviewsResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'ReviewsConfigured', ParentType, ContextType>;
};

export type ConsentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Consent'] = ResolversParentTypes['Consent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DecideResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecideResult'] = ResolversParentTypes['DecideResult']> = {
  __resolveType: TypeResolveFn<'DecisionRecorded' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type DecisionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Decision'] = ResolversParentTypes['Decision'], FederationReferenceType extends FederationReferenceTypes['Decision'] = FederationReferenceTypes['Decision']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Decision']> | FederationReferenceType, FederationReferenceType, ContextType>;
  claims?: Resolver<Maybe<Array<Maybe<ResolversTypes['Claim']>>>, ParentType, ContextType>;
  consents?: Resolver<Maybe<Array<Maybe<ResolversTypes['Consent']>>>, ParentType, ContextType>;
  decidedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decidedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  engine?: Resolver<ResolversTypes['DecisionEngine'], ParentType, ContextType>;
  gone?: Resolver<Maybe<ResolversTypes['Gone']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputs?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  inputsDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  matchedRules?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  modelVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['DecisionOutcome'], ParentType, ContextType>;
  person?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  policy?: Resolver<ResolversTypes['PolicyReference'], ParentType, ContextType>;
  proposedOverride?: Resolver<Maybe<ResolversTypes['OverrideProposal']>, ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['DecisionReason']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  supersededBy?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  supersedes?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  verifications?: Resolver<Maybe<Array<Maybe<ResolversTypes['Verification']>>>, ParentType, ContextType>;
};

export type DecisionChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecisionChange'] = ResolversParentTypes['DecisionChange']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DecisionReasonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecisionReason'] = ResolversParentTypes['DecisionReason']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DecisionRecordedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecisionRecorded'] = ResolversParentTypes['DecisionRecorded']> = {
  decision?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  decisionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DecisionReplayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecisionReplay'] = ResolversParentTypes['DecisionReplay']> = {
  decision?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  differences?: Resolver<Array<ResolversTypes['ReplayDifference']>, ParentType, ContextType>;
  isSame?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  matchedRules?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['DecisionOutcome']>, ParentType, ContextType>;
  policy?: Resolver<ResolversTypes['PolicyVersion'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['InputProblem']>, ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['DecisionReason']>, ParentType, ContextType>;
};

export type DraftPolicyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DraftPolicyResult'] = ResolversParentTypes['DraftPolicyResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound' | 'PolicyChanged', ParentType, ContextType>;
};

export type DurationsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Durations'] = ResolversParentTypes['Durations']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  meanSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p50Seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p90Seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p99Seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
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
  decision?: Resolver<Maybe<ResolversTypes['ErasureShare']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ErasureShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureShare'] = ResolversParentTypes['ErasureShare']> = {
  counts?: Resolver<Array<ResolversTypes['ErasureCount']>, ParentType, ContextType>;
  held?: Resolver<Array<ResolversTypes['ErasureHeld']>, ParentType, ContextType>;
  stays?: Resolver<Array<ResolversTypes['ErasureCount']>, ParentType, ContextType>;
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

export type JourneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Journey'] = ResolversParentTypes['Journey'], FederationReferenceType extends FederationReferenceTypes['Journey'] = FederationReferenceTypes['Journey']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Journey']> | FederationReferenceType, FederationReferenceType, ContextType>;
  decisions?: Resolver<Maybe<Array<ResolversTypes['Decision']>>, ParentType, ContextType>;
  definition?: Resolver<Maybe<ResolversTypes['JourneyDefinition']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  entry?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  gone?: Resolver<Maybe<ResolversTypes['Gone']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  log?: Resolver<Array<ResolversTypes['JourneyEntry']>, ParentType, ContextType>;
  memory?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  person?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JourneyState'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verifications?: Resolver<Array<Maybe<ResolversTypes['Verification']>>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type JourneyCancelledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JourneyCancelled'] = ResolversParentTypes['JourneyCancelled']> = {
  journey?: Resolver<Maybe<ResolversTypes['Journey']>, ParentType, ContextType>;
  journeyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JourneyChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JourneyChange'] = ResolversParentTypes['JourneyChange']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  journey?: Resolver<Maybe<ResolversTypes['Journey']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type JourneyDefinitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JourneyDefinition'] = ResolversParentTypes['JourneyDefinition']> = {
  definition?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JourneyDefinitionState'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type JourneyElsewhereResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JourneyElsewhere'] = ResolversParentTypes['JourneyElsewhere']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JourneyState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JourneyEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JourneyEntry'] = ResolversParentTypes['JourneyEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type JourneyNotedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JourneyNoted'] = ResolversParentTypes['JourneyNoted']> = {
  journey?: Resolver<Maybe<ResolversTypes['Journey']>, ParentType, ContextType>;
  journeyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JourneyPublishedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JourneyPublished'] = ResolversParentTypes['JourneyPublished']> = {
  definition?: Resolver<ResolversTypes['JourneyDefinition'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JourneyResumedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JourneyResumed'] = ResolversParentTypes['JourneyResumed']> = {
  journey?: Resolver<Maybe<ResolversTypes['Journey']>, ParentType, ContextType>;
  journeyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JourneyRetiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JourneyRetired'] = ResolversParentTypes['JourneyRetired']> = {
  definition?: Resolver<ResolversTypes['JourneyDefinition'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JourneyStartedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JourneyStarted'] = ResolversParentTypes['JourneyStarted']> = {
  journey?: Resolver<Maybe<ResolversTypes['Journey']>, ParentType, ContextType>;
  journeyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type KpisResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Kpis'] = ResolversParentTypes['Kpis']> = {
  answersLate?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  approved?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  costPerVerified?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  decisionsAutomatic?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  decisionsOverridden?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  decisionsReviewed?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  decisionsWithCompleteEvidence?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  decisionsWithEvidence?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  duplicates?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordToVerified?: Resolver<ResolversTypes['Durations'], ParentType, ContextType>;
  requestToVerified?: Resolver<ResolversTypes['Durations'], ParentType, ContextType>;
  resolvedAutomatically?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  reviewsClosed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reviewsOpened?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  switchedByFallback?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  valuesWithLineage?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  vendors?: Resolver<Array<ResolversTypes['VendorKpis']>, ParentType, ContextType>;
  verified?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  webhooksFailed?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  webhooksRefused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  agreeReview?: Resolver<Maybe<ResolversTypes['AgreeReviewResult']>, ParentType, ContextType, RequireFields<MutationAgreeReviewArgs, 'input'>>;
  assignReview?: Resolver<Maybe<ResolversTypes['AssignReviewResult']>, ParentType, ContextType, RequireFields<MutationAssignReviewArgs, 'input'>>;
  cancelJourney?: Resolver<Maybe<ResolversTypes['CancelJourneyResult']>, ParentType, ContextType, RequireFields<MutationCancelJourneyArgs, 'input'>>;
  configureReviews?: Resolver<Maybe<ResolversTypes['ConfigureReviewsResult']>, ParentType, ContextType, RequireFields<MutationConfigureReviewsArgs, 'input'>>;
  decide?: Resolver<Maybe<ResolversTypes['DecideResult']>, ParentType, ContextType, RequireFields<MutationDecideArgs, 'input'>>;
  draftPolicy?: Resolver<Maybe<ResolversTypes['DraftPolicyResult']>, ParentType, ContextType, RequireFields<MutationDraftPolicyArgs, 'input'>>;
  noteJourney?: Resolver<Maybe<ResolversTypes['NoteJourneyResult']>, ParentType, ContextType, RequireFields<MutationNoteJourneyArgs, 'input'>>;
  noteReview?: Resolver<Maybe<ResolversTypes['NoteReviewResult']>, ParentType, ContextType, RequireFields<MutationNoteReviewArgs, 'input'>>;
  overrideDecision?: Resolver<Maybe<ResolversTypes['OverrideDecisionResult']>, ParentType, ContextType, RequireFields<MutationOverrideDecisionArgs, 'input'>>;
  prioritiseReview?: Resolver<Maybe<ResolversTypes['PrioritiseReviewResult']>, ParentType, ContextType, RequireFields<MutationPrioritiseReviewArgs, 'input'>>;
  publishJourney?: Resolver<Maybe<ResolversTypes['PublishJourneyResult']>, ParentType, ContextType, RequireFields<MutationPublishJourneyArgs, 'input'>>;
  publishPolicy?: Resolver<Maybe<ResolversTypes['PublishPolicyResult']>, ParentType, ContextType, RequireFields<MutationPublishPolicyArgs, 'input'>>;
  recordDecision?: Resolver<Maybe<ResolversTypes['RecordDecisionResult']>, ParentType, ContextType, RequireFields<MutationRecordDecisionArgs, 'input'>>;
  recordSignal?: Resolver<Maybe<ResolversTypes['RecordSignalResult']>, ParentType, ContextType, RequireFields<MutationRecordSignalArgs, 'input'>>;
  releaseReview?: Resolver<Maybe<ResolversTypes['ReleaseReviewResult']>, ParentType, ContextType, RequireFields<MutationReleaseReviewArgs, 'input'>>;
  resumeJourney?: Resolver<Maybe<ResolversTypes['ResumeJourneyResult']>, ParentType, ContextType, RequireFields<MutationResumeJourneyArgs, 'input'>>;
  retireJourney?: Resolver<Maybe<ResolversTypes['RetireJourneyResult']>, ParentType, ContextType, RequireFields<MutationRetireJourneyArgs, 'input'>>;
  retirePolicy?: Resolver<Maybe<ResolversTypes['RetirePolicyResult']>, ParentType, ContextType, RequireFields<MutationRetirePolicyArgs, 'input'>>;
  shadowPolicy?: Resolver<Maybe<ResolversTypes['ShadowPolicyResult']>, ParentType, ContextType, RequireFields<MutationShadowPolicyArgs, 'input'>>;
  startJourney?: Resolver<Maybe<ResolversTypes['StartJourneyResult']>, ParentType, ContextType, RequireFields<MutationStartJourneyArgs, 'input'>>;
  submitPolicy?: Resolver<Maybe<ResolversTypes['SubmitPolicyResult']>, ParentType, ContextType, RequireFields<MutationSubmitPolicyArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoteJourneyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoteJourneyResult'] = ResolversParentTypes['NoteJourneyResult']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'JourneyElsewhere' | 'JourneyNoted' | 'NotFound', ParentType, ContextType>;
};

export type NoteReviewResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoteReviewResult'] = ResolversParentTypes['NoteReviewResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'ReviewUpdated', ParentType, ContextType>;
};

export type OutcomeCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutcomeCount'] = ResolversParentTypes['OutcomeCount']> = {
  after?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['DecisionOutcome'], ParentType, ContextType>;
};

export type OverrideDecisionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OverrideDecisionResult'] = ResolversParentTypes['OverrideDecisionResult']> = {
  __resolveType: TypeResolveFn<'DecisionRecorded' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'OverrideProposed' | 'SecondPersonNeeded', ParentType, ContextType>;
};

export type OverrideProposalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OverrideProposal'] = ResolversParentTypes['OverrideProposal']> = {
  outcome?: Resolver<ResolversTypes['DecisionOutcome'], ParentType, ContextType>;
  proposedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  proposedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['DecisionReason'], ParentType, ContextType>;
};

export type OverrideProposedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OverrideProposed'] = ResolversParentTypes['OverrideProposed']> = {
  decision?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  decisionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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
  decisions?: Resolver<Maybe<Array<ResolversTypes['Decision']>>, ParentType, ContextType, RequireFields<PersonDecisionsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  journeys?: Resolver<Maybe<Array<ResolversTypes['Journey']>>, ParentType, ContextType, RequireFields<PersonJourneysArgs, 'first'>>;
  signals?: Resolver<Maybe<Array<ResolversTypes['Signal']>>, ParentType, ContextType, RequireFields<PersonSignalsArgs, 'first'>>;
};

export type PlaceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Place'] = ResolversParentTypes['Place']> = {
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PolicyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Policy'] = ResolversParentTypes['Policy']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  published?: Resolver<Maybe<ResolversTypes['PolicyVersion']>, ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['PolicyVersion']>, ParentType, ContextType, RequireFields<PolicyVersionsArgs, 'first'>>;
};

export type PolicyChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PolicyChanged'] = ResolversParentTypes['PolicyChanged']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policy?: Resolver<Maybe<ResolversTypes['PolicyVersion']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PolicyDifferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PolicyDifference'] = ResolversParentTypes['PolicyDifference']> = {
  after?: Resolver<Maybe<ResolversTypes['DecisionOutcome']>, ParentType, ContextType>;
  before?: Resolver<ResolversTypes['DecisionOutcome'], ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  decisionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  matchedRules?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  reasonCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PolicyReferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PolicyReference'] = ResolversParentTypes['PolicyReference']> = {
  digest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PolicySimulationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PolicySimulation'] = ResolversParentTypes['PolicySimulation']> = {
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  changes?: Resolver<Array<ResolversTypes['PolicyDifference']>, ParentType, ContextType>;
  decisions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  erased?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcomes?: Resolver<Array<ResolversTypes['OutcomeCount']>, ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PolicyVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PolicyVersion'] = ResolversParentTypes['PolicyVersion']> = {
  approvals?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  content?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  draftedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  draftedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isShadow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  publishedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retiredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  retiredBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shadow?: Resolver<Maybe<ResolversTypes['ShadowReport']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PolicyState'], ParentType, ContextType>;
  submittedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  submittedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PrioritiseReviewResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PrioritiseReviewResult'] = ResolversParentTypes['PrioritiseReviewResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'ReviewClosed' | 'ReviewUpdated', ParentType, ContextType>;
};

export type PublishJourneyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishJourneyResult'] = ResolversParentTypes['PublishJourneyResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'JourneyPublished', ParentType, ContextType>;
};

export type PublishPolicyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishPolicyResult'] = ResolversParentTypes['PublishPolicyResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound' | 'PolicyChanged' | 'SecondPersonNeeded', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  decision?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType, RequireFields<QueryDecisionArgs, 'id'>>;
  journey?: Resolver<Maybe<ResolversTypes['Journey']>, ParentType, ContextType, RequireFields<QueryJourneyArgs, 'id'>>;
  journeyDefinitions?: Resolver<Maybe<Array<ResolversTypes['JourneyDefinition']>>, ParentType, ContextType, Partial<QueryJourneyDefinitionsArgs>>;
  journeys?: Resolver<Maybe<Array<ResolversTypes['Journey']>>, ParentType, ContextType, RequireFields<QueryJourneysArgs, 'first' | 'state'>>;
  journeysWaitingFor?: Resolver<Maybe<Array<ResolversTypes['Journey']>>, ParentType, ContextType, RequireFields<QueryJourneysWaitingForArgs, 'ids'>>;
  kpis?: Resolver<Maybe<ResolversTypes['Kpis']>, ParentType, ContextType, Partial<QueryKpisArgs>>;
  policies?: Resolver<Maybe<Array<ResolversTypes['Policy']>>, ParentType, ContextType, RequireFields<QueryPoliciesArgs, 'first'>>;
  policy?: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType, RequireFields<QueryPolicyArgs, 'name'>>;
  replayDecision?: Resolver<Maybe<ResolversTypes['DecisionReplay']>, ParentType, ContextType, RequireFields<QueryReplayDecisionArgs, 'id'>>;
  review?: Resolver<Maybe<ResolversTypes['Review']>, ParentType, ContextType, RequireFields<QueryReviewArgs, 'id'>>;
  reviewRules?: Resolver<Maybe<Array<ResolversTypes['ReviewRule']>>, ParentType, ContextType>;
  reviews?: Resolver<Maybe<ResolversTypes['ReviewConnection']>, ParentType, ContextType, RequireFields<QueryReviewsArgs, 'first'>>;
  simulatePolicy?: Resolver<Maybe<ResolversTypes['PolicySimulation']>, ParentType, ContextType, RequireFields<QuerySimulatePolicyArgs, 'input'>>;
};

export type RecordDecisionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordDecisionResult'] = ResolversParentTypes['RecordDecisionResult']> = {
  __resolveType: TypeResolveFn<'DecisionRecorded' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type RecordSignalResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordSignalResult'] = ResolversParentTypes['RecordSignalResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'SignalRecorded', ParentType, ContextType>;
};

export type ReleaseReviewResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReleaseReviewResult'] = ResolversParentTypes['ReleaseReviewResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'ReviewClosed' | 'ReviewTaken' | 'ReviewUpdated', ParentType, ContextType>;
};

export type ReplayDifferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayDifference'] = ResolversParentTypes['ReplayDifference']> = {
  after?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['ReplayField'], ParentType, ContextType>;
};

export type ResumeJourneyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResumeJourneyResult'] = ResolversParentTypes['ResumeJourneyResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'JourneyElsewhere' | 'JourneyResumed' | 'NotFound', ParentType, ContextType>;
};

export type RetentionDueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetentionDue'] = ResolversParentTypes['RetentionDue']> = {
  before?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  due?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sample?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RetentionPreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetentionPreview'] = ResolversParentTypes['RetentionPreview'], FederationReferenceType extends FederationReferenceTypes['RetentionPreview'] = FederationReferenceTypes['RetentionPreview']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RetentionPreview']> | FederationReferenceType, FederationReferenceType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['RetentionDue']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RetireJourneyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetireJourneyResult'] = ResolversParentTypes['RetireJourneyResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'JourneyRetired' | 'NotFound', ParentType, ContextType>;
};

export type RetirePolicyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetirePolicyResult'] = ResolversParentTypes['RetirePolicyResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound' | 'PolicyChanged', ParentType, ContextType>;
};

export type ReviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Review'] = ResolversParentTypes['Review']> = {
  ageSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  agreed?: Resolver<Array<ResolversTypes['ReviewAgreement']>, ParentType, ContextType>;
  assignedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  assignee?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  closed?: Resolver<Maybe<ResolversTypes['ReviewClosing']>, ParentType, ContextType>;
  deadLetter?: Resolver<Maybe<ResolversTypes['ReviewedMessage']>, ParentType, ContextType>;
  deadline?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fourEyes?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ReviewKind'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['ReviewedMatch']>, ParentType, ContextType>;
  notes?: Resolver<Array<ResolversTypes['ReviewNote']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  otherPerson?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  priorityByHand?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReviewState'], ParentType, ContextType>;
};

export type ReviewAgreementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewAgreement'] = ResolversParentTypes['ReviewAgreement']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  saidAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  word?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReviewChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewChange'] = ResolversParentTypes['ReviewChange']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  review?: Resolver<Maybe<ResolversTypes['Review']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReviewClosedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewClosed'] = ResolversParentTypes['ReviewClosed']> = {
  closed?: Resolver<ResolversTypes['ReviewClosing'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReviewClosingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewClosing'] = ResolversParentTypes['ReviewClosing']> = {
  as?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReviewConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewConnection'] = ResolversParentTypes['ReviewConnection']> = {
  counts?: Resolver<Array<ResolversTypes['ReviewCount']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['ReviewEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReviewCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewCount'] = ResolversParentTypes['ReviewCount']> = {
  assigned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ReviewKind'], ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReviewEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewEdge'] = ResolversParentTypes['ReviewEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Review'], ParentType, ContextType>;
};

export type ReviewNoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewNote'] = ResolversParentTypes['ReviewNote']> = {
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gone?: Resolver<Maybe<ResolversTypes['Gone']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  writtenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ReviewRuleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewRule'] = ResolversParentTypes['ReviewRule']> = {
  deadlineHours?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fourEyes?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ReviewKind'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReviewTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewTaken'] = ResolversParentTypes['ReviewTaken']> = {
  assignee?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReviewUpdatedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewUpdated'] = ResolversParentTypes['ReviewUpdated']> = {
  review?: Resolver<Maybe<ResolversTypes['Review']>, ParentType, ContextType>;
  reviewId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReviewedMatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewedMatch'] = ResolversParentTypes['ReviewedMatch']> = {
  recordA?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordB?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ReviewedMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewedMessage'] = ResolversParentTypes['ReviewedMessage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReviewsConfiguredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewsConfigured'] = ResolversParentTypes['ReviewsConfigured']> = {
  rule?: Resolver<ResolversTypes['ReviewRule'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SecondPersonNeededResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondPersonNeeded'] = ResolversParentTypes['SecondPersonNeeded']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ShadowPolicyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShadowPolicyResult'] = ResolversParentTypes['ShadowPolicyResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound' | 'PolicyChanged', ParentType, ContextType>;
};

export type ShadowReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShadowReport'] = ResolversParentTypes['ShadowReport']> = {
  agreed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  agreementRate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  decisions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  differing?: Resolver<Array<ResolversTypes['PolicyDifference']>, ParentType, ContextType>;
};

export type ShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Share'] = ResolversParentTypes['Share']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  of?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SignalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Signal'] = ResolversParentTypes['Signal']> = {
  deviceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SignalKind'], ParentType, ContextType>;
  matchedRules?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['SignalOutcome'], ParentType, ContextType>;
  place?: Resolver<Maybe<ResolversTypes['Place']>, ParentType, ContextType>;
  policyVersion?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reasonCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  riskScore?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SignalRecordedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignalRecorded'] = ResolversParentTypes['SignalRecorded']> = {
  matchedRules?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['SignalOutcome'], ParentType, ContextType>;
  policyVersion?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reasonCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  signalId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartJourneyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartJourneyResult'] = ResolversParentTypes['StartJourneyResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'JourneyStarted' | 'NotFound', ParentType, ContextType>;
};

export type SubmitPolicyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubmitPolicyResult'] = ResolversParentTypes['SubmitPolicyResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'IllegalTransition' | 'InvalidInput' | 'NotFound' | 'PolicyChanged', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  decisionMade?: SubscriptionResolver<Maybe<ResolversTypes['DecisionChange']>, "decisionMade", ParentType, ContextType, Partial<SubscriptionDecisionMadeArgs>>;
  journeyChanged?: SubscriptionResolver<Maybe<ResolversTypes['JourneyChange']>, "journeyChanged", ParentType, ContextType, Partial<SubscriptionJourneyChangedArgs>>;
  reviewChanged?: SubscriptionResolver<Maybe<ResolversTypes['ReviewChange']>, "reviewChanged", ParentType, ContextType, Partial<SubscriptionReviewChangedArgs>>;
};

export type VendorKpisResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VendorKpis'] = ResolversParentTypes['VendorKpis']> = {
  answersLate?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  disagreed?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inconclusive?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  latency?: Resolver<ResolversTypes['Durations'], ParentType, ContextType>;
  passed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  switchedAway?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  vendor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  webhooksFailed?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
};

export type VerificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Verification'] = ResolversParentTypes['Verification']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AgreeReviewResult?: AgreeReviewResultResolvers<ContextType>;
  AssignReviewResult?: AssignReviewResultResolvers<ContextType>;
  CancelJourneyResult?: CancelJourneyResultResolvers<ContextType>;
  Claim?: ClaimResolvers<ContextType>;
  ConfigureReviewsResult?: ConfigureReviewsResultResolvers<ContextType>;
  Consent?: ConsentResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DecideResult?: DecideResultResolvers<ContextType>;
  Decision?: DecisionResolvers<ContextType>;
  DecisionChange?: DecisionChangeResolvers<ContextType>;
  DecisionReason?: DecisionReasonResolvers<ContextType>;
  DecisionRecorded?: DecisionRecordedResolvers<ContextType>;
  DecisionReplay?: DecisionReplayResolvers<ContextType>;
  DraftPolicyResult?: DraftPolicyResultResolvers<ContextType>;
  Durations?: DurationsResolvers<ContextType>;
  ErasureCount?: ErasureCountResolvers<ContextType>;
  ErasureHeld?: ErasureHeldResolvers<ContextType>;
  ErasurePreview?: ErasurePreviewResolvers<ContextType>;
  ErasureShare?: ErasureShareResolvers<ContextType>;
  Gone?: GoneResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  IllegalTransition?: IllegalTransitionResolvers<ContextType>;
  InputProblem?: InputProblemResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Journey?: JourneyResolvers<ContextType>;
  JourneyCancelled?: JourneyCancelledResolvers<ContextType>;
  JourneyChange?: JourneyChangeResolvers<ContextType>;
  JourneyDefinition?: JourneyDefinitionResolvers<ContextType>;
  JourneyElsewhere?: JourneyElsewhereResolvers<ContextType>;
  JourneyEntry?: JourneyEntryResolvers<ContextType>;
  JourneyNoted?: JourneyNotedResolvers<ContextType>;
  JourneyPublished?: JourneyPublishedResolvers<ContextType>;
  JourneyResumed?: JourneyResumedResolvers<ContextType>;
  JourneyRetired?: JourneyRetiredResolvers<ContextType>;
  JourneyStarted?: JourneyStartedResolvers<ContextType>;
  Kpis?: KpisResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  NoteJourneyResult?: NoteJourneyResultResolvers<ContextType>;
  NoteReviewResult?: NoteReviewResultResolvers<ContextType>;
  OutcomeCount?: OutcomeCountResolvers<ContextType>;
  OverrideDecisionResult?: OverrideDecisionResultResolvers<ContextType>;
  OverrideProposal?: OverrideProposalResolvers<ContextType>;
  OverrideProposed?: OverrideProposedResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  Place?: PlaceResolvers<ContextType>;
  Policy?: PolicyResolvers<ContextType>;
  PolicyChanged?: PolicyChangedResolvers<ContextType>;
  PolicyDifference?: PolicyDifferenceResolvers<ContextType>;
  PolicyReference?: PolicyReferenceResolvers<ContextType>;
  PolicySimulation?: PolicySimulationResolvers<ContextType>;
  PolicyVersion?: PolicyVersionResolvers<ContextType>;
  PrioritiseReviewResult?: PrioritiseReviewResultResolvers<ContextType>;
  PublishJourneyResult?: PublishJourneyResultResolvers<ContextType>;
  PublishPolicyResult?: PublishPolicyResultResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordDecisionResult?: RecordDecisionResultResolvers<ContextType>;
  RecordSignalResult?: RecordSignalResultResolvers<ContextType>;
  ReleaseReviewResult?: ReleaseReviewResultResolvers<ContextType>;
  ReplayDifference?: ReplayDifferenceResolvers<ContextType>;
  ResumeJourneyResult?: ResumeJourneyResultResolvers<ContextType>;
  RetentionDue?: RetentionDueResolvers<ContextType>;
  RetentionPreview?: RetentionPreviewResolvers<ContextType>;
  RetireJourneyResult?: RetireJourneyResultResolvers<ContextType>;
  RetirePolicyResult?: RetirePolicyResultResolvers<ContextType>;
  Review?: ReviewResolvers<ContextType>;
  ReviewAgreement?: ReviewAgreementResolvers<ContextType>;
  ReviewChange?: ReviewChangeResolvers<ContextType>;
  ReviewClosed?: ReviewClosedResolvers<ContextType>;
  ReviewClosing?: ReviewClosingResolvers<ContextType>;
  ReviewConnection?: ReviewConnectionResolvers<ContextType>;
  ReviewCount?: ReviewCountResolvers<ContextType>;
  ReviewEdge?: ReviewEdgeResolvers<ContextType>;
  ReviewNote?: ReviewNoteResolvers<ContextType>;
  ReviewRule?: ReviewRuleResolvers<ContextType>;
  ReviewTaken?: ReviewTakenResolvers<ContextType>;
  ReviewUpdated?: ReviewUpdatedResolvers<ContextType>;
  ReviewedMatch?: ReviewedMatchResolvers<ContextType>;
  ReviewedMessage?: ReviewedMessageResolvers<ContextType>;
  ReviewsConfigured?: ReviewsConfiguredResolvers<ContextType>;
  SecondPersonNeeded?: SecondPersonNeededResolvers<ContextType>;
  ShadowPolicyResult?: ShadowPolicyResultResolvers<ContextType>;
  ShadowReport?: ShadowReportResolvers<ContextType>;
  Share?: ShareResolvers<ContextType>;
  Signal?: SignalResolvers<ContextType>;
  SignalRecorded?: SignalRecordedResolvers<ContextType>;
  StartJourneyResult?: StartJourneyResultResolvers<ContextType>;
  SubmitPolicyResult?: SubmitPolicyResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  VendorKpis?: VendorKpisResolvers<ContextType>;
  Verification?: VerificationResolvers<ContextType>;
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
  Decision: Owed<Decision, DecisionModel, DecisionResolvers> & Required<Pick<DecisionResolvers, '__resolveReference'>>;
  OverrideProposal: Owed<OverrideProposal, OverrideProposalModel, OverrideProposalResolvers>;
  Policy: Owed<Policy, PolicyModel, PolicyResolvers>;
  PolicyVersion: Owed<PolicyVersion, PolicyVersionModel, PolicyVersionResolvers>;
  JourneyDefinition: Owed<JourneyDefinition, JourneyDefinitionModel, JourneyDefinitionResolvers>;
  Journey: Owed<Journey, JourneyModel, JourneyResolvers> & Required<Pick<JourneyResolvers, '__resolveReference'>>;
  Review: Owed<Review, ReviewModel, ReviewResolvers>;
  ReviewNote: Owed<ReviewNote, ReviewNoteModel, ReviewNoteResolvers>;
  ReviewConnection: Owed<ReviewConnection, ReviewConnectionModel, ReviewConnectionResolvers>;
  PolicyDifference: Owed<PolicyDifference, PolicyDifferenceModel, PolicyDifferenceResolvers>;
  ErasurePreview: Owed<ErasurePreview, FederationReferenceTypes['ErasurePreview'], ErasurePreviewResolvers>;
  RetentionPreview: Owed<RetentionPreview, FederationReferenceTypes['RetentionPreview'], RetentionPreviewResolvers>;
  Query: Owed<Query, Record<never, never>, QueryResolvers>;
  DecisionRecorded: Owed<DecisionRecorded, DecisionRecordedModel, DecisionRecordedResolvers>;
  PolicyChanged: Owed<PolicyChanged, PolicyChangedModel, PolicyChangedResolvers>;
  JourneyPublished: Owed<JourneyPublished, JourneyPublishedModel, JourneyPublishedResolvers>;
  JourneyRetired: Owed<JourneyRetired, JourneyRetiredModel, JourneyRetiredResolvers>;
  JourneyStarted: Owed<JourneyStarted, JourneyStartedModel, JourneyStartedResolvers>;
  JourneyCancelled: Owed<JourneyCancelled, JourneyCancelledModel, JourneyCancelledResolvers>;
  JourneyResumed: Owed<JourneyResumed, JourneyResumedModel, JourneyResumedResolvers>;
  JourneyNoted: Owed<JourneyNoted, JourneyNotedModel, JourneyNotedResolvers>;
  ReviewUpdated: Owed<ReviewUpdated, ReviewUpdatedModel, ReviewUpdatedResolvers>;
  OverrideProposed: Owed<OverrideProposed, OverrideProposedModel, OverrideProposedResolvers>;
  Signal: Owed<Signal, SignalModel, SignalResolvers>;
  Mutation: Owed<Mutation, Record<never, never>, MutationResolvers>;
  ReviewChange: Owed<ReviewChange, ReviewChangeModel, ReviewChangeResolvers>;
  DecisionChange: Owed<DecisionChange, DecisionChangeModel, DecisionChangeResolvers>;
  JourneyChange: Owed<JourneyChange, JourneyChangeModel, JourneyChangeResolvers>;
  Subscription: Owed<Subscription, Record<never, never>, SubscriptionResolvers>;
};
