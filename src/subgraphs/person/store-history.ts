import type { Sql } from '../../kernel/db.ts';
import { behind } from '../../kernel/db/behind.ts';
import type { PersonField } from './fields.ts';
import type { ClaimRow } from './store.ts';

/** Claims of one person that are asked for. */
export interface ClaimsAsk {
  personId: string;
  /** Null: all. */
  fields: readonly PersonField[] | null;
  first: number;
  /** The last claim that is known already. */
  after: string | null;
}

/** All claims of the people's records that can still be read, the newest first. */
export async function listClaims(sql: Sql, personIds: readonly string[]): Promise<ClaimRow[]> {
  return sql<ClaimRow[]>`
    select ${claimColumns(sql)}
    from record
    join key on key.id = record.id
    join claim on claim.record_id = record.id
    where record.person_id = any(${personIds as string[]}::uuid[])
    order by claim.recorded_at desc, claim.id desc`;
}

/** A page of the claims of a person's records that can still be read, the newest first. */
export async function pageClaims(sql: Sql, { personId, fields, first, after }: ClaimsAsk): Promise<ClaimRow[]> {
  return sql<ClaimRow[]>`
    with page as (
      select newest.id
      from (select ${after}::uuid as after) asked
      left join claim last on last.id = asked.after
      cross join record
      cross join lateral (
        select id, recorded_at from claim
        where record_id = record.id and (recorded_at, id) < ${behind(sql, sql`last.recorded_at`)}
          ${fields === null ? sql`` : sql`and field = any(${fields as string[]}::text[])`}
        order by recorded_at desc, id desc
        limit ${first}
      ) newest
      where record.person_id = ${personId} and not record.forgotten
      order by newest.recorded_at desc, newest.id desc
      limit ${first}
    )
    select ${claimColumns(sql)}
    from page
    join claim on claim.id = page.id
    join record on record.id = claim.record_id
    join key on key.id = record.id
    order by claim.recorded_at desc, claim.id desc`;
}

/** The claim that holds of each field of records. */
export async function listLatest(sql: Sql, recordIds: readonly string[]): Promise<ClaimRow[]> {
  return sql<ClaimRow[]>`
    select distinct on (claim.record_id, claim.field) ${claimColumns(sql)}
    from claim
    join record on record.id = claim.record_id
    join key on key.id = record.id
    where claim.record_id = any(${recordIds as string[]}::uuid[])
    order by claim.record_id, claim.field, claim.asserted_at desc, claim.recorded_at desc, claim.id desc`;
}

/** What is read of a claim, of its record and of the record's key. */
function claimColumns(sql: Sql) {
  return sql`
    claim.id, claim.record_id, record.system_id, record.person_id, claim.field, claim.sealed, claim.actor,
    claim.asserted_at, claim.recorded_at, claim.gone_at, claim.gone_under, key.wrapped`;
}
