import { SCOPES_OF_KIND, type Scope } from '../../../kernel/access.ts';
import { type Role, SCOPES_OF_ROLE } from '../../../kernel/roles.ts';
import type { BrokenGlassState, PersonRole } from '../schema.generated.ts';

/** What a broken glass says of itself beside what is sealed. */
export interface Broken {
  subject: string;
  until: Date;
  endedAt: Date | null;
  reviewedAt: Date | null;
}

/** Nobody says of themselves that it was right, and nobody goes on by breaking it once more. */
const NEVER: ReadonlySet<Scope> = new Set<Scope>(['glass:break', 'glass:review']);

const PAUSE_MS = 60 * 60_000;
const REVIEW_MS = 24 * 60 * 60_000;

/** All scopes that breaking the glass can give: those of the people's desk, whatever roles exclude each other. */
export function canTake(scope: Scope): boolean {
  return SCOPES_OF_KIND.STEWARD.has(scope) && !NEVER.has(scope);
}

/** The scopes of a role that can be taken. */
export function scopesTaken(role: PersonRole): Scope[] {
  return [...SCOPES_OF_ROLE[role.toLowerCase() as Role]].filter(canTake);
}

/** When it ended or will end. */
export function endOf({ until, endedAt }: Pick<Broken, 'until' | 'endedAt'>): Date {
  return endedAt ?? until;
}

/** From when on the same person may break the glass again: an hour after the last end, or as soon as somebody else has reviewed that. */
export function againAt(last: Broken | undefined, now: Date): Date | undefined {
  if (!last) return undefined;
  const end = endOf(last);
  if (end <= now && last.reviewedAt) return undefined;
  const again = new Date(end.getTime() + PAUSE_MS);
  return again > now ? again : undefined;
}

/** When somebody else should have said whether it was right: a day after its end. */
export function reviewDueAt(broken: Pick<Broken, 'until' | 'endedAt'>): Date {
  return new Date(endOf(broken).getTime() + REVIEW_MS);
}

/** Where it stands at a moment. */
export function stateOf(broken: Broken, now: Date): BrokenGlassState {
  if (broken.reviewedAt) return 'REVIEWED';
  if (endOf(broken) > now) return 'OPEN';
  return reviewDueAt(broken) > now ? 'TO_REVIEW' : 'OVERDUE';
}

/** The ends between which what is in a state has ended or will end; `until` of what is open is ahead. */
export function endsIn(state: BrokenGlassState, now: Date): { after: Date | null; upTo: Date | null } {
  const overdue = new Date(now.getTime() - REVIEW_MS);
  if (state === 'OPEN') return { after: now, upTo: null };
  if (state === 'TO_REVIEW') return { after: overdue, upTo: now };
  return { after: null, upTo: state === 'OVERDUE' ? overdue : null };
}
