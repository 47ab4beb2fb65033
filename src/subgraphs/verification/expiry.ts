import { newId } from '../../kernel/ids.ts';
import { append } from '../../log/append.ts';
import type { Services } from './context.ts';
import * as statements from './store-write.ts';

/** Few at a time: a command that needs one of them waits for the batch that holds it. */
const BATCH = 100;

/** How the events that time alone causes name the one who acted. */
const ACTOR = 'selfsame';

/**
 * Notes and tells what has expired by itself, once each and at most 100 at a time; answers whether there may be more.
 * Reads and commands do not depend on it (`statusAt`). Several hubs share the work: each takes what no other holds.
 */
export async function expireVerifications({
  pools,
  clock,
  log,
}: Pick<Services, 'pools' | 'clock' | 'log'>): Promise<boolean> {
  const now = clock.now();
  const count = await pools.write.begin(async (tx) => {
    const due = await statements.lockDue(tx, now, BATCH);
    if (due.length === 0) return 0;
    statements.expireRows(
      tx,
      due.map((row) => row.id),
    );
    // In the order of people: each event locks its person's stream, and two hubs never wait for each other.
    for (const { id, personId, status } of due.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))) {
      append(tx, {
        id: newId(clock),
        name: 'verification.expired',
        subject: personId,
        time: now,
        data: { verificationId: id, status: 'EXPIRED', previously: status },
        actor: ACTOR,
        traceparent: undefined,
      });
    }
    return due.length;
  });
  if (count > 0) log.wake();
  return count === BATCH;
}
