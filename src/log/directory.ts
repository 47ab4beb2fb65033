import type { System } from '../kernel/actor.ts';
import type { Sql, Transaction } from '../kernel/db.ts';
import { isId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import { Misses } from '../kernel/misses.ts';
import type { LogEvent } from './event.ts';
import { type Projection, startProjection } from './projection.ts';
import type { Log } from './tail.ts';

/**
 * What a subgraph knows of the others, kept in its own tables from the log: the registered systems, every id of every
 * person, and which claims each record carried. A look-up that misses waits until all that was committed before it is
 * here, and looks again; so a caller always finds what was acknowledged to it.
 */
export interface Directory {
  /** The system that a client belongs to. That there is none is believed for a second, or until one is registered. */
  systemOf(clientId: string): Promise<System | undefined>;
  /** The person that an id leads to today; undefined when there is none or it was forgotten. */
  findPerson(id: string): Promise<string | undefined>;
  /** Every id that leads to the same person, the person's own among them. */
  idsOf(personId: string): Promise<string[]>;
  /** Those of the claims that are not known to belong to the person. */
  foreignClaims(personId: string, claimIds: readonly string[]): Promise<string[]>;
  projection: Projection;
  stop(): Promise<void>;
}

/** Starts the directory of one subgraph. `extend` applies what else the subgraph must know, in the same transaction. */
export async function startDirectory(options: {
  sql: Sql;
  log: Log;
  logger: Logger;
  extend?: (tx: Transaction, events: readonly LogEvent[]) => void | Promise<void>;
}): Promise<Directory> {
  const { sql } = options;
  /** By client. Made anew when a system is registered, so that what was read before does not come in afterwards. */
  let systems = new Map<string, System>();
  let misses = new Misses();
  const projection = await startProjection({
    ...options,
    name: 'directory',
    async apply(tx, events) {
      for (const run of runsOf(events)) applyRun(tx, run);
      await options.extend?.(tx, events);
    },
    applied(events) {
      if (!events.some((event) => event.name === 'system.registered')) return;
      systems = new Map();
      misses = new Misses();
    },
  });

  /** Looks, and where that finds nothing, looks again when all that was committed before is here. */
  const look = async <T>(find: () => Promise<T | undefined>): Promise<T | undefined> => {
    const found = await find();
    if (found !== undefined) return found;
    await projection.settle();
    return find();
  };

  return {
    projection,
    async systemOf(clientId) {
      const cache = systems;
      const cached = cache.get(clientId);
      if (cached) return cached;
      const before = misses;
      if (before.has(clientId)) return undefined;
      const system = await look(async () => {
        const [row] = await sql<System[]>`
          select id, kind, trust, purposes from known_system where client_id = ${clientId}`;
        return row;
      });
      if (system) cache.set(clientId, system);
      else before.add(clientId);
      return system;
    },
    async findPerson(id) {
      if (!isId(id)) return undefined;
      return look(async () => {
        const [row] = await sql<{ personId: string }[]>`
          select person.id as person_id
          from known_person asked join known_person person on person.id = asked.person_id
          where asked.id = ${id} and person.status = 'ACTIVE'`;
        return row?.personId;
      });
    },
    async idsOf(personId) {
      if (!isId(personId)) return [personId];
      const rows = await sql<{ id: string }[]>`
        select other.id
        from known_person asked join known_person other on other.person_id = asked.person_id
        where asked.id = ${personId}`;
      return rows.length === 0 ? [personId] : rows.map((row) => row.id);
    },
    async foreignClaims(personId, claimIds) {
      if (claimIds.length === 0) return [];
      if (!isId(personId)) return [...claimIds];
      const ids = claimIds.filter(isId);
      const missing = async (): Promise<string[]> => {
        const known = await sql<{ id: string }[]>`
          select claim.id
          from known_person asked
          join known_person other on other.person_id = asked.person_id
          join known_record record on record.person_id = other.id
          cross join lateral unnest(record.claim_ids) claim(id)
          where asked.id = ${personId} and claim.id = any(${ids}::uuid[])`;
        const found = new Set(known.map((row) => row.id));
        return claimIds.filter((id) => !found.has(id.toLowerCase()));
      };
      const none = await look(async () => ((await missing()).length === 0 ? true : undefined));
      return none ? [] : missing();
    },
    stop: () => projection.stop(),
  };
}

/** What the person subgraph says in its events, as far as the directory reads it. */
interface PersonEventData {
  recordId?: string;
  claimIds?: string[];
  into?: string;
  from?: string;
  recordIds?: string[];
  mergedIds?: string[];
}

const WRITES = new Set<string>(['identity.created', 'identity.updated']);
const READ = new Set<string>([...WRITES, 'system.registered', 'identity.merged', 'identity.split', 'identity.deleted']);

/** Neighbouring writes of people go together, so that a bulk import costs two statements per page; others stand alone. */
function runsOf(events: readonly LogEvent[]): LogEvent[][] {
  const runs: LogEvent[][] = [];
  for (const event of events) {
    if (!READ.has(event.name)) continue;
    const run = runs.at(-1);
    if (run && WRITES.has(event.name) && WRITES.has(run[0]!.name)) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

function applyRun(tx: Transaction, run: readonly LogEvent[]): void {
  const event = run[0]!;
  if (WRITES.has(event.name)) return applyWrites(tx, run);
  const data = event.data as PersonEventData;
  switch (event.name) {
    case 'system.registered': {
      const system = event.data as unknown as System & { clientId: string };
      tx.send(tx`
        insert into known_system (id, kind, client_id, trust, purposes)
        values (${event.subject}, ${system.kind}, ${system.clientId}, ${system.trust}, ${system.purposes as string[]})
        on conflict (id) do update
        set client_id = excluded.client_id, trust = excluded.trust, purposes = excluded.purposes`);
      return;
    }
    case 'identity.merged':
      // Told twice: to the one that stays (with `merged`) and to each that goes (with `into`).
      if (data.into) {
        tx.send(tx`update known_person set person_id = ${data.into} where person_id = ${event.subject}`);
        moveRecords(tx, data.into, data.recordIds);
      }
      return;
    case 'identity.split':
      // Told twice: to the one that keeps the id (with `into`) and to each that leaves (with `from`).
      if (data.from) applySplit(tx, event.subject, data);
      return;
    case 'identity.deleted':
      tx.send(tx`update known_person set status = 'FORGOTTEN' where id = ${event.subject}`);
      return;
    default:
  }
}

/** Records that left a person, with the ids that lead to the other one from now on. */
function applySplit(tx: Transaction, personId: string, { recordIds, mergedIds = [] }: PersonEventData): void {
  tx.send(tx`
    insert into known_person (id, person_id, status)
    select id, ${personId}, 'ACTIVE' from unnest(${[...new Set([personId, ...mergedIds])]}::uuid[]) id
    on conflict (id) do update set person_id = excluded.person_id, status = excluded.status`);
  moveRecords(tx, personId, recordIds);
}

function moveRecords(tx: Transaction, personId: string, recordIds: readonly string[] = []): void {
  tx.send(tx`update known_record set person_id = ${personId} where id = any(${recordIds as string[]}::uuid[])`);
}

function applyWrites(tx: Transaction, events: readonly LogEvent[]): void {
  const people = new Set<string>();
  const records = new Map<string, { personId: string; claimIds: string[] }>();
  for (const { subject, data } of events) {
    const { recordId, claimIds = [] } = data as PersonEventData;
    people.add(subject);
    if (!recordId) continue;
    const record = records.get(recordId);
    records.set(recordId, { personId: subject, claimIds: [...(record?.claimIds ?? []), ...claimIds] });
  }
  tx.send(tx`
    insert into known_person (id, person_id, status)
    select id, id, 'ACTIVE' from unnest(${[...people]}::uuid[]) id
    on conflict (id) do nothing`);
  if (records.size === 0) return;
  const rows = [...records].map(([id, { personId, claimIds }]) => ({ id, person_id: personId, claim_ids: claimIds }));
  tx.send(tx`
    insert into known_record (id, person_id, claim_ids)
    select id, person_id, claim_ids
    from jsonb_to_recordset(${tx.json(rows)}) as row (id uuid, person_id uuid, claim_ids uuid[])
    on conflict (id) do update
    set person_id = excluded.person_id, claim_ids = known_record.claim_ids || excluded.claim_ids`);
}
