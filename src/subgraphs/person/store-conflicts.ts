import type { Transaction } from '../../kernel/db.ts';
import type { PersonField } from './fields.ts';

/** Locks some of the people of whom it was not told on which fields sources contradict each other, in the order of their ids. */
export async function lockUntold(tx: Transaction, limit: number): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from person where conflicts is null order by id limit ${limit} for update skip locked`;
  return rows.map(({ id }) => id);
}

/** Stores on which fields sources contradict each other. */
export function storeConflicts(
  tx: Transaction,
  people: readonly { id: string; conflicts: readonly PersonField[] }[],
): void {
  tx.send(tx`
    update person set conflicts = found.fields::text[]
    from unnest(
      ${people.map(({ id }) => id)}::uuid[], ${people.map(({ conflicts }) => `{${conflicts.join(',')}}`)}::text[]
    ) found (id, fields)
    where person.id = found.id`);
}
