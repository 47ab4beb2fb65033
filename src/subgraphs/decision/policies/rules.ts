import type { PolicyState } from '../schema.generated.ts';

// How versions of policies move: DRAFT → IN_REVIEW → PUBLISHED → RETIRED. What was published once can be again.

/** What the rules must know of a version. */
export interface VersionState {
  readonly state: PolicyState;
  readonly publishedAt: Date | null;
}

/** Whether a version can be published: it was submitted, and not withdrawn before it ever decided. */
export function canPublish({ state, publishedAt }: VersionState): boolean {
  return state === 'IN_REVIEW' || (state === 'RETIRED' && publishedAt !== null);
}

/** The people behind the steps of a version; null for a machine. */
export interface Hands {
  readonly drafted: string | null;
  readonly submitted: string | null;
}

/**
 * Why `publisher` cannot publish a version; undefined when nothing stands against it. With two approvals, the publisher is a
 * person, not the author, and another person has drafted or submitted it.
 */
export function publisherProblem(
  approvals: number,
  { drafted, submitted }: Hands,
  publisher: string | null,
): string | undefined {
  if (approvals < 2) return undefined;
  if (publisher === null) return 'This policy takes two people: a machine cannot publish it.';
  if (publisher === drafted) return 'This policy takes two people: its author cannot be the second one.';
  if ([drafted, submitted].every((person) => person === null || person === publisher)) {
    return 'This policy takes two people: no other person has written or submitted it.';
  }
  return undefined;
}
