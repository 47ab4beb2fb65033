import type { Clock } from '../kernel/clock.ts';
import { fault } from '../kernel/faults.ts';
import type { Answers } from './executor.ts';

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

/** The same answers, until the token expires: then the source is let go and `next` rejects with UNAUTHENTICATED. */
export function untilExpiry(answers: Answers, expiresAt: Date, clock: Clock): Answers {
  let reject: ((error: Error) => void) | undefined;
  let expired: Error | undefined;
  const cancel = atExpiry(expiresAt, clock, () => {
    expired = fault({ code: 'UNAUTHENTICATED', public: TOKEN_EXPIRED });
    answers.return?.().catch(() => {});
    reject?.(expired);
  });
  return {
    next() {
      if (expired) {
        const error = expired;
        expired = undefined;
        return Promise.reject(error);
      }
      return new Promise((resolve, fail) => {
        reject = fail;
        answers.next().then(
          (result) => {
            reject = undefined;
            if (result.done) cancel();
            if (!expired) resolve(result);
          },
          (error: unknown) => {
            cancel();
            fail(error);
          },
        );
      });
    },
    async return() {
      cancel();
      await answers.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
