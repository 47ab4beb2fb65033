import type { Sql, Transaction } from '../../../kernel/db.ts';
import type { RetentionSubject } from '../schema.generated.ts';

/** A hold with its key; its reasons are still sealed. */
export interface HoldModel {
  id: string;
  /** The person that it leads to today. */
  personId: string;
  classes: string[];
  placedBy: string;
  placedAt: Date;
  reason: Buffer;
  releasedBy: string | null;
  releasedAt: Date | null;
  releaseReason: Buffer | null;
  /** Null once it was destroyed. */
  wrapped: Buffer | null;
}

/** A version of a policy. */
export interface PolicyModel {
  subject: RetentionSubject;
  /** Empty for all. */
  eventType: string;
  version: number;
  /** A duration of ISO 8601; null for ever. */
  period: string | null;
  setBy: string;
  setAt: Date;
}

/** What went of one subject in one pass. */
export interface RunModel {
  id: string;
  subject: RetentionSubject;
  /** Empty for all. */
  eventType: string;
  subgraph: string;
  version: number;
  before: Date;
  gone: number;
  held: number;
  askIds: string[];
  startedAt: Date;
  endedAt: Date;
}

const holdColumns = (sql: Sql | Transaction) => sql`
  hold.id, coalesce(person.person_id, hold.person_id) as person_id, hold.classes, hold.placed_by, hold.placed_at,
  hold.reason, hold.released_by, hold.released_at, hold.release_reason, key.wrapped`;

/** Holds by their ids. */
export async function listHolds(sql: Sql, ids: readonly string[]): Promise<HoldModel[]> {
  return sql<HoldModel[]>`
    select ${holdColumns(sql)}
    from legal_hold hold
    left join known_person person on person.id = hold.person_id
    left join key on key.id = hold.id
    where hold.id = any(${ids as string[]}::uuid[])`;
}

/** The holds that were placed on any of the ids, the newest first, also those that were released. `asked` is the id. */
export async function listHoldsOf(sql: Sql, ids: readonly string[]): Promise<(HoldModel & { asked: string })[]> {
  return sql<(HoldModel & { asked: string })[]>`
    select hold.person_id as asked, ${holdColumns(sql)}
    from legal_hold hold
    left join known_person person on person.id = hold.person_id
    left join key on key.id = hold.id
    where hold.person_id = any(${ids as string[]}::uuid[])
    order by hold.id desc`;
}

/** The holds that were not released, the newest first. */
export async function listOpenHolds(sql: Sql, after: string | undefined, limit: number): Promise<HoldModel[]> {
  return sql<HoldModel[]>`
    select ${holdColumns(sql)}
    from (
      select * from legal_hold
      where released_at is null ${after === undefined ? sql`` : sql`and id < ${after}`}
      order by id desc
      limit ${limit}
    ) hold
    left join known_person person on person.id = hold.person_id
    left join key on key.id = hold.id
    order by hold.id desc`;
}

/** Places a hold, with its key. */
export function insertHold(
  tx: Transaction,
  hold: Pick<HoldModel, 'id' | 'personId' | 'classes' | 'placedBy' | 'placedAt' | 'reason'>,
  wrapped: Buffer,
): void {
  tx.send(tx`insert into legal_hold ${tx(hold)}`);
  tx.send(tx`insert into key (id, wrapped) values (${hold.id}, ${wrapped})`);
}

/** A hold as it is released. */
export async function lockHold(
  tx: Transaction,
  id: string,
): Promise<{ personId: string; releasedAt: Date | null; wrapped: Buffer } | undefined> {
  const [row] = await tx<{ personId: string; releasedAt: Date | null; wrapped: Buffer }[]>`
    select hold.person_id, hold.released_at, key.wrapped
    from legal_hold hold join key on key.id = hold.id
    where hold.id = ${id}
    for update of hold`;
  return row;
}

/** Releases a hold. */
export function releaseRow(
  tx: Transaction,
  { id, by, at, reason }: { id: string; by: string; at: Date; reason: Buffer },
): void {
  tx.send(tx`
    update legal_hold set released_by = ${by}, released_at = ${at}, release_reason = ${reason} where id = ${id}`);
}

/** The policies in force, in order. */
export async function listPolicies(sql: Sql | Transaction): Promise<PolicyModel[]> {
  return sql<PolicyModel[]>`
    select distinct on (subject, event_type) subject, event_type, version, period, set_by, set_at
    from retention_policy
    order by subject, event_type, version desc`;
}

/** The versions of policies, the newest first. */
export async function listVersions(
  sql: Sql,
  asked: readonly Pick<PolicyModel, 'subject' | 'eventType'>[],
): Promise<PolicyModel[]> {
  return sql<PolicyModel[]>`
    select policy.subject, policy.event_type, version, period, set_by, set_at
    from unnest(
      ${asked.map(({ subject }) => subject)}::text[], ${asked.map(({ eventType }) => eventType)}::text[]
    ) asked (subject, event_type)
    join retention_policy policy on policy.subject = asked.subject and policy.event_type = asked.event_type
    order by policy.subject, policy.event_type, version desc`;
}

/** Sets a policy; answers its version. Undefined when another one was set at the same moment. */
export async function insertPolicy(
  tx: Transaction,
  { subject, eventType, period, setBy, setAt }: Omit<PolicyModel, 'version'>,
): Promise<number | undefined> {
  const [row] = await tx<{ version: number }[]>`
    insert into retention_policy (subject, event_type, version, period, set_by, set_at)
    select ${subject}, ${eventType}, coalesce(max(version), 0) + 1, ${period}, ${setBy}, ${setAt}
    from retention_policy where subject = ${subject} and event_type = ${eventType}
    on conflict do nothing
    returning version`;
  return row?.version;
}

/** Notes what went. */
export function insertRuns(tx: Transaction, runs: readonly RunModel[]): void {
  tx.send(tx`
    insert into retention_run
      (id, subject, event_type, subgraph, version, before, gone, held, ask_ids, started_at, ended_at)
    select id, subject, event_type, subgraph, version, before, gone, held, ask_ids, started_at, ended_at
    from jsonb_to_recordset(${tx.json(
      runs.map(({ eventType: event_type, askIds: ask_ids, startedAt: started_at, endedAt: ended_at, ...run }) => ({
        ...run,
        event_type,
        ask_ids,
        started_at,
        ended_at,
      })),
    )}) as run (
      id uuid, subject text, event_type text, subgraph text, version integer, before timestamptz, gone bigint,
      held bigint, ask_ids uuid[], started_at timestamptz, ended_at timestamptz
    )
    on conflict do nothing`);
}

/** Which runs are asked for. */
export interface RunQuery {
  askId: string | undefined;
  subjects: readonly string[] | undefined;
  /** The last one of the page before. */
  after: string | undefined;
  limit: number;
}

/** What went, the newest first. */
export async function listRuns(sql: Sql, query: RunQuery): Promise<RunModel[]> {
  const { askId, subjects, after, limit } = query;
  return sql<RunModel[]>`
    select id, subject, event_type, subgraph, version, before, gone, held, ask_ids, started_at, ended_at
    from retention_run
    where true
      ${askId === undefined ? sql`` : sql`and ask_ids @> array[${askId}::uuid]`}
      ${subjects === undefined ? sql`` : sql`and subject = any(${subjects as string[]})`}
      ${after === undefined ? sql`` : sql`and (ended_at, id) < (select last.ended_at, last.id from retention_run last where last.id = ${after})`}
    order by ended_at desc, id desc
    limit ${limit}`;
}
