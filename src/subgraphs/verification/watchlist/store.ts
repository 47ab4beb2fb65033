import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { BirthRange, Entry } from './entry.ts';
import { type Key, keyOfNumber, keysOfName } from './keys.ts';
import { tokensOf } from './tokens.ts';

/** A file of a version. */
export interface ListFile {
  /** Which part of the list it is: `sdn`. */
  part: string;
  /** What it was called: `sdn.csv`. */
  name: string;
  /** In hexadecimal. */
  sha256: string;
  bytes: number;
}

/** A version of a list. */
export interface VersionRow {
  id: number;
  list: string;
  state: 'LOADING' | 'CURRENT' | 'REPLACED' | 'REMOVED';
  format: string;
  sha256: string;
  files: ListFile[];
  entries: number;
  people: number;
  common: Record<string, number>;
  loadedBy: string;
  loadedAt: Date;
  confirmedAt: Date;
  /** When it was replaced or removed; null while it is in use. */
  endedAt: Date | null;
}

/** The versions that are in use, by the names of their lists. */
export async function listCurrent(sql: Sql): Promise<VersionRow[]> {
  return sql<VersionRow[]>`
    select id, list, state, format, sha256, files, entries, people, common, loaded_by, loaded_at, confirmed_at, ended_at
    from watchlist_version
    where state = 'CURRENT'
    order by list`;
}

/** Locks a list until the commit; answers the version in use, if there is one. One at a time puts a list in use or takes it out. */
export async function lockCurrent(
  tx: Transaction,
  list: string,
): Promise<Pick<VersionRow, 'id' | 'sha256' | 'format' | 'entries' | 'people'> | undefined> {
  const locked = tx`select pg_advisory_xact_lock(hashtextextended(${list}, hashtextextended(current_schema(), 9)))`;
  const current = tx<Pick<VersionRow, 'id' | 'sha256' | 'format' | 'entries' | 'people'>[]>`
    select id, sha256, format, entries, people from watchlist_version where list = ${list} and state = 'CURRENT'`;
  const [, [row]] = await Promise.all([locked, current]);
  return row;
}

/** The names of all lists that were ever in use. Each is found behind the one before, by the index: lists are few, and versions many. */
export async function listNames(sql: Sql): Promise<string[]> {
  const rows = await sql<{ list: string }[]>`
    with recursive name as (
      (select list from watchlist_version where state <> 'LOADING' order by list limit 1)
      union all
      select (
        select list from watchlist_version where list > name.list and state <> 'LOADING' order by list limit 1
      ) from name where name.list is not null
    )
    select list from name where list is not null`;
  return rows.map(({ list }) => list);
}

/** Versions of lists, the newest first, without those whose loading has not ended. */
export async function listHistory(sql: Sql, lists: readonly string[], first: number): Promise<VersionRow[]> {
  return sql<VersionRow[]>`
    select version.* from unnest(${lists as string[]}::text[]) as asked (list)
    cross join lateral (
      select id, list, state, format, sha256, files, entries, people, common, loaded_by, loaded_at, confirmed_at, ended_at
      from watchlist_version
      where list = asked.list and state <> 'LOADING'
      order by id desc
      limit ${first}
    ) version
    order by version.list, version.id desc`;
}

/** Begins a version. Nobody sees it until it is in use. */
export async function insertVersion(
  sql: Sql,
  version: Pick<VersionRow, 'list' | 'format' | 'sha256' | 'files' | 'loadedBy'> & { now: Date },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into watchlist_version
      (list, state, format, sha256, files, entries, people, common, loaded_by, loaded_at, confirmed_at)
    values (${version.list}, 'LOADING', ${version.format}, ${version.sha256}, ${sql.json(version.files as never)}, 0, 0, '{}',
            ${version.loadedBy}, ${version.now}, ${version.now})
    returning id`;
  return row!.id;
}

/** Stores entries of a version, from a place on, with the keys of its people. Answers the places of those whose ids were new. */
export async function insertEntries(
  sql: Sql,
  version: number,
  from: number,
  entries: readonly Entry[],
): Promise<ReadonlySet<number>> {
  const rows = entries.map(({ id, ...rest }, index) => ({ place: from + index, entry: id, ...rest }));
  const keys = entries.flatMap((entry, index) => keysOf(entry).map((key) => ({ place: from + index, ...key })));
  const [stored] = await Promise.all([
    sql<{ place: number }[]>`
      insert into watchlist_entry (version, place, entry, kind, names, births, countries, numbers, programs)
      select ${version}, place, entry, kind, names, births, countries, numbers, programs
      from jsonb_to_recordset(${sql.json(rows as never)}) as row (
        place integer, entry text, kind text, names text[], births jsonb, countries text[], numbers text[], programs text[]
      )
      on conflict do nothing
      returning place`,
    sql`
      insert into watchlist_key (version, key, place, weight)
      select ${version}, text, place, weight
      from jsonb_to_recordset(${sql.json(keys as never)}) as row (text text, place integer, weight smallint)`,
  ]);
  return new Set(stored.map(({ place }) => place));
}

function keysOf({ kind, names, numbers }: Entry): Key[] {
  if (kind !== 'PERSON') return [];
  const keys = new Map<string, Key>();
  for (const full of names) for (const key of keysOfName(tokensOf({ full }))) keys.set(key.text, key);
  for (const number of numbers) keys.set(keyOfNumber(number).text, keyOfNumber(number));
  return [...keys.values()];
}

/** Words that are counted have at least this share of a list's people, and at least so many of them. */
const COMMON_SHARE = 0.01;
const COMMON_LEAST = 5;

/** By sound, the share of a version's people whose names have such a word, of those that many have. */
export async function countCommon(sql: Sql, version: number, people: number): Promise<Record<string, number>> {
  const rows = await sql<{ key: string; count: number }[]>`
    select key, count(*) as count from watchlist_key
    where version = ${version} and weight = 1 and key !~ '^~'
    group by key
    having count(*) >= ${Math.max(COMMON_LEAST, Math.ceil(people * COMMON_SHARE))}::integer`;
  return Object.fromEntries(rows.map(({ key, count }) => [key, count / people]));
}

/** Puts a version in use in place of the one before. */
export function replaceVersion(
  tx: Transaction,
  version: { id: number; list: string; entries: number; people: number; common: Record<string, number>; now: Date },
): void {
  tx.send(tx`
    update watchlist_version set state = 'REPLACED', ended_at = ${version.now}
    where list = ${version.list} and state = 'CURRENT'`);
  tx.send(tx`
    update watchlist_version
    set state = 'CURRENT', entries = ${version.entries}, people = ${version.people},
        common = ${tx.json(version.common)}, loaded_at = ${version.now}, confirmed_at = ${version.now}
    where id = ${version.id}`);
}

/** Notes that a version was loaded again and has not changed. */
export function confirmVersion(tx: Transaction, id: number, now: Date): void {
  tx.send(tx`update watchlist_version set confirmed_at = ${now} where id = ${id}`);
}

/** Takes a version out of use. */
export function removeVersion(tx: Transaction, id: number, now: Date): void {
  tx.send(tx`update watchlist_version set state = 'REMOVED', ended_at = ${now} where id = ${id}`);
}

/** An entry that shares keys with somebody. */
export interface FoundRow {
  version: number;
  entry: string;
  names: string[];
  births: BirthRange[];
  countries: string[];
  numbers: string[];
  programs: string[];
}

/** Names that are looked at behind one key: of more, only those are that share other keys too. */
const MAX_A_KEY = 300;
/** Entries that are compared, those that share most keys. */
const MAX_FOUND = 150;

/** People on the versions who share most keys with somebody. */
export async function findEntries(sql: Sql, versions: readonly number[], keys: readonly string[]): Promise<FoundRow[]> {
  return sql<FoundRow[]>`
    with found as (
      select version.id as version, hit.place, sum(hit.weight) as weight
      from unnest(${versions as number[]}::integer[]) as version (id)
      cross join unnest(${keys as string[]}::text[]) as asked (key)
      cross join lateral (
        select place, weight from watchlist_key
        where watchlist_key.version = version.id and watchlist_key.key = asked.key
        limit ${MAX_A_KEY}
      ) hit
      group by version.id, hit.place
      order by weight desc
      limit ${MAX_FOUND}
    )
    select found.version, entry.entry, names, births, countries, numbers, programs
    from found
    cross join lateral (
      select * from watchlist_entry where version = found.version and place = found.place limit 1
    ) entry`;
}
