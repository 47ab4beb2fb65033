import { LOCKS } from '../kernel/locks.ts';
import type { Sql, Transaction } from '../kernel/db.ts';

/** A wrapping key: when it was made, used, and destroyed. */
export interface Epoch {
  id: string;
  check: Buffer;
  createdAt: Date;
  /** From when keys are wrapped with it; null while not all processes can open with it. */
  currentAt: Date | null;
  retiredAt: Date | null;
  closedAt: Date | null;
  destroyedAt: Date | null;
  /** Its bytes as a key service wrapped them; null where they lie in the key file, and once they are destroyed. */
  wrapped: string | null;
}

/** A process that opens sealed data, as it was seen last. */
export interface Holder {
  id: string;
  host: string;
  epochs: string[];
  current: string;
}

/** How long a process counts that was not seen. It shows itself each second. */
const LIVES_MS = 10_000;

/** Takes turns with whoever else changes epochs or a key file, on whatever machine. */
export async function lockEpochs(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCKS.epochs})`;
}

/** All epochs, in the order of their making. */
export function listEpochs(sql: Sql | Transaction): Promise<Epoch[]> {
  return sql<Epoch[]>`
    select id, "check", created_at, current_at, retired_at, closed_at, destroyed_at, wrapped from keys.epoch
    order by created_at, id`;
}

/** Adds an epoch; one that is known stays as it is. */
export async function insertEpoch(tx: Transaction, epoch: Epoch): Promise<void> {
  await tx`
    insert into keys.epoch (id, prefix, "check", created_at, current_at, retired_at, wrapped)
    values (
      ${epoch.id}, ${prefixOf(epoch.id)}, ${epoch.check}, ${epoch.createdAt}, ${epoch.currentAt}, ${epoch.retiredAt},
      ${epoch.wrapped}
    )
    on conflict (id) do nothing`;
}

/** From `at` on, keys are wrapped with this epoch; the one before is retired. One that is current stays so. */
export async function makeCurrent(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx`
    update keys.epoch set current_at = coalesce(current_at, ${at}), retired_at = case when id <> ${id} then ${at}::timestamptz end
    where id = ${id} and current_at is null and closed_at is null and destroyed_at is null
       or id <> ${id} and current_at is not null and retired_at is null
          and exists (
            select from keys.epoch where id = ${id} and current_at is null and closed_at is null and destroyed_at is null
          )`;
}

/** Lets a database refuse what is wrapped with this epoch, or take it again. Answers the transaction that did. */
export async function closeEpoch(sql: Sql, epoch: Epoch, at: Date | null): Promise<string> {
  const { id, check, createdAt, currentAt, retiredAt } = epoch;
  const [row] = await sql<[{ transaction: string }]>`
    insert into keys.epoch (id, prefix, "check", created_at, current_at, retired_at, closed_at)
    values (${id}, ${prefixOf(id)}, ${check}, ${createdAt}, ${currentAt}, ${retiredAt}, ${at})
    on conflict (id) do update set closed_at = excluded.closed_at
    returning pg_current_xact_id()::text as transaction`;
  return row.transaction;
}

/** Whether all that began to write before a transaction has ended. */
export async function haveEnded(sql: Sql, transaction: string): Promise<boolean> {
  const [row] = await sql<[{ ended: boolean }]>`
    select pg_snapshot_xmin(pg_current_snapshot()) > ${transaction}::xid8 as ended`;
  return row.ended;
}

/** Notes that an epoch is destroyed, with its bytes where they lie here. */
export async function markDestroyed(sql: Sql | Transaction, id: string, at: Date): Promise<void> {
  await sql`update keys.epoch set destroyed_at = ${at}, wrapped = null where id = ${id} and destroyed_at is null`;
}

/** Stores a key anew as a key service wrapped it. */
export async function updateWrapped(tx: Transaction, { id, wrapped }: { id: string; wrapped: string }): Promise<void> {
  await tx`update keys.epoch set wrapped = ${wrapped} where id = ${id} and destroyed_at is null`;
  await tx`update keys.blind_key set wrapped = ${wrapped} where id = ${id}`;
}

/** A key that look-ups are made with. */
export interface BlindKey {
  id: string;
  /** Null where it lies in the key file. */
  wrapped: string | null;
  /** Whether it covers what the first one made. */
  covers: boolean;
}

/** The keys that look-ups are made with, the oldest first; without the first one where that lies in the key file. */
export function listBlindKeys(sql: Sql | Transaction): Promise<BlindKey[]> {
  return sql<BlindKey[]>`select id, wrapped, covers from keys.blind_key order by covers, created_at, id`;
}

/** All keys that a key service wrapped and that are not destroyed. */
export async function listKept(tx: Transaction): Promise<{ id: string; wrapped: string }[]> {
  const all = [...(await listEpochs(tx)), ...(await listBlindKeys(tx))];
  return all.flatMap(({ id, wrapped }) => (wrapped ? [{ id, wrapped }] : []));
}

/** Adds the first one, if it is not there yet. */
export async function insertBlindKey(tx: Transaction, key: { id: string; wrapped: string }, at: Date): Promise<void> {
  await tx`
    insert into keys.blind_key (id, wrapped, created_at)
    select ${key.id}, ${key.wrapped}, ${at} where not exists (select from keys.blind_key where not covers)`;
}

/** Adds one that covers what the first one made. */
export async function insertCover(
  tx: Transaction,
  key: { id: string; wrapped: string | null },
  at: Date,
): Promise<void> {
  await tx`insert into keys.blind_key (id, wrapped, covers, created_at) values (${key.id}, ${key.wrapped}, true, ${at})`;
}

/** Takes one away that covers nothing any more. */
export async function deleteCover(tx: Transaction, id: string): Promise<void> {
  await tx`delete from keys.blind_key where id = ${id} and covers`;
}

/** Shows that a process lives, and what it has. */
export async function showHolder(sql: Sql, { id, host, epochs, current }: Holder): Promise<void> {
  await sql`
    insert into keys.holder (id, host, epochs, current, seen_at) values (${id}, ${host}, ${epochs}, ${current}, clock_timestamp())
    on conflict (id) do update set epochs = excluded.epochs, current = excluded.current, seen_at = excluded.seen_at`;
}

/** A process has ended in order; with it, whatever ended long ago is forgotten. */
export async function removeHolder(sql: Sql, id: string): Promise<void> {
  await sql`delete from keys.holder where id = ${id} or seen_at < clock_timestamp() - interval '1 day'`;
}

/** The processes that live. */
export function listHolders(sql: Sql): Promise<Holder[]> {
  return sql<Holder[]>`
    select id, host, epochs, current from keys.holder
    where seen_at > clock_timestamp() - ${LIVES_MS} * interval '1 millisecond' order by host, id`;
}

/** What stands before everything that a wrapping key wrapped. */
export function prefixOf(epochId: string): Buffer {
  return Buffer.from(epochId.padEnd(16, '\0'), 'latin1');
}
