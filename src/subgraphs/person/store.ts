import { type Question, type StandingRow, standingColumns } from '../../gate/store.ts';
import type { Sql, Transaction } from '../../kernel/db.ts';
import type { MayBeGone } from '../../retention/gone.ts';
import type { PersonField } from './fields.ts';
import type { SystemModel } from './models.ts';
import type { SealedRow } from './sealing.ts';

/** A row of `person` with its key. */
export interface PersonRow extends SealedRow {
  id: string;
  status: 'ACTIVE' | 'FORGOTTEN';
  version: number;
  mergedInto: string | null;
  mergedIds: string[];
  createdAt: Date;
  updatedAt: Date;
}

/** The same as a write holds it. */
export interface HeldPersonRow extends PersonRow {
  /** The fields on which equally good sources contradict each other, as it was told; null where it was not. */
  conflicts: PersonField[] | null;
}

/** A row of `record` with its key. */
export interface RecordRow extends SealedRow {
  id: string;
  systemId: string;
  personId: string;
  homeId: string;
  /** A blind number; null where there is nothing to compare. */
  profile: string | null;
  version: number;
  assertedAt: Date;
  recordedAt: Date;
}

/** A row of `claim` with the key of its record. */
export interface ClaimRow extends SealedRow, MayBeGone {
  id: string;
  recordId: string;
  systemId: string;
  personId: string;
  field: string;
  actor: string;
  assertedAt: Date;
  recordedAt: Date;
}

/** The people that ids lead to today: a merged id leads to the one that stayed. With where they stand, if that is asked. */
export async function listPeople<Asked extends Question | undefined>(
  sql: Sql,
  ids: readonly string[],
  question: Asked,
): Promise<(PersonRow & { asked: string } & (Asked extends Question ? StandingRow : unknown))[]> {
  return sql<(PersonRow & { asked: string } & (Asked extends Question ? StandingRow : unknown))[]>`
    select pointer.id as asked, person.id, person.status, person.version, person.merged_into, person.merged_ids,
           person.sealed, person.created_at, person.updated_at, key.wrapped
           ${question ? sql`, ${standingColumns(sql, question)}` : sql``}
    from unnest(${ids as string[]}::uuid[]) one (id)
    join person pointer on pointer.id = one.id
    join person on person.id = coalesce(pointer.merged_into, pointer.id)
    join key on key.id = person.id`;
}

/** The person that a system's record belongs to. */
export async function findPersonOfRecord(sql: Sql, systemId: string, external: string): Promise<string | undefined> {
  const [row] = await sql<{ personId: string }[]>`
    select person_id from record where system_id = ${systemId} and external_blind = ${external}`;
  return row?.personId;
}

/** What narrows a list of people. All given conditions must hold. */
export interface PeopleQuery {
  /** Blind keys, each of which one of the person's records must have. */
  blinds: readonly string[];
  system: string | undefined;
  changedSince: Date | undefined;
  after: { updatedAt: string; id: string } | undefined;
  limit: number;
}

/** Somebody on a list. */
export interface FoundPerson {
  id: string;
  /** The moment of the last change, in full precision. */
  at: string;
}

/** Ids of people in the order of their last change. */
export async function listPeopleIds(sql: Sql, query: PeopleQuery): Promise<FoundPerson[]> {
  const { blinds, system, changedSince, after, limit } = query;
  const hasKeys = blinds.map(
    (blind) => sql`and person.id in (
        select record.person_id from match_key join record on record.id = match_key.record_id
        where match_key.blind = ${blind})`,
  );
  return sql<FoundPerson[]>`
    select person.id, to_char(person.updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from person
    where person.merged_into is null and person.status = 'ACTIVE'
      ${changedSince ? sql`and person.updated_at >= ${changedSince}` : sql``}
      ${after ? sql`and (person.updated_at, person.id) > (${after.updatedAt}::timestamptz, ${after.id}::uuid)` : sql``}
      ${system ? sql`and exists (select from record where person_id = person.id and system_id = ${system} and not forgotten)` : sql``}
      ${hasKeys.length > 0 ? hasKeys : sql``}
    order by person.updated_at, person.id
    limit ${limit}`;
}

/** The person that claims belong to, for those that can still be read. */
export async function listClaimOwners(sql: Sql, ids: readonly string[]): Promise<{ id: string; personId: string }[]> {
  return sql<{ id: string; personId: string }[]>`
    select claim.id, record.person_id
    from claim join record on record.id = claim.record_id
    where claim.id = any(${ids as string[]}::uuid[])`;
}

/** People on whom equally good sources contradict each other, in the order of their ids. */
export async function listConflicted(
  sql: Sql,
  { personId, after, limit }: { personId: string | undefined; after: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from person
    where (conflicts is null or conflicts <> '{}')
      ${personId ? sql`and id = ${personId}` : sql``}
      ${after ? sql`and id > ${after}` : sql``}
    order by id
    limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Every registered system. */
export async function listSystems(sql: Sql): Promise<SystemModel[]> {
  return sql<SystemModel[]>`select id, kind, name, client_id, trust, purposes, region from system order by id`;
}

/** Registers a system, or changes what may change. The kind stays. */
export function upsertSystem(tx: Transaction, system: SystemModel, now: Date): void {
  tx.send(tx`
    insert into system (id, kind, name, client_id, trust, purposes, region, created_at, updated_at)
    values (${system.id}, ${system.kind}, ${system.name}, ${system.clientId}, ${system.trust},
            ${system.purposes as string[]}, ${system.region}, ${now}, ${now})
    on conflict (id) do update
    set name = excluded.name, client_id = excluded.client_id, trust = excluded.trust, purposes = excluded.purposes,
        region = excluded.region, updated_at = excluded.updated_at`);
}

/**
 * The systems that have an id or a client. Until the commit no other registration passes, so what is not there now will
 * not be there when it is inserted. Records may be written meanwhile.
 */
export async function lockSystems(tx: Transaction, id: string, clientId: string): Promise<SystemModel[]> {
  await tx`lock table system in share row exclusive mode`;
  return tx<SystemModel[]>`
    select id, kind, name, client_id, trust, purposes, region from system where id = ${id} or client_id = ${clientId}`;
}
