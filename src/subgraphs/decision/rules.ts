import type { DecisionOutcome } from './schema.generated.ts';
import type { OwnVerification } from './store-known.ts';

// What a decision may rest on.

const EXPIRED = 'Expected a verification that has not expired.';

/**
 * What stands against a decision by a policy that rests on a verification: it has expired, was called off or has no result yet.
 * A refusal may rest on a verification that failed; to approve, it must be verified.
 */
export function decidingProblem(
  { status, expiresAt }: OwnVerification,
  outcome: DecisionOutcome,
  now: Date,
): string | undefined {
  if (status === 'EXPIRED' || (expiresAt !== null && expiresAt <= now)) return EXPIRED;
  if (status !== 'VERIFIED' && status !== 'REJECTED' && status !== 'INCONCLUSIVE') {
    return 'Expected a verification that has a result.';
  }
  if (outcome === 'APPROVE' && status !== 'VERIFIED') return 'Expected a verified one, since the policy approves.';
  return undefined;
}

/**
 * What stands against a decision of an engine outside: the verification had expired when it was made. More is not asked: the
 * engine may know the result before the hub does.
 */
export function recordingProblem({ status, expiresAt }: OwnVerification, decidedAt: Date): string | undefined {
  const isExpired = expiresAt === null ? status === 'EXPIRED' : expiresAt <= decidedAt;
  return isExpired ? EXPIRED : undefined;
}
