import type { Clock } from '../kernel/clock.ts';

/** What a client is told whose token ended while it listened. */
export const TOKEN_EXPIRED = 'The token has expired.';

/** Timers longer than this fire at once in Node; a token that lives longer is looked at again then. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Calls back once `expiresAt` has passed. Answers a function that calls it off. */
export function atExpiry(expiresAt: Date, clock: Clock, expired: () => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const leftMs = expiresAt.getTime() - clock.now().getTime();
    if (leftMs <= 0) expired();
    else {
      timer = setTimeout(arm, Math.min(leftMs, MAX_TIMER_MS));
      timer.unref();
    }
  };
  timer = setTimeout(arm, 0);
  timer.unref();
  return () => clearTimeout(timer);
}
