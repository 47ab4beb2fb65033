import type { Sql, Transaction } from '../../kernel/db.ts';
import type { Tombstone } from '../../kernel/tombstone.ts';
import type { DataClass } from '../../kernel/data-classes.ts';
import type { ErasingPart, ErasureOrder, Held } from './steps.ts';

// The orders of a subgraph, in its table `erasure_work`.

/** An order as it stands. */
export interface Work {
  state: 'DUE' | 'WAITING' | 'HELD';
  attempts: number;
  problem: string | null;
  counts: Record<string, number>;
}

/** Notes orders, unless they are there. */
export function insertOrders(tx: Transaction, orders: readonly ErasureOrder[], now: Date): void {
  const rows = orders.map(({ erasureId, personIds }) => ({ id: erasureId, person_ids: personIds }));
  tx.send(tx`
    insert into erasure_work (id, person_ids, state, due_at, attempts, counts)
    select id, person_ids, 'DUE', ${now}, 0, '{}' from jsonb_to_recordset(${tx.json(rows)}) as row (id uuid, person_ids uuid[])
    on conflict (id) do nothing`);
}

/** Notes erasures that are not known; answers those. */
export async function insertMissing(sql: Sql, buried: readonly Tombstone[], now: Date): Promise<Tombstone[]> {
  if (buried.length === 0) return [];
  const rows = buried.map(({ erasureId, personIds }) => ({ id: erasureId, person_ids: personIds }));
  const missing = await sql<{ id: string }[]>`
    insert into erasure_work (id, person_ids, state, due_at, attempts, counts)
    select id, person_ids, 'DUE', ${now}, 0, '{}' from jsonb_to_recordset(${sql.json(rows)}) as row (id uuid, person_ids uuid[])
    on conflict (id) do nothing
    returning id`;
  const ids = new Set(missing.map(({ id }) => id));
  return buried.filter(({ erasureId }) => ids.has(erasureId));
}

/** How many of some orders nobody has carried out yet. */
export async function countDue(sql: Sql, ids: readonly string[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count from erasure_work where id = any(${ids as string[]}::uuid[]) and state = 'DUE'`;
  return row!.count;
}

/** What of a person lies where. A legal hold on a class keeps all of the subgraph. What people consented to is kept anyhow. */
const CLASSES: Readonly<Record<ErasingPart, readonly DataClass[]>> = {
  person: ['IDENTITY', 'CONTACT', 'IDENTIFIERS', 'EMPLOYMENT', 'PREFERENCES', 'EXTENSIONS'],
  verification: ['VERIFICATION', 'EVIDENCE'],
  decision: ['DECISION', 'RISK'],
  consent: [],
};

/** Whether a legal hold can keep anything of a subgraph. */
export function isHoldable(subgraph: ErasingPart): boolean {
  return CLASSES[subgraph].length > 0;
}

/** Legal holds that keep what a subgraph has of a person. */
export async function listHolds(
  sql: Sql | Transaction,
  subgraph: ErasingPart,
  personIds: readonly string[],
): Promise<Held[]> {
  const classes = CLASSES[subgraph];
  return sql<Held[]>`
    select distinct 'hold' as kind, hold_id as id from held
    where person_id = any(${personIds as string[]}::uuid[])
      and cardinality(${classes as string[]}::text[]) > 0 and (classes = '{}' or classes && ${classes as string[]}::text[])
    order by id`;
}

/** Orders that are due, the longest first. */
export async function listDue(sql: Sql, now: Date): Promise<ErasureOrder[]> {
  return sql<ErasureOrder[]>`
    select id as erasure_id, person_ids from erasure_work where state <> 'DONE' and due_at <= ${now} order by due_at limit 100`;
}

/** Undefined when it is done, or another hub is at it. */
export async function lockWork(tx: Transaction, id: string): Promise<Work | undefined> {
  const [work] = await tx<Work[]>`
    select state, attempts, problem, counts from erasure_work where id = ${id} and state <> 'DONE' for update skip locked`;
  return work;
}

/** Notes where an order stands after a pass that went well. */
export function updateWork(
  tx: Transaction,
  id: string,
  { state, dueAt, counts }: { state: string; dueAt: Date; counts: Record<string, number> },
): void {
  tx.send(tx`
    update erasure_work
    set state = ${state}, due_at = ${dueAt}, counts = ${tx.json(counts)}, attempts = 0, problem = null,
        done_at = case when ${state} = 'DONE' then ${dueAt}::timestamptz end
    where id = ${id}`);
}

/** Notes that a pass failed, and when the next one is. */
export function postponeWork(tx: Transaction, id: string, problem: string, dueAt: Date): void {
  tx.send(tx`
    update erasure_work set attempts = attempts + 1, problem = ${problem}, due_at = ${dueAt} where id = ${id}`);
}
