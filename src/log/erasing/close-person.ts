import type { Transaction } from '../../kernel/db.ts';
import type { ErasureOrder } from './steps.ts';

/**
 * Makes sure that nothing more is stored for the ids of a person in this subgraph: waits for whoever is just storing something,
 * and leaves the ids on the list by which the triggers refuse the others.
 */
export async function closePerson(tx: Transaction, { erasureId, personIds }: ErasureOrder): Promise<void> {
  await tx`
    select pg_advisory_xact_lock(hashtextextended(id::text, hashtextextended(current_schema(), 9)))
    from (select id from unnest(${personIds}::uuid[]) id order by id) closed`;
  await tx`
    insert into erased_person (person_id, erasure_id) select id, ${erasureId} from unnest(${personIds}::uuid[]) id
    on conflict do nothing`;
}
