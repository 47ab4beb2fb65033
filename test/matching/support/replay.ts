import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../../../src/kernel/db.ts';
import { differences } from './audit.ts';

interface EventRow {
  type: string;
  subject: string;
  data: {
    recordId?: string;
    outcome?: string;
    into?: string;
    from?: string;
    recordIds?: string[];
    merged?: string[];
    mergedIds?: string[];
  };
}

const DIRECTORIES = ['verification', 'decision', 'consent'] as const;
const TIMEOUT_MS = 10_000;

/** In what the log, read from its beginning, and the directories of the other subgraphs differ from the tables of people. */
export async function replayFaults(sql: Sql): Promise<string[]> {
  await untilRead(sql);
  const events = await sql<EventRow[]>`
    select type, subject, data from log.event where type like 'dev.selfsame.identity.%' order by position`;
  const people = await sql<{ id: string; leadsTo: string; status: string }[]>`
    select id, coalesce(merged_into, id) as leads_to, status from person`;
  const records = await sql<{ id: string; personId: string }[]>`select id, person_id from record where not forgotten`;
  const ids = new Set(people.map(({ id }) => id));
  const recordIds = new Set(records.map(({ id }) => id));
  const peopleLines = people.map(({ id, leadsTo, status }) => `${id} leads to ${leadsTo}, ${status}`);
  const recordLines = records.map(({ id, personId }) => `${id} of ${personId}`);

  const told = replay(events);
  const faults = [
    ...differences(
      'in the tables: person',
      peopleLines,
      [...told.people].flatMap(([id, { leadsTo, status }]) =>
        ids.has(id) ? [`${id} leads to ${leadsTo}, ${status}`] : [],
      ),
    ),
    ...differences(
      'in the tables: record',
      recordLines,
      [...told.records].flatMap(([id, personId]) => (recordIds.has(id) ? [`${id} of ${personId}`] : [])),
    ),
  ];
  for (const name of DIRECTORIES) {
    const schema = sql(name);
    const knownPeople = await sql<{ id: string; personId: string; status: string }[]>`
      select id, person_id, status from ${schema}.known_person`;
    const knownRecords = await sql<{ id: string; personId: string }[]>`
      select record.id, person.person_id
      from ${schema}.known_record record join ${schema}.known_person person on person.id = record.person_id`;
    faults.push(
      ...differences(
        `in ${name}: person`,
        knownPeople.flatMap(({ id, personId, status }) =>
          ids.has(id) ? [`${id} leads to ${personId}, ${status}`] : [],
        ),
        peopleLines,
      ),
      ...differences(
        `in ${name}: record`,
        knownRecords.flatMap(({ id, personId }) => (recordIds.has(id) ? [`${id} of ${personId}`] : [])),
        recordLines,
      ),
    );
  }
  return faults;
}

/** Who is who as events tell it: each of the two sides of a merge or a split is enough. */
function replay(events: readonly EventRow[]) {
  const people = new Map<string, { leadsTo: string; status: string }>();
  const records = new Map<string, string>();
  for (const { type, subject, data } of events) {
    const name = type.slice('dev.selfsame.identity.'.length, -'.v1'.length);
    if (name === 'created' || name === 'updated') {
      if (!people.has(subject)) people.set(subject, { leadsTo: subject, status: 'ACTIVE' });
      if (data.recordId && data.outcome !== 'FORGOTTEN') records.set(data.recordId, subject);
    }
    if (name === 'deleted') people.set(subject, { leadsTo: subject, status: 'FORGOTTEN' });
    if (name === 'merged' && data.merged) {
      for (const id of data.merged) people.set(id, { leadsTo: subject, status: people.get(id)?.status ?? 'ACTIVE' });
      for (const id of data.recordIds!) records.set(id, subject);
    }
    if (name === 'split' && data.from) {
      for (const id of [subject, ...data.mergedIds!])
        people.set(id, { leadsTo: subject, status: people.get(id)?.status ?? 'ACTIVE' });
      for (const id of data.recordIds!) records.set(id, subject);
    }
  }
  return { people, records };
}

async function untilRead(sql: Sql): Promise<void> {
  for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; await sleep(20)) {
    const [state] = await sql<{ done: boolean }[]>`
      select not exists (select from log.event where position is null)
        and log.last_position() <= least(
          (select position from verification.reader where name = 'directory'),
          (select position from decision.reader where name = 'directory'),
          (select position from consent.reader where name = 'directory')) as done`;
    if (state!.done) return;
  }
}
