import { type Actor, personOf } from '../../../kernel/actor.ts';
import { type Scope } from '../../../kernel/access.ts';
import type { ReviewKind } from '../schema.generated.ts';

/** What one has to be allowed to read to see a kind of review: that which it is about. */
export const SCOPE_OF_KIND: Readonly<Record<ReviewKind, Scope>> = {
  MATCH: 'match:read',
  CONFLICT: 'match:review',
  DECISION: 'decision:read',
  DEAD_LETTER: 'vendor:admin',
};

/** Every kind of review. */
export const KINDS = Object.keys(SCOPE_OF_KIND) as readonly ReviewKind[];

/** Kinds whose verdict is one command of one person, so that the queue asks for the second one. */
export const KINDS_FOR_TWO: ReadonlySet<ReviewKind> = new Set<ReviewKind>(['MATCH', 'CONFLICT']);

/** The highest priority. */
export const PRIORITY_MAX = 100;
/** By how much it rises at the deadline, and again each time as long has passed. */
export const RISE = 20;

/** The kinds that an actor may see. */
export function visibleKinds({ scopes }: Pick<Actor, 'scopes'>): ReviewKind[] {
  return KINDS.filter((kind) => scopes.has(SCOPE_OF_KIND[kind]));
}

/** What somebody said of a review that demands two people. */
export interface Agreement {
  actor: string;
  word: string;
}

/**
 * Whether a verdict closes a review, or waits for a second person who says the same: whoever sits at two desks is one. What no person
 * said closes it.
 */
export function closes(
  { fourEyes, agreed }: { fourEyes: boolean; agreed: readonly Agreement[] },
  said: Agreement,
): boolean {
  const person = personOf(said.actor);
  if (!fourEyes || person === undefined) return true;
  return agreed.some(({ actor, word }) => personOf(actor) !== person && word === said.word);
}
