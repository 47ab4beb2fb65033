import { toFault } from './db.ts';
import type { Logger } from './logger.ts';

/** Work that time alone makes due, done again and again in the background. */
export interface Sweep {
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** What a sweep does, and how often. */
export interface SweepOptions {
  /** For the log. */
  name: string;
  /** The pause between two passes. */
  everyMs: number;
  logger: Logger;
  /** Does one batch; answers whether there is more to do at once. What throws is tried again at the next pass. */
  batch(): Promise<boolean>;
}

/** Starts a sweep. The first pass begins after the first pause. */
export function startSweep({ name, everyMs, logger, batch }: SweepOptions): Sweep {
  let stopped = false;
  let passing = Promise.resolve();

  const pass = async (): Promise<void> => {
    try {
      while (!stopped && (await batch())) {
        // There is more.
      }
    } catch (error) {
      const { code, internal } = toFault(error);
      logger.warn({ sweep: name, code, internal }, 'a sweep failed; trying again');
    }
    if (!stopped) schedule();
  };
  let timer: NodeJS.Timeout;
  const schedule = (): void => {
    timer = setTimeout(() => {
      passing = pass();
    }, everyMs).unref();
  };
  schedule();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await passing;
    },
  };
}
