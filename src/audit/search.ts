import { clientOf } from '../kernel/actor.ts';
import type { Sql } from '../kernel/db.ts';
import { fault } from '../kernel/faults.ts';
import { isId } from '../kernel/ids.ts';
import type { Body, EntryKind } from './entry.ts';

/** Which entries are looked for: those to which all that is given applies. */
export interface EntryFilter {
  kind?: EntryKind | undefined;
  client?: string | undefined;
  /** As `actorName` gives it. */
  actor?: string | undefined;
  personId?: string | undefined;
  purpose?: string | undefined;
  field?: string | undefined;
  event?: string | undefined;
  /** From this moment on. */
  from?: Date | undefined;
  /** Before this moment. */
  to?: Date | undefined;
}

/** An entry with what opens it. */
export interface Entry {
  index: number;
  /** The leaf, as text. */
  leaf: string;
  body: Body;
  actor: string;
  actorSalt: string;
  /** In the order of `body.people`; null where somebody was erased. */
  people: readonly (string | null)[];
  peopleSalts: readonly (string | null)[];
}

/** Some entries, the newest first. */
export interface EntryPage {
  entries: Entry[];
  /** Where to go on; undefined when all was looked at. */
  next: string | undefined;
}

/** Entries that are looked at for one page, at most: who looks for what is rare gets short pages, and goes on. */
const LOOK = 5_000;

/** The newest entries that a filter is about, by their time. Throws BAD_CURSOR when `after` is none. */
export async function searchEntries(
  sql: Sql,
  filter: EntryFilter,
  { first, after }: { first: number; after: string | undefined },
): Promise<EntryPage> {
  const { personId, kind, actor, purpose, field, event, from, to } = filter;
  if (personId !== undefined && !isId(personId)) return { entries: [], next: undefined };
  const behind = after === undefined ? undefined : readCursor(after);
  // An actor's name begins with the client.
  const client = filter.client ?? (actor === undefined ? undefined : clientOf(actor));
  // By where it stands in a leaf, as the indexes have it.
  const time = sql`substr(body, 54, 24)`;
  const rows = await sql<(Omit<Entry, 'leaf' | 'body'> & { body: string; looked: number; last: string })[]>`
    with ${personId === undefined ? sql`` : sql`about as materialized (select index from opening where people @> array[${personId}::uuid]),`}
    looked as materialized (
      select index, body, ${time} as time
      from entry
      where true
      ${personId === undefined ? sql`` : sql`and index in (select index from about)`}
      ${client === undefined ? sql`` : sql`and split_part(body, '"', 16) = ${quoted(client)} and body::jsonb ->> 'client' = ${client}`}
      ${event === undefined ? sql`` : sql`and substr(body, 88, 3) = 'ACT' and body::jsonb ->> 'event' = ${event}`}
      ${from === undefined ? sql`` : sql`and ${time} >= ${from.toISOString()}`}
      ${to === undefined ? sql`` : sql`and ${time} < ${to.toISOString()}`}
      ${behind === undefined ? sql`` : sql`and (${time}, index) < (${behind.time}, ${behind.index}::bigint)`}
      order by ${time} desc, index desc
      limit ${LOOK}
    ), reach as (
      select count(*) as looked, (array_agg(time || ' ' || index order by time, index))[1] as last from looked
    ), found as (
      select looked.index, looked.body, looked.time, actor, actor_salt, people, people_salts
      from looked join opening on opening.index = looked.index
      where true
      ${kind === undefined ? sql`` : sql`and body::jsonb ->> 'kind' = ${kind}`}
      ${actor === undefined ? sql`` : sql`and actor = ${actor}`}
      ${purpose === undefined ? sql`` : sql`and body::jsonb -> 'purposes' ? ${purpose}`}
      ${field === undefined ? sql`` : sql`and body::jsonb -> 'fields' ? ${field}`}
      order by looked.time desc, looked.index desc
      limit ${first + 1}
    )
    select reach.looked, reach.last, found.* from reach left join found on true order by found.time desc, found.index desc`;
  const { looked, last } = rows[0]!;
  const found = rows.filter((row) => row.index !== null);
  const entries = found.slice(0, first).map(({ index, body, actor: name, actorSalt, people, peopleSalts }) => ({
    index,
    leaf: body,
    body: JSON.parse(body) as Body,
    actor: name,
    actorSalt,
    people,
    peopleSalts,
  }));
  const end = entries.at(-1);
  if (found.length > first && end) return { entries, next: toCursor(`${end.body.time} ${end.index}`) };
  return { entries, next: looked === LOOK ? toCursor(last) : undefined };
}

/** What stands in the leaf of a client's name, up to the first quote. */
function quoted(client: string): string {
  return JSON.stringify(client).split('"')[1]!;
}

function toCursor(place: string): string {
  return Buffer.from(place).toString('base64url');
}

function readCursor(cursor: string): { time: string; index: number } {
  const [, time, index] = /^(\S{20,30}) (\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (time !== undefined && index !== undefined) return { time, index: Number(index) };
  throw fault({ code: 'BAD_CURSOR', public: 'This is not a cursor. Pass one that you were given.' });
}
