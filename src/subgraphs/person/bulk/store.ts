import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { MatchTable } from '../matching/store.ts';
import type { RecordRow } from '../store.ts';

// The statements of work on all records. Blind numbers have 64 bits, so they come and go as text.

/** How far matches under another model are built. */
export interface Build {
  modelId: string;
  stage: 'BUILD' | 'APPLY';
  /** The profile up to which all are compared; null before the first. */
  cursor: string | null;
}

/** A pair of profiles that share keys, the lower one first. */
export interface SharedKeys {
  a: bigint;
  b: bigint;
  shared: number;
}

/** Where records of systems stand that are compared: all but those of stewards, which only follow. */
export interface Standing {
  id: string;
  personId: string;
  /** A blind number; null where there is nothing to compare. */
  profile: string | null;
}

/** The build under way; undefined when there is none. */
export async function findBuild(sql: Sql | Transaction): Promise<Build | undefined> {
  const [row] = await sql<Build[]>`select model_id, stage, cursor::text from match_build`;
  return row;
}

/** Begins a build: from the commit on, changes are noted. To be called where no writer is at work. */
export async function beginBuild(tx: Transaction, modelId: string): Promise<void> {
  await tx`select clear_match_next()`;
  await tx`delete from match_build`;
  await tx`insert into match_build (model_id, stage) values (${modelId}, 'BUILD')`;
}

/** Notes how far the build is. */
export function saveCursor(tx: Transaction, profile: bigint): void {
  tx.send(tx`update match_build set cursor = ${String(profile)}::text::bigint`);
}

/** Ends a build, whatever it is worth. */
export async function endBuild(sql: Sql | Transaction): Promise<void> {
  await sql`delete from match_build`;
}

/** Forgets what was built and noted. */
export async function clearNext(tx: Transaction): Promise<void> {
  await tx`select clear_match_next()`;
}

/** One record of each of the next profiles, in the order of profiles. */
export async function listNextProfiles(sql: Sql, after: string | null, limit: number): Promise<RecordRow[]> {
  return sql<RecordRow[]>`
    select record.id, record.profile::text, record.home_id, record.system_id, record.person_id, record.version,
           record.sealed, record.asserted_at, record.recorded_at, key.wrapped
    from (
      select distinct on (profile) profile, id from record
      where profile > ${after ?? '-9223372036854775808'}::text::bigint or (profile is not null and ${after === null})
      order by profile, id limit ${limit}
    ) first
    join record on record.id = first.id
    join key on key.id = record.id
    order by record.profile`;
}

/**
 * The profiles that share enough keys with the given ones to be compared with them.
 * @param keys of which profile which key is: two lists of one length
 * @param upward only pairs of which a given one is the lower, so that a pass over all profiles finds each pair once
 */
export async function listSharing(
  sql: Sql | Transaction,
  { keys, profiles }: { keys: readonly bigint[]; profiles: readonly bigint[] },
  upward: boolean,
): Promise<SharedKeys[]> {
  // Of two profiles the lowest bit says whether they are sparse, and one shared key must do; see candidates.ts.
  const rows = await sql<{ a: string; b: string; shared: number }[]>`
    select a::text, b::text, shared from (
      select least(asked.profile, other.profile) as a, greatest(asked.profile, other.profile) as b,
             count(*)::integer as shared
      from unnest(${keys.map(String)}::bigint[], ${profiles.map(String)}::bigint[]) asked (key, profile)
      join block_key other on other.key = asked.key and other.profile > ${
        upward ? sql`asked.profile` : sql`'-9223372036854775808'::bigint`
      }
      where other.profile <> asked.profile
      group by asked.profile, other.profile
    ) pair
    where shared >= case when (a | b) & 1 = 1 then 1 else 2 end`;
  return rows.map(({ a, b, shared }) => ({ a: BigInt(a), b: BigInt(b), shared }));
}

/** Those profiles that lack one of their keys, though it is not hot. */
export async function listLacking(
  sql: Sql | Transaction,
  { keys, profiles }: { keys: readonly bigint[]; profiles: readonly bigint[] },
): Promise<bigint[]> {
  const rows = await sql<{ profile: string }[]>`
    select distinct asked.profile::text
    from unnest(${keys.map(String)}::bigint[], ${profiles.map(String)}::bigint[]) asked (key, profile)
    where not exists (select from block_key there where there.key = asked.key and there.profile = asked.profile)
      and not exists (select from hot_key where hot_key.key = asked.key)`;
  return rows.map(({ profile }) => BigInt(profile));
}

/** What was noted, the oldest first. */
export async function listChanged(sql: Sql | Transaction, limit: number): Promise<{ id: number; profile: string }[]> {
  return sql<{ id: number; profile: string }[]>`
    select id, profile::text from changed_profile order by id limit ${limit}`;
}

/** Takes notes away that were seen to, and the matches of their profiles. */
export async function forgetChanged(
  tx: Transaction,
  changed: readonly { id: number; profile: string }[],
): Promise<void> {
  const profiles = [...new Set(changed.map(({ profile }) => profile))];
  await tx`
    with noted as (delete from changed_profile where id = any(${changed.map(({ id }) => id)}::bigint[])),
    below as (
      delete from match_next using unnest(${profiles}::bigint[]) asked (profile) where match_next.a = asked.profile
    )
    delete from match_next using unnest(${profiles}::bigint[]) asked (profile)
    where match_next.b = asked.profile and match_next.a <> all(${profiles}::bigint[])`;
}

/** Puts the matches that were built in use, and forgets the others. To be called where no writer is at work. */
export async function swapMatches(tx: Transaction, build: Pick<Build, 'modelId'>): Promise<void> {
  await tx`select swap_match()`;
  await tx`update match_build set stage = 'APPLY', cursor = null where model_id = ${build.modelId}`;
  await tx`delete from changed_profile`;
}

/** Puts a model in the place of the one in use. */
export async function activate(tx: Transaction, modelId: string, by: string, now: Date): Promise<void> {
  await tx`update model set state = 'RETIRED' where state = 'ACTIVE' and id <> ${modelId}`;
  await tx`
    update model set state = 'ACTIVE', activated_at = ${now}, activated_by = ${by}
    where id = ${modelId} and state <> 'ACTIVE'`;
}

/** Records that say something, in the order of profiles and ids. */
export async function listStanding(
  sql: Sql,
  after: { profile: string; id: string },
  limit: number,
): Promise<Standing[]> {
  return sql<Standing[]>`
    select record.id, record.person_id, record.profile::text
    from record join system on system.id = record.system_id and system.kind <> 'STEWARD'
    where (record.profile, record.id) > (${after.profile}::text::bigint, ${after.id}::uuid)
    order by record.profile, record.id limit ${limit}`;
}

/** Records that say nothing to compare, or have not been looked at, in the order of ids. */
export async function listSilent(sql: Sql, after: string, limit: number): Promise<Standing[]> {
  return sql<Standing[]>`
    select record.id, record.person_id, null as profile
    from record join system on system.id = record.system_id and system.kind <> 'STEWARD'
    where record.profile is null and record.id > ${after} and not record.forgotten
    order by record.id limit ${limit}`;
}

/** Those of some records that have no profile, with what they say. */
export async function listRecordsWithout(tx: Transaction, ids: readonly string[]): Promise<RecordRow[]> {
  return tx<RecordRow[]>`
    select record.id, record.profile::text, record.home_id, record.system_id, record.person_id, record.version,
           record.sealed, record.asserted_at, record.recorded_at, key.wrapped
    from unnest(${ids as string[]}::uuid[]) asked (id)
    join record on record.id = asked.id and record.profile is null and not record.forgotten
    join key on key.id = record.id`;
}

/** Gives profiles to records. */
export function storeProfiles(tx: Transaction, rows: readonly { id: string; profile: bigint }[]): void {
  tx.send(tx`
    update record set profile = new.profile
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ profile }) => String(profile))}::bigint[]) new (id, profile)
    where record.id = new.id`);
}

/** Takes profiles away, with their keys and matches. Reads all keys: there is no index by profile, since nothing else asks so. */
export async function forgetProfiles(tx: Transaction, profiles: readonly bigint[]): Promise<void> {
  const gone = profiles.map(String);
  await tx`delete from block_key where profile = any(${gone}::bigint[])`;
  await tx`delete from search_key where profile = any(${gone}::bigint[])`;
  await tx`delete from match where a = any(${gone}::bigint[]) or b = any(${gone}::bigint[])`;
  await tx`update record set profile = null where profile = any(${gone}::bigint[])`;
}

/** Links, in order. */
export async function listLinks(
  sql: Sql,
  table: MatchTable,
  after: { a: string; b: string },
  limit: number,
): Promise<{ a: string; b: string }[]> {
  return sql<{ a: string; b: string }[]>`
    select a::text, b::text from ${sql(table)}
    where (a, b) > (${after.a}::text::bigint, ${after.b}::text::bigint) and decision = 'LINK'
    order by a, b limit ${limit}`;
}

/** Profiles of which not even two records that say the same are linked. */
export async function listLoners(sql: Sql, table: MatchTable): Promise<bigint[]> {
  const rows = await sql<{ a: string }[]>`select a::text from ${sql(table)} where a = b`;
  return rows.map(({ a }) => BigInt(a));
}

/** Records that a person said are one. */
export async function listSaidSame(sql: Sql): Promise<{ a: string; b: string }[]> {
  return sql<{ a: string; b: string }[]>`select a, b from verdict where said = 'SAME'`;
}

/** The people that ids lead to today, those without any record left out. */
export async function listSurvivors(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select distinct person.id
    from person pointer join person on person.id = coalesce(pointer.merged_into, pointer.id)
    where pointer.id = any(${ids as string[]}::uuid[]) and person.status = 'ACTIVE'`;
  return rows.map(({ id }) => id);
}
