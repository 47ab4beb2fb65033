import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  type CheckState,
  type VerificationState,
  applyAnswer,
  canExpire,
  deriveStatus,
  hasEnded,
  isOpen,
  statusAt,
} from '../../src/subgraphs/verification/rules.ts';
import type { CheckStatus, VerificationStatus } from '../../src/subgraphs/verification/schema.generated.ts';

const START = Date.parse('2026-03-01T12:00:00Z');
const at = (seconds: number): Date => new Date(START + seconds * 1000);

const CHECK_STATUSES: readonly CheckStatus[] = ['PENDING', 'IN_PROGRESS', 'PASSED', 'FAILED', 'INCONCLUSIVE'];
const STATUSES: readonly VerificationStatus[] = [
  'PENDING',
  'IN_PROGRESS',
  'VERIFIED',
  'REJECTED',
  'INCONCLUSIVE',
  'EXPIRED',
  'CANCELLED',
];

/** A verification of `count` checks that nobody has answered yet. */
function requested(count: number, expiresAt: Date | null = null): VerificationState {
  const checks = Array.from({ length: count }, (_, index): CheckState => {
    return { id: String(index), status: 'PENDING', digest: null, validUntil: null };
  });
  return { status: 'PENDING', completedAt: null, expiresAt, checks };
}

/** An answer; equal ones have equal digests. */
function answer(checkId: string, status: Answer['status'], detail = 0, validUntil: Date | null = null): Answer {
  return { checkId, status, validUntil, digest: Buffer.from(`${status} ${detail} ${validUntil?.getTime()}`) };
}

/** Where a verification stands after answers, each a second behind the one before. */
function play(state: VerificationState, answers: readonly Answer[], from = 0): VerificationState {
  return answers.reduce((before, one, index) => {
    const move = applyAnswer(before, one, at(from + index));
    return move.outcome === 'APPLIED' ? move.next : before;
  }, state);
}

const checkStatus = fc.constantFrom(...CHECK_STATUSES);
const answersTo = (count: number): fc.Arbitrary<Answer> =>
  fc
    .tuple(
      fc.integer({ min: 0, max: count - 1 }),
      fc.constantFrom<Answer['status'][]>('IN_PROGRESS', 'PASSED', 'FAILED', 'INCONCLUSIVE'),
      fc.integer({ min: 0, max: 2 }),
      fc.option(fc.integer({ min: 1, max: 40 })),
    )
    .map(([index, status, detail, valid]) =>
      answer(String(index), status, detail, status === 'IN_PROGRESS' || valid === null ? null : at(valid)),
    );
const story = fc.integer({ min: 1, max: 4 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    deadline: fc.option(fc.integer({ min: 1, max: 20 })),
    answers: fc.array(answersTo(count), { maxLength: 15 }),
  }),
);

describe('the status of a verification', () => {
  test.each<[CheckStatus[], VerificationStatus]>([
    [['PENDING'], 'PENDING'],
    [['PENDING', 'IN_PROGRESS'], 'IN_PROGRESS'],
    [['PENDING', 'PASSED'], 'IN_PROGRESS'],
    [['PASSED', 'PASSED'], 'VERIFIED'],
    [['PASSED', 'INCONCLUSIVE'], 'INCONCLUSIVE'],
    [['PENDING', 'INCONCLUSIVE'], 'IN_PROGRESS'],
    [['PENDING', 'FAILED'], 'REJECTED'],
    [['INCONCLUSIVE', 'FAILED', 'PASSED'], 'REJECTED'],
  ])('of checks that are %j is %s', (checks, status) => {
    expect(deriveStatus(checks)).toBe(status);
  });

  test('does not depend on the order of its checks', () => {
    fc.assert(
      fc.property(fc.array(checkStatus, { minLength: 1 }), (checks) => {
        expect(deriveStatus(checks.toReversed())).toBe(deriveStatus(checks));
        expect(deriveStatus(checks.toSorted())).toBe(deriveStatus(checks));
      }),
    );
  });

  test('is VERIFIED only when every check passed', () => {
    fc.assert(
      fc.property(fc.array(checkStatus, { minLength: 1 }), (checks) => {
        expect(deriveStatus(checks) === 'VERIFIED').toBe(checks.every((status) => status === 'PASSED'));
      }),
    );
  });
});

describe('time', () => {
  test.each(STATUSES)('ends %s only where it is open or verified, and at the moment itself', (status) => {
    const ends = status === 'PENDING' || status === 'IN_PROGRESS' || status === 'VERIFIED';
    expect(canExpire(status)).toBe(ends);
    expect(statusAt(status, at(1), at(0))).toBe(status);
    expect(statusAt(status, at(1), at(1))).toBe(ends ? 'EXPIRED' : status);
    expect(statusAt(status, null, at(1))).toBe(status);
  });
});

describe('an answer', () => {
  test('moves its check and is told as started, progressed and completed', () => {
    const started = applyAnswer(requested(2), answer('0', 'IN_PROGRESS'), at(0));
    const progressed = started.outcome === 'APPLIED' && applyAnswer(started.next, answer('0', 'PASSED'), at(1));
    const completed =
      progressed && progressed.outcome === 'APPLIED' && applyAnswer(progressed.next, answer('1', 'PASSED'), at(2));
    expect([started, progressed, completed]).toMatchObject([
      { event: 'started', next: { status: 'IN_PROGRESS', completedAt: null } },
      { event: 'progressed', next: { status: 'IN_PROGRESS', completedAt: null } },
      { event: 'completed', next: { status: 'VERIFIED', completedAt: at(2) } },
    ]);
  });

  test('completes at once when the only check is answered without having begun', () => {
    expect(applyAnswer(requested(1), answer('0', 'FAILED'), at(0))).toMatchObject({
      event: 'completed',
      next: { status: 'REJECTED', completedAt: at(0) },
    });
  });

  test('is still taken in after another check failed, and the verification stays rejected as of then', () => {
    const rejected = play(requested(2), [answer('0', 'FAILED')]);
    const move = applyAnswer(rejected, answer('1', 'PASSED'), at(5));
    expect(move).toMatchObject({
      event: 'progressed',
      next: { status: 'REJECTED', completedAt: at(0), expiresAt: null },
    });
  });

  test('replaces the deadline by the first lapse of what it verified', () => {
    const verified = play(requested(2, at(100)), [answer('0', 'PASSED', 0, at(90)), answer('1', 'PASSED', 0, at(80))]);
    expect(verified).toMatchObject({ status: 'VERIFIED', expiresAt: at(80) });
    expect(play(requested(1, at(100)), [answer('0', 'PASSED')])).toMatchObject({ status: 'VERIFIED', expiresAt: null });
  });

  test('verifies nothing when another result has lapsed before it came', () => {
    const half = play(requested(2), [answer('0', 'PASSED', 0, at(10))]);
    expect(applyAnswer(half, answer('1', 'PASSED'), at(10))).toMatchObject({
      event: 'expired',
      next: { status: 'EXPIRED', completedAt: at(10), expiresAt: at(10) },
    });
  });

  test.each<VerificationStatus>(['CANCELLED', 'EXPIRED'])('is refused when the verification is %s', (status) => {
    expect(applyAnswer({ ...requested(1), status }, answer('0', 'PASSED'), at(0))).toEqual({
      outcome: 'ILLEGAL',
      from: status,
    });
  });

  test('is refused from the deadline on, whether or not the expiry was noted', () => {
    expect(applyAnswer(requested(1, at(5)), answer('0', 'PASSED'), at(4)).outcome).toBe('APPLIED');
    expect(applyAnswer(requested(1, at(5)), answer('0', 'PASSED'), at(5))).toEqual({
      outcome: 'ILLEGAL',
      from: 'EXPIRED',
    });
  });

  test('that is told again changes nothing, also when the verification has ended', () => {
    fc.assert(
      fc.property(story, ({ count, deadline, answers }) => {
        const states: VerificationState[] = [requested(count, deadline === null ? null : at(deadline))];
        answers.forEach((one, index) => {
          const move = applyAnswer(states.at(-1)!, one, at(index));
          if (move.outcome !== 'APPLIED') return;
          states.push(move.next);
          expect(applyAnswer(move.next, one, at(1000))).toEqual({ outcome: 'REPEATED' });
        });
      }),
    );
  });

  test('never changes a check that has ended, nor a verification beyond its end', () => {
    fc.assert(
      fc.property(story, ({ count, deadline, answers }) => {
        let state = requested(count, deadline === null ? null : at(deadline));
        answers.forEach((one, index) => {
          const move = applyAnswer(state, one, at(index));
          const check = state.checks.find(({ id }) => id === one.checkId)!;
          if (hasEnded(check.status)) expect(['REPEATED', 'LATE']).toContain(move.outcome);
          if (move.outcome !== 'APPLIED') return;
          if (!isOpen(state.status))
            expect(move.next).toMatchObject({ status: 'REJECTED', completedAt: state.completedAt });
          expect(state.status).not.toBe('VERIFIED');
          expect(isOpen(move.next.status)).toBe(move.next.completedAt === null);
          state = move.next;
        });
      }),
    );
  });

  test('leads to one end, in whatever order the results of the checks come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Answer['status'][]>('PASSED', 'FAILED', 'INCONCLUSIVE'), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 5 }),
        (results, keys) => {
          const answers = results.map((status, index) => answer(String(index), status, 0, at(1000 + index)));
          const shuffled = answers.toSorted(
            (a, b) => keys[Number(a.checkId) % keys.length]! - keys[Number(b.checkId) % keys.length]!,
          );
          const [one, other] = [play(requested(results.length), answers), play(requested(results.length), shuffled)];
          expect(other.status).toBe(one.status);
          expect(other.expiresAt).toEqual(one.expiresAt);
          expect(other.checks).toEqual(one.checks);
        },
      ),
    );
  });
});
