import type { Sql, Transaction } from '../../../kernel/db.ts';

/** The people that ids lead to today, and every id that leads to them. */
export async function listHeads(
  sql: Sql | Transaction,
  ids: readonly string[],
): Promise<{ id: string; mergedIds: string[] }[]> {
  return sql<{ id: string; mergedIds: string[] }[]>`
    select person.id, person.merged_ids
    from person
    where id = any(array(
      select coalesce(merged_into, id) from person where id = any(${ids as string[]}::uuid[])
    ))
    order by id`;
}

/** The systems that have records of the people that ids lead to, but for the people's desk. */
export async function listHolders(sql: Sql, ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct system.id
    from person
    join record on record.person_id = coalesce(person.merged_into, person.id) and not record.forgotten
    join system on system.id = record.system_id and system.kind <> 'STEWARD'
    where person.id = any(${ids as string[]}::uuid[])
    order by system.id`;
  return rows.map(({ id }) => id);
}

/** Forgets where the data of people is held. */
export function deleteResidences(tx: Transaction, personIds: readonly string[]): void {
  tx.send(tx`delete from residence where person_id = any(${personIds as string[]}::uuid[])`);
}
