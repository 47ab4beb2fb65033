import type { Services } from '../context.ts';
import { endBroken, lockExpired } from './store.ts';
import { tell } from './tell.ts';

const BATCH = 50;
const AUTHOR = { actor: 'selfsame', traceparent: undefined };

/**
 * Notes and tells whose time is over; answers whether there may be more. Nothing waits for it: scopes stop counting by
 * the clock of each process.
 */
export async function expireGlass({ pools, clock, log }: Services): Promise<boolean> {
  const now = clock.now();
  const count = await pools.write.begin(async (tx) => {
    const rows = await lockExpired(tx, now, BATCH);
    for (const { id, until } of rows) {
      endBroken(tx, { id, end: 'EXPIRED', at: until });
      tell(tx, clock, AUTHOR, { name: 'access.restored', glassId: id, time: now, data: { end: 'EXPIRED' } });
    }
    return rows.length;
  });
  if (count > 0) log.wake();
  return count === BATCH;
}
