import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Answer, type Tokens, send } from './graph.ts';
import type { Random } from './random.ts';
import { type Inventor, MUTATIONS, type Write, documentOf, lasting } from './writes.ts';

/** What the clients of a run did and met. */
export interface Load {
  /** Every write that was begun. */
  readonly writes: readonly Write[];
  /** What no client should ever meet. */
  readonly problems: readonly string[];
  readonly counts: LoadCounts;
  /** Resolves when `url` acknowledges a write that was sent to it from now on, with the milliseconds until then. */
  recovery(url: string, timeoutMs: number): Promise<number>;
  /** Begins no more writes, and resolves when all that were begun are acknowledged. */
  settle(timeoutMs: number): Promise<void>;
}

/** How often what happened. */
export interface LoadCounts {
  attempts: number;
  /** No answer: refused, cut, or late. */
  unanswered: number;
  /** UNAVAILABLE. */
  refused: number;
  /** Sent again after the acknowledgement. */
  repeated: number;
  /** The longest wait for an answer of a hub that was not paused, in milliseconds. */
  slowestMs: number;
}

/** What the clients need to know. */
export interface LoadOptions {
  urls: readonly string[];
  tokens: Tokens;
  inventor: Inventor;
  random: Random;
  workers: number;
}

const REPEATED = 0.15;

/** Starts clients, each writing one thing after the other, and sending it until it is acknowledged. */
export function startLoad({ urls, tokens, inventor, random, workers }: LoadOptions): Load {
  const writes: Write[] = [];
  const problems: string[] = [];
  const counts: LoadCounts = { attempts: 0, unanswered: 0, refused: 0, repeated: 0, slowestMs: 0 };
  const acknowledged = new Set<(url: string, sentAt: number) => void>();
  let stopping = false;
  let deadline = Infinity;

  /** One attempt: the payload when it was acknowledged; nothing when it is worth another one. */
  const attempt = async (write: Write, url: string): Promise<Record<string, unknown> | 'no use' | undefined> => {
    write.attempts += 1;
    counts.attempts += 1;
    const sentAt = performance.now();
    let answer: Answer;
    try {
      answer = await send(url, await tokens.of(write.system), documentOf(write.mutation), { input: write.input });
    } catch {
      counts.unanswered += 1;
      return undefined;
    } finally {
      counts.slowestMs = Math.max(counts.slowestMs, performance.now() - sentAt);
    }
    const payload = answer.data?.[write.mutation] as Record<string, unknown> | null | undefined;
    if (payload?.['__typename'] === MUTATIONS[write.mutation].done) {
      for (const tell of acknowledged) tell(url, sentAt);
      return payload;
    }
    if (payload?.['__typename'] === 'IdempotencyConflict' && payload['inFlight'] === true) return undefined;
    if (answer.errors?.[0]?.extensions?.code === 'UNAVAILABLE') {
      counts.refused += 1;
      return undefined;
    }
    if (payload && write.isRefusedRightly?.(payload)) {
      write.refused = true;
      return 'no use';
    }
    problems.push(`${write.mutation} ${write.key}: ${JSON.stringify(payload ?? answer.errors)}`);
    return payload ? 'no use' : undefined;
  };

  const untilAcknowledged = async (write: Write, choice: Random): Promise<Record<string, unknown> | undefined> => {
    while (performance.now() < deadline) {
      const payload = await attempt(write, choice.pick(urls));
      if (payload) return payload === 'no use' ? undefined : payload;
      await sleep(choice.between(50, 200));
    }
    return undefined;
  };

  const worker = async (choice: Random): Promise<void> => {
    while (!stopping) {
      const write = inventor.next(choice);
      writes.push(write);
      const payload = await untilAcknowledged(write, choice);
      if (!payload) continue;
      write.answer = lasting(write.mutation, payload);
      write.learn(payload);
      if (choice.chance(REPEATED)) {
        counts.repeated += 1;
        const again = await untilAcknowledged(write, choice);
        if (again && !isDeepStrictEqual(lasting(write.mutation, again), write.answer))
          problems.push(`${write.mutation} ${write.key} was answered differently the second time`);
      }
      await sleep(choice.between(10, 60));
    }
  };
  const working = Array.from({ length: workers }, (_, index) => worker(random.fork(`worker ${index}`)));

  return {
    writes,
    problems,
    counts,
    recovery(url, timeoutMs) {
      const from = performance.now();
      return new Promise((resolve, reject) => {
        const done = (): void => {
          clearTimeout(timer);
          acknowledged.delete(tell);
        };
        const tell = (by: string, sentAt: number): void => {
          if (by !== url || sentAt < from) return;
          done();
          resolve(performance.now() - from);
        };
        const timer = setTimeout(() => {
          done();
          reject(new Error(`${url} acknowledged nothing within ${timeoutMs} ms`));
        }, timeoutMs);
        acknowledged.add(tell);
      });
    },
    async settle(timeoutMs) {
      stopping = true;
      deadline = performance.now() + timeoutMs;
      await Promise.all(working);
    },
  };
}
