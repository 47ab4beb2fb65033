import type { MayBeGone } from '../../retention/gone.ts';
import type { DecisionEngine, DecisionOutcome } from './schema.generated.ts';

/** A decision, without the inputs. The texts of the reasons are still sealed: most reads show none of them. */
export interface DecisionModel extends MayBeGone {
  id: string;
  /** The person that it leads to today. */
  personId: string;
  subject: string;
  outcome: DecisionOutcome;
  reasonCodes: string[];
  policyName: string;
  policyVersion: string;
  /** SHA-256 of a policy that is published here. */
  policyDigest: Buffer | null;
  engine: DecisionEngine;
  modelVersion: string | null;
  matchedRules: string[];
  digest: Buffer;
  verificationIds: string[];
  claimIds: string[];
  consentIds: string[];
  decidedBy: string;
  decidedAt: Date;
  recordedAt: Date;
  supersedesId: string | null;
  /** The texts of the reasons; null where there are none. */
  sealed: Buffer | null;
  /** The wrapped key of all that is sealed in it; null once it was destroyed. */
  wrapped: Buffer | null;
}

/** A decision as a subscriber learns it. */
export interface DecisionChangeModel {
  cursor: string;
  type: string;
  decisionId: string;
}

export type { DecisionRecorded as DecisionRecordedModel } from './commands/store-decision.ts';

export type { PolicyVersionModel, PolicyModel } from './policies/store.ts';
export type { PolicyChanged as PolicyChangedModel } from './policies/commands/change.ts';
export type { JourneyChangeModel, JourneyDefinitionModel, JourneyModel } from './journeys/models.ts';
export type {
  JourneyPublished as JourneyPublishedModel,
  JourneyRetired as JourneyRetiredModel,
} from './journeys/commands/publish-journey.ts';
export type { JourneyNoted as JourneyNotedModel } from './journeys/commands/note-journey.ts';
export type { JourneyStarted as JourneyStartedModel } from './journeys/commands/start-journey.ts';
export type {
  JourneyCancelled as JourneyCancelledModel,
  JourneyResumed as JourneyResumedModel,
} from './journeys/commands/stop-and-resume.ts';
export type {
  ReviewChangeModel,
  ReviewConnectionModel,
  ReviewModel,
  ReviewNoteModel,
  ReviewUpdatedModel,
} from './reviews/models.ts';
export type { PolicyDifferenceModel } from './policies/simulate.ts';
export type { OverrideProposalModel } from './store-override.ts';
export type { OverrideProposed as OverrideProposedModel } from './commands/override-decision.ts';
export type { SignalModel } from './signals/store.ts';
