import { actorName, demand, personOf } from '../../../../kernel/actor.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import type { AgreeReviewInput } from '../../schema.generated.ts';
import { closes } from '../rules.ts';
import { listAgreements } from '../store.ts';
import { closeReviews } from '../store-write.ts';
import { type Answer, type ReviewClosed, onReview, refuseClosed } from './on-review.ts';

/** Says the same as somebody else of a review that demands two people. */
export async function agreeReview(context: Context, input: AgreeReviewInput): Promise<Answer<ReviewClosed>> {
  const { actor, clock } = context;
  // Both kinds that demand two people have this one right to their verdicts.
  demand(actor, 'match:review');
  const now = clock.now();
  return onReview<ReviewClosed | ReturnType<Problems['invalid']>>(
    context,
    'agreeReview',
    { input, problems: new Problems(), now },
    async (tx, review) => {
      const refused = refuseClosed(review);
      if (refused) return refused;
      const said = { actor: actorName(actor), word: input.word };
      const agreed = await listAgreements(tx, [review.id]);
      if (!review.fourEyes || personOf(said.actor) === undefined || !closes({ fourEyes: true, agreed }, said)) {
        const problems = new Problems();
        problems.add('word', 'Expected what another person has said of this review, and you have not.');
        return { refused: problems.invalid() };
      }
      closeReviews(tx, [{ id: review.id, ...said, time: now }]);
      return { told: 'review.closed', data: { closedAs: said.word } };
    },
  );
}
