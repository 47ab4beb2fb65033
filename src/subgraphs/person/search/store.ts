import type { Sql } from '../../../kernel/db.ts';
import { texts } from '../matching/store.ts';
import type { RecordRow } from '../store.ts';

/** How many profiles have each key, counted up to `most`. */
export async function countKeys(sql: Sql, keys: readonly bigint[], most: number): Promise<Map<bigint, number>> {
  const rows = await sql<{ key: string; count: number }[]>`
    select asked.key::text, found.count
    from unnest(${texts(keys)}::bigint[]) asked (key)
    cross join lateral (
      select count(*)::integer as count from (select from search_key where key = asked.key limit ${most}) holder
    ) found
    where found.count > 0`;
  return new Map(rows.map(({ key, count }) => [BigInt(key), count]));
}

/** A key to look up. */
export interface WeighedKey {
  key: bigint;
  /** What it counts that a profile has it. */
  weight: number;
  /** Of how many profiles it finds; 0 where it is only asked whether those that were found have it too. */
  finds: number;
}

/** The profiles that share most, the best first. Reads no more than the keys find, and of `tried` of them whether they have the others. */
export async function rankProfiles(
  sql: Sql,
  keys: readonly WeighedKey[],
  { tried, first }: { tried: number; first: number },
): Promise<bigint[]> {
  const rows = await sql<{ profile: string }[]>`
    with asked as materialized (
      select * from unnest(
        ${texts(keys.map(({ key }) => key))}::bigint[], ${keys.map(({ weight }) => String(weight))}::text[]::double precision[],
        ${keys.map(({ finds }) => finds)}::integer[]
      ) asked (key, weight, finds)
    ), found as materialized (
      select holder.profile, sum(asked.weight) as weight
      from asked
      cross join lateral (select profile from search_key where search_key.key = asked.key limit asked.finds) holder
      where asked.finds > 0
      group by holder.profile
      order by 2 desc, 1
      limit ${tried}
    )
    select found.profile::text
    from found
    cross join lateral (
      select coalesce(sum(asked.weight), 0) as weight
      from asked join search_key on search_key.key = asked.key and search_key.profile = found.profile
      where asked.finds = 0
    ) more
    order by found.weight + more.weight desc, found.profile
    limit ${first}`;
  return rows.map(({ profile }) => BigInt(profile));
}

/** Records of profiles in the order of these, up to `each` of one and `most` of all. */
export async function listRecordsOf(
  sql: Sql,
  profiles: readonly bigint[],
  { each, most }: { each: number; most: number },
): Promise<RecordRow[]> {
  return sql<RecordRow[]>`
    select found.*, key.wrapped
    from unnest(${texts(profiles)}::bigint[]) with ordinality asked (profile, place)
    cross join lateral (
      select id, profile::text, home_id, system_id, person_id, version, sealed, asserted_at, recorded_at
      from record where record.profile = asked.profile limit ${each}
    ) found
    join key on key.id = found.id
    order by asked.place
    limit ${most}`;
}
