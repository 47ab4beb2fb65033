import { Background } from '../../../../kernel/background.ts';
import { isOutage, toFault } from '../../../../kernel/db.ts';
import type { Logger } from '../../../../kernel/logger.ts';
import { type Sweep, startSweep } from '../../../../kernel/sweep.ts';
import type { VendorMessage } from '../answer.ts';
import { failMessage } from './fail.ts';
import { type SettleServices, settleMessage } from './settle.ts';
import { listDue } from './store.ts';

/** Deals with messages: at once with those that this process has stored, by and by with those that were left. */
export interface Inbox {
  /** Deals with a stored message. Never rejects: what fails is tried again later. */
  settle(id: string, says?: VendorMessage): Promise<void>;
  /** The same, and nobody waits for it. */
  settleSoon(id: string, says?: VendorMessage): void;
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

const EVERY_MS = 1_000;
const BATCH = 20;

/** Opens the inbox of one process. Several share the work: each message is dealt with by who locks it first. */
export function openInbox(services: SettleServices & { logger: Logger }): Inbox {
  const { pools, clock, logger } = services;
  const background = new Background();

  const attempt = async (id: string, says?: VendorMessage): Promise<void> => {
    try {
      await settleMessage(services, id, says);
    } catch (error) {
      const { code, internal } = toFault(error);
      logger.warn({ messageId: id, code, internal }, 'a message of a vendor could not be dealt with');
      // While the database is gone nothing can be noted either: the message is due still, and the sweep will find it.
      if (!isOutage(error)) await failMessage(services, id, code).catch(() => {});
    }
  };
  const settle = (id: string, says?: VendorMessage): Promise<void> => {
    const settling = attempt(id, says);
    background.run(settling);
    return settling;
  };
  const sweep: Sweep = startSweep({
    name: 'vendor messages',
    everyMs: EVERY_MS,
    logger,
    async batch() {
      const ids = await listDue(pools.read, clock.now(), BATCH);
      await Promise.all(ids.map((id) => settle(id)));
      // What had to wait is not due any more.
      return ids.length === BATCH;
    },
  });
  return {
    settle,
    settleSoon: (id, says) => background.run(attempt(id, says)),
    async stop() {
      await sweep.stop();
      await background.stop();
    },
  };
}
