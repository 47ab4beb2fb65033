import type { Sql, Transaction } from '../kernel/db.ts';
import { BATCH, COUNTED, type Retained } from './retained.ts';

/** The idempotency keys that callers used: a retry finds its answer for so long. */
export const idempotencyKeys: Retained = {
  subject: 'IDEMPOTENCY_KEYS',
  async destroy(tx, { before }) {
    const gone = await forgetKeys(tx, before, BATCH);
    return { gone, isMore: gone === BATCH };
  },
  async look(sql, { before }) {
    const [row] = await sql<{ due: number }[]>`
      select count(*) as due from (select from idempotency where created_at < ${before} limit ${COUNTED}) due`;
    return { due: row!.due, held: 0, sample: [] };
  },
};

/** Forgets up to `limit` idempotency keys that were used before `before`; answers how many. */
export async function forgetKeys(sql: Sql | Transaction, before: Date, limit: number): Promise<number> {
  const { count } = await sql`
    delete from idempotency
    where (caller, key) in (
      select caller, key from idempotency where created_at < ${before} limit ${limit} for update skip locked
    )`;
  return count;
}
