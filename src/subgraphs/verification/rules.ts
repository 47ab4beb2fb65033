import type { CheckStatus, VerificationStatus } from './schema.generated.ts';

// How verifications move. PENDING and IN_PROGRESS are open; VERIFIED can still lapse; nothing leads out of the others.

/** What the rules must know of a check. */
export interface CheckState {
  readonly id: string;
  readonly status: CheckStatus;
  /** Keyed digest of the last answer; null before the first. */
  readonly digest: Buffer | null;
  /** Until when its result holds; null for ever. */
  readonly validUntil: Date | null;
}

/** What the rules must know of a verification. */
export interface VerificationState {
  readonly status: VerificationStatus;
  readonly completedAt: Date | null;
  /** The deadline while it is open; the end of its validity once it is verified. */
  readonly expiresAt: Date | null;
  readonly checks: readonly CheckState[];
}

/** What a vendor says about a check: that it has begun, or its result. */
export interface Answer {
  readonly checkId: string;
  readonly status: Exclude<CheckStatus, 'PENDING'>;
  readonly digest: Buffer;
  readonly validUntil: Date | null;
}

/** The event that tells a move. */
export type MoveEvent = 'started' | 'progressed' | 'completed' | 'expired';

/** What an answer does. */
export type Move =
  | { outcome: 'APPLIED'; next: VerificationState; event: MoveEvent }
  /** The answer that is there already. Nothing changes. */
  | { outcome: 'REPEATED' }
  /** The check had ended with another answer. Nothing changes. */
  | { outcome: 'LATE' }
  /** The verification was called off or ran out before the check ended. */
  | { outcome: 'ILLEGAL'; from: VerificationStatus };

/** What an answer does to a verification, of which the check that is answered is one. */
export function applyAnswer(before: VerificationState, answer: Answer, now: Date): Move {
  const check = before.checks.find(({ id }) => id === answer.checkId)!;
  if (check.digest?.equals(answer.digest)) return { outcome: 'REPEATED' };
  if (hasEnded(check.status)) return { outcome: 'LATE' };
  const from = statusAt(before.status, before.expiresAt, now);
  if (from === 'CANCELLED' || from === 'EXPIRED') return { outcome: 'ILLEGAL', from };

  const { status, digest, validUntil } = answer;
  const checks = before.checks.map((one) => (one === check ? { ...one, status, digest, validUntil } : one));
  const next = { ...standing(before, checks, now), checks };
  return { outcome: 'APPLIED', next, event: eventOf(before.status, next.status) };
}

function standing(
  before: VerificationState,
  checks: readonly CheckState[],
  now: Date,
): Omit<VerificationState, 'checks'> {
  const status = deriveStatus(checks.map((one) => one.status));
  if (isOpen(status)) return { status, completedAt: null, expiresAt: before.expiresAt };
  const expiresAt = status === 'VERIFIED' ? firstLapse(checks) : null;
  // The last result can come so late that another one has lapsed meanwhile.
  return { status: statusAt(status, expiresAt, now), completedAt: before.completedAt ?? now, expiresAt };
}

/** Where a verification stands by its checks alone. The order of the checks does not matter. */
export function deriveStatus(checks: readonly CheckStatus[]): VerificationStatus {
  if (checks.includes('FAILED')) return 'REJECTED';
  if (checks.every(hasEnded)) return checks.includes('INCONCLUSIVE') ? 'INCONCLUSIVE' : 'VERIFIED';
  return checks.every((status) => status === 'PENDING') ? 'PENDING' : 'IN_PROGRESS';
}

/** Where a verification stands at a moment: what is due has expired, whether or not that was noted already. */
export function statusAt(status: VerificationStatus, expiresAt: Date | null, now: Date): VerificationStatus {
  return canExpire(status) && expiresAt !== null && expiresAt <= now ? 'EXPIRED' : status;
}

/** Whether time alone can end it. The index `verification_expiry` covers these. */
export function canExpire(status: VerificationStatus): boolean {
  return isOpen(status) || status === 'VERIFIED';
}

/** Whether it can be completed or called off. */
export function isOpen(status: VerificationStatus): boolean {
  return status === 'PENDING' || status === 'IN_PROGRESS';
}

/** Whether a check has its result. */
export function hasEnded(status: CheckStatus): boolean {
  return status === 'PASSED' || status === 'FAILED' || status === 'INCONCLUSIVE';
}

function firstLapse(checks: readonly CheckState[]): Date | null {
  return checks.reduce<Date | null>(
    (first, { validUntil }) => (validUntil && (!first || validUntil < first) ? validUntil : first),
    null,
  );
}

function eventOf(before: VerificationStatus, after: VerificationStatus): MoveEvent {
  if (before === after) return 'progressed';
  if (after === 'IN_PROGRESS') return 'started';
  return after === 'EXPIRED' ? 'expired' : 'completed';
}
