import { newId } from '../../kernel/ids.ts';
import { append } from '../../log/append.ts';
import { consentIds } from './combine.ts';
import type { Services } from './context.ts';
import { holding } from './rules.ts';
import { listConsents, lockDue, markExpired } from './store.ts';

/** Few at a time: a person who withdraws waits for the batch that holds the consent. */
const BATCH = 100;

/** How the events that time alone causes name the one who acted. */
const ACTOR = 'selfsame';

/**
 * Tells of grants that have ended by themselves, once each and at most 100 at a time; answers whether there may be more.
 * Reads do not depend on it: where a consent stands is found from the clock. Several hubs share the work.
 */
export async function expireConsents({ pools, clock, log, directory }: Services): Promise<boolean> {
  const now = clock.now();
  await directory.projection.settle();
  const count = await pools.write.begin(async (tx) => {
    const due = await lockDue(tx, now, BATCH);
    if (due.length === 0) return 0;
    const dueIds = due.map((row) => row.id);
    const same = Map.groupBy(await listConsents(tx, dueIds), (row) => row.askedId);
    // One that the person has overruled under another id ends nothing.
    const ended = due.filter((row) => holding(consentsInOrder(same.get(row.id)!))!.id === row.id);
    markExpired(tx, dueIds);
    // In the order of people: two hubs never wait for each other.
    for (const { id, personId, purpose, expiresAt } of ended.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))) {
      append(tx, {
        id: newId(clock),
        name: 'consent.expired',
        subject: personId,
        time: now,
        data: {
          consentId: consentIds(same.get(id)!)[0]!,
          purpose,
          status: 'EXPIRED',
          since: expiresAt,
          expiresAt,
          late: false,
        },
        actor: ACTOR,
        traceparent: undefined,
      });
    }
    return due.length;
  });
  if (count > 0) log.wake();
  return count === BATCH;
}

/** In one order, so that of equal statements under two ids the same one counts each time. */
function consentsInOrder<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
