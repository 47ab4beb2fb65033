import { idempotencyKeys } from '../../../retention/idempotency.ts';
import { type Retained, retainedRows } from '../../../retention/retained.ts';

/** Logins and signals of devices. Nothing cites them. */
const signals = retainedRows(
  'SIGNALS',
  (sql, { before }) => sql`
    select id, person_id from signal where recorded_at < ${before} order by recorded_at`,
  async (tx, ids) => {
    tx.send(tx`delete from key where id = any(${ids as string[]}::uuid[])`);
    const { count } = await tx`delete from signal where id = any(${ids as string[]}::uuid[])`;
    return count;
  },
);

/** What decisions were given, and why in words. What was decided, by which rules and on what evidence stays. */
const decisions = retainedRows(
  'DECISIONS',
  (sql, { before }) => sql`
    select id, person_id from decision where gone_at is null and recorded_at < ${before} order by recorded_at`,
  async (tx, ids, { now, version }) => {
    tx.send(tx`delete from key where id = any(${ids as string[]}::uuid[])`);
    tx.send(tx`update override_proposal set sealed = null where decision_id = any(${ids as string[]}::uuid[])`);
    const [row] = await tx<{ gone: number }[]>`
      select let_decisions_go(${ids as string[]}::uuid[], ${now}, ${version}) as gone`;
    return row!.gone;
  },
);

/** Notes on reviews, from when the review was closed. Who wrote one, and when, stays. */
const reviewNotes = retainedRows(
  'REVIEW_NOTES',
  (sql, { before }) => sql`
    select note.id, review.person_a as person_id
    from review_note note join review on review.id = note.review_id
    where note.gone_at is null and note.written_at < ${before} and review.closed_at < ${before}
    order by note.written_at`,
  async (tx, ids, { now, version }) => {
    tx.send(tx`delete from key where id = any(${ids as string[]}::uuid[])`);
    const [row] = await tx<{ gone: number }[]>`
      select let_notes_go(${ids as string[]}::uuid[], ${now}, ${version}) as gone`;
    return row!.gone;
  },
);

/** What journeys remember, and their log. How they came out stays. One that failed may yet be taken up again. */
const journeys = retainedRows(
  'JOURNEYS',
  (sql, { before }) => sql`
    select id, person_id from journey
    where gone_at is null and ended_at < ${before} and state in ('ENDED', 'CANCELLED')
    order by ended_at`,
  async (tx, ids, { now, version }) => {
    const [row] = await tx<{ gone: number }[]>`
      select let_journeys_go(${ids as string[]}::uuid[], ${now}, ${version}) as gone`;
    return row!.gone;
  },
);

/** What this subgraph keeps for a time. */
export const decisionRetained: readonly Retained[] = [signals, decisions, reviewNotes, journeys, idempotencyKeys];
