import type { Clock } from '../../src/kernel/clock.ts';
import type { Sql, Transaction } from '../../src/kernel/db.ts';
import type { Database, Environment } from '../environment.ts';
import { startChild } from '../processes/child.ts';
import type { Progress } from '../report/progress.ts';
import { consentRows } from './consent-rows.ts';
import { type Row, copyRows } from './copy.ts';
import { decisionRows } from './decision-rows.ts';
import { type EventRow, placeEvents } from './events.ts';
import { type Materials, readMaterials } from './materials.ts';
import { createMatching } from './matching.ts';
import { withoutIndexes } from './indexes.ts';
import { inventPerson } from './people.ts';
import type { Profile } from '../../src/subgraphs/person/matching/profile.ts';
import { searchKeys } from '../../src/subgraphs/person/search/terms.ts';
import { type PersonState, type RecordWrite, personWrites } from './person-rows.ts';
import { createPlainTables, plainRows } from './plain-tables.ts';
import { verificationRows } from './verification-rows.ts';

/** The order in which tables are filled: what is pointed to comes first. */
const TABLES = [
  'person.key',
  'person.person',
  'person.record',
  'person.claim',
  'person.match_key',
  'person.search_key',
  'loading_key',
  'verification.key',
  'verification.verification',
  'verification.check_result',
  'verification.evidence',
  'decision.key',
  'decision.decision',
  'consent.consent',
  'consent.consent_event',
  'log.event',
  'plain.person',
  'plain.record',
  'plain.verification',
  'plain."check"',
  'plain.decision',
  'plain.consent',
];

const SCHEMAS = ['person', 'verification', 'decision', 'consent', 'log', 'plain'];

/** Few enough that a batch fits in memory, enough that a COPY is worth its round trips. */
const BATCH = 1_000;
/** The population came in over a fortnight that ended a day ago, whatever its size. */
const SPREAD_MS = 14 * 86_400_000;
const AGE_MS = SPREAD_MS + 86_400_000;

/**
 * Fills a database with invented people: three records each, one verification with two checks, one decision, two consents,
 * in the rows that the commands would have written, and once more in plain tables. Through the API it would take hours.
 * Where only the records are wanted, the rest is left out.
 *
 * @returns the ids of the people
 */
export async function loadPopulation(
  { vault, env }: Pick<Environment, 'vault' | 'env'>,
  database: Database,
  people: number,
  progress: Progress,
  what: 'EVERYTHING' | 'RECORDS' = 'EVERYTHING',
): Promise<string[]> {
  await registerSystems(env(database), database.sql);
  await createPlainTables(database.sql);
  await database.sql`insert into plain.system (id, kind) select id, kind from person.system`;

  const start = Date.now() - AGE_MS;
  let now = start;
  const clock: Clock = { now: () => new Date(now) };
  const materials = await readMaterials(database.url, vault, clock);
  const [head] = await database.sql<{ position: number }[]>`select log.last_position() as position`;
  let position = head!.position;
  const ids: string[] = [];

  const fill = async (tx: Transaction): Promise<void> => {
    // On a busy machine the next batch may take longer than a hub would let its database wait.
    await tx`set local idle_in_transaction_session_timeout = 0`;
    const matching = await createMatching(tx, materials.model);
    let writing: Promise<unknown> = Promise.resolve();
    for (let from = 0; from < people; from += BATCH) {
      const rows = new Map<string, Row[]>(TABLES.map((table) => [table, []]));
      const events: EventRow[] = [];
      const to = Math.min(from + BATCH, people);
      for (let number = from; number < to; number += 1) {
        now = start + Math.floor((SPREAD_MS * number) / people);
        const person = what === 'RECORDS' ? recordsOf(materials, number).loaded : rowsOf(materials, number);
        ids.push(person.id);
        events.push(...person.events);
        rows.get('loading_key')!.push(...matching.add(person.id, person.profiles));
        for (const [table, added] of Object.entries(person.rows)) rows.get(table)!.push(...added);
      }
      rows.set('log.event', placeEvents(events, position));
      position += events.length;
      // Node makes the next batch while Postgres takes this one in.
      await writing;
      writing = copyAll(tx, rows);
      writing.catch(() => {}); // Told when it is awaited.
      progress.tell(`loading ${to.toLocaleString('en')} of ${people.toLocaleString('en')} people`);
    }
    await writing;
    await matching.derive(progress);
    progress.tell('loading what the subgraphs know of each other');
    await fillProjections(tx, position);
    progress.tell('making the indexes');
  };

  await database.sql.begin((tx) => withoutIndexes(tx, SCHEMAS, () => withoutGuards(tx, () => fill(tx))));
  await database.sql`vacuum analyze`;
  return ids;
}

/** What refuses who was erased locks each person: of so many in one transaction, PostgreSQL has no room for the locks. */
async function withoutGuards(tx: Transaction, work: () => Promise<void>): Promise<void> {
  const guarded = await tx<{ name: string }[]>`
    select tgrelid::regclass::text as name from pg_trigger where tgname = 'refuse_erased' order by 1`;
  for (const { name } of guarded) await tx.unsafe(`alter table ${name} disable trigger refuse_erased`);
  await work();
  for (const { name } of guarded) await tx.unsafe(`alter table ${name} enable trigger refuse_erased`);
}

async function copyAll(tx: Transaction, rows: ReadonlyMap<string, Row[]>): Promise<void> {
  for (const table of TABLES) await copyRows(tx, table, rows.get(table)!);
}

/** What of one person is loaded: its rows by table, and its events in the order in which they happened. */
interface Loaded {
  id: string;
  profiles: Profile[];
  rows: Record<string, Row[]>;
  events: EventRow[];
}

/** A person's records, and nothing else. */
function recordsOf(
  materials: Materials,
  number: number,
): { writes: readonly RecordWrite[]; person: PersonState; loaded: Loaded } {
  const { writes, person } = personWrites(materials, inventPerson(number));
  const rows = {
    'person.key': writes.flatMap(({ keys }) => keys),
    'person.person': [writes.at(-1)!.person],
    'person.record': writes.map(({ record }) => record),
    'person.claim': writes.flatMap(({ claims }) => claims),
    'person.match_key': writes.flatMap(({ matchKeys }) => matchKeys),
    'person.search_key': writes.flatMap(({ profile: { id: profile, comparable } }) =>
      searchKeys(materials.vault, comparable).map((key) => ({ key, profile })),
    ),
  };
  const profiles = writes.map(({ profile }) => profile);
  return { writes, person, loaded: { id: person.id, profiles, rows, events: writes.map(({ event }) => event) } };
}

/** A person with all that happened to it. */
function rowsOf(materials: Materials, number: number): Loaded {
  const { writes, person, loaded } = recordsOf(materials, number);
  const { id } = person;
  const cited = writes.at(-1)!.claims[0]!.id;
  const verified = verificationRows(materials, id, cited);
  const decided = decisionRows(materials, id, verified.verification.id, cited);
  const consents = consentRows(materials, id);
  return {
    ...loaded,
    events: [...loaded.events, ...verified.events, decided.event, ...consents.map(({ event }) => event)],
    rows: {
      ...loaded.rows,
      'verification.key': [verified.key],
      'verification.verification': [verified.verification],
      'verification.check_result': verified.checks,
      'verification.evidence': verified.evidence,
      'decision.key': [decided.key],
      'decision.decision': [decided.decision],
      'consent.consent': consents.map(({ consent }) => consent),
      'consent.consent_event': consents.map(({ history }) => history),
      ...plainRows(person, materials.clock.now(), verified, decided, consents),
    },
  };
}

/** Lets a hub migrate the database and register the systems of the development set, and waits until all have heard of them. */
export async function registerSystems(env: Record<string, string>, sql: Sql): Promise<void> {
  const { child } = await startChild('servers/hub.ts', { env, part: {} });
  await settled(sql);
  await child.stop();
}

/** Resolves when every projection has applied every event. */
export async function settled(sql: Sql): Promise<void> {
  for (;;) {
    const [row] = await sql<{ done: boolean }[]>`
      select bool_and(reader.position = log.last_position()) and not exists (select from log.event where position is null) as done
      from (
        select position from verification.reader union all select position from decision.reader
        union all select position from consent.reader
      ) reader`;
    if (row!.done) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What the projections would have made of the events, and the log's own books. */
async function fillProjections(tx: Transaction, position: number): Promise<void> {
  await tx`
    insert into log.stream (subject, sequence)
    select subject, max(sequence) from log.event
    where subject not in (select subject from log.stream)
    group by subject`;
  await tx`update log.head set position = ${position}`;
  for (const subgraph of ['verification', 'decision', 'consent']) {
    await tx.unsafe(`
      insert into ${subgraph}.known_person (id, person_id, status) select id, id, status from person.person;
      insert into ${subgraph}.known_record (id, person_id, claim_ids)
      select record.id, record.person_id, array_agg(claim.id order by claim.id)
      from person.record join person.claim on claim.record_id = record.id
      group by record.id, record.person_id;
      update ${subgraph}.reader set position = ${position};`);
  }
  await tx`
    insert into decision.known_verification (id, person_id, status, expires_at)
    select id, person_id, status, case status when 'VERIFIED' then expires_at end from verification.verification`;
  await tx`
    insert into decision.known_consent (id, person_id, purpose, status, since, expires_at)
    select id, person_id, purpose, status, changed_at, expires_at from consent.consent`;
  await tx`
    insert into consent.known_proof (id, person_id, method, holds)
    select id, person_id, 'VERIFICATION', status = 'VERIFIED' from verification.verification`;
  for (const schema of ['journeys', 'audit']) await tx.unsafe(`update ${schema}.reader set position = ${position}`);
}
