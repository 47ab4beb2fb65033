import type { Sql, Transaction } from '../../../kernel/db.ts';
import { idempotencyKeys } from '../../../retention/idempotency.ts';
import { BATCH, type Fragment, type Retained, isHeld, lookAt } from '../../../retention/retained.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Values that a record has replaced since. Claims are walked in the order in which they came, each once: all that its record
 * said of the field up to then, but for what held then, was replaced by then. Whether a claim was replaced stands nowhere; a
 * mark at each write lost, as it would rewrite what is append-only. A row stays, without its value.
 */
const supersededClaims: Retained = {
  subject: 'SUPERSEDED_CLAIMS',
  async destroy(tx, { before, now, version }, cursor) {
    const [walked] = await tx<{ last: string | null; count: number; ids: string[] }[]>`
      with walked as materialized (
        select id, record_id, field from claim
        where id > ${cursor ?? FIRST}::uuid and recorded_at < ${before}
        order by id
        limit ${BATCH}
      ), due as materialized (${replaced(tx, before, tx`(select distinct record_id, field from walked)`)})
      select (select id from walked order by id desc limit 1) as last,
             (select count(*) from walked) as count,
             array(select id from due where not ${isHeld(tx, 'SUPERSEDED_CLAIMS')}) as ids`;
    const { last, count, ids } = walked!;
    const isMore = count === BATCH;
    if (ids.length === 0) return { gone: 0, isMore, cursor: last ?? cursor };
    const [row] = await tx<{ gone: number }[]>`select let_claims_go(${ids}::uuid[], ${now}, ${version}) as gone`;
    return { gone: row!.gone, isMore, cursor: last ?? cursor };
  },
  // From the beginning, so that it can be tried with any period; among the oldest claims only, when there are many.
  look: (sql, { before }) => {
    const oldest = sql`(
      select distinct record_id, field
      from (select record_id, field from claim where recorded_at < ${before} order by id limit ${LOOKED_AT}) first
    )`;
    return lookAt(sql, replaced(sql, before, oldest), isHeld(sql, 'SUPERSEDED_CLAIMS'));
  },
};

const LOOKED_AT = 100_000;

/** What records said of fields before a moment and had replaced by then. */
function replaced(sql: Sql | Transaction, before: Date, of: Fragment): Fragment {
  return sql`
    select claim.id, record.person_id
    from ${of} asked
    join claim on claim.record_id = asked.record_id and claim.field = asked.field
    join record on record.id = claim.record_id
    where claim.recorded_at < ${before} and claim.gone_at is null and exists (
      select from claim newer
      where newer.record_id = claim.record_id and newer.field = claim.field and newer.recorded_at < ${before}
        and (newer.asserted_at, newer.recorded_at, newer.id) > (claim.asserted_at, claim.recorded_at, claim.id)
    )`;
}

/** What this subgraph keeps for a time. */
export const personRetained: readonly Retained[] = [supersededClaims, idempotencyKeys];
