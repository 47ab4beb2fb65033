import type { MayBeGone } from '../../../retention/gone.ts';
import type { JourneyDefinitionState, JourneyState } from '../schema.generated.ts';

export type { JourneyState } from '../schema.generated.ts';

/** A journey. */
export interface JourneyModel extends MayBeGone {
  id: string;
  /** The person that it leads to today. */
  personId: string;
  name: string;
  version: number;
  state: JourneyState;
  step: string;
  entry: number;
  memory: unknown;
  verificationIds: string[];
  decisionIds: string[];
  dueAt: Date | null;
  outcome: string | null;
  reason: string | null;
  startedBy: string;
  startedAt: Date;
  endedAt: Date | null;
}

/** A version of a definition, with its content as it was published. */
export interface JourneyDefinitionModel {
  name: string;
  version: number;
  state: JourneyDefinitionState;
  content: unknown;
  publishedBy: string;
  publishedAt: Date;
}

/** One thing that a journey did. */
export interface JourneyEntryModel {
  journeyId: string;
  step: string;
  action: string;
  detail: unknown;
  at: Date;
}

/** A journey as a subscriber learns it. */
export interface JourneyChangeModel {
  cursor: string;
  type: string;
  journeyId: string;
}
