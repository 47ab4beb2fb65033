import { LOCKS } from '../kernel/locks.ts';
import type { Sql, Transaction } from '../kernel/db.ts';
import type { TilePlace } from './tree/tiles.ts';

/** What the log last signed. */
export interface SignedSize {
  size: number;
  note: string;
}

/** Whether entries wait for their places. */
export async function hasIntake(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`select exists (select from intake) as found`;
  return row!.found;
}

/** Lets one transaction at a time give places. */
export async function lockPlaces(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCKS.auditPlaces})`;
}

/** The last checkpoint; undefined when there is none yet. */
export async function findCheckpoint(sql: Sql | Transaction): Promise<SignedSize | undefined> {
  const [row] = await sql<SignedSize[]>`select size, note from checkpoint order by size desc limit 1`;
  return row;
}

/** How many entries there are: one more than the last index. */
export async function countEntries(sql: Sql | Transaction): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select coalesce(max(index) + 1, 0) as count from entry`;
  return row!.count;
}

/**
 * Moves the entries that have waited longest into the log, from index `size` on, `most` at a time; answers the hashes of their
 * leaves, in order. What would open the name of somebody who was erased is left out.
 */
export async function placeIntake(tx: Transaction, size: number, most: number): Promise<Buffer[]> {
  const rows = await tx<{ hash: Buffer }[]>`
    with oldest as materialized (
      select id from intake order by id limit ${most}
    ), taken as (
      delete from intake using oldest where intake.id = oldest.id returning intake.*
    ), placed as materialized (
      select ${size}::bigint + row_number() over (order by id) - 1 as index, body, actor, actor_salt, people, people_salts
      from taken
    ), entries as (
      insert into entry (index, body) select index, body from placed
    ), openings as (
      insert into opening (index, actor, actor_salt, people, people_salts)
      select placed.index, placed.actor, placed.actor_salt, opened.people, opened.salts
      from placed cross join lateral (
        select coalesce(array_agg(case when is_open then id end order by place), '{}') as people,
               coalesce(array_agg(case when is_open then salt end order by place), '{}') as salts
        from (
          select id, salt, person.place,
                 not exists (select from forgotten where digest = sha256(uuid_send(id))) as is_open
          from unnest(placed.people, placed.people_salts) with ordinality person (id, salt, place)
        ) known
      ) opened
    )
    select sha256('\\x00'::bytea || convert_to(body, 'UTF8')) as hash from placed order by index`;
  return rows.map(({ hash }) => hash);
}

/** The leaves from `start` to before `end`, in order. */
export async function listBodies(sql: Sql, start: number, end: number): Promise<string[]> {
  const rows = await sql<{ body: string }[]>`
    select body from entry where index >= ${start} and index < ${end} order by index`;
  return rows.map(({ body }) => body);
}

/** The tiles at these places that are there. */
export async function listTiles(
  sql: Sql | Transaction,
  places: readonly TilePlace[],
): Promise<(TilePlace & { hashes: Buffer })[]> {
  if (places.length === 0) return [];
  return sql<(TilePlace & { hashes: Buffer })[]>`
    select tile.level, tile.number, tile.hashes
    from unnest(
      ${places.map(({ level }) => level)}::integer[], ${places.map(({ number }) => number)}::bigint[]
    ) asked (level, number)
    join tile on tile.level = asked.level and tile.number = asked.number`;
}

/** Writes tiles, new ones and those that have grown. */
export function upsertTiles(tx: Transaction, tiles: readonly (TilePlace & { bytes: Buffer })[]): void {
  tx.send(tx`
    insert into tile (level, number, hashes)
    select level, number, decode(hashes, 'base64')
    from unnest(
      ${tiles.map(({ level }) => level)}::integer[], ${tiles.map(({ number }) => number)}::bigint[],
      ${tiles.map(({ bytes }) => bytes.toString('base64'))}::text[]
    ) written (level, number, hashes)
    on conflict (level, number) do update set hashes = excluded.hashes`);
}

/** Keeps what was signed. */
export function insertCheckpoint(tx: Transaction, { size, note, now }: SignedSize & { now: Date }): void {
  tx.send(tx`insert into checkpoint (size, note, signed_at) values (${size}, ${note}, ${now})`);
}

/**
 * Takes the next push to a target, whichever hub comes first, when it is due; answers how long the log was at the last one
 * that arrived. It is due again at `next`.
 */
export async function claimPush(sql: Sql, target: string, now: Date, next: Date): Promise<number | undefined> {
  const [row] = await sql<{ size: number }[]>`
    insert into push as p (target, size, due_at) values (${target}, 0, ${next})
    on conflict (target) do update set due_at = excluded.due_at where p.due_at <= ${now}
    returning size`;
  return row?.size;
}

/** Notes what arrived at a target. */
export async function updatePush(sql: Sql, target: string, size: number): Promise<void> {
  await sql`update push set size = ${size} where target = ${target}`;
}

/** Keeps what a witness signed of the checkpoint at a size. */
export async function insertCosignatures(sql: Sql, size: number, lines: readonly string[]): Promise<void> {
  await sql`
    insert into cosignature (size, line) select ${size}, line from unnest(${lines as string[]}::text[]) line
    on conflict do nothing`;
}

/** What witnesses signed of the checkpoint at a size. */
export async function listCosignatures(sql: Sql, size: number): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`select line from cosignature where size = ${size} order by line`;
  return rows.map(({ line }) => line);
}
