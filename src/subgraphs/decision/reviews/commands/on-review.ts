import { authorOf, demand } from '../../../../kernel/actor.ts';
import type { Transaction } from '../../../../kernel/db.ts';
import { type IdempotencyConflict, runOnce, ticketOf } from '../../../../kernel/idempotency.ts';
import { isId, newId } from '../../../../kernel/ids.ts';
import { idempotencyKey } from '../../../../kernel/input/keys.ts';
import type { InvalidInput, Problems } from '../../../../kernel/input/problems.ts';
import { append } from '../../../../log/append.ts';
import type { EventName } from '../../../../log/event.ts';
import type { Context } from '../../context.ts';
import { forgetLoaded } from '../../loaders.ts';
import type { ReviewClosing } from '../../schema.generated.ts';
import { closingOf } from '../closing.ts';
import type { ReviewModel, ReviewUpdatedModel } from '../models.ts';
import { visibleKinds } from '../rules.ts';
import { lockReview } from '../store.ts';

/** Somebody else has the review. */
export interface ReviewTaken {
  __typename: 'ReviewTaken';
  assignee: string | null;
  message: string;
}

/** The review is closed. */
export interface ReviewClosed {
  __typename: 'ReviewClosed';
  closed: ReviewClosing;
}

/** What every command on a review can answer. */
export type Answer<Refused> =
  | ReviewUpdatedModel
  | { __typename: 'NotFound'; id: string }
  | InvalidInput
  | IdempotencyConflict
  | Refused;

/** What a command does to a review: stores it, and names the event that tells it; refuses; or finds that it is so already. */
type Work<Refused> = (
  tx: Transaction,
  review: ReviewModel,
) => Promise<{ told: EventName; data?: Record<string, unknown> } | { refused: Refused } | 'UNCHANGED'>;

/** The frame of what people do with a review: the review, locked, if they may see it; then the rows and one event. */
export async function onReview<Refused extends { __typename: string } = never>(
  context: Context,
  command: string,
  {
    input,
    problems,
    now,
  }: { input: { reviewId: string; idempotencyKey?: string | null }; problems: Problems; now: Date },
  work: Work<Refused>,
): Promise<Answer<Refused>> {
  const { actor, clock, pools } = context;
  demand(actor, 'review:work');
  const key = idempotencyKey(problems, input.idempotencyKey);
  if (problems.list.length > 0) return problems.invalid();
  const missing = { __typename: 'NotFound' as const, id: input.reviewId };
  if (!isId(input.reviewId)) return missing;
  const outcome = await runOnce<ReviewUpdatedModel, Refused | typeof missing>(
    pools.write,
    ticketOf(context, { command, input, key, now }),
    async (tx) => {
      const review = await lockReview(tx, input.reviewId, visibleKinds(actor));
      if (!review) return { refused: missing };
      const done = await work(tx, review);
      if (done !== 'UNCHANGED') {
        if ('refused' in done) return done;
        append(tx, {
          id: newId(clock),
          name: done.told,
          subject: review.personA ?? review.id,
          time: now,
          data: { reviewId: review.id, kind: review.kind, ...done.data },
          ...authorOf(context),
        });
      }
      return { stored: { __typename: 'ReviewUpdated', reviewId: review.id } };
    },
  );
  if (outcome.__typename === 'ReviewUpdated') {
    context.log.wake();
    forgetLoaded(context.loaders);
  }
  return outcome;
}

/** The answer to who would work at a review that is done; undefined while it is not. */
export function refuseClosed(review: ReviewModel): { refused: ReviewClosed } | undefined {
  const closed = closingOf(review);
  return closed ? { refused: { __typename: 'ReviewClosed', closed } } : undefined;
}
