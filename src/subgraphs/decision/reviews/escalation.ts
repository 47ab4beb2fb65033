import { newId } from '../../../kernel/ids.ts';
import { appendAll } from '../../../log/append.ts';
import type { Services } from '../context.ts';
import { addUpCounts, raiseDue } from './store-work.ts';

/** Few at a time: who works at one of them waits for the batch that holds it. */
const BATCH = 200;

/** How the events that time alone causes name the one who acted. */
const ACTOR = 'selfsame';

/**
 * Raises what is overdue, and tells it once; answers whether there may be more. A sweep and not a rule of reading: the order
 * of the queue comes from an index, which only holds what is stored, and a desk hears of it. Several hubs share the work.
 */
export async function escalate({ pools, clock, log }: Pick<Services, 'pools' | 'clock' | 'log'>): Promise<boolean> {
  const now = clock.now();
  const risen = await pools.write.begin(async (tx) => {
    const due = await raiseDue(tx, now, BATCH);
    appendAll(
      tx,
      due
        .filter(({ isNew }) => isNew)
        .map(({ id, kind, personA }) => ({
          id: newId(clock),
          name: 'review.overdue',
          subject: personA ?? id,
          time: now,
          data: { reviewId: id, kind },
          actor: ACTOR,
          traceparent: undefined,
        })),
    );
    if (due.length < BATCH) addUpCounts(tx);
    return due;
  });
  if (risen.some(({ isNew }) => isNew)) log.wake();
  return risen.length === BATCH;
}
