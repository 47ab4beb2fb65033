import { newId } from '../../../../kernel/ids.ts';
import { append } from '../../../../log/append.ts';
import { lockWaiting, postponeRow, settleRow } from './store.ts';
import type { SettleServices } from './settle.ts';

/** Tries before a message is given up; the pauses between them double from one second on, so that is after four minutes. */
const MAX_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 1_000;

/** Notes that dealing with a message failed. It is tried again later; after some tries it is given up, and that is told. */
export async function failMessage({ pools, clock, log }: SettleServices, id: string, code: string): Promise<void> {
  await pools.write.begin(async (tx) => {
    const message = await lockWaiting(tx, id);
    if (!message) return;
    const now = clock.now();
    const attempts = message.attempts + 1;
    if (attempts < MAX_ATTEMPTS) {
      const pauseMs = FIRST_PAUSE_MS * 2 ** (attempts - 1);
      return postponeRow(tx, id, new Date(now.getTime() + pauseMs), { attempts });
    }
    const reason = `FAILED ${code}`;
    settleRow(tx, message, { state: 'DEAD', reason }, now);
    append(tx, {
      id: newId(clock),
      name: 'webhook.dead',
      subject: message.vendor,
      time: now,
      data: { messageId: id, vendor: message.vendor, reason },
      actor: `vendor:${message.vendor}`,
      traceparent: undefined,
    });
  });
  log.wake();
}
