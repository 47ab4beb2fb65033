import type { Clock } from '../../src/kernel/clock.ts';

/** A clock that a test sets. */
export interface TestClock extends Clock {
  set(moment: string): void;
  advance(ms: number): void;
}

/** A clock that stands still at `start` until it is moved. */
export function testClock(start = '2026-03-01T12:00:00Z'): TestClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set(moment) {
      now = new Date(moment);
    },
    advance(ms) {
      now = new Date(now.getTime() + ms);
    },
  };
}
