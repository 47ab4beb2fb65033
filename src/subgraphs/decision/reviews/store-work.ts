import type { Transaction } from '../../../kernel/db.ts';
import type { ReviewKind } from '../schema.generated.ts';
import type { RuleModel } from './models.ts';
import { PRIORITY_MAX, RISE } from './rules.ts';

// The statements of those who work at the queue.

/** Gives a review to somebody; to nobody, when `assignee` is null. */
export function assign(tx: Transaction, id: string, assignee: string | null, now: Date): void {
  tx.send(tx`
    update review
    set assignee = ${assignee}, assigned_at = ${assignee === null ? null : now},
        state = ${assignee === null ? 'OPEN' : 'ASSIGNED'}
    where id = ${id}`);
}

/** Sets a priority by hand; the one by rule again, when it is null. */
export function prioritise(tx: Transaction, id: string, priority: number | null): void {
  tx.send(tx`
    update review
    set is_by_hand = ${priority !== null},
        priority = coalesce(${priority}::smallint, least(${PRIORITY_MAX}, rule.priority + ${RISE} * case
          when review.is_overdue
          then round(extract(epoch from review.rises_at - review.deadline) / extract(epoch from review.deadline - review.opened_at))
          else 0
        end)::smallint)
    from review_rule rule
    where review.id = ${id} and rule.kind = review.kind`);
}

/** Writes a note, with its key. */
export function insertNote(
  tx: Transaction,
  note: { id: string; reviewId: string; sealed: Buffer; wrapped: Buffer; author: string; writtenAt: Date },
): void {
  const { wrapped, ...row } = note;
  tx.send(tx`insert into key (id, wrapped) values (${note.id}, ${wrapped})`);
  tx.send(tx`insert into review_note ${tx(row)}`);
}

/** Sets what a kind of review demands; what is null stays. Answers the whole. */
export async function updateRule(
  tx: Transaction,
  kind: ReviewKind,
  change: { priority: number | null; deadlineHours: number | null; fourEyes: boolean | null },
): Promise<RuleModel> {
  const [rule] = await tx<RuleModel[]>`
    update review_rule
    set priority = coalesce(${change.priority}::smallint, priority),
        deadline_hours = coalesce(${change.deadlineHours}::integer, deadline_hours),
        four_eyes = coalesce(${change.fourEyes}::boolean, four_eyes)
    where kind = ${kind}
    returning kind, priority, deadline_hours, four_eyes`;
  return rule!;
}

/** A review whose deadline has passed, once or again. */
export interface Risen {
  id: string;
  kind: ReviewKind;
  personA: string | null;
  /** Whether it was not overdue before. */
  isNew: boolean;
}

/** Raises the priority of reviews whose time has come, those that nobody else holds. */
export async function raiseDue(tx: Transaction, now: Date, limit: number): Promise<Risen[]> {
  return tx<Risen[]>`
    with due as materialized (
      select id, is_overdue from review
      where state <> 'CLOSED' and rises_at <= ${now}
      order by rises_at
      limit ${limit}
      for update skip locked
    )
    update review
    set is_overdue = true,
        rises_at = rises_at + (deadline - opened_at),
        priority = case when is_by_hand then priority else least(${PRIORITY_MAX}, priority + ${RISE}) end
    from due
    where review.id = due.id
    returning review.id, review.kind, review.person_a, not due.is_overdue as is_new`;
}

/** Adds up what has changed of the counts. */
export function addUpCounts(tx: Transaction): void {
  tx.send(tx`
    with gone as (delete from review_count returning kind, state, delta)
    insert into review_count (kind, state, delta) select kind, state, sum(delta) from gone group by kind, state`);
}
