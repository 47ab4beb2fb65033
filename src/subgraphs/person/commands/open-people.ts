import type { Transaction } from '../../../kernel/db.ts';
import type { Context } from '../context.ts';
import * as statements from '../store-write.ts';
import { type OpenPerson, type OpenRecord, openPerson, openRecord } from '../unify.ts';

/** Locks people and opens them with their records, for a write. */
export async function openPeople(
  tx: Transaction,
  { vault }: Context,
  ids: readonly string[],
): Promise<[OpenPerson[], OpenRecord[]]> {
  const [people, records] = await Promise.all([statements.lockPeople(tx, ids), statements.listRecords(tx, ids)]);
  // A person that was merged between the look-up and the lock: the whole runs again (serialization_failure).
  if (people.some((person) => person.mergedInto))
    throw Object.assign(new Error('a person was merged'), { code: '40001' });
  return [people.map((row) => openPerson(vault, row)), records.map((row) => openRecord(vault, row))];
}
