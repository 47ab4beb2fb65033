import { goneOf } from '../../../retention/gone.ts';
import { demand } from '../../../kernel/actor.ts';
import { subscribe } from '../../../log/subscription.ts';
import type { CompleteResolvers, ReviewKind } from '../schema.generated.ts';
import { agreeReview } from './commands/agree-review.ts';
import { assignReview } from './commands/assign-review.ts';
import { configureReviews } from './commands/configure-reviews.ts';
import { noteReview } from './commands/note-review.ts';
import { prioritiseReview } from './commands/prioritise-review.ts';
import { releaseReview } from './commands/release-review.ts';
import { countsOf, listReviewsPage } from './page.ts';
import { visibleKinds } from './rules.ts';
import { closingOf } from './closing.ts';
import { openNote } from './sealing.ts';
import { listRules } from './store.ts';

type Of<Type extends keyof CompleteResolvers> = NonNullable<CompleteResolvers[Type]>;

/** The queue's queries. */
export const reviewQueries: Pick<Of<'Query'>, 'reviews' | 'review' | 'reviewRules'> = {
  reviews: (_root, input, context) => listReviewsPage(context, input),
  review: (_root, { id }, { loaders }) => loaders.review.load(id),
  reviewRules(_root, _args, { actor, pools }) {
    demand(actor, 'review:read');
    return listRules(pools.read);
  },
};

/** The queue's mutations. */
export const reviewMutations: Pick<
  Of<'Mutation'>,
  'assignReview' | 'releaseReview' | 'noteReview' | 'prioritiseReview' | 'agreeReview' | 'configureReviews'
> = {
  assignReview: (_root, { input }, context) => assignReview(context, input),
  releaseReview: (_root, { input }, context) => releaseReview(context, input),
  noteReview: (_root, { input }, context) => noteReview(context, input),
  prioritiseReview: (_root, { input }, context) => prioritiseReview(context, input),
  agreeReview: (_root, { input }, context) => agreeReview(context, input),
  configureReviews: (_root, { input }, context) => configureReviews(context, input),
};

/** The queue's subscription. */
export const reviewSubscriptions: Pick<Of<'Subscription'>, 'reviewChanged'> = {
  reviewChanged: {
    subscribe(_root, { kinds, after }, context) {
      const wanted = new Set<ReviewKind>(visibleKinds(context.actor).filter((kind) => kinds?.includes(kind) ?? true));
      return subscribe({
        ...context,
        after,
        accept: ({ name, data }) =>
          name.startsWith('review.') && data['reviewId'] !== undefined && wanted.has(data['kind'] as ReviewKind),
        map: ({ type, data }, cursor) => ({ reviewChanged: { cursor, type, reviewId: data['reviewId'] as string } }),
      });
    },
  },
};

/** The queue's types. */
export const reviewTypes: Pick<
  CompleteResolvers,
  'Review' | 'ReviewNote' | 'ReviewUpdated' | 'ReviewChange' | 'ReviewConnection'
> = {
  Review: {
    person: ({ personA }) => (personA === null ? null : { id: personA }),
    otherPerson: ({ personB }) => (personB === null ? null : { id: personB }),
    match: ({ recordA, recordB }) => (recordA === null || recordB === null ? null : { recordA, recordB }),
    field: ({ kind, detail }) => (kind === 'CONFLICT' ? detail : null),
    decision: ({ kind, about }, _args, { loaders }) => (kind === 'DECISION' ? loaders.decision.load(about) : null),
    deadLetter: ({ kind, about, detail }) => (kind === 'DEAD_LETTER' ? { id: about, vendor: detail! } : null),
    ageSeconds: ({ openedAt, closedAt }, _args, { clock }) =>
      Math.max(0, Math.floor(((closedAt ?? clock.now()).getTime() - openedAt.getTime()) / 1000)),
    priorityByHand: ({ isByHand }) => isByHand,
    overdue: ({ isOverdue }) => isOverdue,
    agreed: ({ id }, _args, { loaders }) => loaders.agreements.load(id),
    notes: ({ id }, _args, { loaders }) => loaders.notes.load(id),
    closed: (review) => closingOf(review),
  },
  ReviewNote: { text: (note, _args, { vault }) => openNote(vault, note), gone: goneOf },
  ReviewUpdated: { review: ({ reviewId }, _args, { loaders }) => loaders.review.load(reviewId) },
  ReviewChange: { review: ({ reviewId }, _args, { loaders }) => loaders.review.load(reviewId) },
  ReviewConnection: { counts: (_page, _args, context) => countsOf(context) },
};
