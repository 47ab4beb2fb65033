import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { RecordRow } from '../store.ts';
import type { Candidate, Posting } from './candidates.ts';

// The statements of matching. Blind numbers have 64 bits, so they come and go as text.

/** What is done with a pair that is not kept apart. */
export type Kept = 'LINK' | 'REVIEW';

/** A row of `match`. */
export interface MatchRow {
  a: bigint;
  b: bigint;
  shared: number;
  decision: Kept;
  /** Match weight in bits. */
  weight: number;
  vector: Uint8Array;
  modelId: string;
}

/** A match, with whether it is stored as a link between two people. */
export interface TouchedMatch extends MatchRow {
  apart?: boolean;
}

/** Whom a change could concern. */
export interface Concern {
  /** Profiles that are matched anew, or not any more. */
  profiles: readonly bigint[];
  recordIds: readonly string[];
  personIds: readonly string[];
}

/** Matches in use, and those that are built beside. */
export type MatchTable = 'match' | 'match_next';

/** What people said of two records. */
export interface VerdictRow {
  a: string;
  b: string;
  said: 'SAME' | 'DIFFERENT' | 'UNSURE';
}

/**
 * Who shares keys. Keys that nobody shares are left out. A key that finds has no more rows than `MAX_BLOCK_RECORDS`, and one
 * that is hot has none, so what this reads is bounded.
 */
export async function listPostings(sql: Sql | Transaction, keys: readonly bigint[]): Promise<Posting[]> {
  const [hot, rows] = await Promise.all([
    sql<{ key: string }[]>`select key::text from hot_key where key = any(${texts(keys)}::bigint[])`,
    sql<{ key: string; profile: string }[]>`
      select key::text, profile::text from block_key where key = any(${texts(keys)}::bigint[])`,
  ]);
  const found = Map.groupBy(rows, ({ key }) => key);
  return [
    ...hot.map(({ key }) => ({ key: BigInt(key), isHot: true, profiles: [] })),
    ...[...found].map(([key, block]) => ({
      key: BigInt(key),
      isHot: false,
      profiles: block.map(({ profile }) => BigInt(profile)),
    })),
  ];
}

/** The model in use; undefined when there is none yet. */
export async function findActiveModel(sql: Sql | Transaction): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`select id from model where state = 'ACTIVE'`;
  return row?.id;
}

/** Those profiles that a record has. */
export async function listKnownProfiles(tx: Transaction, profiles: readonly bigint[]): Promise<bigint[]> {
  const rows = await tx<{ profile: string }[]>`
    select asked.profile::text
    from unnest(${texts(profiles)}::bigint[]) asked (profile)
    where exists (select from record where record.profile = asked.profile)`;
  return rows.map(({ profile }) => BigInt(profile));
}

/** A record of each profile, whichever. */
export async function listSamples(sql: Sql | Transaction, profiles: readonly bigint[]): Promise<RecordRow[]> {
  return sql<RecordRow[]>`
    select sample.*, key.wrapped
    from unnest(${texts(profiles)}::bigint[]) asked (profile)
    cross join lateral (
      select id, profile::text, home_id, system_id, person_id, version, sealed, asserted_at, recorded_at
      from record where record.profile = asked.profile limit 1
    ) sample
    join key on key.id = sample.id`;
}

/** The record of the same profile before each, by their ids, with its person. The first one has none. */
export async function listPredecessors(
  tx: Transaction,
  records: readonly { id: string; profile: bigint }[],
): Promise<{ id: string; before: string; personId: string }[]> {
  return tx<{ id: string; before: string; personId: string }[]>`
    select asked.id, previous.id as before, previous.person_id
    from unnest(${records.map(({ id }) => id)}::uuid[], ${texts(records.map(({ profile }) => profile))}::bigint[]) asked (id, profile)
    cross join lateral (
      select id, person_id from record where record.profile = asked.profile and record.id < asked.id order by id desc limit 1
    ) previous`;
}

/** Matches among profiles, kept from others who count down at the same moment what their profiles share. */
export async function lockMatchesAmong(tx: Transaction, profiles: readonly bigint[]): Promise<MatchRow[]> {
  const rows = await tx<Stored[]>`
    select a::text, b::text, shared, decision, weight, vector, model_id
    from unnest(${texts(profiles)}::bigint[]) asked (profile)
    join match on match.a = asked.profile and match.b <> match.a and match.b = any(${texts(profiles)}::bigint[])
    order by match.a, match.b
    for update of match`;
  return rows.map(matchOf);
}

/**
 * Locks the people to whom a change of profiles and records can matter, in the order of their ids: whom links and the word of
 * people connect, one after the other. A profile that is not even linked with itself connects nobody. Returns their ids only:
 * what was read before a lock was waited for may be gone.
 */
export async function lockTouched(tx: Transaction, touched: Concern): Promise<string[]> {
  return listTouched(tx, touched, tx`for update of person`);
}

/** The same people, without locks: for who only looks. */
export async function listTouched(
  tx: Transaction,
  touched: Concern,
  lock: ReturnType<Transaction> = tx``,
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    with recursive touched (id) as (
      (
        select record.person_id
        from unnest(${texts(touched.profiles)}::bigint[]) asked (profile)
        join record on record.profile = asked.profile
        where not exists (select from match where a = asked.profile and b = asked.profile)
        union
        select record.person_id from unnest(${touched.recordIds as string[]}::uuid[]) asked (id) join record on record.id = asked.id
        union
        select unnest(${touched.personIds as string[]}::uuid[])
      )
      union
      select linked.person_id
      from touched
      cross join lateral (
        select record.person_id
        from (select distinct profile from record where person_id = touched.id) own
        cross join lateral (
          select own.profile
          union all
          select b from match where a = own.profile and decision = 'LINK'
          union all
          select a from match where b = own.profile and decision = 'LINK'
        ) next (profile)
        join record on record.profile = next.profile
        where not exists (select from match where a = own.profile and b = own.profile)
        union all
        select other.person_id
        from record own
        join verdict on verdict.a = own.id and verdict.said = 'SAME'
        join record other on other.id = verdict.b
        where own.person_id = touched.id
        union all
        select other.person_id
        from record own
        join verdict on verdict.b = own.id and verdict.said = 'SAME'
        join record other on other.id = verdict.a
        where own.person_id = touched.id
      ) linked
    )
    select person.id
    from touched join person on person.id = touched.id
    order by person.id
    ${lock}`;
  return rows.map(({ id }) => id);
}

/**
 * Matches of what people's records say, and of further profiles: all links, and for each the strongest that are asked
 * about.
 */
export async function listMatches(
  sql: Sql | Transaction,
  of: { personIds: readonly string[]; profiles: readonly bigint[]; reviews: number },
  table: MatchTable = 'match',
): Promise<TouchedMatch[]> {
  const rows = await sql<(Stored & { apart: boolean })[]>`
    with asked as materialized (
      select record.profile
      from unnest(${of.personIds as string[]}::uuid[]) asked (id) join record on record.person_id = asked.id
      where record.profile is not null
      union
      select unnest(${texts(of.profiles)}::bigint[])
    ), found as (
      select match.* from asked join ${sql(table)} match on match.a = asked.profile and match.b = asked.profile
      union
      select link.* from asked cross join lateral (
        select * from ${sql(table)} where a = asked.profile and decision = 'LINK' offset 0
      ) link
      union
      select link.* from asked cross join lateral (
        select * from ${sql(table)} where b = asked.profile and decision = 'LINK' offset 0
      ) link
      union
      select strong.* from asked cross join lateral (
        select * from ${sql(table)} where a = asked.profile and decision = 'REVIEW' order by weight desc, b limit ${of.reviews}
      ) strong
      union
      select strong.* from asked cross join lateral (
        select * from ${sql(table)} where b = asked.profile and decision = 'REVIEW' order by weight desc, a limit ${of.reviews}
      ) strong
    )
    select a::text, b::text, shared, decision, weight, vector, model_id, apart from found`;
  return rows.map(({ apart, ...row }) => ({ ...matchOf(row), apart }));
}

/** What people said of records. */
export async function listVerdicts(sql: Sql | Transaction, personIds: readonly string[]): Promise<VerdictRow[]> {
  return sql<VerdictRow[]>`
    select distinct verdict.a, verdict.b, verdict.said
    from unnest(${personIds as string[]}::uuid[]) asked (id)
    join record on record.person_id = asked.id
    join verdict on verdict.a = record.id or verdict.b = record.id`;
}

/** Stores matches, new or scored again. */
export function storeMatches(tx: Transaction, matches: readonly MatchRow[], table: MatchTable = 'match'): void {
  if (matches.length === 0) return;
  tx.send(tx`
    insert into ${tx(table)} (a, b, shared, decision, weight, vector, model_id)
    select new.a, new.b, new.shared, new.decision, new.weight, decode(new.vector, 'base64'), new.model_id
    from unnest(
      ${texts(matches.map(({ a }) => a))}::bigint[], ${texts(matches.map(({ b }) => b))}::bigint[],
      ${matches.map(({ shared }) => shared)}::integer[], ${matches.map(({ decision }) => decision)}::text[],
      ${matches.map(({ weight }) => String(weight))}::text[]::double precision[],
      ${matches.map(({ vector }) => Buffer.from(vector).toString('base64'))}::text[],
      ${matches.map(({ modelId }) => modelId)}::uuid[]
    ) as new (a, b, shared, decision, weight, vector, model_id)
    on conflict (a, b) do update
    set shared = excluded.shared, decision = excluded.decision, weight = excluded.weight, vector = excluded.vector,
        model_id = excluded.model_id`);
}

/** Takes matches away: their profiles are no candidates any more. */
export function forgetMatches(tx: Transaction, pairs: readonly Pick<MatchRow, 'a' | 'b'>[]): void {
  if (pairs.length === 0) return;
  tx.send(tx`
    delete from match
    using unnest(${texts(pairs.map(({ a }) => a))}::bigint[], ${texts(pairs.map(({ b }) => b))}::bigint[]) gone (a, b)
    where match.a = gone.a and match.b = gone.b`);
}

/** Stores of links whether they stand between two people. */
export function storeApart(tx: Transaction, changes: readonly { a: bigint; b: bigint; apart: boolean }[]): void {
  if (changes.length === 0) return;
  tx.send(tx`
    update match set apart = new.apart
    from unnest(
      ${texts(changes.map(({ a }) => a))}::bigint[], ${texts(changes.map(({ b }) => b))}::bigint[],
      ${changes.map(({ apart }) => String(apart))}::text[]::boolean[]
    ) as new (a, b, apart)
    where match.a = new.a and match.b = new.b`);
}

/** The lower number first, as `match` has it. */
export function orderedPair({ profile, other }: Pick<Candidate, 'profile' | 'other'>): { a: bigint; b: bigint } {
  return profile < other ? { a: profile, b: other } : { a: other, b: profile };
}

interface Stored extends Omit<MatchRow, 'a' | 'b'> {
  a: string;
  b: string;
}

function matchOf({ a, b, ...rest }: Stored): MatchRow {
  return { a: BigInt(a), b: BigInt(b), ...rest };
}

/** Blind numbers as a statement takes them. */
export function texts(numbers: readonly bigint[]): string[] {
  return numbers.map(String);
}
