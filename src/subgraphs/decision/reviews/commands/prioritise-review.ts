import { Problems } from '../../../../kernel/input/problems.ts';
import type { Context } from '../../context.ts';
import type { PrioritiseReviewInput } from '../../schema.generated.ts';
import { PRIORITY_MAX } from '../rules.ts';
import { prioritise } from '../store-work.ts';
import { type Answer, type ReviewClosed, onReview, refuseClosed } from './on-review.ts';

/** Sets the priority of a review, or lets its kind and its age decide again. */
export async function prioritiseReview(context: Context, input: PrioritiseReviewInput): Promise<Answer<ReviewClosed>> {
  const now = context.clock.now();
  const problems = new Problems();
  const priority = input.priority ?? null;
  checkPriority(problems, priority);
  return onReview<ReviewClosed>(context, 'prioritiseReview', { input, problems, now }, async (tx, review) => {
    const refused = refuseClosed(review);
    if (refused) return refused;
    if (priority === null ? !review.isByHand : review.isByHand && review.priority === priority) return 'UNCHANGED';
    prioritise(tx, review.id, priority);
    return { told: 'review.prioritised', data: { priority } };
  });
}

/** Notes a problem where a priority is none. */
export function checkPriority(problems: Problems, priority: number | null): void {
  if (priority !== null && (priority < 0 || priority > PRIORITY_MAX))
    problems.add('priority', `Expected 0 to ${PRIORITY_MAX}.`);
}
