import type { Sql, Transaction } from '../../../kernel/db.ts';
import { countEvents, expireEvents, forgetEvents, positionAt, redactEvents } from '../../../log/retention.ts';
import { idempotencyKeys } from '../../../retention/idempotency.ts';
import { BATCH, COUNTED, type Retained, retainedRows } from '../../../retention/retained.ts';

/** Why legal holds were placed and released. That there was one, by whom and for how long, stays. */
const holds = retainedRows(
  'HOLDS',
  (sql, { before }) => sql`
    select id, null::uuid as person_id from legal_hold
    where released_at < ${before} and reason <> '' order by released_at`,
  async (tx, ids) => {
    tx.send(tx`delete from key where id = any(${ids as string[]}::uuid[])`);
    const { count } = await tx`
      update legal_hold set reason = '', release_reason = null where id = any(${ids as string[]}::uuid[])`;
    return count;
  },
);

/**
 * Who spoke for people whose consent does not hold any more: all of it that is sealed. What was said, how and when stays, as a
 * proof. A purpose whose data is kept for less counts.
 */
const consents = retainedRows(
  'CONSENTS',
  (sql, { before, now }) => sql`
    select consent.id, consent.person_id
    from key
    join consent on consent.id = key.id
    join purpose on purpose.id = consent.purpose
    where consent.status in ('WITHDRAWN', 'REFUSED', 'EXPIRED')
      and case when consent.status = 'EXPIRED' then coalesce(consent.expires_at, consent.changed_at) else consent.changed_at end
        < greatest(${before}, ${now}::timestamptz - make_interval(days => purpose.retention_days))`,
  async (tx, ids) => {
    const { count } = await tx`delete from key where id = any(${ids as string[]}::uuid[])`;
    return count;
  },
);

/**
 * Events of the log. All of an age go together: first a position is said to be the oldest, and what lies below it goes the next
 * time, when readers that were on their way have passed it. One type alone loses its data and keeps its place, since positions
 * have no gaps.
 */
const events: Retained = {
  subject: 'EVENTS',
  async destroy(tx, { before, now, eventType }, cursor) {
    const held = await listHeld(tx);
    if (eventType !== '') {
      const from = Number(cursor ?? 1);
      const below = Math.min(from + BATCH, await positionAt(tx, before));
      if (below <= from) return { gone: 0, isMore: false, cursor };
      const gone = await redactEvents(tx, eventType, { from, below, held });
      return { gone, isMore: below === from + BATCH, cursor: String(below) };
    }
    const below = cursor === null ? await expireEvents(tx, before, now) : Number(cursor);
    if (below === undefined) return { gone: 0, isMore: false, cursor: null };
    const gone = await forgetEvents(tx, below, BATCH, held);
    const isMore = gone === BATCH;
    return { gone, isMore, cursor: isMore ? String(below) : null };
  },
  async look(sql, { before, eventType }) {
    const below = await positionAt(sql, before);
    const counted = await countEvents(sql, eventType, { below, limit: COUNTED, held: await listHeld(sql) });
    return { ...counted, sample: [] };
  },
};

/** Every id of everybody whom a hold keeps. */
async function listHeld(sql: Sql | Transaction): Promise<string[]> {
  const rows = await sql<{ personId: string }[]>`select distinct person_id from held where classes = '{}'`;
  return rows.map(({ personId }) => personId);
}

/** What this subgraph keeps for a time. */
export const consentRetained: readonly Retained[] = [consents, holds, events, idempotencyKeys];
