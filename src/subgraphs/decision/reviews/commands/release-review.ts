import { actorName } from '../../../../kernel/actor.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import type { ReleaseReviewInput } from '../../schema.generated.ts';
import { assign } from '../store-work.ts';
import { type Answer, type ReviewClosed, type ReviewTaken, onReview, refuseClosed } from './on-review.ts';

/** Gives a review back: one's own, or with `review:admin` that of others. */
export async function releaseReview(
  context: Context,
  input: ReleaseReviewInput,
): Promise<Answer<ReviewTaken | ReviewClosed>> {
  const { actor, clock } = context;
  const now = clock.now();
  return onReview<ReviewTaken | ReviewClosed>(
    context,
    'releaseReview',
    { input, problems: new Problems(), now },
    async (tx, review) => {
      const refused = refuseClosed(review);
      if (refused) return refused;
      if (review.assignee === null) return 'UNCHANGED';
      if (review.assignee !== actorName(actor) && !actor.scopes.has('review:admin')) {
        const message = 'Somebody else has it, and gives it back.';
        return { refused: { __typename: 'ReviewTaken', assignee: review.assignee, message } };
      }
      assign(tx, review.id, null, now);
      return { told: 'review.released' };
    },
  );
}
