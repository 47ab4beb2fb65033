import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { ReviewKind, ReviewState } from '../schema.generated.ts';
import type { AgreementModel, ReviewModel, ReviewNoteModel, RuleModel } from './models.ts';

/** Where a page of the queue begins. */
export interface QueuePlace {
  rank: number;
  deadline: string;
  id: string;
}

/** Which reviews are asked for. */
export interface QueueQuery {
  kinds: readonly ReviewKind[];
  states: readonly ReviewState[];
  assignee: string | undefined;
  overdue: boolean | undefined;
  after: QueuePlace | undefined;
  limit: number;
}

/**
 * A page of the queue, in its order. Each kind and state is a walk of an index from where the page begins, no longer than the
 * page; what they find is put together.
 */
export async function listQueue(sql: Sql, query: QueueQuery): Promise<ReviewModel[]> {
  const { kinds, states, assignee, overdue, after, limit } = query;
  return sql<ReviewModel[]>`
    select found.*
    from unnest(${states as string[]}::text[]) asked (state)
    cross join unnest(${kinds as string[]}::text[]) of (kind)
    cross join lateral (
      select ${columns(sql)} from review
      where review.state = asked.state and review.kind = of.kind
        ${assignee === undefined ? sql`` : sql`and review.assignee = ${assignee}`}
        ${overdue === undefined ? sql`` : overdue ? sql`and review.is_overdue` : sql`and not review.is_overdue`}
        ${after ? sql`and (review.rank, review.deadline, review.id) > (${after.rank}::smallint, ${after.deadline}::timestamptz, ${after.id}::uuid)` : sql``}
      order by review.rank, review.deadline, review.id
      limit ${limit}
    ) found
    order by found.rank, found.deadline, found.id
    limit ${limit}`;
}

/** Reviews by their ids, of some kinds. */
export async function listReviews(
  sql: Sql,
  ids: readonly string[],
  kinds: readonly ReviewKind[],
): Promise<ReviewModel[]> {
  return sql<ReviewModel[]>`
    select ${columns(sql)} from review
    where review.id = any(${ids as string[]}::uuid[]) and review.kind = any(${kinds as string[]}::text[])`;
}

/** A review of one of the kinds, locked; undefined when there is none. */
export async function lockReview(
  tx: Transaction,
  id: string,
  kinds: readonly ReviewKind[],
): Promise<ReviewModel | undefined> {
  const [row] = await tx<ReviewModel[]>`
    select ${columns(tx)} from review
    where review.id = ${id} and review.kind = any(${kinds as string[]}::text[])
    for update`;
  return row;
}

function columns(sql: Sql | Transaction) {
  return sql`
    review.id, review.kind, review.about, review.person_a, review.person_b, review.record_a, review.record_b, review.detail,
    review.state, review.opened_at, review.deadline, review.is_overdue, review.priority, review.is_by_hand, review.rank,
    review.four_eyes, review.assignee, review.assigned_at, review.closed_at, review.closed_as, review.closed_by`;
}

/** How many reviews there are of the kinds, by state. */
export async function countReviews(
  sql: Sql,
  kinds: readonly ReviewKind[],
): Promise<{ kind: ReviewKind; state: ReviewState; count: number }[]> {
  return sql<{ kind: ReviewKind; state: ReviewState; count: number }[]>`
    select kind, state, sum(delta) as count from review_count
    where kind = any(${kinds as string[]}::text[])
    group by kind, state`;
}

/** Who has said what of reviews. */
export async function listAgreements(sql: Sql | Transaction, ids: readonly string[]): Promise<AgreementModel[]> {
  return sql<AgreementModel[]>`
    select review_id, actor, word, said_at from review_agreement
    where review_id = any(${ids as string[]}::uuid[])
    order by said_at, actor`;
}

/** The notes on reviews, the oldest first. */
export async function listNotes(sql: Sql, ids: readonly string[]): Promise<ReviewNoteModel[]> {
  return sql<ReviewNoteModel[]>`
    select review_note.id, review_note.review_id, review_note.sealed, review_note.author, review_note.written_at,
           review_note.gone_at, review_note.gone_under, key.wrapped
    from review_note left join key on key.id = review_note.id
    where review_note.review_id = any(${ids as string[]}::uuid[])
    order by review_note.review_id, review_note.id`;
}

/** What each kind of review demands, in the order of their names. */
export async function listRules(sql: Sql): Promise<RuleModel[]> {
  return sql<RuleModel[]>`select kind, priority, deadline_hours, four_eyes from review_rule order by kind`;
}
