import { setTimeout as sleep } from 'node:timers/promises';

/** How long a row is tried again. */
export interface RetryPolicy {
  /** The first wait; each further one is twice as long. */
  firstWaitMs: number;
  maxWaitMs: number;
  /** After this time without success the import stops. */
  giveUpAfterMs: number;
}

export const DEFAULT_RETRY: Readonly<RetryPolicy> = { firstWaitMs: 100, maxWaitMs: 5_000, giveUpAfterMs: 300_000 };

/** What passes by itself: the connection broke, the hub is restarting, the first use of the key has not ended. */
export class Transient extends Error {
  /** How long the hub asked to wait. */
  readonly waitMs: number | undefined;

  constructor(message: string, waitMs?: number) {
    super(message);
    this.name = 'Transient';
    this.waitMs = waitMs;
  }
}

/** Does `work` until it throws no `Transient` any more. Throws the last one when `policy` gives up. */
export async function withRetry<Result>(
  work: () => Promise<Result>,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<Result> {
  const deadline = performance.now() + policy.giveUpAfterMs;
  for (let waitMs = policy.firstWaitMs; ; waitMs = Math.min(waitMs * 2, policy.maxWaitMs)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Transient) || performance.now() > deadline) throw error;
      // Half of the wait is chance, so that many rows do not come back at the same moment.
      const ownMs = waitMs / 2 + (Math.random() * waitMs) / 2;
      await sleep(Math.max(ownMs, error.waitMs ?? 0), undefined, { signal });
    }
  }
}
