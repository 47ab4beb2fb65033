import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attempt, VerificationFacts } from '../../src/journeys/journey.ts';
import { planVerification } from '../../src/journeys/steps/verify.ts';

const MINUTE = 60_000;
const ENTERED = new Date('2026-03-01T09:00:00Z');
const step = {
  type: 'VERIFY' as const,
  checks: [
    {
      kind: 'DOCUMENT' as const,
      vendor: 'first',
      timeout: 10 * MINUTE,
      retry: { times: 2, after: MINUTE },
      fallback: { vendor: 'second', when: ['UNAVAILABLE' as const, 'REFUSED' as const, 'TIMEOUT' as const] },
    },
    { kind: 'ADDRESS' as const },
  ],
  deadline: 60 * MINUTE,
  next: { VERIFIED: 'v', REJECTED: 'r', INCONCLUSIVE: 'i', EXPIRED: 'e', UNAVAILABLE: 'u' },
};

const verification = (status = 'PENDING', document = 'PENDING'): VerificationFacts => ({
  id: 'V',
  status,
  checks: [
    { id: 'D', kind: 'DOCUMENT', status: document, score: null },
    { id: 'A', kind: 'ADDRESS', status: 'PENDING', score: null },
  ],
});

const after = (minutes: number): Date => new Date(ENTERED.getTime() + minutes * MINUTE);

function plan(minutes: number, last?: Omit<Attempt, 'at'> & { atMinutes: number }, status?: string, document?: string) {
  const attempts = last ? { DOCUMENT: { ...last, at: after(last.atMinutes).toISOString() } } : {};
  return planVerification(step, {
    memory: { enteredAt: ENTERED.toISOString(), verificationId: 'V', attempts },
    facts: { personId: 'P', verifications: [verification(status, document)], decisions: [], consents: undefined },
    now: after(minutes),
  });
}

const calls = (vendor: string, attempt: number) => ({
  type: 'ACT',
  actions: [{ type: 'START_CHECK', checkId: 'D', kind: 'DOCUMENT', vendor, attempt }],
});

test('calls the vendor, and nobody for a check that a system reports by itself', () => {
  expect(plan(0)).toEqual(calls('first', 1));
});

test('waits for a vendor that took the check, and for its time at most', () => {
  const started = { vendor: 'first', attempt: 1, state: 'STARTED' as const, atMinutes: 0 };
  expect(plan(1, started)).toEqual({ type: 'REST', waitsFor: ['V'], dueAt: after(10) });
  expect(plan(10, started)).toEqual(calls('second', 1));
});

test('asks a vendor that cannot be reached again as often as declared, then the other one', () => {
  const away = (attempt: number, atMinutes: number) => ({
    vendor: 'first',
    attempt,
    state: 'UNAVAILABLE' as const,
    atMinutes,
  });
  expect(plan(0, away(1, 0))).toEqual({ type: 'REST', waitsFor: ['V'], dueAt: after(1) });
  expect(plan(1, away(1, 0))).toEqual(calls('first', 2));
  expect(plan(2, away(2, 1))).toEqual(calls('first', 3));
  expect(plan(2, away(3, 2))).toEqual(calls('second', 1));
});

test('calls off what nobody can do', () => {
  expect(plan(5, { vendor: 'second', attempt: 3, state: 'UNAVAILABLE', atMinutes: 5 })).toEqual({
    type: 'ACT',
    actions: [{ type: 'CANCEL_VERIFICATION', verificationId: 'V' }],
  });
});

test('asks nobody about a check that has ended', () => {
  const refused = { vendor: 'first', attempt: 1, state: 'REFUSED' as const, atMinutes: 0 };
  expect(plan(1, refused, 'IN_PROGRESS', 'PASSED')).toMatchObject({ type: 'REST' });
});

test.each([
  ['VERIFIED', 'v'],
  ['REJECTED', 'r'],
  ['INCONCLUSIVE', 'i'],
  ['EXPIRED', 'e'],
  ['CANCELLED', 'u'],
])('%s leads to %s', (status, to) => {
  expect(plan(0, undefined, status)).toMatchObject({ type: 'GO', to });
});

test('whatever the vendors answer, a verification is waited for until its deadline at most, and calls are bounded', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('STARTED' as const, 'UNAVAILABLE' as const, 'REFUSED' as const), {
        minLength: 20,
        maxLength: 20,
      }),
      (answers) => {
        let now = ENTERED;
        let last: Attempt | undefined;
        let calledTimes = 0;
        for (;;) {
          const move = planVerification(step, {
            memory: { enteredAt: ENTERED.toISOString(), verificationId: 'V', attempts: last ? { DOCUMENT: last } : {} },
            facts: { personId: 'P', verifications: [verification()], decisions: [], consents: undefined },
            now,
          });
          if (move.type === 'REST') {
            expect(move.dueAt > now).toBe(true);
            now = move.dueAt;
            if (now >= after(60)) return;
          } else if (move.type === 'ACT' && move.actions[0]!.type === 'START_CHECK') {
            const { vendor, attempt } = move.actions[0]!;
            last = { vendor, attempt, state: answers[calledTimes]!, at: now.toISOString() };
            calledTimes += 1;
            expect(calledTimes).toBeLessThanOrEqual(6);
          } else return;
        }
      },
    ),
  );
});
