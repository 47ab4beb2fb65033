import type { Transaction } from '../../../kernel/db.ts';
import { closePerson } from '../../../log/erasing/close-person.ts';
import type { ErasureOrder, ErasurePass } from '../../../log/erasing/steps.ts';
import type { Services } from '../context.ts';
import { insertSystems, listReaders } from './store.ts';

/**
 * Closes the ids of a person for good. What the person consented to stays, under ids that lead to nobody: whoever used the data
 * may have to show that it was allowed.
 */
export async function eraseConsents(
  tx: Transaction,
  { clock }: Pick<Services, 'clock'>,
  order: ErasureOrder,
): Promise<ErasurePass> {
  await closePerson(tx, order);
  // Who has read of the person is to erase it too, and can be told from the audit log for the last time.
  const systems = await listReaders(tx, order.personIds);
  insertSystems(tx, { erasureId: order.erasureId, systems, because: 'READ', toldAt: clock.now() });
  // Who saw the person when stays in the log of accesses, and not who it was.
  await tx`select audit.forget(${order.personIds}::uuid[])`;
  // Who stood in for a child is somebody too.
  const { count: guardians } = await tx`
    delete from key using consent where key.id = consent.id and consent.person_id = any(${order.personIds}::uuid[])`;
  // What was asked of us in the person's name. A case that is open needs its words until it ends; they go then.
  const { count: cases } = await tx`
    delete from key
    using rights_case
    where key.id = rights_case.id and rights_case.person_id = any(${order.personIds}::uuid[]) and rights_case.ended_at is not null`;
  return { counts: { guardians, cases }, tell: { systems } };
}
