import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { ErasureSystemReason } from '../schema.generated.ts';
import type { ErasureModel, PartModel, SystemModel } from './models.ts';

/** The parts of the hub that erase. */
export const SUBGRAPHS = ['person', 'verification', 'decision', 'consent'] as const;

/** All ids of the person that an id leads to, that one first; empty when there is no such person. Also of one that was forgotten. */
export async function listIdsOf(sql: Sql, personId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select other.id
    from known_person asked join known_person other on other.person_id = asked.person_id
    where asked.id = ${personId}
    order by other.id <> other.person_id, other.id`;
  return rows.map(({ id }) => id);
}

/** An erasure that names one of the ids. */
export async function findErasureOf(tx: Transaction, personIds: readonly string[]): Promise<string | undefined> {
  const [row] = await tx<{ id: string }[]>`
    select id from erasure where person_ids && ${personIds as string[]}::uuid[] order by id desc limit 1`;
  return row?.id;
}

/** An erasure that is new. */
export interface NewErasure {
  id: string;
  personIds: string[];
  reason: string;
  requestedBy: string;
  requestedAt: Date;
}

/** Stores an erasure. Nothing of it is done. */
export function insertErasure(tx: Transaction, erasure: NewErasure): void {
  tx.send(tx`insert into erasure ${tx({ ...erasure, personId: erasure.personIds[0]! })}`);
  tx.send(tx`
    insert into erasure_part (erasure_id, subgraph, state, counts, held, told_at)
    select ${erasure.id}, subgraph, 'PENDING', '{}', '[]', ${erasure.requestedAt}
    from unnest(${SUBGRAPHS as readonly string[] as string[]}::text[]) subgraph`);
}

/** What a subgraph told. */
export interface ToldPart {
  erasureId: string;
  subgraph: string;
  state: 'DELAYED' | 'HELD' | 'DONE';
  problem: string | null;
  counts: Record<string, number>;
  held: readonly object[];
  toldAt: Date;
}

/** Notes what a subgraph told; answers whether all are done with it. */
export async function updatePart(tx: Transaction, part: ToldPart): Promise<boolean> {
  tx.send(tx`
    update erasure_part
    set state = ${part.state}, problem = ${part.problem}, counts = ${tx.json(part.counts)},
        held = ${tx.json(part.held as never)}, told_at = ${part.toldAt}
    where erasure_id = ${part.erasureId} and subgraph = ${part.subgraph} and state <> 'DONE'`);
  const [row] = await tx<{ isDone: boolean }[]>`
    select coalesce(bool_and(state = 'DONE'), false) as is_done from erasure_part where erasure_id = ${part.erasureId}`;
  return row!.isDone;
}

/** Notes who a person turned out to be. */
export function updateIds(tx: Transaction, erasureId: string, personIds: readonly string[]): void {
  tx.send(tx`update erasure set person_ids = ${personIds as string[]}::uuid[] where id = ${erasureId}`);
}

/** Notes which systems are to erase a person too. Of one that held a record and read it as well, the record counts. */
export function insertSystems(
  tx: Transaction,
  named: { erasureId: string; systems: readonly string[]; because: ErasureSystemReason; toldAt: Date },
): void {
  const { erasureId, systems, because, toldAt } = named;
  tx.send(tx`
    insert into erasure_system (erasure_id, system_id, because, told_at)
    select ${erasureId}, system, ${because}, ${toldAt} from unnest(${systems as string[]}::text[]) system
    on conflict (erasure_id, system_id) do update set because = excluded.because where excluded.because = 'RECORD'`);
}

/**
 * Systems that were given data of a person, or told what happened to it, as the audit log knows until the person is taken out of
 * it. The people's desk works in the hub itself, and so do its machines, which are not registered.
 */
export async function listReaders(sql: Sql | Transaction, personIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select known_system.id
    from audit.readers(${personIds as string[]}::uuid[]) reader
    join known_system on known_system.id = reader.system and known_system.kind <> 'STEWARD'
    order by known_system.id`;
  return rows.map(({ id }) => id);
}

/** What consents and cases of a person hold: with keys that an erasure destroys, and what stays as a proof or until a case ends. */
export async function countProofs(
  sql: Sql,
  personIds: readonly string[],
): Promise<{ guardians: number; cases: number; consents: number; openCases: number }> {
  const ids = personIds as string[];
  const [row] = await sql<{ guardians: number; cases: number; consents: number; openCases: number }[]>`
    select
      (select count(*) from consent join key on key.id = consent.id where person_id = any(${ids}::uuid[])) as guardians,
      (select count(*) from consent where person_id = any(${ids}::uuid[])) as consents,
      (select count(*) from rights_case one join key on key.id = one.id
       where person_id = any(${ids}::uuid[]) and ended_at is not null) as cases,
      (select count(*) from rights_case where person_id = any(${ids}::uuid[]) and ended_at is null) as open_cases`;
  return row!;
}

/** Notes that all is destroyed; answers the person, unless that was known. */
export async function completeErasure(tx: Transaction, id: string, now: Date): Promise<string | undefined> {
  const [row] = await tx<{ personId: string }[]>`
    update erasure set complete_at = ${now} where id = ${id} and complete_at is null returning person_id`;
  return row?.personId;
}

/** Notes that a system has erased the person; answers the person. Undefined when the system was not asked to. */
export async function acknowledge(
  tx: Transaction,
  said: { erasureId: string; systemId: string; by: string; at: Date },
): Promise<{ personId: string; isNew: boolean } | undefined> {
  const [row] = await tx<{ personId: string; isNew: boolean }[]>`
    select person_id, acknowledged_at is null as is_new
    from erasure_system join erasure on erasure.id = erasure_id
    where erasure_id = ${said.erasureId} and system_id = ${said.systemId}
    for update of erasure_system`;
  if (row?.isNew)
    tx.send(tx`
      update erasure_system set acknowledged_at = ${said.at}, acknowledged_by = ${said.by}
      where erasure_id = ${said.erasureId} and system_id = ${said.systemId}`);
  return row;
}

/** Which erasures are asked for. */
export interface ErasureQuery {
  /** Only those that name this system. */
  concerns: string | undefined;
  /** Only those for which this system has not answered. */
  waitingFor: string | undefined;
  /** Only those that a system was told of before this moment and has not answered. */
  toldBefore: Date | undefined;
  after: string | undefined;
  limit: number;
}

/** Ids of erasures, the newest first. */
export async function listErasureIds(sql: Sql, query: ErasureQuery): Promise<string[]> {
  const { concerns, waitingFor, toldBefore, after, limit } = query;
  const of = (system: string | undefined, isWaiting: boolean) => sql`
    exists (
      select from erasure_system named
      where named.erasure_id = erasure.id
        ${system === undefined ? sql`` : sql`and named.system_id = ${system}`}
        ${isWaiting ? sql`and named.acknowledged_at is null` : sql``}
        ${isWaiting && toldBefore ? sql`and named.told_at < ${toldBefore}` : sql``}
    )`;
  const isWaiting = waitingFor !== undefined || toldBefore !== undefined;
  const rows = await sql<{ id: string }[]>`
    select id from erasure
    where ${after === undefined ? sql`true` : sql`id < ${after}`}
      ${concerns === undefined ? sql`` : sql`and ${of(concerns, false)}`}
      ${isWaiting ? sql`and ${of(waitingFor, true)}` : sql``}
    order by id desc
    limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** The erasure with an id, or the newest one of the person with it. */
export async function findErasureId(sql: Sql, id: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    select id from erasure where id = ${id}
    union all
    (select id from erasure where person_ids @> array[${id}]::uuid[] order by id desc limit 1)
    limit 1`;
  return row?.id;
}

/** Erasures by their ids. */
export async function listErasures(sql: Sql, ids: readonly string[]): Promise<ErasureModel[]> {
  const of = ids as string[];
  // First: what is complete by then is so in every part that is read behind it.
  const rows = await sql<Omit<ErasureModel, 'parts' | 'systems'>[]>`
    select id, person_id, person_ids, reason, requested_by, requested_at, complete_at
    from erasure where id = any(${of}::uuid[])`;
  const [parts, systems] = await Promise.all([
    sql<(PartModel & { erasureId: string })[]>`
      select erasure_id, subgraph, state, problem, counts, held, told_at
      from erasure_part where erasure_id = any(${of}::uuid[])
      order by array_position(${SUBGRAPHS as readonly string[] as string[]}::text[], subgraph)`,
    sql<(SystemModel & { erasureId: string })[]>`
      select erasure_id, system_id as system, because, told_at, acknowledged_at, acknowledged_by
      from erasure_system where erasure_id = any(${of}::uuid[])
      order by system_id`,
  ]);
  return rows.map((row) => ({
    ...row,
    parts: parts.filter(({ erasureId }) => erasureId === row.id),
    systems: systems.filter(({ erasureId }) => erasureId === row.id),
  }));
}

/** Those of the erasures that are there. */
export async function listErasureIdsAmong(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`select id from erasure where id = any(${ids as string[]}::uuid[])`;
  return rows.map(({ id }) => id);
}
