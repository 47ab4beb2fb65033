import type { Transaction } from '../../../kernel/db.ts';

/** The people that ids lead to today, and every id that leads to them. */
export async function listHeads(
  tx: Transaction,
  ids: readonly string[],
): Promise<{ id: string; mergedIds: string[] }[]> {
  return tx<{ id: string; mergedIds: string[] }[]>`
    select person.id, person.merged_ids
    from person
    where id = any(array(
      select coalesce(merged_into, id) from person where id = any(${ids as string[]}::uuid[])
    ))
    order by id`;
}

/** Forgets where the data of people is held. */
export function deleteResidences(tx: Transaction, personIds: readonly string[]): void {
  tx.send(tx`delete from residence where person_id = any(${personIds as string[]}::uuid[])`);
}
