import type { Transaction } from '../../../kernel/db.ts';
import type { SealedRow } from '../sealing.ts';

/** A row of `verdict` with the key of its first record. */
export interface VerdictDetail extends SealedRow {
  a: string;
  b: string;
  said: 'SAME' | 'DIFFERENT' | 'UNSURE';
  actor: string;
  saidAt: Date;
}

/** What people said of pairs of records, the newest first. */
export async function listVerdictDetails(
  tx: Transaction,
  pairs: readonly { a: string; b: string }[],
): Promise<VerdictDetail[]> {
  return tx<VerdictDetail[]>`
    select verdict.a, verdict.b, verdict.said, verdict.actor, verdict.said_at, verdict.sealed, key.wrapped
    from unnest(${pairs.map(({ a }) => a)}::uuid[], ${pairs.map(({ b }) => b)}::uuid[]) asked (a, b)
    join verdict on verdict.a = asked.a and verdict.b = asked.b
    join key on key.id = verdict.a
    order by verdict.said_at desc`;
}
