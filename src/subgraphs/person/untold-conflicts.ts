import { findConflicts } from './conflicts.ts';
import { tellOne } from './commands/tell-conflicts.ts';
import type { Services } from './context.ts';
import { lockUntold, storeConflicts } from './store-conflicts.ts';
import { listRecords } from './store-write.ts';
import { openRecord, sourcesOf } from './unify.ts';

/** Few at a time: who writes of one of them waits for the batch that holds it. */
const BATCH = 50;

/** How the events of what was known before name the one who acted. */
const AUTHOR = { actor: 'selfsame', traceparent: undefined };

/**
 * Tells of contradictions that were found by a version that told nobody; answers whether there may be more. People come to
 * that state by a migration only, so the look reads one page of an index that is empty.
 */
export async function tellUntold(services: Services): Promise<boolean> {
  const { pools, vault, ownership, registry, clock, log } = services;
  const count = await pools.write.begin(async (tx) => {
    const personIds = await lockUntold(tx, BATCH);
    if (personIds.length === 0) return 0;
    const records = (await listRecords(tx, personIds)).map((row) => openRecord(vault, row));
    const systems = await registry.of(records);
    const byPerson = Map.groupBy(records, ({ personId }) => personId);
    const found = personIds.map((id) => ({
      id,
      conflicts: findConflicts(sourcesOf(byPerson.get(id) ?? [], systems), ownership).map(({ field }) => field),
    }));
    storeConflicts(tx, found);
    const now = clock.now();
    for (const { id: personId, conflicts: opened } of found)
      tellOne(tx, services, { personId, opened, closed: [], settled: false, author: AUTHOR, now });
    return personIds.length;
  });
  if (count > 0) log.wake();
  return count === BATCH;
}
