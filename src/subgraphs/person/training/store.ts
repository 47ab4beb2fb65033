import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { RecordRow } from '../store.ts';

// The statements of training, and of the list of models.

/** What is shown of a model. No value is in it. */
export interface ModelSummary {
  /** Records that it learned from, and those that they were drawn from. */
  records: number;
  population: number;
  /** Candidate pairs that it learned from. */
  pairs: number;
  /** Pairs that people had said something of, and that were believed. */
  labels: number;
  /** Weights in bits; see `Policy`. */
  thresholds: { link: number; rule: number; review: number };
  /** The share of automatic links that are right, by the model's own account; null where it links nothing. */
  precision: number | null;
}

/** A row of `model`, without what it learned. */
export interface ModelRow {
  id: string;
  version: string;
  state: 'CANDIDATE' | 'ACTIVE' | 'RETIRED';
  createdAt: Date;
  activatedAt: Date | null;
  activatedBy: string | null;
  summary: ModelSummary | null;
}

/** All models, the newest first. */
export async function listModels(sql: Sql): Promise<ModelRow[]> {
  return sql<ModelRow[]>`
    select id, version, state, created_at, activated_at, activated_by, summary from model order by id desc`;
}

/** The model of a version. */
export async function findModelByVersion(sql: Sql, version: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`select id from model where version = ${version}`;
  return row?.id;
}

/** The state of a model. */
export async function findModelState(sql: Sql, id: string): Promise<ModelRow['state'] | undefined> {
  const [row] = await sql<{ state: ModelRow['state'] }[]>`select state from model where id = ${id}`;
  return row?.state;
}

/** Stores a model that waits to be activated. Answers the id of that version, which may have been learned before. */
export async function insertModel(
  sql: Sql,
  model: { id: string; version: string; sealed: Buffer; wrapped: Buffer; createdAt: Date; summary: ModelSummary },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    with new as (
      insert into model (id, version, state, sealed, created_at, summary)
      values (${model.id}, ${model.version}, 'CANDIDATE', ${model.sealed}, ${model.createdAt},
              ${sql.json(model.summary as never)})
      on conflict (version) do nothing
      returning id
    ), new_key as (
      insert into key (id, wrapped) select id, ${model.wrapped}::bytea from new
    )
    select id from new union all select id from model where version = ${model.version} limit 1`;
  return row!.id;
}

/** How many records are compared. */
export async function countRecords(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count from record join system on system.id = record.system_id and system.kind <> 'STEWARD'
    where not record.forgotten`;
  return row!.count;
}

/** Records person by person, with what they say. */
export async function listByPerson(
  sql: Sql,
  after: { personId: string; id: string },
  limit: number,
): Promise<RecordRow[]> {
  return sql<RecordRow[]>`
    select record.id, record.profile::text, record.home_id, record.system_id, record.person_id, record.version,
           record.sealed, record.asserted_at, record.recorded_at, key.wrapped
    from record
    join system on system.id = record.system_id and system.kind <> 'STEWARD'
    join key on key.id = record.id
    where record.person_id >= ${after.personId} and (record.person_id, record.id) > (${after.personId}::uuid, ${after.id}::uuid)
      and not record.forgotten
    order by record.person_id, record.id limit ${limit}`;
}

/** Of each profile, its records' people, up to `most`. */
export async function listPeopleOfProfiles(
  sql: Sql,
  profiles: readonly bigint[],
  most: number,
): Promise<{ profile: string; personIds: string[] }[]> {
  return sql<{ profile: string; personIds: string[] }[]>`
    select asked.profile::text, found.person_ids
    from unnest(${profiles.map(String)}::bigint[]) asked (profile)
    cross join lateral (
      select array_agg(person_id) as person_ids
      from (select person_id from record where record.profile = asked.profile order by id limit ${most}) few
    ) found
    where found.person_ids is not null`;
}

/** Those keys that find nobody. */
export async function listHotKeys(sql: Sql | Transaction, keys: readonly bigint[]): Promise<bigint[]> {
  const rows = await sql<{ key: string }[]>`
    select hot_key.key::text from unnest(${keys.map(String)}::bigint[]) asked (key) join hot_key on hot_key.key = asked.key`;
  return rows.map(({ key }) => BigInt(key));
}

/** What people said of records that both have a profile, the newest first. */
export async function listLabels(
  sql: Sql,
  limit: number,
): Promise<{ a: string; b: string; said: 'SAME' | 'DIFFERENT' }[]> {
  return sql<{ a: string; b: string; said: 'SAME' | 'DIFFERENT' }[]>`
    select one.profile::text as a, other.profile::text as b, verdict.said
    from verdict
    join record one on one.id = verdict.a
    join record other on other.id = verdict.b
    where verdict.said <> 'UNSURE' and one.profile is not null and other.profile is not null
    order by verdict.said_at desc limit ${limit}`;
}
