import type { Services } from '../context.ts';
import { appendAll } from '../../../log/append.ts';
import { lockNotices, markNoticed } from './store-write.ts';
import { BY_ITSELF, eventOf } from './tell.ts';

/** Few at a time: who works on one of them waits for the batch that holds it. */
const BATCH = 100;

/** Tells of deadlines that come near or have passed, once each; answers whether there may be more. Several hubs share the work. */
export async function tellDeadlines(services: Pick<Services, 'pools' | 'clock' | 'log'>): Promise<boolean> {
  const { pools, clock, log } = services;
  const now = clock.now();
  const count = await pools.write.begin(async (tx) => {
    const due = await lockNotices(tx, now, BATCH);
    markNoticed(
      tx,
      due.map(({ id }) => id),
      now,
    );
    appendAll(
      tx,
      due.map((row) =>
        eventOf(services, BY_ITSELF, {
          row,
          name: now < row.dueAt ? 'case.due' : 'case.overdue',
          data: { dueAt: row.dueAt },
        }),
      ),
    );
    return due.length;
  });
  if (count > 0) log.wake();
  return count === BATCH;
}
