import type { Sql, Transaction } from '../../../kernel/db.ts';

// What of a person lies in this subgraph, under any of its ids. Keys first, in the same transaction as what they open.

/** Calls off the journeys of a person that have not ended, and empties what all of them remember. */
export async function cancelJourneys(
  tx: Transaction,
  personIds: readonly string[],
  { reason, now }: { reason: string; now: Date },
): Promise<{ id: string; personId: string; name: string; step: string }[]> {
  const ids = personIds as string[];
  const rows = await tx<{ id: string; personId: string; name: string; step: string; entry: number }[]>`
    update journey
    set state = 'CANCELLED', reason = ${reason}, entry = entry + 1, waits_for = '{}', due_at = null, ended_at = ${now}
    where person_id = any(${ids}::uuid[]) and state in ('RUNNING', 'WAITING', 'FAILED')
    returning id, person_id, name, step, entry`;
  tx.send(tx`
    insert into journey_log (journey_id, entry, place, step, action, detail, at)
    select id, entry, 0, step, 'CANCELLED', ${tx.json({ by: 'selfsame', reason })}, ${now}
    from jsonb_to_recordset(${tx.json(rows)}) as row (id uuid, entry integer, step text)`);
  tx.send(tx`update journey set memory = '{}' where person_id = any(${ids}::uuid[])`);
  return rows;
}

/** Destroys the keys of decisions, and takes from them what was sealed; answers how many there were. */
export async function emptyDecisions(tx: Transaction, personIds: readonly string[]): Promise<number> {
  const ids = personIds as string[];
  const { count } = await tx`
    delete from key using decision where key.id = decision.id and decision.person_id = any(${ids}::uuid[])`;
  tx.send(tx`
    delete from override_proposal using decision
    where override_proposal.decision_id = decision.id and decision.person_id = any(${ids}::uuid[])`);
  tx.send(tx`select empty_decisions(${ids}::uuid[])`);
  return count;
}

/** Deletes what was seen of a person at logins, with its keys; answers how many signals that were. */
export async function deleteSignals(tx: Transaction, personIds: readonly string[]): Promise<number> {
  const rows = await tx<{ id: string }[]>`
    delete from signal where person_id = any(${personIds as string[]}::uuid[]) returning id`;
  tx.send(tx`delete from key where id = any(${rows.map(({ id }) => id)}::uuid[])`);
  return rows.length;
}

/** Reviews that name a person. */
const reviewsOf = (sql: Sql | Transaction, ids: string[]) => sql`
  select id from review where person_a = any(${ids}::uuid[])
  union
  select id from review where person_b = any(${ids}::uuid[])`;

/** Destroys the keys of notes on reviews that name a person, of whatever other one they speak too; answers how many there were. */
export async function destroyNotes(tx: Transaction, personIds: readonly string[]): Promise<number> {
  const { count } = await tx`
    delete from key using review_note note
    where key.id = note.id and note.review_id = any(array(${reviewsOf(tx, personIds as string[])}))`;
  return count;
}

/** How many there are of what `eraseDecisions` would destroy or call off. */
export async function countAll(
  sql: Sql,
  personIds: readonly string[],
): Promise<{ decisions: number; signals: number; notes: number; journeys: number }> {
  const ids = personIds as string[];
  const [row] = await sql<{ decisions: number; signals: number; notes: number; journeys: number }[]>`
    select
      (select count(*) from decision join key on key.id = decision.id where person_id = any(${ids}::uuid[])) as decisions,
      (select count(*) from signal where person_id = any(${ids}::uuid[])) as signals,
      (select count(*) from review_note note join key on key.id = note.id
       where note.review_id = any(array(${reviewsOf(sql, ids)}))) as notes,
      (select count(*) from journey where person_id = any(${ids}::uuid[]) and state in ('RUNNING', 'WAITING', 'FAILED')) as journeys`;
  return row!;
}

/** Deletes what was kept of a person to count by, and to look consents up. */
export function deleteKnown(tx: Transaction, personIds: readonly string[]): void {
  const ids = personIds as string[];
  tx.send(tx`delete from known_consent where person_id = any(${ids}::uuid[])`);
  tx.send(tx`delete from kpi_finding where person_id = any(${ids}::uuid[])`);
}
