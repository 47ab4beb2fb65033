import type { FormattedExecutionResult } from 'graphql';
import type { Clock } from '../kernel/clock.ts';
import { fault } from '../kernel/faults.ts';
import type { ErrorMask } from './errors.ts';
import type { Answers } from './executor.ts';
import { TOKEN_EXPIRED, atExpiry } from './expiry.ts';

/** Answers ready to be sent, one after the other. It does not throw: what ends it early is its last answer. */
export type FormattedAnswers = AsyncIterableIterator<FormattedExecutionResult, void>;

/**
 * Formats the answers of a subscription until they end, or until the token of the caller expires. `recheck` is asked before
 * each answer whether the token is still good, and rejects when it is not.
 */
export function formatted(
  answers: Answers,
  expiresAt: Date,
  clock: Clock,
  mask: ErrorMask,
  recheck: () => Promise<unknown>,
): FormattedAnswers {
  let over = false;
  let expired = false;
  const cancel = atExpiry(expiresAt, clock, () => {
    expired = true;
    answers.return?.().catch(() => {});
  });
  const end = (): void => {
    over = true;
    cancel();
  };
  return {
    async next() {
      if (over) return { value: undefined, done: true };
      try {
        const result = await answers.next();
        if (!result.done) await recheck();
        if (!result.done && !over) return { value: mask.answer(result.value), done: false };
        if (expired) throw fault({ code: 'UNAUTHENTICATED', public: TOKEN_EXPIRED });
      } catch (error) {
        const left = over;
        end();
        answers.return?.().catch(() => {});
        if (!left) return { value: { errors: [mask.format(error)] }, done: false };
      }
      end();
      return { value: undefined, done: true };
    },
    async return() {
      end();
      await answers.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
