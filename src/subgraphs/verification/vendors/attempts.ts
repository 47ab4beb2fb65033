import type { Transaction } from '../../../kernel/db.ts';

/** Where an attempt stands that is over. */
export type AttemptEnd = 'ENDED' | 'REFUSED' | 'SUPERSEDED' | 'CANCELLED';

/** Notes that an attempt is over. */
export function endAttempt(tx: Transaction, id: string, state: AttemptEnd, now: Date, reasonCode?: string): void {
  tx.send(tx`
    update check_attempt set state = ${state}, ended_at = ${now}, reason_code = ${reasonCode ?? null} where id = ${id}`);
}
