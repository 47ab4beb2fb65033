import { LOCKS } from '../../../kernel/locks.ts';
import type { Transaction } from '../../../kernel/db.ts';
import { texts } from './store.ts';

// Who waits for whom where profiles and keys change.

/** Keys that a transaction locks one by one. Who has more waits until it is alone: the server has room for some thousands. */
const MAX_LOCKS = 1_000;

/**
 * Lets one transaction at a time pass that could find, or be found by, one of the numbers: keys and profiles. Keys that
 * find nobody are passed over. A transaction locks once: one that came back for more could wait for another that does.
 */
export async function lockNumbers(tx: Transaction, numbers: readonly bigint[]): Promise<void> {
  if (numbers.length > MAX_LOCKS) return lockMatching(tx);
  await tx`
    select pg_advisory_xact_lock(wanted.number)
    from (select pg_advisory_xact_lock_shared(${LOCKS.matching}) offset 0) gate
    cross join (
      select distinct number from unnest(${texts(numbers)}::bigint[]) number
      where not exists (select from hot_key where key = number)
      order by number
    ) wanted`;
}

/** Keeps all writers out until the transaction ends. */
export async function lockMatching(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCKS.matching})`;
}

/** Waits until nobody has all of matching for itself, and keeps others from it until the transaction ends. */
export async function shareMatching(tx: Transaction): Promise<undefined> {
  await tx`select pg_advisory_xact_lock_shared(${LOCKS.matching})`;
  return undefined;
}
