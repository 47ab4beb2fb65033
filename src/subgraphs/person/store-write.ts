import type { Transaction } from '../../kernel/db.ts';
import type { PersonRow, RecordRow } from './store.ts';

// The statements of a write. `execute` sends a statement at once, in the order of the calls, and postgres.js pipelines
// those of one transaction. Without it a statement would wait until somebody awaits it.

/** Lets one write at a time pass for each of the blind keys, in the order given. Held until the commit. */
export function lockKeys(tx: Transaction, blinds: readonly string[]): Promise<unknown> {
  return tx`
    select pg_advisory_xact_lock(('x' || left(replace(blind, '-', ''), 16))::bit(64)::bigint)
    from unnest(${blinds.toSorted()}::text[]) blind`.execute();
}

/** The record that a system has under an external id. */
export async function findRecord(
  tx: Transaction,
  systemId: string,
  external: string,
): Promise<{ personId: string; id: string } | undefined> {
  const [row] = await tx<{ id: string; personId: string }[]>`
    select id, person_id from record where system_id = ${systemId} and external_blind = ${external}`;
  return row;
}

/** Which people the blind keys lead to, the oldest 50: a key that more people share says little. Ids are in the order of age. */
export async function findMatches(tx: Transaction, blinds: readonly string[]): Promise<string[]> {
  const rows = await tx<{ personId: string }[]>`
    select distinct record.person_id
    from match_key join record on record.id = match_key.record_id
    where match_key.blind = any(${blinds as string[]}::uuid[])
    order by 1
    limit 50`;
  return rows.map((row) => row.personId);
}

/** Locks people in the order of their ids, so that two writes never wait for each other. */
export async function lockPeople(tx: Transaction, ids: readonly string[]): Promise<PersonRow[]> {
  return tx<PersonRow[]>`
    select person.id, person.status, person.version, person.merged_into, person.merged_ids, person.sealed,
           person.created_at, person.updated_at, key.wrapped
    from person join key on key.id = person.id
    where person.id = any(${ids as string[]}::uuid[])
    order by person.id
    for update of person`;
}

/**
 * The records of people that are not forgotten, in no order. Written as a join, since for `= any` and for an order by id
 * Postgres can choose to read all records, as it did where it planned while there were few.
 */
export async function listRecords(tx: Transaction, personIds: readonly string[]): Promise<RecordRow[]> {
  return tx<RecordRow[]>`
    select record.id, record.system_id, record.person_id, record.version, record.sealed, record.asserted_at,
           record.recorded_at, key.wrapped
    from unnest(${personIds as string[]}::uuid[]) asked (id)
    join record on record.person_id = asked.id and not record.forgotten
    join key on key.id = record.id`;
}

/** Stores the wrapped key of a record or person. */
export function insertKey(tx: Transaction, id: string, wrapped: Buffer): Promise<unknown> {
  return tx`insert into key (id, wrapped) values (${id}, ${wrapped})`.execute();
}

/** Puts a new key in the place of one: what that sealed cannot be read again. */
export function replaceKey(tx: Transaction, id: string, wrapped: Buffer): Promise<unknown> {
  return tx`update key set wrapped = ${wrapped} where id = ${id}`.execute();
}

/** Destroys a key: what it sealed cannot be read again. */
export function deleteKey(tx: Transaction, id: string): Promise<unknown> {
  return tx`delete from key where id = ${id}`.execute();
}

/** Stores a record that is new. */
export function insertRecord(
  tx: Transaction,
  record: Omit<RecordRow, 'wrapped'> & { externalBlind: string },
): Promise<unknown> {
  return tx`
    insert into record (id, system_id, external_blind, person_id, version, forgotten, sealed, asserted_at, recorded_at)
    values (${record.id}, ${record.systemId}, ${record.externalBlind}, ${record.personId}, ${record.version}, false,
            ${record.sealed}, ${record.assertedAt}, ${record.recordedAt})`.execute();
}

/** Stores what a record says now. */
export function updateRecord(
  tx: Transaction,
  record: Omit<RecordRow, 'wrapped' | 'systemId' | 'personId'>,
): Promise<unknown> {
  return tx`
    update record
    set version = ${record.version}, sealed = ${record.sealed}, asserted_at = ${record.assertedAt},
        recorded_at = ${record.recordedAt}
    where id = ${record.id}`.execute();
}

/** Takes from a record what identifies. The row stays, for the claims that point to it. */
export function forgetRecordRow(tx: Transaction, id: string, now: Date): Promise<unknown> {
  return tx`
    update record set forgotten = true, external_blind = null, sealed = ''::bytea, recorded_at = ${now} where id = ${id}`.execute();
}

/** A row of `claim` to insert. */
export interface NewClaim {
  id: string;
  recordId: string;
  field: string;
  sealed: Buffer;
  actor: string;
  assertedAt: Date;
  recordedAt: Date;
  eventId: string;
}

/** Adds claims to the history. At least one. */
export function insertClaims(tx: Transaction, claims: readonly NewClaim[]): Promise<unknown> {
  return tx`insert into claim ${tx(claims as NewClaim[])}`.execute();
}

/** Makes `blinds` the keys of a record. */
export function replaceMatchKeys(
  tx: Transaction,
  recordId: string,
  blinds: readonly string[],
  isNew: boolean,
): Promise<unknown> {
  const insert = tx`
    insert into match_key (blind, record_id)
    select blind, ${recordId} from unnest(${blinds as string[]}::uuid[]) blind
    on conflict do nothing`.execute();
  if (isNew) return insert;
  const remove = tx`
    delete from match_key where record_id = ${recordId} and blind <> all(${blinds as string[]}::uuid[])`.execute();
  return Promise.all([insert, remove]);
}

/** Stores a person that is new. */
export function insertPerson(tx: Transaction, person: Omit<PersonRow, 'wrapped'>): Promise<unknown> {
  return tx`
    insert into person (id, status, version, merged_into, merged_ids, sealed, created_at, updated_at)
    values (${person.id}, ${person.status}, ${person.version}, null, ${person.mergedIds}::uuid[], ${person.sealed},
            ${person.createdAt}, ${person.updatedAt})`.execute();
}

/** Stores what a person shows now. */
export function updatePerson(tx: Transaction, person: Omit<PersonRow, 'wrapped'>): Promise<unknown> {
  return tx`
    update person
    set status = ${person.status}, version = ${person.version}, merged_ids = ${person.mergedIds}::uuid[],
        sealed = ${person.sealed}, updated_at = ${person.updatedAt}
    where id = ${person.id}`.execute();
}

/**
 * Makes people point to the one that stays, and their records belong to it. What they showed goes: forgetting a record
 * later would not reach it here.
 */
export function mergeInto(tx: Transaction, survivorId: string, mergedIds: readonly string[]): Promise<unknown> {
  return Promise.all([
    tx`
      update person set merged_into = ${survivorId}, sealed = ''::bytea
      where id = any(${mergedIds as string[]}::uuid[])`.execute(),
    tx`update record set person_id = ${survivorId} where person_id = any(${mergedIds as string[]}::uuid[])`.execute(),
  ]);
}

/** What a record said about a field as of a moment. */
export function findClaimsAt(
  tx: Transaction,
  recordId: string,
  field: string,
  assertedAt: Date,
): Promise<{ id: string; sealed: Buffer }[]> {
  return tx<{ id: string; sealed: Buffer }[]>`
    select id, sealed from claim where record_id = ${recordId} and field = ${field} and asserted_at = ${assertedAt}`.execute();
}

/** The person that an id leads to today. */
export async function findSurvivor(tx: Transaction, id: string): Promise<string | undefined> {
  const [row] = await tx<{ id: string }[]>`select coalesce(merged_into, id) as id from person where id = ${id}`;
  return row?.id;
}
