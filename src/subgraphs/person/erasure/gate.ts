import { LOCKS } from '../../../kernel/locks.ts';
import type { Transaction } from '../../../kernel/db.ts';

// Who brings records shares the gate; who erases takes it alone. So a record that is brought while somebody is erased is there
// before the erasure, and goes with it, or is judged behind it, by the list of what must not come back.

/** Waits until nobody is being erased, and lets nobody be erased until the transaction ends. */
export async function shareWriting(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock_shared(${LOCKS.erasing})`;
}

/** Waits until all that is being brought is stored, and keeps more out until the transaction ends. */
export async function stopWriting(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCKS.erasing})`;
}
