import { actorName, demand } from '../../../../kernel/actor.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import type { AssignReviewInput } from '../../schema.generated.ts';
import { assign } from '../store-work.ts';
import { type Answer, type ReviewClosed, type ReviewTaken, onReview, refuseClosed } from './on-review.ts';

/** A client, and the person behind it when there is one. */
const NAME = /^[^\s/\p{Cc}]{1,200}(\/[^\s\p{Cc}]{1,200})?$/u;

/** Takes a review, or with `review:admin` assigns it to somebody. The lock on the review lets one of several get it. */
export async function assignReview(
  context: Context,
  input: AssignReviewInput,
): Promise<Answer<ReviewTaken | ReviewClosed>> {
  const { actor, clock } = context;
  demand(actor, 'review:work');
  const own = actorName(actor);
  const assignee = input.assignee ?? own;
  if (assignee !== own) demand(actor, 'review:admin');
  const now = clock.now();
  const problems = new Problems();
  if (!NAME.test(assignee)) problems.add('assignee', 'Expected a client and a person, such as desk/ada.');
  return onReview<ReviewTaken | ReviewClosed>(context, 'assignReview', { input, problems, now }, async (tx, review) => {
    const refused = refuseClosed(review);
    if (refused) return refused;
    if (review.assignee === assignee) return 'UNCHANGED';
    if (review.assignee !== null && assignee === own) {
      const message = 'Somebody else has it. Wait until it is given back, or ask for it.';
      return { refused: { __typename: 'ReviewTaken', assignee: review.assignee, message } };
    }
    assign(tx, review.id, assignee, now);
    return { told: 'review.assigned', data: { assignee } };
  });
}
