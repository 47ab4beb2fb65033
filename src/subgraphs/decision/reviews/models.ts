import type { MayBeGone } from '../../../retention/gone.ts';
import type { ReviewConnection, ReviewKind, ReviewRule, ReviewState } from '../schema.generated.ts';

/** A review, as it is stored. */
export interface ReviewModel {
  id: string;
  kind: ReviewKind;
  about: string;
  personA: string | null;
  personB: string | null;
  recordA: string | null;
  recordB: string | null;
  detail: string | null;
  state: ReviewState;
  openedAt: Date;
  deadline: Date;
  isOverdue: boolean;
  priority: number;
  isByHand: boolean;
  rank: number;
  fourEyes: boolean;
  assignee: string | null;
  assignedAt: Date | null;
  closedAt: Date | null;
  closedAs: string | null;
  closedBy: string | null;
}

/** What somebody said of a review that demands two people. */
export interface AgreementModel {
  reviewId: string;
  actor: string;
  word: string;
  saidAt: Date;
}

/** A note, still sealed. */
export interface ReviewNoteModel extends MayBeGone {
  id: string;
  reviewId: string;
  sealed: Buffer;
  /** Null once it was destroyed. */
  wrapped: Buffer | null;
  author: string;
  writtenAt: Date;
}

/** What a kind of review demands. */
export type RuleModel = Pick<ReviewRule, 'kind' | 'priority' | 'deadlineHours' | 'fourEyes'>;

/** A page of reviews; the counts are read where they are asked for. */
export interface ReviewConnectionModel {
  edges: { cursor: string; node: ReviewModel }[];
  pageInfo: ReviewConnection['pageInfo'];
}

/** A change of a review, as a subscriber learns it. */
export interface ReviewChangeModel {
  cursor: string;
  type: string;
  reviewId: string;
}

/** Stored with the idempotency key: ids only. */
export interface ReviewUpdatedModel {
  __typename: 'ReviewUpdated';
  reviewId: string;
}
