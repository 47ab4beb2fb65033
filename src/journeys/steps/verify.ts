import type { CheckStep, StepOf } from '../../subgraphs/decision/journeys/definition.ts';
import { type Attempt, type CheckFacts, deadlineOf } from '../journey.ts';
import type { Action, Move, Situation } from '../move.ts';

type Here = Pick<Situation, 'memory' | 'facts' | 'now'>;

/** Where a verification leads that has ended. */
const ENDS: Readonly<Record<string, keyof StepOf<'VERIFY'>['next']>> = {
  VERIFIED: 'VERIFIED',
  REJECTED: 'REJECTED',
  INCONCLUSIVE: 'INCONCLUSIVE',
  EXPIRED: 'EXPIRED',
  CANCELLED: 'UNAVAILABLE',
};

/**
 * Asks for a verification, has each check's vendor start, turns to the fallback where that is declared, and waits. A check
 * that nobody can do ends the step: what was begun is called off.
 */
export function planVerification(step: StepOf<'VERIFY'>, { memory, facts, now }: Here): Move {
  const deadline = deadlineOf(memory, step.deadline);
  const verification = facts.verifications.find(({ id }) => id === memory.verificationId);
  if (!verification) {
    if (now >= deadline) return { type: 'GO', outcome: 'EXPIRED', to: step.next.EXPIRED };
    const checks = step.checks.map(({ kind, vendor }) => ({ kind, vendor }));
    return { type: 'ACT', actions: [{ type: 'REQUEST_VERIFICATION', checks, deadline }] };
  }
  const ended = ENDS[verification.status];
  if (ended) return { type: 'GO', outcome: ended, to: step.next[ended] };

  const plans = step.checks.flatMap((declared) => {
    const check = verification.checks.find(({ kind }) => kind === declared.kind);
    return check ? [planCheck(declared, check, memory.attempts?.[declared.kind], now)] : [];
  });
  if (plans.includes('NOBODY')) {
    return { type: 'ACT', actions: [{ type: 'CANCEL_VERIFICATION', verificationId: verification.id }] };
  }
  const actions = plans.filter((plan): plan is Action => typeof plan === 'object' && 'type' in plan);
  if (actions.length > 0) return { type: 'ACT', actions };
  const times = plans.flatMap((plan) => (plan instanceof Date ? [plan.getTime()] : []));
  // The verification expires by itself at the deadline, and says so; a moment later it has.
  const dueAt = new Date(Math.min(...times, deadline.getTime() + GRACE_MS));
  return { type: 'REST', waitsFor: [verification.id], dueAt };
}

const GRACE_MS = 1_000;

/** What to do about a check: call a vendor; come back at a moment; nothing but wait; or nobody can do it. */
function planCheck(
  declared: CheckStep,
  check: CheckFacts,
  last: Attempt | undefined,
  now: Date,
): Action | Date | 'WAIT' | 'NOBODY' {
  if (check.status !== 'PENDING' && check.status !== 'IN_PROGRESS') return 'WAIT';
  const { kind, vendor, retry, timeout, fallback } = declared;
  if (vendor === undefined) return 'WAIT';
  const start = (of: string, attempt: number): Action => ({
    type: 'START_CHECK',
    checkId: check.id,
    kind,
    vendor: of,
    attempt,
  });
  if (!last) return start(vendor, 1);
  const at = new Date(last.at).getTime();
  const instead = (why: 'UNAVAILABLE' | 'REFUSED' | 'TIMEOUT'): Action | undefined =>
    fallback && last.vendor !== fallback.vendor && fallback.when.includes(why) ? start(fallback.vendor, 1) : undefined;
  switch (last.state) {
    case 'STARTED': {
      if (timeout === undefined || !fallback || last.vendor === fallback.vendor) return 'WAIT';
      if (now.getTime() < at + timeout) return new Date(at + timeout);
      return instead('TIMEOUT') ?? 'WAIT';
    }
    case 'UNAVAILABLE': {
      if (!retry || last.attempt > retry.times) return instead('UNAVAILABLE') ?? 'NOBODY';
      const again = new Date(at + retry.after);
      return now < again ? again : start(last.vendor, last.attempt + 1);
    }
    case 'REFUSED':
      return instead('REFUSED') ?? 'NOBODY';
  }
}
