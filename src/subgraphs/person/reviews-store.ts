import type { Sql, Transaction } from '../../kernel/db.ts';
import type { VerdictDetail } from './explain/store.ts';
import { type MatchRow, texts } from './matching/store.ts';

// Reviews are no table of their own: they are what `match` asks and `verdict` has not answered.

/** Two records of two people about whom a person is asked, the lower id first. */
export interface ReviewRow {
  recordA: string;
  recordB: string;
  personA: string;
  personB: string;
  weight: number;
  vector: Buffer;
  modelId: string;
}

/** Which reviews are asked for. */
export interface ReviewQuery {
  /** Those of one person; of everybody when left away. */
  personId: string | undefined;
  /** Those about which somebody was unsure, or those of which nobody said anything. */
  unsure: boolean;
  /** Records that say the same and are not linked are asked about from this weight on. */
  review: number;
  after: { weight: number; recordA: string; recordB: string } | undefined;
  limit: number;
}

/** People of one profile that are looked at: with the next profile alone they can be a million pairs. */
const PEOPLE = 20;
/** Namesakes that are looked at behind a cursor. */
const NAMESAKES = 1_000;

/**
 * Pairs of people who may be one, the most likely first. It walks `match_review` from the strongest on, and stops when the page
 * is full. Of records that say the same and are not linked, each is asked about with the next one only: so a
 * thousand namesakes are a thousand questions, not half a million.
 */
export async function listReviews(sql: Sql, query: ReviewQuery): Promise<ReviewRow[]> {
  const { personId, unsure, after, limit } = query;
  const wanted = personId
    ? sql`select profile from record where person_id = ${personId}::uuid and profile is not null`
    : sql`select record.profile from verdict join record said on said.id = verdict.a
          join record on record.person_id = said.person_id where verdict.said = 'UNSURE' and record.profile is not null`;
  return sql<ReviewRow[]>`
    select pair.record_a, pair.record_b, pair.person_a, pair.person_b, match.weight, match.vector, match.model_id
    from match
    cross join lateral (
      select distinct on (least(person_a, person_b), greatest(person_a, person_b)) *
      from (
        select least(one.id, other.id) as record_a, greatest(one.id, other.id) as record_b,
               case when one.id < other.id then one.person_id else other.person_id end as person_a,
               case when one.id < other.id then other.person_id else one.person_id end as person_b
        from (
          select distinct on (person_id) id, person_id from (
            select id, person_id from record where profile = match.a order by id limit ${PEOPLE}
          ) first order by person_id, id
        ) one
        cross join (
          select distinct on (person_id) id, person_id from (
            select id, person_id from record where profile = match.b order by id limit ${PEOPLE}
          ) first order by person_id, id
        ) other
        where match.a <> match.b
        union all
        select one.id, next.id, one.person_id, next.person_id
        from (
          select id, person_id from record
          where profile = match.a and match.a = match.b and match.weight >= ${query.review}
            ${after ? sql`and (match.weight < ${String(after.weight)}::text::double precision or id >= ${after.recordA}::uuid)` : sql``}
          order by id limit ${NAMESAKES}
        ) one
        cross join lateral (
          select id, person_id from record where profile = match.a and id > one.id order by id limit 1
        ) next
      ) found
      where person_a <> person_b
        ${personId ? sql`and ${personId}::uuid in (person_a, person_b)` : sql``}
      order by least(person_a, person_b), greatest(person_a, person_b), record_a, record_b
    ) pair
    cross join lateral (
      select count(*) > 0 as any_word, coalesce(bool_or(verdict.said <> 'UNSURE'), false) as settled
      from record mine
      cross join lateral (
        select said, b as other from verdict where a = mine.id
        union all
        select said, a as other from verdict where b = mine.id
      ) verdict
      join record theirs on theirs.id = verdict.other
      where mine.person_id = pair.person_a and theirs.person_id = pair.person_b
    ) word
    where (match.decision = 'REVIEW' or match.apart) and not match.settled
      -- Most of what is passed over was answered, or is one person by now. To see that here first is ten times as fast.
      and (match.a = match.b or exists (
        select
        from (select id, person_id from record where profile = match.a order by id limit ${PEOPLE}) one
        cross join (select id, person_id from record where profile = match.b order by id limit ${PEOPLE}) other
        where one.person_id <> other.person_id and not exists (
          select from verdict
          where a = least(one.id, other.id) and b = greatest(one.id, other.id) and said <> 'UNSURE'
        )
      ))
      ${personId || unsure ? sql`and (match.a = any(array(${wanted})) or match.b = any(array(${wanted})))` : sql``}
      ${
        after
          ? sql`and match.weight <= ${String(after.weight)}::text::double precision
                and (match.weight < ${String(after.weight)}::text::double precision
                     or (pair.record_a, pair.record_b) > (${after.recordA}::uuid, ${after.recordB}::uuid))`
          : sql``
      }
      and not word.settled and word.any_word = ${unsure}
      and not exists (
        select
        from (select distinct profile from record where person_id = pair.person_a) mine
        cross join (select distinct profile from record where person_id = pair.person_b) theirs
        join match stronger
          on stronger.a = least(mine.profile, theirs.profile) and stronger.b = greatest(mine.profile, theirs.profile)
        where (stronger.decision = 'REVIEW' or stronger.apart)
          -- That both have a record which says the same is asked about only where nothing else is.
          and stronger.a <> stronger.b
          and (match.a = match.b or stronger.weight > match.weight
               or (stronger.weight = match.weight and (stronger.a, stronger.b) < (match.a, match.b)))
      )
    order by match.weight desc, pair.record_a, pair.record_b
    limit ${limit}`;
}

/** What was said of the records of two people, the newest first. */
export async function listVerdictsBetween(sql: Sql, personA: string, personB: string): Promise<VerdictDetail[]> {
  return sql<VerdictDetail[]>`
    select verdict.a, verdict.b, verdict.said, verdict.sealed, verdict.actor, verdict.said_at, key.wrapped
    from record mine
    join verdict on verdict.a = mine.id or verdict.b = mine.id
    join record theirs on theirs.id = case when verdict.a = mine.id then verdict.b else verdict.a end
    join key on key.id = verdict.a
    where mine.person_id = ${personA} and theirs.person_id = ${personB}
    order by verdict.said_at desc, verdict.a, verdict.b
    limit 20`;
}

/** Those of the records that people still hold, with the person of each. */
export async function listHolders(
  sql: Sql | Transaction,
  recordIds: readonly string[],
): Promise<{ id: string; personId: string }[]> {
  return sql<{ id: string; personId: string }[]>`
    select record.id, record.person_id
    from unnest(${recordIds as string[]}::uuid[]) asked (id)
    join record on record.id = asked.id and not record.forgotten`;
}

/** Passes matches over from now on, of which somebody has said what all are to each other who have the two. */
export function settleMatches(tx: Transaction, matches: readonly Pick<MatchRow, 'a' | 'b'>[]): void {
  const asked = matches.filter(({ a, b }) => a !== b);
  if (asked.length === 0) return;
  tx.send(tx`
    update match set settled = true
    from unnest(${texts(asked.map(({ a }) => a))}::bigint[], ${texts(asked.map(({ b }) => b))}::bigint[]) asked (a, b)
    where match.a = asked.a and match.b = asked.b and not settled and not exists (
      select from (select distinct person_id from record where profile = asked.a) one
      cross join (select distinct person_id from record where profile = asked.b) other
      where one.person_id <> other.person_id and not exists (
        select from record mine
        cross join lateral (
          select b as other from verdict where a = mine.id and said <> 'UNSURE'
          union all
          select a from verdict where b = mine.id and said <> 'UNSURE'
        ) word
        join record theirs on theirs.id = word.other
        where mine.person_id = one.person_id and theirs.person_id = other.person_id
      )
    )`);
}

/** Asks about matches of profiles again: others have them now, or what was said of those who have them was taken back. */
export function unsettleMatches(tx: Transaction, profiles: readonly bigint[]): void {
  if (profiles.length === 0) return;
  tx.send(tx`update match set settled = false where settled and a = any(${texts(profiles)}::bigint[])`);
  tx.send(tx`update match set settled = false where settled and b = any(${texts(profiles)}::bigint[])`);
}

/** The places of those pairs of people of whom somebody has said whether they are one. */
export async function listSettled(
  tx: Transaction,
  pairs: readonly { personA: string; personB: string }[],
): Promise<number[]> {
  const rows = await tx<{ place: number }[]>`
    select (asked.place - 1)::integer as place
    from unnest(
      ${pairs.map(({ personA }) => personA)}::uuid[], ${pairs.map(({ personB }) => personB)}::uuid[]
    ) with ordinality asked (a, b, place)
    where exists (
      select from record mine
      cross join lateral (
        select b as other from verdict where a = mine.id and said <> 'UNSURE'
        union all
        select a from verdict where b = mine.id and said <> 'UNSURE'
      ) word
      join record theirs on theirs.id = word.other
      where mine.person_id = asked.a and theirs.person_id = asked.b
    )`;
  return rows.map(({ place }) => place);
}
