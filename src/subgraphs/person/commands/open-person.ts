import type { Transaction } from '../../../kernel/db.ts';
import type { Context } from '../context.ts';
import * as statements from '../store-write.ts';
import { type OpenPerson, type OpenRecord, openPerson as open, openRecord } from '../unify.ts';

/** Locks the person that an id leads to, and opens it with its records; undefined when there is none. */
export async function openPerson(
  tx: Transaction,
  { vault }: Context,
  id: string,
): Promise<{ person: OpenPerson; records: OpenRecord[] } | undefined> {
  const personId = await statements.findSurvivor(tx, id);
  if (!personId) return undefined;
  const [[row], records] = await Promise.all([
    statements.lockPeople(tx, [personId]),
    statements.listRecords(tx, [personId]),
  ]);
  // A person that was merged between the look-up and the lock: the whole runs again (serialization_failure).
  if (!row) throw Object.assign(new Error('a person was merged'), { code: '40001' });
  return { person: open(vault, row), records: records.map((record) => openRecord(vault, record)) };
}
