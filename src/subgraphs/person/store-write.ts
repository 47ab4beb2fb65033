import type { Sql, Transaction } from '../../kernel/db.ts';
import type { HeldPersonRow, RecordRow } from './store.ts';

// The statements of a write. What stores is sent and not waited for: the commit goes out right behind it.

/** The records that systems have under external ids. */
export async function findRecords(
  tx: Transaction,
  asked: readonly { systemId: string; blind: string }[],
): Promise<FoundRecord[]> {
  return tx<FoundRecord[]>`
    select found.*, key.wrapped
    from unnest(
      ${asked.map(({ systemId }) => systemId)}::text[], ${asked.map(({ blind }) => blind)}::uuid[]
    ) asked (system_id, blind)
    cross join lateral (
      select id, external_blind, profile::text, home_id, system_id, person_id, version, sealed, asserted_at, recorded_at
      from record where system_id = asked.system_id and external_blind = asked.blind limit 1
    ) found
    join key on key.id = found.id`;
}

/** A record with what its external id is found by. */
export interface FoundRecord extends RecordRow {
  externalBlind: string;
}

/** Locks people in the order of their ids, so that two writes never wait for each other, and reads them as they are then. */
export async function lockPeople(tx: Transaction, ids: readonly string[]): Promise<HeldPersonRow[]> {
  const [, people] = await Promise.all([
    // Sent at once: left to Promise.all, it would go out behind what an async function sends.
    tx`select from person where id = any(${ids as string[]}::uuid[]) order by id for update`.execute(),
    listPeople(tx, ids),
  ]);
  return people;
}

/**
 * People whose ids lead to nobody else. In a statement behind that of the lock: one that waits returns the new row with the
 * key that was there before.
 */
export async function listPeople(tx: Transaction, ids: readonly string[]): Promise<HeldPersonRow[]> {
  return tx<HeldPersonRow[]>`
    select person.id, person.status, person.version, person.merged_into, person.merged_ids, person.sealed,
           person.conflicts, person.created_at, person.updated_at, key.wrapped
    from unnest(${ids as string[]}::uuid[]) asked (id)
    join person on person.id = asked.id and person.merged_into is null
    join key on key.id = person.id`;
}

/**
 * The records of people that are not forgotten, in no order. Written as a join, since for `= any` and for an order by id
 * Postgres can choose to read all records, as it did where it planned while there were few.
 */
export async function listRecords(sql: Sql | Transaction, personIds: readonly string[]): Promise<RecordRow[]> {
  return sql<RecordRow[]>`
    select record.id, record.profile::text, record.home_id, record.system_id, record.person_id, record.version,
           record.sealed, record.asserted_at, record.recorded_at, key.wrapped
    from unnest(${personIds as string[]}::uuid[]) asked (id)
    join record on record.person_id = asked.id and not record.forgotten
    join key on key.id = record.id`;
}

/** Takes from records what identifies, and what they were found by. The rows stay, for the claims that point to them. */
export function forgetRecords(tx: Transaction, ids: readonly string[], now: Date): void {
  const gone = ids as string[];
  tx.send(tx`
    with lost as (
      delete from match_key where record_id = any(${gone}::uuid[])
    ), destroyed as (
      delete from key where id = any(${gone}::uuid[])
    )
    update record
    set forgotten = true, external_blind = null, profile = null, sealed = ''::bytea, recorded_at = ${now}
    where id = any(${gone}::uuid[])`);
  tx.send(tx`delete from verdict where a = any(${gone}::uuid[])`);
  tx.send(tx`delete from verdict where b = any(${gone}::uuid[])`);
}

/** Makes ids lead to a person. What they showed goes, with its keys: forgetting a record later would not reach it here. */
export function pointTo(tx: Transaction, personId: string, ids: readonly string[]): void {
  tx.send(tx`
    with destroyed as (
      delete from key where id = any(${ids as string[]}::uuid[])
    )
    update person set merged_into = ${personId}, merged_ids = '{}', sealed = ''::bytea, conflicts = '{}'
    where id = any(${ids as string[]}::uuid[])`);
}

/** Gives records to people. */
export function moveRecords(
  tx: Transaction,
  moves: readonly { recordId: string; personId: string; homeId: string }[],
): void {
  tx.send(tx`
    update record set person_id = new.person_id, home_id = new.home_id
    from unnest(
      ${moves.map(({ recordId }) => recordId)}::uuid[], ${moves.map(({ personId }) => personId)}::uuid[],
      ${moves.map(({ homeId }) => homeId)}::uuid[]
    ) new (id, person_id, home_id)
    where record.id = new.id`);
}

/** People who had lost their id to another one. */
export async function findLost(
  tx: Transaction,
  ids: readonly string[],
): Promise<{ id: string; version: number; createdAt: Date }[]> {
  return tx<{ id: string; version: number; createdAt: Date }[]>`
    select id, version, created_at from person where id = any(${ids as string[]}::uuid[]) for update`;
}

/** What a record said about a field as of a moment. */
export async function findClaimsAt(
  tx: Transaction,
  recordId: string,
  field: string,
  assertedAt: Date,
): Promise<{ id: string; sealed: Buffer }[]> {
  return tx<{ id: string; sealed: Buffer }[]>`
    select id, sealed from claim where record_id = ${recordId} and field = ${field} and asserted_at = ${assertedAt}
      and gone_at is null`;
}

/** A verdict to store, the lower record id first. */
export interface StoredVerdict {
  a: string;
  b: string;
  said: 'SAME' | 'DIFFERENT' | 'UNSURE';
  sealed: Buffer;
}

/** Stores what a person said of pairs of records; it replaces what was said of them before. */
export function storeVerdicts(
  tx: Transaction,
  { verdicts, actor, now }: { verdicts: readonly StoredVerdict[]; actor: string; now: Date },
): void {
  if (verdicts.length === 0) return;
  tx.send(tx`
    insert into verdict (a, b, said, sealed, actor, said_at)
    select new.a, new.b, new.said, decode(new.sealed, 'base64'), ${actor}, ${now}
    from unnest(
      ${verdicts.map(({ a }) => a)}::uuid[], ${verdicts.map(({ b }) => b)}::uuid[],
      ${verdicts.map(({ said }) => said)}::text[], ${verdicts.map(({ sealed }) => sealed.toString('base64'))}::text[]
    ) as new (a, b, said, sealed)
    on conflict (a, b) do update
    set said = excluded.said, sealed = excluded.sealed, actor = excluded.actor, said_at = excluded.said_at`);
}

/** Takes back what was said of pairs of records. */
export function forgetVerdicts(tx: Transaction, pairs: readonly { a: string; b: string }[]): void {
  if (pairs.length === 0) return;
  tx.send(tx`
    delete from verdict
    using unnest(${pairs.map(({ a }) => a)}::uuid[], ${pairs.map(({ b }) => b)}::uuid[]) gone (a, b)
    where verdict.a = gone.a and verdict.b = gone.b`);
}

/** The person that an id leads to today. */
export async function findSurvivor(tx: Transaction, id: string): Promise<string | undefined> {
  const [row] = await tx<{ id: string }[]>`select coalesce(merged_into, id) as id from person where id = ${id}`;
  return row?.id;
}
