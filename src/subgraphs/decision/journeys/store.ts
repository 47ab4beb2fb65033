import type { Sql, Transaction } from '../../../kernel/db.ts';
import { behind } from '../../../kernel/db/behind.ts';
import type { JourneyDefinitionModel, JourneyEntryModel, JourneyModel, JourneyState } from './models.ts';

/** A version of a definition. */
export interface DefinitionKey {
  name: string;
  version: number;
}

/** What a list of journeys is asked for: all ids of one person, and how many it may have. */
export interface PersonAsk {
  ids: readonly string[];
  first: number;
  /** The last one that is known already. */
  after: string | null;
}

/** The newest journeys of each person asked for, the newest first. `place` is the person's place among them, from 1. */
export async function listJourneysOf(
  sql: Sql,
  asked: readonly PersonAsk[],
): Promise<(JourneyModel & { place: number })[]> {
  return sql<(JourneyModel & { place: number })[]>`
    select asked.place, ${journeyColumns(sql)}
    from unnest(${asked.map(({ ids }) => `{${ids.join()}}`)}::text[], ${asked.map(({ first }) => first)}::integer[],
                ${asked.map(({ after }) => after)}::uuid[]) with ordinality as asked (ids, first, after, place)
    left join journey last on last.id = asked.after
    cross join unnest(asked.ids::uuid[]) as one (id)
    cross join lateral (
      select * from journey
      where person_id = one.id and (started_at, id) < ${behind(sql, sql`last.started_at`)}
      order by started_at desc, id desc
      limit asked.first
    ) journey
    left join known_person on known_person.id = journey.person_id
    order by asked.place, journey.started_at desc, journey.id desc`;
}

/** Journeys by their ids. */
export async function listJourneys(sql: Sql, ids: readonly string[]): Promise<JourneyModel[]> {
  return sql<JourneyModel[]>`
    select ${journeyColumns(sql)}
    from journey left join known_person on known_person.id = journey.person_id
    where journey.id = any(${ids as string[]}::uuid[])`;
}

/** Journeys in a state behind `after`, the oldest first. */
export async function pageJourneys(
  sql: Sql,
  page: { state: JourneyState; name: string | null; first: number; after: string | null },
): Promise<JourneyModel[]> {
  return sql<JourneyModel[]>`
    select ${journeyColumns(sql)}
    from journey left join known_person on known_person.id = journey.person_id
    where journey.state = ${page.state} and (${page.name}::text is null or journey.name = ${page.name})
      and journey.id > coalesce(${page.after}::uuid, '00000000-0000-0000-0000-000000000000')
    order by journey.id
    limit ${page.first}`;
}

/** Journeys that wait for one of some things; of a person, by any id that leads to it. */
export async function listWaiting(sql: Sql, ids: readonly string[]): Promise<JourneyModel[]> {
  return sql<JourneyModel[]>`
    select ${journeyColumns(sql)}
    from journey left join known_person on known_person.id = journey.person_id
    where journey.state = 'WAITING' and journey.waits_for && array(
      select unnest(${ids as string[]}::uuid[])
      union
      select other.id
      from known_person asked join known_person other on other.person_id = asked.person_id
      where asked.id = any(${ids as string[]}::uuid[])
    )`;
}

function journeyColumns(sql: Sql) {
  return sql`
    journey.id, coalesce(known_person.person_id, journey.person_id) as person_id, journey.name, journey.version,
    journey.state, journey.step, journey.entry, journey.memory, journey.verification_ids, journey.decision_ids,
    journey.due_at, journey.outcome, journey.reason, journey.started_by, journey.started_at, journey.ended_at,
    journey.gone_at, journey.gone_under`;
}

/** What journeys did, in order. */
export async function listLog(sql: Sql, journeyIds: readonly string[]): Promise<JourneyEntryModel[]> {
  return sql<JourneyEntryModel[]>`
    select journey_id, step, action, detail, at from journey_log
    where journey_id = any(${journeyIds as string[]}::uuid[])
    order by journey_id, entry, place`;
}

/** Definitions by name and version. */
export async function listDefinitions(sql: Sql, keys: readonly DefinitionKey[]): Promise<JourneyDefinitionModel[]> {
  return sql<JourneyDefinitionModel[]>`
    select definition.name, definition.version, definition.state, definition.content, definition.published_by,
           definition.published_at
    from unnest(${keys.map(({ name }) => name)}::text[], ${keys.map(({ version }) => version)}::integer[])
      as asked (name, version)
    cross join lateral (
      select * from journey_definition where name = asked.name and version = asked.version
    ) definition`;
}

/** All definitions, or those of a name: by name, the newest version first. */
export async function listAllDefinitions(sql: Sql, name: string | null): Promise<JourneyDefinitionModel[]> {
  return sql<JourneyDefinitionModel[]>`
    select name, version, state, content, published_by, published_at from journey_definition
    where ${name}::text is null or name = ${name}
    order by name, version desc`;
}

/** The version of a definition that journeys are started by. */
export async function findPublished(tx: Transaction, name: string): Promise<JourneyDefinitionModel | undefined> {
  const [row] = await tx<JourneyDefinitionModel[]>`
    select name, version, state, content, published_by, published_at from journey_definition
    where name = ${name} and state = 'PUBLISHED'`;
  return row;
}

/** Puts a new version in place of the one of its name; answers its number. One at a time: the name is locked. */
export async function insertDefinition(
  tx: Transaction,
  definition: { name: string; content: unknown; publishedBy: string; publishedAt: Date },
): Promise<number> {
  const { name, content, publishedBy, publishedAt } = definition;
  tx.send(tx`update journey_definition set state = 'RETIRED' where name = ${name} and state = 'PUBLISHED'`);
  const [row] = await tx<{ version: number }[]>`
    insert into journey_definition (name, version, state, content, published_by, published_at)
    select ${name}, coalesce(max(version), 0) + 1, 'PUBLISHED', ${tx.json(content as never)}, ${publishedBy}, ${publishedAt}
    from journey_definition where name = ${name}
    returning version`;
  return row!.version;
}

/** Takes a version out of use; answers whether there is such a one. */
export async function retireDefinition(tx: Transaction, { name, version }: DefinitionKey): Promise<boolean> {
  const { count } = await tx`
    update journey_definition set state = 'RETIRED' where name = ${name} and version = ${version}`;
  return count === 1;
}

/** A journey of this name that is under way for one of a person's ids. */
export async function findUnderWay(
  tx: Transaction,
  personId: string,
  name: string,
): Promise<{ id: string } | undefined> {
  const [row] = await tx<{ id: string }[]>`
    select journey.id
    from known_person asked
    join known_person other on other.person_id = asked.person_id
    join journey on journey.person_id = other.id
    where asked.id = ${personId} and journey.name = ${name} and journey.state in ('RUNNING', 'WAITING')
    limit 1`;
  return row;
}

/** Stores a journey that is new. */
export function insertJourney(
  tx: Transaction,
  journey: Pick<JourneyModel, 'id' | 'personId' | 'name' | 'version' | 'step' | 'startedBy' | 'startedAt'>,
): void {
  const fresh = { state: 'RUNNING', entry: 0, memory: tx.json({}), waitsFor: [], verificationIds: [], decisionIds: [] };
  tx.send(tx`insert into journey ${tx({ ...journey, ...fresh } as never)}`);
}

/** Locks a journey until the commit. */
export async function lockJourney(tx: Transaction, id: string): Promise<JourneyModel | undefined> {
  const [row] = await tx<JourneyModel[]>`
    select id, person_id, name, version, state, step, entry, memory, verification_ids, decision_ids, due_at, outcome, reason,
           started_by, started_at, ended_at
    from journey where id = ${id} for update`;
  return row;
}

/** What becomes of a journey. */
export interface JourneyUpdate {
  id: string;
  entry: number;
  state: JourneyState;
  step: string;
  memory: unknown;
  waitsFor: readonly string[];
  /** Added to those that are known. */
  verificationIds: readonly string[];
  decisionIds: readonly string[];
  dueAt: Date | null;
  outcome: string | null;
  reason: string | null;
  endedAt: Date | null;
}

/** Stores where a journey stands now. */
export function updateJourney(tx: Transaction, journey: JourneyUpdate): void {
  tx.send(tx`
    update journey
    set entry = ${journey.entry}, state = ${journey.state}, step = ${journey.step},
        memory = ${tx.json(journey.memory as never)}, waits_for = ${journey.waitsFor as string[]}::uuid[],
        verification_ids = verification_ids || ${journey.verificationIds as string[]}::uuid[],
        decision_ids = decision_ids || ${journey.decisionIds as string[]}::uuid[],
        due_at = ${journey.dueAt}, outcome = ${journey.outcome}, reason = ${journey.reason}, ended_at = ${journey.endedAt}
    where id = ${journey.id}`);
}

/** Adds to what a journey did. At least one. */
export function insertLog(
  tx: Transaction,
  journeyId: string,
  entry: number,
  log: readonly { step: string; action: string; detail: unknown; at: Date }[],
): void {
  const rows = log.map((one, place) => ({ ...one, detail: tx.json(one.detail as never), journeyId, entry, place }));
  tx.send(tx`insert into journey_log ${tx(rows as never)}`);
}
