import type { ReviewClosing } from '../schema.generated.ts';
import type { ReviewModel } from './models.ts';

/** How a review ended; null until then. */
export function closingOf({ closedAs, closedBy, closedAt }: ReviewModel): ReviewClosing | null {
  return closedAs === null || closedBy === null || closedAt === null
    ? null
    : { as: closedAs, by: closedBy, at: closedAt };
}
