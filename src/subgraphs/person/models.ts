import type { MayBeGone } from '../../retention/gone.ts';
import type { System } from '../../kernel/actor.ts';
import type { ChoiceRule } from './choose.ts';
import type { MatchResolved as MatchResolvedModel } from './commands/verdicts.ts';
import type { PersonField } from './fields.ts';
import type { PersonValues } from '../../resolution/values.ts';
import type { VerdictRow } from './matching/store.ts';

/** A registered source, as the registry keeps it. */
export interface SystemModel extends System {
  name: string;
  clientId: string;
  /** Where it holds its records; null where regions are not held apart. */
  region: string | null;
}

/** A record, without its values. */
export interface SourceRecordModel {
  id: string;
  personId: string;
  systemId: string;
  externalId: string;
  version: number;
  assertedAt: Date;
  recordedAt: Date;
}

/** A person as it is shown: the chosen values, and the records behind them. */
export interface PersonModel extends PersonValues {
  id: string;
  mergedIds: string[];
  status: 'ACTIVE' | 'FORGOTTEN';
  version: number;
  createdAt: Date;
  updatedAt: Date;
  records: SourceRecordModel[];
}

/** One assertion, with its place in the history of a person. */
export interface ClaimModel extends MayBeGone {
  id: string;
  personId: string;
  recordId: string;
  systemId: string;
  field: PersonField;
  value: unknown;
  original?: unknown;
  reason?: string;
  /** The claim that a steward chose by this one. */
  chose?: string;
  overridden: boolean;
  actor: string;
  assertedAt: Date;
  recordedAt: Date;
  state: 'CURRENT' | 'SUPERSEDED';
  chosen: boolean;
  chosenBy?: ChoiceRule;
  passedOver: string[];
}

/** A change of a person, as a subscriber learns it. */
export interface PersonChangeModel {
  cursor: string;
  type: string;
  fields: PersonField[];
  personId: string;
}

/** A change of the reviews, as a subscriber learns it. */
export interface MatchReviewChangeModel {
  cursor: string;
  kind: 'OPENED' | 'RESOLVED';
  pairs: { reviewId: string; recordA: string; recordB: string }[];
  recordIds: string[];
  verdict: VerdictRow['said'] | undefined;
  outcome: MatchResolvedModel['outcome'] | undefined;
}

export type { GlassBroken as GlassBrokenModel } from './glass/commands/break-glass.ts';
export type { BrokenGlassChangeModel } from './glass/resolvers.ts';
export type { ConflictResolved as ConflictResolvedModel } from './commands/resolve-conflict.ts';
export type { PersonRecorded as PersonRecordedModel } from './commands/take-in.ts';
export type { RecordForgotten as RecordForgottenModel } from './commands/forget-record.ts';
export type {
  FieldOverridden as FieldOverriddenModel,
  OverrideReleased as OverrideReleasedModel,
} from './commands/override.ts';
export type { MatchResolvedModel };
export type { SystemRegistered as SystemRegisteredModel } from './commands/register-system.ts';
export type { MatchLinkModel } from './explain/view.ts';
export type { MatchCandidateModel } from './explain/preview.ts';
export type { SearchHitModel } from './search/search.ts';
export type { MatchHowModel, MatchSideModel } from './explain/how.ts';
