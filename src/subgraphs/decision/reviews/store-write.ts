import type { Transaction } from '../../../kernel/db.ts';
import type { ReviewKind } from '../schema.generated.ts';
import type { Agreement } from './rules.ts';
import type { Opening } from './steps.ts';

// The statements by which the log feeds the queue.

/** A review as the projection closes it. */
export interface OpenReview {
  id: string;
  kind: ReviewKind;
  personA: string | null;
  fourEyes: boolean;
  agreed: Agreement[];
}

/** Opens reviews of what none is open about, and answers those. About two people no more than one match is open. */
export async function insertReviews(
  tx: Transaction,
  openings: readonly Opening[],
): Promise<Pick<OpenReview, 'id' | 'kind' | 'personA'>[]> {
  const rows = openings.map(({ time, actor: _, traceparent: __, ...opening }) => ({ ...opening, openedAt: time }));
  return tx<Pick<OpenReview, 'id' | 'kind' | 'personA'>[]>`
    with new as materialized (
      select id, kind, about, "recordA" as record_a, "recordB" as record_b, detail, "openedAt" as opened_at,
             -- Events of earlier versions name the records alone.
             coalesce("personA", (select person_id from known_record where id = "recordA")) as person_a,
             coalesce("personB", (select person_id from known_record where id = "recordB")) as person_b
      from jsonb_to_recordset(${tx.json(rows)}) as row (
        id uuid, kind text, about text, "personA" uuid, "personB" uuid, "recordA" uuid, "recordB" uuid, detail text,
        "openedAt" timestamptz
      )
    )
    insert into review
      (id, kind, about, person_a, person_b, record_a, record_b, detail, state, opened_at, deadline, rises_at, priority,
       four_eyes)
    select new.id, new.kind, about, person_a, person_b, record_a, record_b, detail, 'OPEN', opened_at,
           opened_at + make_interval(hours => deadline_hours), opened_at + make_interval(hours => deadline_hours), priority,
           four_eyes
    from new join review_rule rule on rule.kind = new.kind
    where new.kind <> 'MATCH' or (
      person_a is distinct from person_b
      and not exists (
        select from review same
        where same.kind = 'MATCH' and same.state <> 'CLOSED'
          and same.person_a = new.person_a and same.person_b = new.person_b
      )
      and not exists (
        select from review same
        where same.kind = 'MATCH' and same.state <> 'CLOSED'
          and same.person_a = new.person_b and same.person_b = new.person_a
      )
    )
    on conflict (kind, about) where state <> 'CLOSED' do nothing
    returning id, kind, person_a`;
}

/** What was said of reviews whose question has come up anew is said of it no more. */
export function forgetAgreements(tx: Transaction, about: readonly Pick<Opening, 'kind' | 'about'>[]): void {
  tx.send(tx`
    delete from review_agreement
    using unnest(${about.map(({ kind }) => kind)}::text[], ${about.map((one) => one.about)}::text[]) asked (kind, about)
    join review on review.kind = asked.kind and review.about = asked.about and review.state <> 'CLOSED'
    where review_agreement.review_id = review.id`);
}

/** The open reviews of what is named, locked, with their places among the names, from 0. */
export async function lockAbout(
  tx: Transaction,
  about: readonly { kind: ReviewKind; about: string }[],
): Promise<(OpenReview & { place: number })[]> {
  return tx<(OpenReview & { place: number })[]>`
    select (asked.place - 1)::integer as place, ${openColumns(tx)}
    from unnest(${about.map(({ kind }) => kind)}::text[], ${about.map((one) => one.about)}::text[])
      with ordinality asked (kind, about, place)
    join review on review.kind = asked.kind and review.about = asked.about and review.state <> 'CLOSED'
    order by review.id
    for update of review`;
}

/** The open matches that name one of the records, locked. */
export async function lockOfRecords(tx: Transaction, recordIds: readonly string[]): Promise<OpenReview[]> {
  const ids = recordIds as string[];
  return tx<OpenReview[]>`
    select ${openColumns(tx)}
    from review
    where id = any(array(
      select id from review where state <> 'CLOSED' and record_a = any(${ids}::uuid[])
      union
      select id from review where state <> 'CLOSED' and record_b = any(${ids}::uuid[])
    ))
    order by id
    for update`;
}

/** The open matches between any two of the people, or of the records, locked. */
export async function lockBetween(
  tx: Transaction,
  { personIds, recordIds }: { personIds: readonly string[]; recordIds: readonly string[] },
): Promise<OpenReview[]> {
  const [people, records] = [personIds as string[], recordIds as string[]];
  return tx<OpenReview[]>`
    select ${openColumns(tx)}
    from review
    where id = any(array(
      select id from review
      where kind = 'MATCH' and state <> 'CLOSED' and person_a = any(${people}::uuid[]) and person_b = any(${people}::uuid[])
      union
      select id from review
      where state <> 'CLOSED' and record_a = any(${records}::uuid[]) and record_b = any(${records}::uuid[])
    ))
    order by id
    for update`;
}

/** The open reviews of a person, locked. */
export async function lockOfPerson(tx: Transaction, personId: string): Promise<OpenReview[]> {
  return tx<OpenReview[]>`
    select ${openColumns(tx)}
    from review
    where id = any(array(
      select id from review where state <> 'CLOSED' and person_a = ${personId}
      union
      select id from review where state <> 'CLOSED' and person_b = ${personId}
    ))
    order by id
    for update`;
}

/** Gives the records of open matches to a person. */
export function moveRecords(tx: Transaction, personId: string, recordIds: readonly string[]): void {
  const ids = recordIds as string[];
  tx.send(tx`update review set person_a = ${personId} where state <> 'CLOSED' and record_a = any(${ids}::uuid[])`);
  tx.send(tx`update review set person_b = ${personId} where state <> 'CLOSED' and record_b = any(${ids}::uuid[])`);
}

/**
 * The open matches that are no question any more since records belong to a person: of two of its records, or of the same two
 * people as another, of which the first stays. Locked.
 */
export async function lockPointless(
  tx: Transaction,
  personId: string,
  recordIds: readonly string[],
): Promise<(OpenReview & { isOnePerson: boolean })[]> {
  return tx<(OpenReview & { isOnePerson: boolean })[]>`
    with own as materialized (
      select id, opened_at, case when person_a = ${personId} then person_b else person_a end as other
      from review
      where id = any(array(
        select id from review where kind = 'MATCH' and state <> 'CLOSED' and person_a = ${personId}
        union
        select id from review where kind = 'MATCH' and state <> 'CLOSED' and person_b = ${personId}
      ))
    ), numbered as materialized (
      select id, other, row_number() over (partition by other order by opened_at, id) as place from own
    )
    select ${openColumns(tx)}, numbered.other = ${personId} as is_one_person
    from numbered join review on review.id = numbered.id
    where case when numbered.other = ${personId}
      then review.record_a = any(${recordIds as string[]}::uuid[]) or review.record_b = any(${recordIds as string[]}::uuid[])
      else numbered.place > 1
    end
    order by review.id
    for update of review`;
}

function openColumns(tx: Transaction) {
  return tx`
    review.id, review.kind, review.person_a, review.four_eyes, coalesce((
      select json_agg(json_build_object('actor', actor, 'word', word)) from review_agreement where review_id = review.id
    ), '[]') as agreed`;
}

/** A review as it was closed. */
export interface Closed {
  id: string;
  word: string;
  actor: string;
  time: Date;
}

/** Closes reviews. Who had one stays named. */
export function closeReviews(tx: Transaction, closed: readonly Closed[]): void {
  tx.send(tx`
    update review
    set state = 'CLOSED', closed_as = said.word, closed_by = said.actor, closed_at = said.at::timestamptz
    from unnest(
      ${closed.map(({ id }) => id)}::uuid[], ${closed.map(({ word }) => word)}::text[],
      ${closed.map(({ actor }) => actor)}::text[], ${closed.map(({ time }) => time.toISOString())}::text[]
    ) said (id, word, actor, at)
    where review.id = said.id`);
}

/** Notes what people said of reviews that wait for a second person, for whom they are free now. */
export function storeAgreements(tx: Transaction, said: readonly Closed[]): void {
  tx.send(tx`
    with said as materialized (
      select * from unnest(
        ${said.map(({ id }) => id)}::uuid[], ${said.map(({ word }) => word)}::text[],
        ${said.map(({ actor }) => actor)}::text[], ${said.map(({ time }) => time.toISOString())}::text[]
      ) said (id, word, actor, at)
    ), noted as (
      insert into review_agreement (review_id, actor, word, said_at)
      select id, actor, word, at::timestamptz from said
      on conflict (review_id, actor) do update set word = excluded.word, said_at = excluded.said_at
    )
    update review set state = 'OPEN', assignee = null, assigned_at = null from said where review.id = said.id`);
}
