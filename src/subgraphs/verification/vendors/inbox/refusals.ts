import type { Pools } from '../../../../kernel/db.ts';
import { toFault } from '../../../../kernel/db.ts';
import type { Clock } from '../../../../kernel/clock.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Logger } from '../../../../kernel/logger.ts';
import { append } from '../../../../log/append.ts';
import type { Log } from '../../../../log/tail.ts';

/** Why a message was not taken: an event names it, the answer does not. */
export type RefusalReason =
  | 'SIGNATURE_MISSING'
  | 'SIGNATURE_WRONG'
  | 'ALGORITHM_WRONG'
  | 'TIME_WRONG'
  | 'TOO_LARGE'
  | 'VENDOR_UNKNOWN';

/** Tells of messages that were refused: at most once a second for each vendor, with how many there were and why the first of them. */
export interface Refusals {
  /** @param vendor null when there is none of the name that was used: the name is whatever somebody made up */
  note(vendor: string | null, why: RefusalReason): void;
  /** Tells what was not told yet. */
  stop(): Promise<void>;
}

const EVERY_MS = 1_000;
const SUBJECT_OF_NOBODY = 'vendor:unknown';

interface Counter {
  vendor: string | null;
  why: RefusalReason;
  count: number;
  timer: NodeJS.Timeout;
}

/** Opens the count of refusals of one process. The first of a kind is told at once. */
export function openRefusals({
  pools,
  clock,
  log,
  logger,
}: {
  pools: Pools;
  clock: Clock;
  log: Log;
  logger: Logger;
}): Refusals {
  const counters = new Map<string, Counter>();
  const telling = new Set<Promise<void>>();

  const write = async ({ vendor, why, count }: Counter): Promise<void> => {
    const now = clock.now();
    try {
      await pools.write.begin((tx) =>
        append(tx, {
          id: newId(clock),
          name: 'webhook.refused',
          subject: vendor ?? SUBJECT_OF_NOBODY,
          time: now,
          data: { vendor, why, count },
          actor: 'selfsame',
          traceparent: undefined,
        }),
      );
      log.wake();
    } catch (error) {
      const { code, internal } = toFault(error);
      logger.warn({ vendor, why, count, code, internal }, 'refused messages could not be told');
    }
  };
  const tell = (counter: Counter): void => {
    const told = write({ ...counter }).finally(() => telling.delete(told));
    telling.add(told);
    counter.count = 0;
  };
  const arm = (name: string, counter: Omit<Counter, 'timer'>): void => {
    const timer = setTimeout(() => {
      const { count } = counters.get(name)!;
      if (count === 0) return void counters.delete(name);
      tell(counters.get(name)!);
      arm(name, { ...counter, count: 0 });
    }, EVERY_MS).unref();
    counters.set(name, { ...counter, timer });
  };

  return {
    note(vendor, why) {
      const name = vendor ?? '';
      const counter = counters.get(name);
      if (counter) {
        if (counter.count === 0) counter.why = why;
        counter.count += 1;
        return;
      }
      arm(name, { vendor, why, count: 1 });
      tell(counters.get(name)!);
    },
    async stop() {
      for (const counter of counters.values()) {
        clearTimeout(counter.timer);
        if (counter.count > 0) tell(counter);
      }
      counters.clear();
      await Promise.all(telling);
    },
  };
}
