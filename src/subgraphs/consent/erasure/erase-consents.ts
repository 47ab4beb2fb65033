import type { Transaction } from '../../../kernel/db.ts';
import { closePerson } from '../../../log/erasing/close-person.ts';
import type { ErasureOrder, ErasurePass } from '../../../log/erasing/steps.ts';

/**
 * Closes the ids of a person for good. What the person consented to stays, under ids that lead to nobody: whoever used the data
 * may have to show that it was allowed.
 */
export async function eraseConsents(tx: Transaction, order: ErasureOrder): Promise<ErasurePass> {
  await closePerson(tx, order);
  // Who spoke for a child names somebody, and proves nothing once the child is nobody.
  await tx`
    delete from key using consent where key.id = consent.id and consent.person_id = any(${order.personIds}::uuid[])`;
  // Who saw the person when stays in the log of accesses, and not who it was.
  await tx`select audit.forget(${order.personIds}::uuid[])`;
  // Who stood in for a child is somebody too.
  const { count: guardians } = await tx`
    delete from key using consent where key.id = consent.id and consent.person_id = any(${order.personIds}::uuid[])`;
  return { counts: { guardians } };
}
