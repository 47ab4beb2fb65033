// Generated from schema/person.graphql by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { PersonModel, SourceRecordModel, ClaimModel, SystemModel, PersonRecordedModel, RecordForgottenModel, FieldOverriddenModel, OverrideReleasedModel, SystemRegisteredModel, GlassBrokenModel, BrokenGlassChangeModel, PersonChangeModel, MatchResolvedModel, MatchReviewChangeModel, ConflictResolvedModel, MatchLinkModel, MatchHowModel, MatchSideModel, MatchCandidateModel, SearchHitModel } from './models.ts';
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
  PartialDate: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type ActivateModelInput = {
  dryRun: Scalars['Boolean']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

export type ActivateModelResult = IdempotencyConflict | InvalidInput | JobRunning | MatchJobStarted | NotFound;

export type Address = {
  __typename?: 'Address';
  country?: Maybe<Scalars['String']['output']>;
  lines: Array<Scalars['String']['output']>;
  locality?: Maybe<Scalars['String']['output']>;
  postalCode?: Maybe<Scalars['String']['output']>;
  region?: Maybe<Scalars['String']['output']>;
  type?: Maybe<Scalars['String']['output']>;
};

export type AddressInput = {
  country?: InputMaybe<Scalars['String']['input']>;
  lines?: InputMaybe<Array<Scalars['String']['input']>>;
  locality?: InputMaybe<Scalars['String']['input']>;
  postalCode?: InputMaybe<Scalars['String']['input']>;
  region?: InputMaybe<Scalars['String']['input']>;
  type?: InputMaybe<Scalars['String']['input']>;
};

export type AssignRegionInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  personId: Scalars['ID']['input'];
  region?: InputMaybe<Scalars['String']['input']>;
};

export type AssignRegionResult = IdempotencyConflict | InvalidInput | NotFound | RegionAssigned;

export type BreakGlassInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  minutes: Scalars['Int']['input'];
  personId?: InputMaybe<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  role?: InputMaybe<PersonRole>;
  scopes?: InputMaybe<Array<Scalars['String']['input']>>;
};

export type BreakGlassResult = GlassBroken | GlassRefused | IdempotencyConflict | InvalidInput;

export type BrokenGlass = {
  __typename?: 'BrokenGlass';
  actor: Scalars['String']['output'];
  brokenAt: Scalars['DateTime']['output'];
  end?: Maybe<BrokenGlassEnd>;
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  finding?: Maybe<BrokenGlassFinding>;
  id: Scalars['ID']['output'];
  note?: Maybe<Scalars['String']['output']>;
  personId?: Maybe<Scalars['ID']['output']>;
  reason: Scalars['String']['output'];
  reviewDueAt: Scalars['DateTime']['output'];
  reviewedAt?: Maybe<Scalars['DateTime']['output']>;
  reviewedBy?: Maybe<Scalars['String']['output']>;
  role?: Maybe<PersonRole>;
  scopes: Array<Scalars['String']['output']>;
  state: BrokenGlassState;
  until: Scalars['DateTime']['output'];
};

export type BrokenGlassChange = {
  __typename?: 'BrokenGlassChange';
  brokenGlass?: Maybe<BrokenGlass>;
  cursor: Scalars['String']['output'];
  event: Scalars['String']['output'];
};

export type BrokenGlassEnd =
  | 'ENDED'
  | 'EXPIRED'
  | 'STOPPED';

export type BrokenGlassFinding =
  | 'JUSTIFIED'
  | 'NOT_JUSTIFIED';

export type BrokenGlassPage = {
  __typename?: 'BrokenGlassPage';
  items: Array<BrokenGlass>;
  next?: Maybe<Scalars['String']['output']>;
};

export type BrokenGlassState =
  | 'OPEN'
  | 'OVERDUE'
  | 'REVIEWED'
  | 'TO_REVIEW';

export type ChoiceRule =
  | 'GATHERED'
  | 'NEWEST'
  | 'ONLY'
  | 'OVERRIDE'
  | 'PRECEDENCE'
  | 'TRUST';

export type Claim = {
  __typename?: 'Claim';
  actor: Scalars['String']['output'];
  assertedAt: Scalars['DateTime']['output'];
  chose?: Maybe<Scalars['ID']['output']>;
  chosen: Scalars['Boolean']['output'];
  chosenBy?: Maybe<ChoiceRule>;
  field: PersonField;
  gone?: Maybe<Gone>;
  id: Scalars['ID']['output'];
  original?: Maybe<Scalars['JSON']['output']>;
  overridden: Scalars['Boolean']['output'];
  owners: Array<SystemKind>;
  passedOver: Array<System>;
  reason?: Maybe<Scalars['String']['output']>;
  recordId: Scalars['ID']['output'];
  recordedAt: Scalars['DateTime']['output'];
  state: ClaimState;
  system: System;
  value?: Maybe<Scalars['JSON']['output']>;
};

export type ClaimState =
  | 'CURRENT'
  | 'SUPERSEDED';

export type ConflictResolved = {
  __typename?: 'ConflictResolved';
  claimId: Scalars['ID']['output'];
  person?: Maybe<Person>;
  personId: Scalars['ID']['output'];
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

export type DoNotReimport = {
  __typename?: 'DoNotReimport';
  erasureId: Scalars['ID']['output'];
  since: Scalars['DateTime']['output'];
};

export type Email = {
  __typename?: 'Email';
  type?: Maybe<Scalars['String']['output']>;
  value: Scalars['String']['output'];
};

export type EmailInput = {
  type?: InputMaybe<Scalars['String']['input']>;
  value: Scalars['String']['input'];
};

export type Employer = {
  __typename?: 'Employer';
  department?: Maybe<Scalars['String']['output']>;
  jobTitle?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
};

export type EmployerInput = {
  department?: InputMaybe<Scalars['String']['input']>;
  jobTitle?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
};

export type EndBrokenGlassInput = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

export type EndBrokenGlassResult = GlassRefused | GlassRestored | IdempotencyConflict | InvalidInput | NotFound;

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
  person?: Maybe<ErasureShare>;
  recordedBy?: Maybe<Array<Scalars['ID']['output']>>;
};

export type ErasureShare = {
  __typename?: 'ErasureShare';
  counts: Array<ErasureCount>;
  held: Array<ErasureHeld>;
  stays: Array<ErasureCount>;
};

export type Event = {
  __typename?: 'Event';
  actor: Scalars['String']['output'];
  cursor: Scalars['String']['output'];
  data?: Maybe<Scalars['JSON']['output']>;
  id: Scalars['ID']['output'];
  sequence: Scalars['Int']['output'];
  source: Scalars['String']['output'];
  subject: Scalars['String']['output'];
  time: Scalars['DateTime']['output'];
  traceparent?: Maybe<Scalars['String']['output']>;
  type: Scalars['String']['output'];
};

export type FieldConflict = {
  __typename?: 'FieldConflict';
  claims: Array<Claim>;
  field: PersonField;
};

export type FieldNotOwned = {
  __typename?: 'FieldNotOwned';
  fields: Array<NotOwnedField>;
};

export type FieldOverridden = {
  __typename?: 'FieldOverridden';
  claimId: Scalars['ID']['output'];
  person?: Maybe<Person>;
  personId: Scalars['ID']['output'];
};

export type FieldOwnership = {
  __typename?: 'FieldOwnership';
  field: PersonField;
  name: Scalars['String']['output'];
  onChange: OnChange;
  owners: Array<SystemKind>;
};

export type ForgetRecordInput = {
  externalId: Scalars['String']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

export type ForgetRecordResult = IdempotencyConflict | InvalidInput | NotFound | RecordForgotten;

export type Gender =
  | 'FEMALE'
  | 'MALE'
  | 'NON_BINARY'
  | 'OTHER';

export type GlassBroken = {
  __typename?: 'GlassBroken';
  brokenGlassId: Scalars['ID']['output'];
  until: Scalars['DateTime']['output'];
};

export type GlassRefused = {
  __typename?: 'GlassRefused';
  againAt?: Maybe<Scalars['DateTime']['output']>;
  message: Scalars['String']['output'];
};

export type GlassRestored = {
  __typename?: 'GlassRestored';
  brokenGlassId: Scalars['ID']['output'];
};

export type GlassReviewed = {
  __typename?: 'GlassReviewed';
  brokenGlassId: Scalars['ID']['output'];
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

export type Identifier = {
  __typename?: 'Identifier';
  country?: Maybe<Scalars['String']['output']>;
  type: Scalars['String']['output'];
  validFrom?: Maybe<Scalars['PartialDate']['output']>;
  validUntil?: Maybe<Scalars['PartialDate']['output']>;
  value: Scalars['String']['output'];
};

export type IdentifierFilter = {
  country?: InputMaybe<Scalars['String']['input']>;
  type: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

export type IdentifierInput = {
  country?: InputMaybe<Scalars['String']['input']>;
  type: Scalars['String']['input'];
  validFrom?: InputMaybe<Scalars['PartialDate']['input']>;
  validUntil?: InputMaybe<Scalars['PartialDate']['input']>;
  value: Scalars['String']['input'];
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

export type JobRunning = {
  __typename?: 'JobRunning';
  message: Scalars['String']['output'];
};

export type LiftSuppressionInput = {
  erasureId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
};

export type LiftSuppressionResult = IdempotencyConflict | InvalidInput | NotFound | SuppressionLifted;

export type MatchCandidate = {
  __typename?: 'MatchCandidate';
  decision: MatchDecision;
  explanation: MatchExplanation;
  person?: Maybe<Person>;
  record: SourceRecord;
};

export type MatchDecision =
  | 'APART'
  | 'LINK'
  | 'REVIEW';

export type MatchExplanation = {
  __typename?: 'MatchExplanation';
  decision: MatchDecision;
  household: Scalars['Float']['output'];
  modelVersion: Scalars['String']['output'];
  prior: Scalars['Float']['output'];
  probability: Scalars['Float']['output'];
  rule?: Maybe<MatchRule>;
  steps: Array<MatchStep>;
  veto?: Maybe<MatchVeto>;
  weight: Scalars['Float']['output'];
};

export type MatchHow = {
  __typename?: 'MatchHow';
  mergeCount: Scalars['Int']['output'];
  merges: Array<MatchMerge>;
  person?: Maybe<Person>;
  personId: Scalars['ID']['output'];
  refusals: Array<MatchRefusal>;
  size: Scalars['Int']['output'];
};


export type MatchHowMergesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  skip?: InputMaybe<Scalars['Int']['input']>;
};


export type MatchHowRefusalsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  skip?: InputMaybe<Scalars['Int']['input']>;
};

export type MatchJob = {
  __typename?: 'MatchJob';
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  kind: MatchJobKind;
  model?: Maybe<MatchModel>;
  problem?: Maybe<Scalars['String']['output']>;
  progress: Scalars['Float']['output'];
  report?: Maybe<Scalars['JSON']['output']>;
  startedAt: Scalars['DateTime']['output'];
  startedBy: Scalars['String']['output'];
  state: MatchJobState;
  step: Scalars['String']['output'];
};

export type MatchJobKind =
  | 'ACTIVATE'
  | 'COMPARE'
  | 'TRAIN';

export type MatchJobStarted = {
  __typename?: 'MatchJobStarted';
  jobId: Scalars['ID']['output'];
};

export type MatchJobState =
  | 'DONE'
  | 'FAILED'
  | 'RUNNING';

export type MatchLink = {
  __typename?: 'MatchLink';
  explanation?: Maybe<MatchExplanation>;
  identical: Scalars['Boolean']['output'];
  recordA: Scalars['ID']['output'];
  recordB: Scalars['ID']['output'];
  said: Scalars['Boolean']['output'];
  weight: Scalars['Float']['output'];
};

export type MatchMerge = {
  __typename?: 'MatchMerge';
  link: MatchLink;
  one: MatchSide;
  other: MatchSide;
};

export type MatchModel = {
  __typename?: 'MatchModel';
  activatedAt?: Maybe<Scalars['DateTime']['output']>;
  activatedBy?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  state: MatchModelState;
  training?: Maybe<MatchTraining>;
  version: Scalars['String']['output'];
};

export type MatchModelState =
  | 'ACTIVE'
  | 'CANDIDATE'
  | 'RETIRED';

export type MatchOutcome =
  | 'MERGED'
  | 'SPLIT'
  | 'UNCHANGED';

export type MatchOutlook = {
  __typename?: 'MatchOutlook';
  personIds: Array<Scalars['ID']['output']>;
  stays: Scalars['ID']['output'];
};

export type MatchPreview = {
  __typename?: 'MatchPreview';
  candidates: Array<MatchCandidate>;
  effect: PreviewEffect;
  mergedIds: Array<Scalars['ID']['output']>;
  personId?: Maybe<Scalars['ID']['output']>;
};

export type MatchReason =
  | 'ASKED'
  | 'BELOW_THRESHOLD'
  | 'CANNOT_LINK'
  | 'CONTRADICTION'
  | 'LINKED'
  | 'LINKED_THROUGH'
  | 'NOTHING_TO_COMPARE'
  | 'NO_SHARED_KEY'
  | 'SAID'
  | 'TIE'
  | 'VETO'
  | 'WEAK';

export type MatchRefusal = {
  __typename?: 'MatchRefusal';
  because: MatchReason;
  fields: Array<Scalars['String']['output']>;
  link: MatchLink;
  personA: Scalars['ID']['output'];
  personB: Scalars['ID']['output'];
};

export type MatchResolved = {
  __typename?: 'MatchResolved';
  outcome: MatchOutcome;
  people?: Maybe<Array<Person>>;
  personIds: Array<Scalars['ID']['output']>;
};

export type MatchReview = {
  __typename?: 'MatchReview';
  explanation: MatchExplanation;
  id: Scalars['ID']['output'];
  ifSame: MatchOutlook;
  personA: Person;
  personB: Person;
  probability: Scalars['Float']['output'];
  recordA: SourceRecord;
  recordB: SourceRecord;
  status: MatchReviewStatus;
  verdicts: Array<MatchVerdict>;
  weight: Scalars['Float']['output'];
};

export type MatchReviewChange = {
  __typename?: 'MatchReviewChange';
  cursor: Scalars['String']['output'];
  kind: MatchReviewChangeKind;
  outcome?: Maybe<MatchOutcome>;
  pairs: Array<RecordPair>;
  people: Array<Person>;
  recordIds: Array<Scalars['ID']['output']>;
  verdict?: Maybe<MatchWord>;
};

export type MatchReviewChangeKind =
  | 'OPENED'
  | 'RESOLVED';

export type MatchReviewConnection = {
  __typename?: 'MatchReviewConnection';
  edges: Array<MatchReviewEdge>;
  pageInfo: PageInfo;
};

export type MatchReviewEdge = {
  __typename?: 'MatchReviewEdge';
  cursor: Scalars['String']['output'];
  node?: Maybe<MatchReview>;
};

export type MatchReviewStatus =
  | 'OPEN'
  | 'UNSURE';

export type MatchRule =
  | 'SAME_EMAIL'
  | 'SAME_EMAIL_AND_NAME'
  | 'SAME_IDENTIFIER'
  | 'SAME_NAME_AND_BIRTH'
  | 'SAME_PHONE_AND_NAME';

export type MatchSide = {
  __typename?: 'MatchSide';
  recordIds: Array<Scalars['ID']['output']>;
  size: Scalars['Int']['output'];
};


export type MatchSideRecordIdsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type MatchStatistics = {
  __typename?: 'MatchStatistics';
  automaticShare?: Maybe<Scalars['Float']['output']>;
  duplicateRate?: Maybe<Scalars['Float']['output']>;
  links: Scalars['Int']['output'];
  people: Scalars['Int']['output'];
  questions: Scalars['Int']['output'];
  records: Scalars['Int']['output'];
  reviewRate?: Maybe<Scalars['Float']['output']>;
  verdicts: Scalars['Int']['output'];
};

export type MatchStep = {
  __typename?: 'MatchStep';
  comparison: Scalars['String']['output'];
  level: Scalars['String']['output'];
  m?: Maybe<Scalars['Float']['output']>;
  rarityAdjustment: Scalars['Float']['output'];
  text: Scalars['String']['output'];
  u?: Maybe<Scalars['Float']['output']>;
  weight: Scalars['Float']['output'];
};

export type MatchTraining = {
  __typename?: 'MatchTraining';
  expectedPrecision?: Maybe<Scalars['Float']['output']>;
  labels: Scalars['Int']['output'];
  linkFrom: Scalars['Float']['output'];
  pairs: Scalars['Int']['output'];
  population: Scalars['Int']['output'];
  records: Scalars['Int']['output'];
  reviewFrom: Scalars['Float']['output'];
  ruleFrom: Scalars['Float']['output'];
};

export type MatchVerdict = {
  __typename?: 'MatchVerdict';
  actor: Scalars['String']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  recordA: Scalars['ID']['output'];
  recordB: Scalars['ID']['output'];
  said: MatchWord;
  saidAt: Scalars['DateTime']['output'];
};

export type MatchVeto =
  | 'OTHER_BIRTH'
  | 'OTHER_GENERATION'
  | 'OTHER_GIVEN'
  | 'OTHER_GIVEN_AND_BIRTH'
  | 'OTHER_IDENTIFIER'
  | 'TOO_LITTLE'
  | 'TWIN';

export type MatchWhy = {
  __typename?: 'MatchWhy';
  explanation?: Maybe<MatchExplanation>;
  fields: Array<Scalars['String']['output']>;
  overCommonKeys: Scalars['Int']['output'];
  reason: MatchReason;
  recordA: SourceRecord;
  recordB: SourceRecord;
  refusals: Array<MatchRefusal>;
  replayed: Scalars['Boolean']['output'];
  samePerson: Scalars['Boolean']['output'];
  sharedKeys: Scalars['Int']['output'];
  text: Scalars['String']['output'];
  through: Array<MatchLink>;
  verdicts: Array<MatchVerdict>;
};

export type MatchWord =
  | 'DIFFERENT'
  | 'SAME'
  | 'UNSURE';

export type MergePeopleInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  personIds: Array<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
};

export type MergePeopleResult = IdempotencyConflict | InvalidInput | MatchResolved | NotFound;

export type Mutation = {
  __typename?: 'Mutation';
  activateModel?: Maybe<ActivateModelResult>;
  assignRegion?: Maybe<AssignRegionResult>;
  breakGlass?: Maybe<BreakGlassResult>;
  endBrokenGlass?: Maybe<EndBrokenGlassResult>;
  forgetRecord?: Maybe<ForgetRecordResult>;
  liftSuppression?: Maybe<LiftSuppressionResult>;
  mergePeople?: Maybe<MergePeopleResult>;
  overrideField?: Maybe<OverrideFieldResult>;
  recordPeople?: Maybe<RecordPeopleResult>;
  recordPerson?: Maybe<RecordPersonResult>;
  registerSystem?: Maybe<RegisterSystemResult>;
  releaseOverride?: Maybe<ReleaseOverrideResult>;
  resolveConflict?: Maybe<ResolveConflictResult>;
  resolveMatch?: Maybe<ResolveMatchResult>;
  reviewBrokenGlass?: Maybe<ReviewBrokenGlassResult>;
  setResidencyRule?: Maybe<SetResidencyRuleResult>;
  splitPerson?: Maybe<SplitPersonResult>;
  trainModel?: Maybe<TrainModelResult>;
};


export type MutationActivateModelArgs = {
  input: ActivateModelInput;
};


export type MutationAssignRegionArgs = {
  input: AssignRegionInput;
};


export type MutationBreakGlassArgs = {
  input: BreakGlassInput;
};


export type MutationEndBrokenGlassArgs = {
  input: EndBrokenGlassInput;
};


export type MutationForgetRecordArgs = {
  input: ForgetRecordInput;
};


export type MutationLiftSuppressionArgs = {
  input: LiftSuppressionInput;
};


export type MutationMergePeopleArgs = {
  input: MergePeopleInput;
};


export type MutationOverrideFieldArgs = {
  input: OverrideFieldInput;
};


export type MutationRecordPeopleArgs = {
  input: RecordPeopleInput;
};


export type MutationRecordPersonArgs = {
  input: RecordPersonInput;
};


export type MutationRegisterSystemArgs = {
  input: RegisterSystemInput;
};


export type MutationReleaseOverrideArgs = {
  input: ReleaseOverrideInput;
};


export type MutationResolveConflictArgs = {
  input: ResolveConflictInput;
};


export type MutationResolveMatchArgs = {
  input: ResolveMatchInput;
};


export type MutationReviewBrokenGlassArgs = {
  input: ReviewBrokenGlassInput;
};


export type MutationSetResidencyRuleArgs = {
  input: SetResidencyRuleInput;
};


export type MutationSplitPersonArgs = {
  input: SplitPersonInput;
};


export type MutationTrainModelArgs = {
  input: TrainModelInput;
};

export type NotFound = {
  __typename?: 'NotFound';
  id: Scalars['String']['output'];
};

export type NotOwnedField = {
  __typename?: 'NotOwnedField';
  field: Scalars['String']['output'];
  owners: Array<SystemKind>;
};

export type OnChange =
  | 'KEEP'
  | 'REVERIFY';

export type OverrideFieldInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  fact: PersonFactInput;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  personId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type OverrideFieldResult = FieldOverridden | IdempotencyConflict | InvalidInput | NotFound | VersionConflict;

export type OverrideReleased = {
  __typename?: 'OverrideReleased';
  person?: Maybe<Person>;
  personId: Scalars['ID']['output'];
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type PeopleFilter = {
  changedSince?: InputMaybe<Scalars['DateTime']['input']>;
  email?: InputMaybe<Scalars['String']['input']>;
  identifier?: InputMaybe<IdentifierFilter>;
  system?: InputMaybe<Scalars['ID']['input']>;
};

export type PeopleRecorded = {
  __typename?: 'PeopleRecorded';
  outcomes: Array<RecordPersonResult>;
};

export type Person = {
  __typename?: 'Person';
  addresses?: Maybe<Array<Address>>;
  birthDate?: Maybe<Scalars['PartialDate']['output']>;
  createdAt: Scalars['DateTime']['output'];
  emails?: Maybe<Array<Email>>;
  employer?: Maybe<Employer>;
  extensions?: Maybe<Scalars['JSON']['output']>;
  gender?: Maybe<Gender>;
  id: Scalars['ID']['output'];
  identifiers?: Maybe<Array<Identifier>>;
  lineage?: Maybe<Array<Claim>>;
  locale?: Maybe<Scalars['String']['output']>;
  mergedIds: Array<Scalars['ID']['output']>;
  name?: Maybe<PersonName>;
  nationalities?: Maybe<Array<Scalars['String']['output']>>;
  otherNames?: Maybe<Array<PersonName>>;
  phones?: Maybe<Array<Phone>>;
  records?: Maybe<Array<SourceRecord>>;
  regions?: Maybe<Array<Scalars['String']['output']>>;
  status: PersonStatus;
  timeZone?: Maybe<Scalars['String']['output']>;
  updatedAt: Scalars['DateTime']['output'];
  version: Scalars['Int']['output'];
};


export type PersonLineageArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  field?: InputMaybe<PersonField>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type PersonRecordsArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type PersonChange = {
  __typename?: 'PersonChange';
  cursor: Scalars['String']['output'];
  fields: Array<PersonField>;
  person?: Maybe<Person>;
  type: Scalars['String']['output'];
};

export type PersonConflict = {
  __typename?: 'PersonConflict';
  fields: Array<FieldConflict>;
  person: Person;
};

export type PersonConflictConnection = {
  __typename?: 'PersonConflictConnection';
  edges: Array<PersonConflictEdge>;
  pageInfo: PageInfo;
};

export type PersonConflictEdge = {
  __typename?: 'PersonConflictEdge';
  cursor: Scalars['String']['output'];
  node: PersonConflict;
};

export type PersonConnection = {
  __typename?: 'PersonConnection';
  edges: Array<PersonEdge>;
  pageInfo: PageInfo;
};

export type PersonEdge = {
  __typename?: 'PersonEdge';
  cursor: Scalars['String']['output'];
  node: Person;
};

export type PersonFactInput = {
  addresses?: InputMaybe<Array<AddressInput>>;
  birthDate?: InputMaybe<Scalars['PartialDate']['input']>;
  emails?: InputMaybe<Array<EmailInput>>;
  employer?: InputMaybe<EmployerInput>;
  extensions?: InputMaybe<Scalars['JSON']['input']>;
  gender?: InputMaybe<Gender>;
  identifiers?: InputMaybe<Array<IdentifierInput>>;
  locale?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<PersonNameInput>;
  nationalities?: InputMaybe<Array<Scalars['String']['input']>>;
  otherNames?: InputMaybe<Array<PersonNameInput>>;
  phones?: InputMaybe<Array<PhoneInput>>;
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

export type PersonField =
  | 'ADDRESSES'
  | 'BIRTH_DATE'
  | 'EMAILS'
  | 'EMPLOYER'
  | 'EXTENSIONS'
  | 'GENDER'
  | 'IDENTIFIERS'
  | 'LOCALE'
  | 'NAME'
  | 'NATIONALITIES'
  | 'OTHER_NAMES'
  | 'PHONES'
  | 'TIME_ZONE';

export type PersonName = {
  __typename?: 'PersonName';
  family?: Maybe<Scalars['String']['output']>;
  full: Scalars['String']['output'];
  given?: Maybe<Scalars['String']['output']>;
  middle?: Maybe<Scalars['String']['output']>;
  prefix?: Maybe<Scalars['String']['output']>;
  script?: Maybe<Scalars['String']['output']>;
  suffix?: Maybe<Scalars['String']['output']>;
};

export type PersonNameInput = {
  family?: InputMaybe<Scalars['String']['input']>;
  full?: InputMaybe<Scalars['String']['input']>;
  given?: InputMaybe<Scalars['String']['input']>;
  middle?: InputMaybe<Scalars['String']['input']>;
  prefix?: InputMaybe<Scalars['String']['input']>;
  script?: InputMaybe<Scalars['String']['input']>;
  suffix?: InputMaybe<Scalars['String']['input']>;
};

export type PersonRecorded = {
  __typename?: 'PersonRecorded';
  outcome: RecordOutcome;
  person?: Maybe<Person>;
  personId: Scalars['ID']['output'];
  recordId: Scalars['ID']['output'];
};

export type PersonRole =
  | 'ADMINISTRATOR'
  | 'AUDITOR'
  | 'DEVELOPER'
  | 'PRIVACY_OFFICER'
  | 'REVIEWER'
  | 'STEWARD';

export type PersonStatus =
  | 'ACTIVE'
  | 'FORGOTTEN';

export type Phone = {
  __typename?: 'Phone';
  type?: Maybe<Scalars['String']['output']>;
  value: Scalars['String']['output'];
};

export type PhoneInput = {
  type?: InputMaybe<Scalars['String']['input']>;
  value: Scalars['String']['input'];
};

export type PreviewEffect =
  | 'ASK'
  | 'CREATE'
  | 'JOIN'
  | 'MERGE';

export type PreviewInput = {
  addresses?: InputMaybe<Array<AddressInput>>;
  birthDate?: InputMaybe<Scalars['PartialDate']['input']>;
  emails?: InputMaybe<Array<EmailInput>>;
  employer?: InputMaybe<EmployerInput>;
  extensions?: InputMaybe<Scalars['JSON']['input']>;
  gender?: InputMaybe<Gender>;
  identifiers?: InputMaybe<Array<IdentifierInput>>;
  locale?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<PersonNameInput>;
  nationalities?: InputMaybe<Array<Scalars['String']['input']>>;
  otherNames?: InputMaybe<Array<PersonNameInput>>;
  phones?: InputMaybe<Array<PhoneInput>>;
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

export type PreviewResult = InvalidInput | MatchPreview;

export type Query = {
  __typename?: 'Query';
  brokenGlass?: Maybe<BrokenGlassPage>;
  conflicts?: Maybe<PersonConflictConnection>;
  how?: Maybe<MatchHow>;
  matchJob?: Maybe<MatchJob>;
  matchReviews?: Maybe<MatchReviewConnection>;
  matchStatistics?: Maybe<MatchStatistics>;
  models?: Maybe<Array<MatchModel>>;
  ownership?: Maybe<Array<FieldOwnership>>;
  people?: Maybe<PersonConnection>;
  person?: Maybe<Person>;
  personByRecord?: Maybe<Person>;
  preview?: Maybe<PreviewResult>;
  residencyRules?: Maybe<Array<ResidencyRule>>;
  search?: Maybe<Array<SearchHit>>;
  systems?: Maybe<Array<System>>;
  visibility?: Maybe<Array<Visibility>>;
  why?: Maybe<MatchWhy>;
  whyNot?: Maybe<MatchWhy>;
};


export type QueryBrokenGlassArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state?: InputMaybe<BrokenGlassState>;
};


export type QueryConflictsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  personId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryHowArgs = {
  personId: Scalars['ID']['input'];
};


export type QueryMatchJobArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryMatchReviewsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  personId?: InputMaybe<Scalars['ID']['input']>;
  status?: InputMaybe<MatchReviewStatus>;
};


export type QueryPeopleArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PeopleFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPersonArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPersonByRecordArgs = {
  externalId: Scalars['String']['input'];
  system: Scalars['ID']['input'];
};


export type QueryPreviewArgs = {
  input: PreviewInput;
};


export type QuerySearchArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  input: SearchInput;
};


export type QueryVisibilityArgs = {
  personId: Scalars['ID']['input'];
};


export type QueryWhyArgs = {
  recordA: Scalars['ID']['input'];
  recordB: Scalars['ID']['input'];
};


export type QueryWhyNotArgs = {
  recordA: Scalars['ID']['input'];
  recordB: Scalars['ID']['input'];
};

export type RecordForgotten = {
  __typename?: 'RecordForgotten';
  person?: Maybe<Person>;
  personId: Scalars['ID']['output'];
  recordId: Scalars['ID']['output'];
};

export type RecordOutcome =
  | 'CREATED'
  | 'JOINED'
  | 'LATE'
  | 'UNCHANGED'
  | 'UPDATED';

export type RecordPair = {
  __typename?: 'RecordPair';
  recordA: Scalars['ID']['output'];
  recordB: Scalars['ID']['output'];
  reviewId: Scalars['ID']['output'];
};

export type RecordPeopleInput = {
  records: Array<RecordPersonInput>;
};

export type RecordPeopleResult = InvalidInput | PeopleRecorded;

export type RecordPersonInput = {
  addresses?: InputMaybe<Array<AddressInput>>;
  assertedAt?: InputMaybe<Scalars['DateTime']['input']>;
  birthDate?: InputMaybe<Scalars['PartialDate']['input']>;
  emails?: InputMaybe<Array<EmailInput>>;
  employer?: InputMaybe<EmployerInput>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  extensions?: InputMaybe<Scalars['JSON']['input']>;
  externalId: Scalars['String']['input'];
  gender?: InputMaybe<Gender>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  identifiers?: InputMaybe<Array<IdentifierInput>>;
  locale?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<PersonNameInput>;
  nationalities?: InputMaybe<Array<Scalars['String']['input']>>;
  otherNames?: InputMaybe<Array<PersonNameInput>>;
  phones?: InputMaybe<Array<PhoneInput>>;
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

export type RecordPersonResult = DoNotReimport | FieldNotOwned | IdempotencyConflict | InvalidInput | PersonRecorded | VersionConflict;

export type RegionAssigned = {
  __typename?: 'RegionAssigned';
  personId: Scalars['ID']['output'];
};

export type RegisterSystemInput = {
  clientId?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  kind: SystemKind;
  name: Scalars['String']['input'];
  purposes: Array<Scalars['String']['input']>;
  region?: InputMaybe<Scalars['String']['input']>;
  trust: Scalars['Int']['input'];
};

export type RegisterSystemResult = IdempotencyConflict | InvalidInput | SystemRegistered;

export type ReleaseOverrideInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  field: PersonField;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  personId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type ReleaseOverrideResult = IdempotencyConflict | InvalidInput | NotFound | OverrideReleased | VersionConflict;

export type ResidencyRule = {
  __typename?: 'ResidencyRule';
  dataClasses: Array<DataClass>;
  home: Scalars['String']['output'];
  reader: Scalars['String']['output'];
  setAt: Scalars['DateTime']['output'];
  setBy: Scalars['String']['output'];
};

export type ResidencyRuleSet = {
  __typename?: 'ResidencyRuleSet';
  home: Scalars['String']['output'];
  reader: Scalars['String']['output'];
};

export type ResolveConflictInput = {
  claimId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  field: PersonField;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  personId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type ResolveConflictResult = ConflictResolved | IdempotencyConflict | InvalidInput | NotFound | VersionConflict;

export type ResolveMatchInput = {
  expectedVerdict?: InputMaybe<MatchWord>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
  recordA: Scalars['ID']['input'];
  recordB: Scalars['ID']['input'];
  replace: Scalars['Boolean']['input'];
  verdict: MatchWord;
};

export type ResolveMatchResult = IdempotencyConflict | InvalidInput | MatchResolved | NotFound | VerdictConflict;

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
  person?: Maybe<RetentionDue>;
};

export type ReviewBrokenGlassInput = {
  finding: BrokenGlassFinding;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  note: Scalars['String']['input'];
};

export type ReviewBrokenGlassResult = GlassRefused | GlassReviewed | IdempotencyConflict | InvalidInput | NotFound;

export type SearchFact =
  | 'BIRTH_DATE'
  | 'EMAIL'
  | 'IDENTIFIER'
  | 'LOCALITY'
  | 'NAME'
  | 'PHONE'
  | 'POSTAL_CODE'
  | 'STREET';

export type SearchHit = {
  __typename?: 'SearchHit';
  agrees: Array<SearchFact>;
  person?: Maybe<Person>;
  personId: Scalars['ID']['output'];
  score: Scalars['Float']['output'];
};

export type SearchInput = {
  birthDate?: InputMaybe<Scalars['PartialDate']['input']>;
  email?: InputMaybe<Scalars['String']['input']>;
  identifier?: InputMaybe<Scalars['String']['input']>;
  locality?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  phone?: InputMaybe<Scalars['String']['input']>;
  postalCode?: InputMaybe<Scalars['String']['input']>;
  street?: InputMaybe<Scalars['String']['input']>;
};

export type SetResidencyRuleInput = {
  dataClasses: Array<DataClass>;
  home: Scalars['String']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reader: Scalars['String']['input'];
};

export type SetResidencyRuleResult = IdempotencyConflict | InvalidInput | ResidencyRuleSet;

export type SourceRecord = {
  __typename?: 'SourceRecord';
  assertedAt: Scalars['DateTime']['output'];
  claims: Array<Claim>;
  externalId?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  recordedAt: Scalars['DateTime']['output'];
  system: System;
  version: Scalars['Int']['output'];
};

export type SplitPersonInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  personId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  recordIds: Array<Scalars['ID']['input']>;
};

export type SplitPersonResult = IdempotencyConflict | InvalidInput | MatchResolved | NotFound | VersionConflict;

export type Subscription = {
  __typename?: 'Subscription';
  brokenGlassChanged?: Maybe<BrokenGlassChange>;
  events?: Maybe<Event>;
  matchReviewChanged?: Maybe<MatchReviewChange>;
  personChanged?: Maybe<PersonChange>;
};


export type SubscriptionBrokenGlassChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  personId?: InputMaybe<Scalars['ID']['input']>;
  types?: InputMaybe<Array<Scalars['String']['input']>>;
};


export type SubscriptionMatchReviewChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionPersonChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  personId?: InputMaybe<Scalars['ID']['input']>;
};

export type SuppressionLifted = {
  __typename?: 'SuppressionLifted';
  entries: Scalars['Int']['output'];
  erasureId: Scalars['ID']['output'];
};

export type System = {
  __typename?: 'System';
  clientId?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  kind: SystemKind;
  name: Scalars['String']['output'];
  purposes?: Maybe<Array<Scalars['String']['output']>>;
  region?: Maybe<Scalars['String']['output']>;
  trust?: Maybe<Scalars['Int']['output']>;
};

export type SystemKind =
  | 'ANALYTICS'
  | 'CRM'
  | 'DECISION'
  | 'HR'
  | 'IDP'
  | 'MARKETING'
  | 'ONBOARDING'
  | 'PARTNER'
  | 'STEWARD'
  | 'SUPPORT'
  | 'VERIFICATION'
  | 'WORKFLOW';

export type SystemRegistered = {
  __typename?: 'SystemRegistered';
  system: System;
};

export type TooLittleData = {
  __typename?: 'TooLittleData';
  needed: Scalars['Int']['output'];
  records: Scalars['Int']['output'];
};

export type TrainModelInput = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

export type TrainModelResult = IdempotencyConflict | InvalidInput | JobRunning | MatchJobStarted | TooLittleData;

export type VerdictConflict = {
  __typename?: 'VerdictConflict';
  message: Scalars['String']['output'];
  verdicts: Array<MatchVerdict>;
};

export type VersionConflict = {
  __typename?: 'VersionConflict';
  actual: Scalars['Int']['output'];
  expected: Scalars['Int']['output'];
};

export type Visibility = {
  __typename?: 'Visibility';
  sees: Array<VisibleClasses>;
  system: System;
  withheld: Array<WithheldClass>;
};

export type VisibleClasses = {
  __typename?: 'VisibleClasses';
  dataClasses: Array<DataClass>;
  legalBasis: Scalars['String']['output'];
  purpose: Scalars['String']['output'];
};

export type WithheldClass = {
  __typename?: 'WithheldClass';
  dataClass: DataClass;
  purpose?: Maybe<Scalars['String']['output']>;
  reason: WithholdingReason;
};

export type WithholdingReason =
  | 'CONSENT_EXPIRED'
  | 'CONSENT_MISSING'
  | 'CONSENT_OUTDATED'
  | 'CONSENT_REFUSED'
  | 'CONSENT_WITHDRAWN'
  | 'NOT_COVERED'
  | 'NO_PURPOSE'
  | 'OBJECTED'
  | 'RESIDENCY'
  | 'RESTRICTED';



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
    & GraphQLRecursivePick<FederationTypes['Person'], {"id":true}> );
  RetentionPreview:
    ( { __typename: 'RetentionPreview' }
    & GraphQLRecursivePick<FederationTypes['RetentionPreview'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  ActivateModelResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( JobRunning & { __typename: 'JobRunning' } )
    | ( MatchJobStarted & { __typename: 'MatchJobStarted' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  AssignRegionResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( RegionAssigned & { __typename: 'RegionAssigned' } )
  ;
  BreakGlassResult:
    | ( GlassBrokenModel & { __typename: 'GlassBroken' } )
    | ( GlassRefused & { __typename: 'GlassRefused' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
  ;
  EndBrokenGlassResult:
    | ( GlassRefused & { __typename: 'GlassRefused' } )
    | ( GlassRestored & { __typename: 'GlassRestored' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  ForgetRecordResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( RecordForgottenModel & { __typename: 'RecordForgotten' } )
  ;
  LiftSuppressionResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( SuppressionLifted & { __typename: 'SuppressionLifted' } )
  ;
  MergePeopleResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( MatchResolvedModel & { __typename: 'MatchResolved' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  OverrideFieldResult:
    | ( FieldOverriddenModel & { __typename: 'FieldOverridden' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( VersionConflict & { __typename: 'VersionConflict' } )
  ;
  PreviewResult:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( Omit<MatchPreview, 'candidates'> & { candidates: Array<_RefType['MatchCandidate']> } & { __typename: 'MatchPreview' } )
  ;
  RecordPeopleResult:
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( Omit<PeopleRecorded, 'outcomes'> & { outcomes: Array<_RefType['RecordPersonResult']> } & { __typename: 'PeopleRecorded' } )
  ;
  RecordPersonResult:
    | ( DoNotReimport & { __typename: 'DoNotReimport' } )
    | ( FieldNotOwned & { __typename: 'FieldNotOwned' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( PersonRecordedModel & { __typename: 'PersonRecorded' } )
    | ( VersionConflict & { __typename: 'VersionConflict' } )
  ;
  RegisterSystemResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( SystemRegisteredModel & { __typename: 'SystemRegistered' } )
  ;
  ReleaseOverrideResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( OverrideReleasedModel & { __typename: 'OverrideReleased' } )
    | ( VersionConflict & { __typename: 'VersionConflict' } )
  ;
  ResolveConflictResult:
    | ( ConflictResolvedModel & { __typename: 'ConflictResolved' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( VersionConflict & { __typename: 'VersionConflict' } )
  ;
  ResolveMatchResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( MatchResolvedModel & { __typename: 'MatchResolved' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( VerdictConflict & { __typename: 'VerdictConflict' } )
  ;
  ReviewBrokenGlassResult:
    | ( GlassRefused & { __typename: 'GlassRefused' } )
    | ( GlassReviewed & { __typename: 'GlassReviewed' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
  SetResidencyRuleResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( ResidencyRuleSet & { __typename: 'ResidencyRuleSet' } )
  ;
  SplitPersonResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( MatchResolvedModel & { __typename: 'MatchResolved' } )
    | ( NotFound & { __typename: 'NotFound' } )
    | ( VersionConflict & { __typename: 'VersionConflict' } )
  ;
  TrainModelResult:
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( JobRunning & { __typename: 'JobRunning' } )
    | ( MatchJobStarted & { __typename: 'MatchJobStarted' } )
    | ( TooLittleData & { __typename: 'TooLittleData' } )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ActivateModelInput: ActivateModelInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ActivateModelResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ActivateModelResult']>;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  AssignRegionInput: AssignRegionInput;
  AssignRegionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AssignRegionResult']>;
  BreakGlassInput: BreakGlassInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  BreakGlassResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['BreakGlassResult']>;
  BrokenGlass: ResolverTypeWrapper<BrokenGlass>;
  BrokenGlassChange: ResolverTypeWrapper<BrokenGlassChangeModel>;
  BrokenGlassEnd: BrokenGlassEnd;
  BrokenGlassFinding: BrokenGlassFinding;
  BrokenGlassPage: ResolverTypeWrapper<BrokenGlassPage>;
  BrokenGlassState: BrokenGlassState;
  ChoiceRule: ChoiceRule;
  Claim: ResolverTypeWrapper<ClaimModel>;
  ClaimState: ClaimState;
  ConflictResolved: ResolverTypeWrapper<ConflictResolvedModel>;
  DataClass: DataClass;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DoNotReimport: ResolverTypeWrapper<DoNotReimport>;
  Email: ResolverTypeWrapper<Email>;
  EmailInput: EmailInput;
  Employer: ResolverTypeWrapper<Employer>;
  EmployerInput: EmployerInput;
  EndBrokenGlassInput: EndBrokenGlassInput;
  EndBrokenGlassResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndBrokenGlassResult']>;
  ErasureCount: ResolverTypeWrapper<ErasureCount>;
  ErasureHeld: ResolverTypeWrapper<ErasureHeld>;
  ErasurePreview: ResolverTypeWrapper<Pick<ErasurePreview, 'id'> & Partial<ErasurePreview>>;
  ErasureShare: ResolverTypeWrapper<ErasureShare>;
  Event: ResolverTypeWrapper<Event>;
  FieldConflict: ResolverTypeWrapper<Omit<FieldConflict, 'claims'> & { claims: Array<ResolversTypes['Claim']> }>;
  FieldNotOwned: ResolverTypeWrapper<FieldNotOwned>;
  FieldOverridden: ResolverTypeWrapper<FieldOverriddenModel>;
  FieldOwnership: ResolverTypeWrapper<FieldOwnership>;
  ForgetRecordInput: ForgetRecordInput;
  ForgetRecordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ForgetRecordResult']>;
  Gender: Gender;
  GlassBroken: ResolverTypeWrapper<GlassBrokenModel>;
  GlassRefused: ResolverTypeWrapper<GlassRefused>;
  GlassRestored: ResolverTypeWrapper<GlassRestored>;
  GlassReviewed: ResolverTypeWrapper<GlassReviewed>;
  Gone: ResolverTypeWrapper<Gone>;
  IdempotencyConflict: ResolverTypeWrapper<IdempotencyConflict>;
  Identifier: ResolverTypeWrapper<Identifier>;
  IdentifierFilter: IdentifierFilter;
  IdentifierInput: IdentifierInput;
  InputProblem: ResolverTypeWrapper<InputProblem>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  JobRunning: ResolverTypeWrapper<JobRunning>;
  LiftSuppressionInput: LiftSuppressionInput;
  LiftSuppressionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LiftSuppressionResult']>;
  MatchCandidate: ResolverTypeWrapper<MatchCandidateModel>;
  MatchDecision: MatchDecision;
  MatchExplanation: ResolverTypeWrapper<MatchExplanation>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  MatchHow: ResolverTypeWrapper<MatchHowModel>;
  MatchJob: ResolverTypeWrapper<MatchJob>;
  MatchJobKind: MatchJobKind;
  MatchJobStarted: ResolverTypeWrapper<MatchJobStarted>;
  MatchJobState: MatchJobState;
  MatchLink: ResolverTypeWrapper<MatchLinkModel>;
  MatchMerge: ResolverTypeWrapper<Omit<MatchMerge, 'link' | 'one' | 'other'> & { link: ResolversTypes['MatchLink'], one: ResolversTypes['MatchSide'], other: ResolversTypes['MatchSide'] }>;
  MatchModel: ResolverTypeWrapper<MatchModel>;
  MatchModelState: MatchModelState;
  MatchOutcome: MatchOutcome;
  MatchOutlook: ResolverTypeWrapper<MatchOutlook>;
  MatchPreview: ResolverTypeWrapper<Omit<MatchPreview, 'candidates'> & { candidates: Array<ResolversTypes['MatchCandidate']> }>;
  MatchReason: MatchReason;
  MatchRefusal: ResolverTypeWrapper<Omit<MatchRefusal, 'link'> & { link: ResolversTypes['MatchLink'] }>;
  MatchResolved: ResolverTypeWrapper<MatchResolvedModel>;
  MatchReview: ResolverTypeWrapper<Omit<MatchReview, 'personA' | 'personB' | 'recordA' | 'recordB'> & { personA: ResolversTypes['Person'], personB: ResolversTypes['Person'], recordA: ResolversTypes['SourceRecord'], recordB: ResolversTypes['SourceRecord'] }>;
  MatchReviewChange: ResolverTypeWrapper<MatchReviewChangeModel>;
  MatchReviewChangeKind: MatchReviewChangeKind;
  MatchReviewConnection: ResolverTypeWrapper<Omit<MatchReviewConnection, 'edges'> & { edges: Array<ResolversTypes['MatchReviewEdge']> }>;
  MatchReviewEdge: ResolverTypeWrapper<Omit<MatchReviewEdge, 'node'> & { node?: Maybe<ResolversTypes['MatchReview']> }>;
  MatchReviewStatus: MatchReviewStatus;
  MatchRule: MatchRule;
  MatchSide: ResolverTypeWrapper<MatchSideModel>;
  MatchStatistics: ResolverTypeWrapper<MatchStatistics>;
  MatchStep: ResolverTypeWrapper<MatchStep>;
  MatchTraining: ResolverTypeWrapper<MatchTraining>;
  MatchVerdict: ResolverTypeWrapper<MatchVerdict>;
  MatchVeto: MatchVeto;
  MatchWhy: ResolverTypeWrapper<Omit<MatchWhy, 'recordA' | 'recordB' | 'refusals' | 'through'> & { recordA: ResolversTypes['SourceRecord'], recordB: ResolversTypes['SourceRecord'], refusals: Array<ResolversTypes['MatchRefusal']>, through: Array<ResolversTypes['MatchLink']> }>;
  MatchWord: MatchWord;
  MergePeopleInput: MergePeopleInput;
  MergePeopleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MergePeopleResult']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  NotOwnedField: ResolverTypeWrapper<NotOwnedField>;
  OnChange: OnChange;
  OverrideFieldInput: OverrideFieldInput;
  OverrideFieldResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OverrideFieldResult']>;
  OverrideReleased: ResolverTypeWrapper<OverrideReleasedModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PartialDate: ResolverTypeWrapper<Scalars['PartialDate']['output']>;
  PeopleFilter: PeopleFilter;
  PeopleRecorded: ResolverTypeWrapper<Omit<PeopleRecorded, 'outcomes'> & { outcomes: Array<ResolversTypes['RecordPersonResult']> }>;
  Person: ResolverTypeWrapper<PersonModel>;
  PersonChange: ResolverTypeWrapper<PersonChangeModel>;
  PersonConflict: ResolverTypeWrapper<Omit<PersonConflict, 'fields' | 'person'> & { fields: Array<ResolversTypes['FieldConflict']>, person: ResolversTypes['Person'] }>;
  PersonConflictConnection: ResolverTypeWrapper<Omit<PersonConflictConnection, 'edges'> & { edges: Array<ResolversTypes['PersonConflictEdge']> }>;
  PersonConflictEdge: ResolverTypeWrapper<Omit<PersonConflictEdge, 'node'> & { node: ResolversTypes['PersonConflict'] }>;
  PersonConnection: ResolverTypeWrapper<Omit<PersonConnection, 'edges'> & { edges: Array<ResolversTypes['PersonEdge']> }>;
  PersonEdge: ResolverTypeWrapper<Omit<PersonEdge, 'node'> & { node: ResolversTypes['Person'] }>;
  PersonFactInput: PersonFactInput;
  PersonField: PersonField;
  PersonName: ResolverTypeWrapper<PersonName>;
  PersonNameInput: PersonNameInput;
  PersonRecorded: ResolverTypeWrapper<PersonRecordedModel>;
  PersonRole: PersonRole;
  PersonStatus: PersonStatus;
  Phone: ResolverTypeWrapper<Phone>;
  PhoneInput: PhoneInput;
  PreviewEffect: PreviewEffect;
  PreviewInput: PreviewInput;
  PreviewResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PreviewResult']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordForgotten: ResolverTypeWrapper<RecordForgottenModel>;
  RecordOutcome: RecordOutcome;
  RecordPair: ResolverTypeWrapper<RecordPair>;
  RecordPeopleInput: RecordPeopleInput;
  RecordPeopleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecordPeopleResult']>;
  RecordPersonInput: RecordPersonInput;
  RecordPersonResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecordPersonResult']>;
  RegionAssigned: ResolverTypeWrapper<RegionAssigned>;
  RegisterSystemInput: RegisterSystemInput;
  RegisterSystemResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterSystemResult']>;
  ReleaseOverrideInput: ReleaseOverrideInput;
  ReleaseOverrideResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReleaseOverrideResult']>;
  ResidencyRule: ResolverTypeWrapper<ResidencyRule>;
  ResidencyRuleSet: ResolverTypeWrapper<ResidencyRuleSet>;
  ResolveConflictInput: ResolveConflictInput;
  ResolveConflictResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResolveConflictResult']>;
  ResolveMatchInput: ResolveMatchInput;
  ResolveMatchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResolveMatchResult']>;
  RetentionDue: ResolverTypeWrapper<RetentionDue>;
  RetentionPreview: ResolverTypeWrapper<Pick<RetentionPreview, 'id'> & Partial<RetentionPreview>>;
  ReviewBrokenGlassInput: ReviewBrokenGlassInput;
  ReviewBrokenGlassResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReviewBrokenGlassResult']>;
  SearchFact: SearchFact;
  SearchHit: ResolverTypeWrapper<SearchHitModel>;
  SearchInput: SearchInput;
  SetResidencyRuleInput: SetResidencyRuleInput;
  SetResidencyRuleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetResidencyRuleResult']>;
  SourceRecord: ResolverTypeWrapper<SourceRecordModel>;
  SplitPersonInput: SplitPersonInput;
  SplitPersonResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SplitPersonResult']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SuppressionLifted: ResolverTypeWrapper<SuppressionLifted>;
  System: ResolverTypeWrapper<SystemModel>;
  SystemKind: SystemKind;
  SystemRegistered: ResolverTypeWrapper<SystemRegisteredModel>;
  TooLittleData: ResolverTypeWrapper<TooLittleData>;
  TrainModelInput: TrainModelInput;
  TrainModelResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TrainModelResult']>;
  VerdictConflict: ResolverTypeWrapper<VerdictConflict>;
  VersionConflict: ResolverTypeWrapper<VersionConflict>;
  Visibility: ResolverTypeWrapper<Omit<Visibility, 'system'> & { system: ResolversTypes['System'] }>;
  VisibleClasses: ResolverTypeWrapper<VisibleClasses>;
  WithheldClass: ResolverTypeWrapper<WithheldClass>;
  WithholdingReason: WithholdingReason;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ActivateModelInput: ActivateModelInput;
  Boolean: Scalars['Boolean']['output'];
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  ActivateModelResult: ResolversUnionTypes<ResolversParentTypes>['ActivateModelResult'];
  Address: Address;
  AddressInput: AddressInput;
  AssignRegionInput: AssignRegionInput;
  AssignRegionResult: ResolversUnionTypes<ResolversParentTypes>['AssignRegionResult'];
  BreakGlassInput: BreakGlassInput;
  Int: Scalars['Int']['output'];
  BreakGlassResult: ResolversUnionTypes<ResolversParentTypes>['BreakGlassResult'];
  BrokenGlass: BrokenGlass;
  BrokenGlassChange: BrokenGlassChangeModel;
  BrokenGlassPage: BrokenGlassPage;
  Claim: ClaimModel;
  ConflictResolved: ConflictResolvedModel;
  DateTime: Scalars['DateTime']['output'];
  DoNotReimport: DoNotReimport;
  Email: Email;
  EmailInput: EmailInput;
  Employer: Employer;
  EmployerInput: EmployerInput;
  EndBrokenGlassInput: EndBrokenGlassInput;
  EndBrokenGlassResult: ResolversUnionTypes<ResolversParentTypes>['EndBrokenGlassResult'];
  ErasureCount: ErasureCount;
  ErasureHeld: ErasureHeld;
  ErasurePreview: Pick<ErasurePreview, 'id'> & Partial<ErasurePreview>;
  ErasureShare: ErasureShare;
  Event: Event;
  FieldConflict: Omit<FieldConflict, 'claims'> & { claims: Array<ResolversParentTypes['Claim']> };
  FieldNotOwned: FieldNotOwned;
  FieldOverridden: FieldOverriddenModel;
  FieldOwnership: FieldOwnership;
  ForgetRecordInput: ForgetRecordInput;
  ForgetRecordResult: ResolversUnionTypes<ResolversParentTypes>['ForgetRecordResult'];
  GlassBroken: GlassBrokenModel;
  GlassRefused: GlassRefused;
  GlassRestored: GlassRestored;
  GlassReviewed: GlassReviewed;
  Gone: Gone;
  IdempotencyConflict: IdempotencyConflict;
  Identifier: Identifier;
  IdentifierFilter: IdentifierFilter;
  IdentifierInput: IdentifierInput;
  InputProblem: InputProblem;
  InvalidInput: InvalidInput;
  JSON: Scalars['JSON']['output'];
  JobRunning: JobRunning;
  LiftSuppressionInput: LiftSuppressionInput;
  LiftSuppressionResult: ResolversUnionTypes<ResolversParentTypes>['LiftSuppressionResult'];
  MatchCandidate: MatchCandidateModel;
  MatchExplanation: MatchExplanation;
  Float: Scalars['Float']['output'];
  MatchHow: MatchHowModel;
  MatchJob: MatchJob;
  MatchJobStarted: MatchJobStarted;
  MatchLink: MatchLinkModel;
  MatchMerge: Omit<MatchMerge, 'link' | 'one' | 'other'> & { link: ResolversParentTypes['MatchLink'], one: ResolversParentTypes['MatchSide'], other: ResolversParentTypes['MatchSide'] };
  MatchModel: MatchModel;
  MatchOutlook: MatchOutlook;
  MatchPreview: Omit<MatchPreview, 'candidates'> & { candidates: Array<ResolversParentTypes['MatchCandidate']> };
  MatchRefusal: Omit<MatchRefusal, 'link'> & { link: ResolversParentTypes['MatchLink'] };
  MatchResolved: MatchResolvedModel;
  MatchReview: Omit<MatchReview, 'personA' | 'personB' | 'recordA' | 'recordB'> & { personA: ResolversParentTypes['Person'], personB: ResolversParentTypes['Person'], recordA: ResolversParentTypes['SourceRecord'], recordB: ResolversParentTypes['SourceRecord'] };
  MatchReviewChange: MatchReviewChangeModel;
  MatchReviewConnection: Omit<MatchReviewConnection, 'edges'> & { edges: Array<ResolversParentTypes['MatchReviewEdge']> };
  MatchReviewEdge: Omit<MatchReviewEdge, 'node'> & { node?: Maybe<ResolversParentTypes['MatchReview']> };
  MatchSide: MatchSideModel;
  MatchStatistics: MatchStatistics;
  MatchStep: MatchStep;
  MatchTraining: MatchTraining;
  MatchVerdict: MatchVerdict;
  MatchWhy: Omit<MatchWhy, 'recordA' | 'recordB' | 'refusals' | 'through'> & { recordA: ResolversParentTypes['SourceRecord'], recordB: ResolversParentTypes['SourceRecord'], refusals: Array<ResolversParentTypes['MatchRefusal']>, through: Array<ResolversParentTypes['MatchLink']> };
  MergePeopleInput: MergePeopleInput;
  MergePeopleResult: ResolversUnionTypes<ResolversParentTypes>['MergePeopleResult'];
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  NotOwnedField: NotOwnedField;
  OverrideFieldInput: OverrideFieldInput;
  OverrideFieldResult: ResolversUnionTypes<ResolversParentTypes>['OverrideFieldResult'];
  OverrideReleased: OverrideReleasedModel;
  PageInfo: PageInfo;
  PartialDate: Scalars['PartialDate']['output'];
  PeopleFilter: PeopleFilter;
  PeopleRecorded: Omit<PeopleRecorded, 'outcomes'> & { outcomes: Array<ResolversParentTypes['RecordPersonResult']> };
  Person: PersonModel;
  PersonChange: PersonChangeModel;
  PersonConflict: Omit<PersonConflict, 'fields' | 'person'> & { fields: Array<ResolversParentTypes['FieldConflict']>, person: ResolversParentTypes['Person'] };
  PersonConflictConnection: Omit<PersonConflictConnection, 'edges'> & { edges: Array<ResolversParentTypes['PersonConflictEdge']> };
  PersonConflictEdge: Omit<PersonConflictEdge, 'node'> & { node: ResolversParentTypes['PersonConflict'] };
  PersonConnection: Omit<PersonConnection, 'edges'> & { edges: Array<ResolversParentTypes['PersonEdge']> };
  PersonEdge: Omit<PersonEdge, 'node'> & { node: ResolversParentTypes['Person'] };
  PersonFactInput: PersonFactInput;
  PersonName: PersonName;
  PersonNameInput: PersonNameInput;
  PersonRecorded: PersonRecordedModel;
  Phone: Phone;
  PhoneInput: PhoneInput;
  PreviewInput: PreviewInput;
  PreviewResult: ResolversUnionTypes<ResolversParentTypes>['PreviewResult'];
  Query: Record<PropertyKey, never>;
  RecordForgotten: RecordForgottenModel;
  RecordPair: RecordPair;
  RecordPeopleInput: RecordPeopleInput;
  RecordPeopleResult: ResolversUnionTypes<ResolversParentTypes>['RecordPeopleResult'];
  RecordPersonInput: RecordPersonInput;
  RecordPersonResult: ResolversUnionTypes<ResolversParentTypes>['RecordPersonResult'];
  RegionAssigned: RegionAssigned;
  RegisterSystemInput: RegisterSystemInput;
  RegisterSystemResult: ResolversUnionTypes<ResolversParentTypes>['RegisterSystemResult'];
  ReleaseOverrideInput: ReleaseOverrideInput;
  ReleaseOverrideResult: ResolversUnionTypes<ResolversParentTypes>['ReleaseOverrideResult'];
  ResidencyRule: ResidencyRule;
  ResidencyRuleSet: ResidencyRuleSet;
  ResolveConflictInput: ResolveConflictInput;
  ResolveConflictResult: ResolversUnionTypes<ResolversParentTypes>['ResolveConflictResult'];
  ResolveMatchInput: ResolveMatchInput;
  ResolveMatchResult: ResolversUnionTypes<ResolversParentTypes>['ResolveMatchResult'];
  RetentionDue: RetentionDue;
  RetentionPreview: Pick<RetentionPreview, 'id'> & Partial<RetentionPreview>;
  ReviewBrokenGlassInput: ReviewBrokenGlassInput;
  ReviewBrokenGlassResult: ResolversUnionTypes<ResolversParentTypes>['ReviewBrokenGlassResult'];
  SearchHit: SearchHitModel;
  SearchInput: SearchInput;
  SetResidencyRuleInput: SetResidencyRuleInput;
  SetResidencyRuleResult: ResolversUnionTypes<ResolversParentTypes>['SetResidencyRuleResult'];
  SourceRecord: SourceRecordModel;
  SplitPersonInput: SplitPersonInput;
  SplitPersonResult: ResolversUnionTypes<ResolversParentTypes>['SplitPersonResult'];
  Subscription: Record<PropertyKey, never>;
  SuppressionLifted: SuppressionLifted;
  System: SystemModel;
  SystemRegistered: SystemRegisteredModel;
  TooLittleData: TooLittleData;
  TrainModelInput: TrainModelInput;
  TrainModelResult: ResolversUnionTypes<ResolversParentTypes>['TrainModelResult'];
  VerdictConflict: VerdictConflict;
  VersionConflict: VersionConflict;
  Visibility: Omit<Visibility, 'system'> & { system: ResolversParentTypes['System'] };
  VisibleClasses: VisibleClasses;
  WithheldClass: WithheldClass;
};

export type DataClassDirectiveArgs = {
  is: Array<DataClass>;
};

export type DataClassDirectiveResolver<Result, Parent, ContextType = Context, Args = DataClassDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type OwnedDirectiveArgs = {
  by: Array<SystemKind>;
  onChange: OnChange;
};

export type OwnedDirectiveResolver<Result, Parent, ContextType = Context, Args = OwnedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ActivateModelResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivateModelResult'] = ResolversParentTypes['ActivateModelResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'JobRunning' | 'MatchJobStarted' | 'NotFound', ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  locality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AssignRegionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignRegionResult'] = ResolversParentTypes['AssignRegionResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'RegionAssigned', ParentType, ContextType>;
};

export type BreakGlassResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BreakGlassResult'] = ResolversParentTypes['BreakGlassResult']> = {
  __resolveType: TypeResolveFn<'GlassBroken' | 'GlassRefused' | 'IdempotencyConflict' | 'InvalidInput', ParentType, ContextType>;
};

export type BrokenGlassResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BrokenGlass'] = ResolversParentTypes['BrokenGlass']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  brokenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['BrokenGlassEnd']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  finding?: Resolver<Maybe<ResolversTypes['BrokenGlassFinding']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  personId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reviewDueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reviewedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reviewedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['PersonRole']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['BrokenGlassState'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type BrokenGlassChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BrokenGlassChange'] = ResolversParentTypes['BrokenGlassChange']> = {
  brokenGlass?: Resolver<Maybe<ResolversTypes['BrokenGlass']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BrokenGlassPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BrokenGlassPage'] = ResolversParentTypes['BrokenGlassPage']> = {
  items?: Resolver<Array<ResolversTypes['BrokenGlass']>, ParentType, ContextType>;
  next?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ClaimResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Claim'] = ResolversParentTypes['Claim'], FederationReferenceType extends FederationReferenceTypes['Claim'] = FederationReferenceTypes['Claim']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Claim']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  assertedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  chose?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  chosen?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  chosenBy?: Resolver<Maybe<ResolversTypes['ChoiceRule']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['PersonField'], ParentType, ContextType>;
  gone?: Resolver<Maybe<ResolversTypes['Gone']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  original?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  overridden?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  owners?: Resolver<Array<ResolversTypes['SystemKind']>, ParentType, ContextType>;
  passedOver?: Resolver<Array<ResolversTypes['System']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ClaimState'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['System'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type ConflictResolvedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConflictResolved'] = ResolversParentTypes['ConflictResolved']> = {
  claimId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DoNotReimportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DoNotReimport'] = ResolversParentTypes['DoNotReimport']> = {
  erasureId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EmailResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Email'] = ResolversParentTypes['Email']> = {
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EmployerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Employer'] = ResolversParentTypes['Employer']> = {
  department?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  jobTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EndBrokenGlassResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndBrokenGlassResult'] = ResolversParentTypes['EndBrokenGlassResult']> = {
  __resolveType: TypeResolveFn<'GlassRefused' | 'GlassRestored' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
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
  person?: Resolver<Maybe<ResolversTypes['ErasureShare']>, ParentType, ContextType>;
  recordedBy?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
};

export type ErasureShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ErasureShare'] = ResolversParentTypes['ErasureShare']> = {
  counts?: Resolver<Array<ResolversTypes['ErasureCount']>, ParentType, ContextType>;
  held?: Resolver<Array<ResolversTypes['ErasureHeld']>, ParentType, ContextType>;
  stays?: Resolver<Array<ResolversTypes['ErasureCount']>, ParentType, ContextType>;
};

export type EventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  traceparent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FieldConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FieldConflict'] = ResolversParentTypes['FieldConflict']> = {
  claims?: Resolver<Array<ResolversTypes['Claim']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['PersonField'], ParentType, ContextType>;
};

export type FieldNotOwnedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FieldNotOwned'] = ResolversParentTypes['FieldNotOwned']> = {
  fields?: Resolver<Array<ResolversTypes['NotOwnedField']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FieldOverriddenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FieldOverridden'] = ResolversParentTypes['FieldOverridden']> = {
  claimId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FieldOwnershipResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FieldOwnership'] = ResolversParentTypes['FieldOwnership']> = {
  field?: Resolver<ResolversTypes['PersonField'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onChange?: Resolver<ResolversTypes['OnChange'], ParentType, ContextType>;
  owners?: Resolver<Array<ResolversTypes['SystemKind']>, ParentType, ContextType>;
};

export type ForgetRecordResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ForgetRecordResult'] = ResolversParentTypes['ForgetRecordResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'RecordForgotten', ParentType, ContextType>;
};

export type GlassBrokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GlassBroken'] = ResolversParentTypes['GlassBroken']> = {
  brokenGlassId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GlassRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GlassRefused'] = ResolversParentTypes['GlassRefused']> = {
  againAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GlassRestoredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GlassRestored'] = ResolversParentTypes['GlassRestored']> = {
  brokenGlassId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GlassReviewedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GlassReviewed'] = ResolversParentTypes['GlassReviewed']> = {
  brokenGlassId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type IdentifierResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Identifier'] = ResolversParentTypes['Identifier']> = {
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['PartialDate']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['PartialDate']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type JobRunningResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobRunning'] = ResolversParentTypes['JobRunning']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LiftSuppressionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LiftSuppressionResult'] = ResolversParentTypes['LiftSuppressionResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'SuppressionLifted', ParentType, ContextType>;
};

export type MatchCandidateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchCandidate'] = ResolversParentTypes['MatchCandidate']> = {
  decision?: Resolver<ResolversTypes['MatchDecision'], ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['MatchExplanation'], ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  record?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type MatchExplanationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchExplanation'] = ResolversParentTypes['MatchExplanation']> = {
  decision?: Resolver<ResolversTypes['MatchDecision'], ParentType, ContextType>;
  household?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  modelVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prior?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  probability?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['MatchRule']>, ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['MatchStep']>, ParentType, ContextType>;
  veto?: Resolver<Maybe<ResolversTypes['MatchVeto']>, ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MatchHowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchHow'] = ResolversParentTypes['MatchHow']> = {
  mergeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  merges?: Resolver<Array<ResolversTypes['MatchMerge']>, ParentType, ContextType, RequireFields<MatchHowMergesArgs, 'first' | 'skip'>>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['MatchRefusal']>, ParentType, ContextType, RequireFields<MatchHowRefusalsArgs, 'first' | 'skip'>>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MatchJobResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchJob'] = ResolversParentTypes['MatchJob']> = {
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MatchJobKind'], ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['MatchModel']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  report?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['MatchJobState'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MatchJobStartedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchJobStarted'] = ResolversParentTypes['MatchJobStarted']> = {
  jobId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MatchLinkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchLink'] = ResolversParentTypes['MatchLink']> = {
  explanation?: Resolver<Maybe<ResolversTypes['MatchExplanation']>, ParentType, ContextType>;
  identical?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  recordA?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordB?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  said?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MatchMergeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchMerge'] = ResolversParentTypes['MatchMerge']> = {
  link?: Resolver<ResolversTypes['MatchLink'], ParentType, ContextType>;
  one?: Resolver<ResolversTypes['MatchSide'], ParentType, ContextType>;
  other?: Resolver<ResolversTypes['MatchSide'], ParentType, ContextType>;
};

export type MatchModelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchModel'] = ResolversParentTypes['MatchModel']> = {
  activatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  activatedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['MatchModelState'], ParentType, ContextType>;
  training?: Resolver<Maybe<ResolversTypes['MatchTraining']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MatchOutlookResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchOutlook'] = ResolversParentTypes['MatchOutlook']> = {
  personIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  stays?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MatchPreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchPreview'] = ResolversParentTypes['MatchPreview']> = {
  candidates?: Resolver<Array<ResolversTypes['MatchCandidate']>, ParentType, ContextType>;
  effect?: Resolver<ResolversTypes['PreviewEffect'], ParentType, ContextType>;
  mergedIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  personId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MatchRefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchRefusal'] = ResolversParentTypes['MatchRefusal']> = {
  because?: Resolver<ResolversTypes['MatchReason'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  link?: Resolver<ResolversTypes['MatchLink'], ParentType, ContextType>;
  personA?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  personB?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MatchResolvedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchResolved'] = ResolversParentTypes['MatchResolved']> = {
  outcome?: Resolver<ResolversTypes['MatchOutcome'], ParentType, ContextType>;
  people?: Resolver<Maybe<Array<ResolversTypes['Person']>>, ParentType, ContextType>;
  personIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MatchReviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchReview'] = ResolversParentTypes['MatchReview']> = {
  explanation?: Resolver<ResolversTypes['MatchExplanation'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ifSame?: Resolver<ResolversTypes['MatchOutlook'], ParentType, ContextType>;
  personA?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  personB?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  probability?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  recordA?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
  recordB?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MatchReviewStatus'], ParentType, ContextType>;
  verdicts?: Resolver<Array<ResolversTypes['MatchVerdict']>, ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MatchReviewChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchReviewChange'] = ResolversParentTypes['MatchReviewChange']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MatchReviewChangeKind'], ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['MatchOutcome']>, ParentType, ContextType>;
  pairs?: Resolver<Array<ResolversTypes['RecordPair']>, ParentType, ContextType>;
  people?: Resolver<Array<ResolversTypes['Person']>, ParentType, ContextType>;
  recordIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  verdict?: Resolver<Maybe<ResolversTypes['MatchWord']>, ParentType, ContextType>;
};

export type MatchReviewConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchReviewConnection'] = ResolversParentTypes['MatchReviewConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MatchReviewEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MatchReviewEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchReviewEdge'] = ResolversParentTypes['MatchReviewEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['MatchReview']>, ParentType, ContextType>;
};

export type MatchSideResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchSide'] = ResolversParentTypes['MatchSide']> = {
  recordIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType, RequireFields<MatchSideRecordIdsArgs, 'first'>>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MatchStatisticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchStatistics'] = ResolversParentTypes['MatchStatistics']> = {
  automaticShare?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  duplicateRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  links?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  people?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  questions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reviewRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  verdicts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MatchStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchStep'] = ResolversParentTypes['MatchStep']> = {
  comparison?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  m?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  rarityAdjustment?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  u?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MatchTrainingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchTraining'] = ResolversParentTypes['MatchTraining']> = {
  expectedPrecision?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  labels?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  linkFrom?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  pairs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  population?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reviewFrom?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  ruleFrom?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MatchVerdictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchVerdict'] = ResolversParentTypes['MatchVerdict']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordA?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordB?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  said?: Resolver<ResolversTypes['MatchWord'], ParentType, ContextType>;
  saidAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type MatchWhyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchWhy'] = ResolversParentTypes['MatchWhy']> = {
  explanation?: Resolver<Maybe<ResolversTypes['MatchExplanation']>, ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  overCommonKeys?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['MatchReason'], ParentType, ContextType>;
  recordA?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
  recordB?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
  refusals?: Resolver<Array<ResolversTypes['MatchRefusal']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  samePerson?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sharedKeys?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  through?: Resolver<Array<ResolversTypes['MatchLink']>, ParentType, ContextType>;
  verdicts?: Resolver<Array<ResolversTypes['MatchVerdict']>, ParentType, ContextType>;
};

export type MergePeopleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MergePeopleResult'] = ResolversParentTypes['MergePeopleResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'MatchResolved' | 'NotFound', ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  activateModel?: Resolver<Maybe<ResolversTypes['ActivateModelResult']>, ParentType, ContextType, RequireFields<MutationActivateModelArgs, 'input'>>;
  assignRegion?: Resolver<Maybe<ResolversTypes['AssignRegionResult']>, ParentType, ContextType, RequireFields<MutationAssignRegionArgs, 'input'>>;
  breakGlass?: Resolver<Maybe<ResolversTypes['BreakGlassResult']>, ParentType, ContextType, RequireFields<MutationBreakGlassArgs, 'input'>>;
  endBrokenGlass?: Resolver<Maybe<ResolversTypes['EndBrokenGlassResult']>, ParentType, ContextType, RequireFields<MutationEndBrokenGlassArgs, 'input'>>;
  forgetRecord?: Resolver<Maybe<ResolversTypes['ForgetRecordResult']>, ParentType, ContextType, RequireFields<MutationForgetRecordArgs, 'input'>>;
  liftSuppression?: Resolver<Maybe<ResolversTypes['LiftSuppressionResult']>, ParentType, ContextType, RequireFields<MutationLiftSuppressionArgs, 'input'>>;
  mergePeople?: Resolver<Maybe<ResolversTypes['MergePeopleResult']>, ParentType, ContextType, RequireFields<MutationMergePeopleArgs, 'input'>>;
  overrideField?: Resolver<Maybe<ResolversTypes['OverrideFieldResult']>, ParentType, ContextType, RequireFields<MutationOverrideFieldArgs, 'input'>>;
  recordPeople?: Resolver<Maybe<ResolversTypes['RecordPeopleResult']>, ParentType, ContextType, RequireFields<MutationRecordPeopleArgs, 'input'>>;
  recordPerson?: Resolver<Maybe<ResolversTypes['RecordPersonResult']>, ParentType, ContextType, RequireFields<MutationRecordPersonArgs, 'input'>>;
  registerSystem?: Resolver<Maybe<ResolversTypes['RegisterSystemResult']>, ParentType, ContextType, RequireFields<MutationRegisterSystemArgs, 'input'>>;
  releaseOverride?: Resolver<Maybe<ResolversTypes['ReleaseOverrideResult']>, ParentType, ContextType, RequireFields<MutationReleaseOverrideArgs, 'input'>>;
  resolveConflict?: Resolver<Maybe<ResolversTypes['ResolveConflictResult']>, ParentType, ContextType, RequireFields<MutationResolveConflictArgs, 'input'>>;
  resolveMatch?: Resolver<Maybe<ResolversTypes['ResolveMatchResult']>, ParentType, ContextType, RequireFields<MutationResolveMatchArgs, 'input'>>;
  reviewBrokenGlass?: Resolver<Maybe<ResolversTypes['ReviewBrokenGlassResult']>, ParentType, ContextType, RequireFields<MutationReviewBrokenGlassArgs, 'input'>>;
  setResidencyRule?: Resolver<Maybe<ResolversTypes['SetResidencyRuleResult']>, ParentType, ContextType, RequireFields<MutationSetResidencyRuleArgs, 'input'>>;
  splitPerson?: Resolver<Maybe<ResolversTypes['SplitPersonResult']>, ParentType, ContextType, RequireFields<MutationSplitPersonArgs, 'input'>>;
  trainModel?: Resolver<Maybe<ResolversTypes['TrainModelResult']>, ParentType, ContextType, RequireFields<MutationTrainModelArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotOwnedFieldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotOwnedField'] = ResolversParentTypes['NotOwnedField']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owners?: Resolver<Array<ResolversTypes['SystemKind']>, ParentType, ContextType>;
};

export type OverrideFieldResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OverrideFieldResult'] = ResolversParentTypes['OverrideFieldResult']> = {
  __resolveType: TypeResolveFn<'FieldOverridden' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'VersionConflict', ParentType, ContextType>;
};

export type OverrideReleasedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OverrideReleased'] = ResolversParentTypes['OverrideReleased']> = {
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface PartialDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PartialDate'], any> {
  name: 'PartialDate';
}

export type PeopleRecordedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PeopleRecorded'] = ResolversParentTypes['PeopleRecorded']> = {
  outcomes?: Resolver<Array<ResolversTypes['RecordPersonResult']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person'], FederationReferenceType extends FederationReferenceTypes['Person'] = FederationReferenceTypes['Person']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Person']> | FederationReferenceType, FederationReferenceType, ContextType>;
  addresses?: Resolver<Maybe<Array<ResolversTypes['Address']>>, ParentType, ContextType>;
  birthDate?: Resolver<Maybe<ResolversTypes['PartialDate']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  emails?: Resolver<Maybe<Array<ResolversTypes['Email']>>, ParentType, ContextType>;
  employer?: Resolver<Maybe<ResolversTypes['Employer']>, ParentType, ContextType>;
  extensions?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  gender?: Resolver<Maybe<ResolversTypes['Gender']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identifiers?: Resolver<Maybe<Array<ResolversTypes['Identifier']>>, ParentType, ContextType>;
  lineage?: Resolver<Maybe<Array<ResolversTypes['Claim']>>, ParentType, ContextType, Partial<PersonLineageArgs>>;
  locale?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mergedIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['PersonName']>, ParentType, ContextType>;
  nationalities?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  otherNames?: Resolver<Maybe<Array<ResolversTypes['PersonName']>>, ParentType, ContextType>;
  phones?: Resolver<Maybe<Array<ResolversTypes['Phone']>>, ParentType, ContextType>;
  records?: Resolver<Maybe<Array<ResolversTypes['SourceRecord']>>, ParentType, ContextType, Partial<PersonRecordsArgs>>;
  regions?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PersonStatus'], ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PersonChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonChange'] = ResolversParentTypes['PersonChange']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['PersonField']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PersonConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonConflict'] = ResolversParentTypes['PersonConflict']> = {
  fields?: Resolver<Array<ResolversTypes['FieldConflict']>, ParentType, ContextType>;
  person?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
};

export type PersonConflictConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonConflictConnection'] = ResolversParentTypes['PersonConflictConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PersonConflictEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PersonConflictEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonConflictEdge'] = ResolversParentTypes['PersonConflictEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PersonConflict'], ParentType, ContextType>;
};

export type PersonConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonConnection'] = ResolversParentTypes['PersonConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PersonEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PersonEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonEdge'] = ResolversParentTypes['PersonEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
};

export type PersonNameResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonName'] = ResolversParentTypes['PersonName']> = {
  family?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  full?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  given?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  middle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  prefix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  script?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  suffix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PersonRecordedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonRecorded'] = ResolversParentTypes['PersonRecorded']> = {
  outcome?: Resolver<ResolversTypes['RecordOutcome'], ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PhoneResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Phone'] = ResolversParentTypes['Phone']> = {
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PreviewResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PreviewResult'] = ResolversParentTypes['PreviewResult']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'MatchPreview', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  brokenGlass?: Resolver<Maybe<ResolversTypes['BrokenGlassPage']>, ParentType, ContextType, RequireFields<QueryBrokenGlassArgs, 'first'>>;
  conflicts?: Resolver<Maybe<ResolversTypes['PersonConflictConnection']>, ParentType, ContextType, RequireFields<QueryConflictsArgs, 'first'>>;
  how?: Resolver<Maybe<ResolversTypes['MatchHow']>, ParentType, ContextType, RequireFields<QueryHowArgs, 'personId'>>;
  matchJob?: Resolver<Maybe<ResolversTypes['MatchJob']>, ParentType, ContextType, Partial<QueryMatchJobArgs>>;
  matchReviews?: Resolver<Maybe<ResolversTypes['MatchReviewConnection']>, ParentType, ContextType, RequireFields<QueryMatchReviewsArgs, 'first' | 'status'>>;
  matchStatistics?: Resolver<Maybe<ResolversTypes['MatchStatistics']>, ParentType, ContextType>;
  models?: Resolver<Maybe<Array<ResolversTypes['MatchModel']>>, ParentType, ContextType>;
  ownership?: Resolver<Maybe<Array<ResolversTypes['FieldOwnership']>>, ParentType, ContextType>;
  people?: Resolver<Maybe<ResolversTypes['PersonConnection']>, ParentType, ContextType, RequireFields<QueryPeopleArgs, 'first'>>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType, RequireFields<QueryPersonArgs, 'id'>>;
  personByRecord?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType, RequireFields<QueryPersonByRecordArgs, 'externalId' | 'system'>>;
  preview?: Resolver<Maybe<ResolversTypes['PreviewResult']>, ParentType, ContextType, RequireFields<QueryPreviewArgs, 'input'>>;
  residencyRules?: Resolver<Maybe<Array<ResolversTypes['ResidencyRule']>>, ParentType, ContextType>;
  search?: Resolver<Maybe<Array<ResolversTypes['SearchHit']>>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'first' | 'input'>>;
  systems?: Resolver<Maybe<Array<ResolversTypes['System']>>, ParentType, ContextType>;
  visibility?: Resolver<Maybe<Array<ResolversTypes['Visibility']>>, ParentType, ContextType, RequireFields<QueryVisibilityArgs, 'personId'>>;
  why?: Resolver<Maybe<ResolversTypes['MatchWhy']>, ParentType, ContextType, RequireFields<QueryWhyArgs, 'recordA' | 'recordB'>>;
  whyNot?: Resolver<Maybe<ResolversTypes['MatchWhy']>, ParentType, ContextType, RequireFields<QueryWhyNotArgs, 'recordA' | 'recordB'>>;
};

export type RecordForgottenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordForgotten'] = ResolversParentTypes['RecordForgotten']> = {
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RecordPairResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordPair'] = ResolversParentTypes['RecordPair']> = {
  recordA?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordB?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reviewId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RecordPeopleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordPeopleResult'] = ResolversParentTypes['RecordPeopleResult']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'PeopleRecorded', ParentType, ContextType>;
};

export type RecordPersonResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordPersonResult'] = ResolversParentTypes['RecordPersonResult']> = {
  __resolveType: TypeResolveFn<'DoNotReimport' | 'FieldNotOwned' | 'IdempotencyConflict' | 'InvalidInput' | 'PersonRecorded' | 'VersionConflict', ParentType, ContextType>;
};

export type RegionAssignedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegionAssigned'] = ResolversParentTypes['RegionAssigned']> = {
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterSystemResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterSystemResult'] = ResolversParentTypes['RegisterSystemResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'SystemRegistered', ParentType, ContextType>;
};

export type ReleaseOverrideResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReleaseOverrideResult'] = ResolversParentTypes['ReleaseOverrideResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'OverrideReleased' | 'VersionConflict', ParentType, ContextType>;
};

export type ResidencyRuleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResidencyRule'] = ResolversParentTypes['ResidencyRule']> = {
  dataClasses?: Resolver<Array<ResolversTypes['DataClass']>, ParentType, ContextType>;
  home?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reader?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  setAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  setBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ResidencyRuleSetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResidencyRuleSet'] = ResolversParentTypes['ResidencyRuleSet']> = {
  home?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reader?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResolveConflictResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResolveConflictResult'] = ResolversParentTypes['ResolveConflictResult']> = {
  __resolveType: TypeResolveFn<'ConflictResolved' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound' | 'VersionConflict', ParentType, ContextType>;
};

export type ResolveMatchResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResolveMatchResult'] = ResolversParentTypes['ResolveMatchResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'MatchResolved' | 'NotFound' | 'VerdictConflict', ParentType, ContextType>;
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
  person?: Resolver<Maybe<ResolversTypes['RetentionDue']>, ParentType, ContextType>;
};

export type ReviewBrokenGlassResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewBrokenGlassResult'] = ResolversParentTypes['ReviewBrokenGlassResult']> = {
  __resolveType: TypeResolveFn<'GlassRefused' | 'GlassReviewed' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type SearchHitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchHit'] = ResolversParentTypes['SearchHit']> = {
  agrees?: Resolver<Array<ResolversTypes['SearchFact']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  personId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SetResidencyRuleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetResidencyRuleResult'] = ResolversParentTypes['SetResidencyRuleResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'ResidencyRuleSet', ParentType, ContextType>;
};

export type SourceRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceRecord'] = ResolversParentTypes['SourceRecord']> = {
  assertedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  claims?: Resolver<Array<ResolversTypes['Claim']>, ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['System'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SplitPersonResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SplitPersonResult'] = ResolversParentTypes['SplitPersonResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'MatchResolved' | 'NotFound' | 'VersionConflict', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  brokenGlassChanged?: SubscriptionResolver<Maybe<ResolversTypes['BrokenGlassChange']>, "brokenGlassChanged", ParentType, ContextType, Partial<SubscriptionBrokenGlassChangedArgs>>;
  events?: SubscriptionResolver<Maybe<ResolversTypes['Event']>, "events", ParentType, ContextType, Partial<SubscriptionEventsArgs>>;
  matchReviewChanged?: SubscriptionResolver<Maybe<ResolversTypes['MatchReviewChange']>, "matchReviewChanged", ParentType, ContextType, Partial<SubscriptionMatchReviewChangedArgs>>;
  personChanged?: SubscriptionResolver<Maybe<ResolversTypes['PersonChange']>, "personChanged", ParentType, ContextType, Partial<SubscriptionPersonChangedArgs>>;
};

export type SuppressionLiftedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SuppressionLifted'] = ResolversParentTypes['SuppressionLifted']> = {
  entries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  erasureId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SystemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['System'] = ResolversParentTypes['System']> = {
  clientId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SystemKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purposes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trust?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SystemRegisteredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SystemRegistered'] = ResolversParentTypes['SystemRegistered']> = {
  system?: Resolver<ResolversTypes['System'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooLittleDataResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooLittleData'] = ResolversParentTypes['TooLittleData']> = {
  needed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TrainModelResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrainModelResult'] = ResolversParentTypes['TrainModelResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyConflict' | 'InvalidInput' | 'JobRunning' | 'MatchJobStarted' | 'TooLittleData', ParentType, ContextType>;
};

export type VerdictConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerdictConflict'] = ResolversParentTypes['VerdictConflict']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verdicts?: Resolver<Array<ResolversTypes['MatchVerdict']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VersionConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VersionConflict'] = ResolversParentTypes['VersionConflict']> = {
  actual?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VisibilityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Visibility'] = ResolversParentTypes['Visibility']> = {
  sees?: Resolver<Array<ResolversTypes['VisibleClasses']>, ParentType, ContextType>;
  system?: Resolver<ResolversTypes['System'], ParentType, ContextType>;
  withheld?: Resolver<Array<ResolversTypes['WithheldClass']>, ParentType, ContextType>;
};

export type VisibleClassesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VisibleClasses'] = ResolversParentTypes['VisibleClasses']> = {
  dataClasses?: Resolver<Array<ResolversTypes['DataClass']>, ParentType, ContextType>;
  legalBasis?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WithheldClassResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WithheldClass'] = ResolversParentTypes['WithheldClass']> = {
  dataClass?: Resolver<ResolversTypes['DataClass'], ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['WithholdingReason'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  ActivateModelResult?: ActivateModelResultResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  AssignRegionResult?: AssignRegionResultResolvers<ContextType>;
  BreakGlassResult?: BreakGlassResultResolvers<ContextType>;
  BrokenGlass?: BrokenGlassResolvers<ContextType>;
  BrokenGlassChange?: BrokenGlassChangeResolvers<ContextType>;
  BrokenGlassPage?: BrokenGlassPageResolvers<ContextType>;
  Claim?: ClaimResolvers<ContextType>;
  ConflictResolved?: ConflictResolvedResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DoNotReimport?: DoNotReimportResolvers<ContextType>;
  Email?: EmailResolvers<ContextType>;
  Employer?: EmployerResolvers<ContextType>;
  EndBrokenGlassResult?: EndBrokenGlassResultResolvers<ContextType>;
  ErasureCount?: ErasureCountResolvers<ContextType>;
  ErasureHeld?: ErasureHeldResolvers<ContextType>;
  ErasurePreview?: ErasurePreviewResolvers<ContextType>;
  ErasureShare?: ErasureShareResolvers<ContextType>;
  Event?: EventResolvers<ContextType>;
  FieldConflict?: FieldConflictResolvers<ContextType>;
  FieldNotOwned?: FieldNotOwnedResolvers<ContextType>;
  FieldOverridden?: FieldOverriddenResolvers<ContextType>;
  FieldOwnership?: FieldOwnershipResolvers<ContextType>;
  ForgetRecordResult?: ForgetRecordResultResolvers<ContextType>;
  GlassBroken?: GlassBrokenResolvers<ContextType>;
  GlassRefused?: GlassRefusedResolvers<ContextType>;
  GlassRestored?: GlassRestoredResolvers<ContextType>;
  GlassReviewed?: GlassReviewedResolvers<ContextType>;
  Gone?: GoneResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  Identifier?: IdentifierResolvers<ContextType>;
  InputProblem?: InputProblemResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  JobRunning?: JobRunningResolvers<ContextType>;
  LiftSuppressionResult?: LiftSuppressionResultResolvers<ContextType>;
  MatchCandidate?: MatchCandidateResolvers<ContextType>;
  MatchExplanation?: MatchExplanationResolvers<ContextType>;
  MatchHow?: MatchHowResolvers<ContextType>;
  MatchJob?: MatchJobResolvers<ContextType>;
  MatchJobStarted?: MatchJobStartedResolvers<ContextType>;
  MatchLink?: MatchLinkResolvers<ContextType>;
  MatchMerge?: MatchMergeResolvers<ContextType>;
  MatchModel?: MatchModelResolvers<ContextType>;
  MatchOutlook?: MatchOutlookResolvers<ContextType>;
  MatchPreview?: MatchPreviewResolvers<ContextType>;
  MatchRefusal?: MatchRefusalResolvers<ContextType>;
  MatchResolved?: MatchResolvedResolvers<ContextType>;
  MatchReview?: MatchReviewResolvers<ContextType>;
  MatchReviewChange?: MatchReviewChangeResolvers<ContextType>;
  MatchReviewConnection?: MatchReviewConnectionResolvers<ContextType>;
  MatchReviewEdge?: MatchReviewEdgeResolvers<ContextType>;
  MatchSide?: MatchSideResolvers<ContextType>;
  MatchStatistics?: MatchStatisticsResolvers<ContextType>;
  MatchStep?: MatchStepResolvers<ContextType>;
  MatchTraining?: MatchTrainingResolvers<ContextType>;
  MatchVerdict?: MatchVerdictResolvers<ContextType>;
  MatchWhy?: MatchWhyResolvers<ContextType>;
  MergePeopleResult?: MergePeopleResultResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  NotOwnedField?: NotOwnedFieldResolvers<ContextType>;
  OverrideFieldResult?: OverrideFieldResultResolvers<ContextType>;
  OverrideReleased?: OverrideReleasedResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PartialDate?: GraphQLScalarType;
  PeopleRecorded?: PeopleRecordedResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  PersonChange?: PersonChangeResolvers<ContextType>;
  PersonConflict?: PersonConflictResolvers<ContextType>;
  PersonConflictConnection?: PersonConflictConnectionResolvers<ContextType>;
  PersonConflictEdge?: PersonConflictEdgeResolvers<ContextType>;
  PersonConnection?: PersonConnectionResolvers<ContextType>;
  PersonEdge?: PersonEdgeResolvers<ContextType>;
  PersonName?: PersonNameResolvers<ContextType>;
  PersonRecorded?: PersonRecordedResolvers<ContextType>;
  Phone?: PhoneResolvers<ContextType>;
  PreviewResult?: PreviewResultResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordForgotten?: RecordForgottenResolvers<ContextType>;
  RecordPair?: RecordPairResolvers<ContextType>;
  RecordPeopleResult?: RecordPeopleResultResolvers<ContextType>;
  RecordPersonResult?: RecordPersonResultResolvers<ContextType>;
  RegionAssigned?: RegionAssignedResolvers<ContextType>;
  RegisterSystemResult?: RegisterSystemResultResolvers<ContextType>;
  ReleaseOverrideResult?: ReleaseOverrideResultResolvers<ContextType>;
  ResidencyRule?: ResidencyRuleResolvers<ContextType>;
  ResidencyRuleSet?: ResidencyRuleSetResolvers<ContextType>;
  ResolveConflictResult?: ResolveConflictResultResolvers<ContextType>;
  ResolveMatchResult?: ResolveMatchResultResolvers<ContextType>;
  RetentionDue?: RetentionDueResolvers<ContextType>;
  RetentionPreview?: RetentionPreviewResolvers<ContextType>;
  ReviewBrokenGlassResult?: ReviewBrokenGlassResultResolvers<ContextType>;
  SearchHit?: SearchHitResolvers<ContextType>;
  SetResidencyRuleResult?: SetResidencyRuleResultResolvers<ContextType>;
  SourceRecord?: SourceRecordResolvers<ContextType>;
  SplitPersonResult?: SplitPersonResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SuppressionLifted?: SuppressionLiftedResolvers<ContextType>;
  System?: SystemResolvers<ContextType>;
  SystemRegistered?: SystemRegisteredResolvers<ContextType>;
  TooLittleData?: TooLittleDataResolvers<ContextType>;
  TrainModelResult?: TrainModelResultResolvers<ContextType>;
  VerdictConflict?: VerdictConflictResolvers<ContextType>;
  VersionConflict?: VersionConflictResolvers<ContextType>;
  Visibility?: VisibilityResolvers<ContextType>;
  VisibleClasses?: VisibleClassesResolvers<ContextType>;
  WithheldClass?: WithheldClassResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  dataClass?: DataClassDirectiveResolver<any, any, ContextType>;
  owned?: OwnedDirectiveResolver<any, any, ContextType>;
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
  Person: Owed<Person, PersonModel, PersonResolvers> & Required<Pick<PersonResolvers, '__resolveReference'>>;
  System: Owed<System, SystemModel, SystemResolvers>;
  SourceRecord: Owed<SourceRecord, SourceRecordModel, SourceRecordResolvers>;
  Claim: Owed<Claim, ClaimModel, ClaimResolvers> & Required<Pick<ClaimResolvers, '__resolveReference'>>;
  ErasurePreview: Owed<ErasurePreview, FederationReferenceTypes['ErasurePreview'], ErasurePreviewResolvers>;
  RetentionPreview: Owed<RetentionPreview, FederationReferenceTypes['RetentionPreview'], RetentionPreviewResolvers>;
  Query: Owed<Query, Record<never, never>, QueryResolvers>;
  MatchResolved: Owed<MatchResolved, MatchResolvedModel, MatchResolvedResolvers>;
  MatchReviewChange: Owed<MatchReviewChange, MatchReviewChangeModel, MatchReviewChangeResolvers>;
  ConflictResolved: Owed<ConflictResolved, ConflictResolvedModel, ConflictResolvedResolvers>;
  MatchLink: Owed<MatchLink, MatchLinkModel, MatchLinkResolvers>;
  MatchHow: Owed<MatchHow, MatchHowModel, MatchHowResolvers>;
  MatchSide: Owed<MatchSide, MatchSideModel, MatchSideResolvers>;
  MatchCandidate: Owed<MatchCandidate, MatchCandidateModel, MatchCandidateResolvers>;
  SearchHit: Owed<SearchHit, SearchHitModel, SearchHitResolvers>;
  PersonRecorded: Owed<PersonRecorded, PersonRecordedModel, PersonRecordedResolvers>;
  RecordForgotten: Owed<RecordForgotten, RecordForgottenModel, RecordForgottenResolvers>;
  FieldOverridden: Owed<FieldOverridden, FieldOverriddenModel, FieldOverriddenResolvers>;
  OverrideReleased: Owed<OverrideReleased, OverrideReleasedModel, OverrideReleasedResolvers>;
  SystemRegistered: Owed<SystemRegistered, SystemRegisteredModel, SystemRegisteredResolvers>;
  GlassBroken: Owed<GlassBroken, GlassBrokenModel, GlassBrokenResolvers>;
  BrokenGlassChange: Owed<BrokenGlassChange, BrokenGlassChangeModel, BrokenGlassChangeResolvers>;
  Mutation: Owed<Mutation, Record<never, never>, MutationResolvers>;
  PersonChange: Owed<PersonChange, PersonChangeModel, PersonChangeResolvers>;
  Subscription: Owed<Subscription, Record<never, never>, SubscriptionResolvers>;
};
