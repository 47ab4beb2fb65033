// Generated from schema/decision.graphql by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { DecisionModel, DecisionRecordedModel, DecisionChangeModel } from './models.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null;
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

export type Claim = {
  __typename?: 'Claim';
  id: Scalars['ID']['output'];
};

export type Decision = {
  __typename?: 'Decision';
  claims?: Maybe<Array<Maybe<Claim>>>;
  decidedAt: Scalars['DateTime']['output'];
  decidedBy: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  inputs?: Maybe<Scalars['JSON']['output']>;
  inputsDigest: Scalars['String']['output'];
  matchedRules: Array<Scalars['String']['output']>;
  outcome: DecisionOutcome;
  person: Person;
  policy: PolicyReference;
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

export type IdempotencyConflict = {
  __typename?: 'IdempotencyConflict';
  inFlight: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
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

export type Mutation = {
  __typename?: 'Mutation';
  recordDecision?: Maybe<RecordDecisionResult>;
};


export type MutationRecordDecisionArgs = {
  input: RecordDecisionInput;
};

export type NotFound = {
  __typename?: 'NotFound';
  id: Scalars['String']['output'];
};

export type Person = {
  __typename?: 'Person';
  decisions?: Maybe<Array<Decision>>;
  id: Scalars['ID']['output'];
  mergedIds: Array<Scalars['ID']['output']>;
};


export type PersonDecisionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type PolicyReference = {
  __typename?: 'PolicyReference';
  name: Scalars['String']['output'];
  version: Scalars['String']['output'];
};

export type PolicyReferenceInput = {
  name: Scalars['String']['input'];
  version: Scalars['String']['input'];
};

export type Query = {
  __typename?: 'Query';
  decision?: Maybe<Decision>;
};


export type QueryDecisionArgs = {
  id: Scalars['ID']['input'];
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

export type Subscription = {
  __typename?: 'Subscription';
  decisionMade?: Maybe<DecisionChange>;
};


export type SubscriptionDecisionMadeArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  personId?: InputMaybe<Scalars['ID']['input']>;
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
  Person: Person;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Decision:
    ( { __typename: 'Decision' }
    & GraphQLRecursivePick<FederationTypes['Decision'], {"id":true}> );
  Person:
    ( { __typename: 'Person' }
    & GraphQLRecursivePick<FederationTypes['Person'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Person'], {"mergedIds":true}> ) );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  RecordDecisionResult:
    | ( DecisionRecordedModel & { __typename: 'DecisionRecorded' } )
    | ( IdempotencyConflict & { __typename: 'IdempotencyConflict' } )
    | ( InvalidInput & { __typename: 'InvalidInput' } )
    | ( NotFound & { __typename: 'NotFound' } )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Claim: ResolverTypeWrapper<Claim>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decision: ResolverTypeWrapper<DecisionModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  DecisionChange: ResolverTypeWrapper<DecisionChangeModel>;
  DecisionOutcome: DecisionOutcome;
  DecisionReason: ResolverTypeWrapper<DecisionReason>;
  DecisionReasonInput: DecisionReasonInput;
  DecisionRecorded: ResolverTypeWrapper<DecisionRecordedModel>;
  IdempotencyConflict: ResolverTypeWrapper<IdempotencyConflict>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  InputProblem: ResolverTypeWrapper<InputProblem>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  Person: ResolverTypeWrapper<Pick<Person, 'id'> & Partial<Person>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  PolicyReference: ResolverTypeWrapper<PolicyReference>;
  PolicyReferenceInput: PolicyReferenceInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordDecisionInput: RecordDecisionInput;
  RecordDecisionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RecordDecisionResult']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Verification: ResolverTypeWrapper<Verification>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Claim: Claim;
  ID: Scalars['ID']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decision: DecisionModel;
  String: Scalars['String']['output'];
  DecisionChange: DecisionChangeModel;
  DecisionReason: DecisionReason;
  DecisionReasonInput: DecisionReasonInput;
  DecisionRecorded: DecisionRecordedModel;
  IdempotencyConflict: IdempotencyConflict;
  Boolean: Scalars['Boolean']['output'];
  InputProblem: InputProblem;
  InvalidInput: InvalidInput;
  JSON: Scalars['JSON']['output'];
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  Person: Pick<Person, 'id'> & Partial<Person>;
  Int: Scalars['Int']['output'];
  PolicyReference: PolicyReference;
  PolicyReferenceInput: PolicyReferenceInput;
  Query: Record<PropertyKey, never>;
  RecordDecisionInput: RecordDecisionInput;
  RecordDecisionResult: ResolversUnionTypes<ResolversParentTypes>['RecordDecisionResult'];
  Subscription: Record<PropertyKey, never>;
  Verification: Verification;
};

export type ClaimResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Claim'] = ResolversParentTypes['Claim']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DecisionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Decision'] = ResolversParentTypes['Decision'], FederationReferenceType extends FederationReferenceTypes['Decision'] = FederationReferenceTypes['Decision']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Decision']> | FederationReferenceType, FederationReferenceType, ContextType>;
  claims?: Resolver<Maybe<Array<Maybe<ResolversTypes['Claim']>>>, ParentType, ContextType>;
  decidedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decidedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputs?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  inputsDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  matchedRules?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['DecisionOutcome'], ParentType, ContextType>;
  person?: Resolver<ResolversTypes['Person'], ParentType, ContextType>;
  policy?: Resolver<ResolversTypes['PolicyReference'], ParentType, ContextType>;
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

export type IdempotencyConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyConflict'] = ResolversParentTypes['IdempotencyConflict']> = {
  inFlight?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  recordDecision?: Resolver<Maybe<ResolversTypes['RecordDecisionResult']>, ParentType, ContextType, RequireFields<MutationRecordDecisionArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person'], FederationReferenceType extends FederationReferenceTypes['Person'] = FederationReferenceTypes['Person']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Person']> | FederationReferenceType, FederationReferenceType, ContextType>;
  decisions?: Resolver<Maybe<Array<ResolversTypes['Decision']>>, ParentType, ContextType, RequireFields<PersonDecisionsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PolicyReferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PolicyReference'] = ResolversParentTypes['PolicyReference']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  decision?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType, RequireFields<QueryDecisionArgs, 'id'>>;
};

export type RecordDecisionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordDecisionResult'] = ResolversParentTypes['RecordDecisionResult']> = {
  __resolveType: TypeResolveFn<'DecisionRecorded' | 'IdempotencyConflict' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  decisionMade?: SubscriptionResolver<Maybe<ResolversTypes['DecisionChange']>, "decisionMade", ParentType, ContextType, Partial<SubscriptionDecisionMadeArgs>>;
};

export type VerificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Verification'] = ResolversParentTypes['Verification']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Claim?: ClaimResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decision?: DecisionResolvers<ContextType>;
  DecisionChange?: DecisionChangeResolvers<ContextType>;
  DecisionReason?: DecisionReasonResolvers<ContextType>;
  DecisionRecorded?: DecisionRecordedResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  InputProblem?: InputProblemResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  PolicyReference?: PolicyReferenceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordDecisionResult?: RecordDecisionResultResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Verification?: VerificationResolvers<ContextType>;
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
  Query: Owed<Query, Record<never, never>, QueryResolvers>;
  DecisionRecorded: Owed<DecisionRecorded, DecisionRecordedModel, DecisionRecordedResolvers>;
  Mutation: Owed<Mutation, Record<never, never>, MutationResolvers>;
  DecisionChange: Owed<DecisionChange, DecisionChangeModel, DecisionChangeResolvers>;
  Subscription: Owed<Subscription, Record<never, never>, SubscriptionResolvers>;
};
