import type { Actor } from '../../../kernel/actor.ts';
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

/** Whether an actor's name is that of a person, behind a client. */
export function isPerson(actor: string): boolean {
  return actor.includes('/');
}

/** Whether a verdict closes a review, or waits for a second person who says the same. What no person said closes it. */
export function closes(
  { fourEyes, agreed }: { fourEyes: boolean; agreed: readonly Agreement[] },
  said: Agreement,
): boolean {
  if (!fourEyes || !isPerson(said.actor)) return true;
  return agreed.some(({ actor, word }) => actor !== said.actor && word === said.word);
}
