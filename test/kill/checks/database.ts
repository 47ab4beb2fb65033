import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

/** An event as it lies in the log. */
export interface EventRow {
  position: number | null;
  event_id: string;
  type: string;
  subject: string;
  sequence: number;
  time: Date;
  data: Record<string, unknown>;
}

/** All that the checks look at, read at one moment when nothing is written. */
export interface Found {
  logId: string;
  head: number;
  /** In the order of positions. */
  events: readonly EventRow[];
  streams: ReadonlyMap<string, number>;
  /** The digests of the keys of all subgraphs. */
  keys: readonly string[];
  people: readonly { id: string; leads_to: string; status: string }[];
  records: readonly { id: string; person_id: string; claim_ids: string[] }[];
  /** Records that were taken back. Whose they were says nothing any more. */
  forgotten: readonly string[];
  systems: readonly { id: string; kind: string; client_id: string; trust: number; purposes: string[] }[];
  verifications: readonly { id: string; person_id: string; status: string }[];
  passedChecks: readonly string[];
  decisions: readonly { id: string; person_id: string; outcome: string }[];
  consents: readonly { person_id: string; purpose: string; status: string; changed_at: Date }[];
  consentStatements: number;
  knownVerifications: readonly { id: string; person_id: string }[];
  directories: readonly Directory[];
}

/** What one subgraph keeps of the log. */
export interface Directory {
  subgraph: string;
  position: number;
  systems: Found['systems'];
  people: Found['people'];
  records: Found['records'];
}

const DIRECTORIES = ['verification', 'decision', 'consent'] as const;
const WITH_KEYS = ['person', ...DIRECTORIES] as const;

/** Waits until every projection has read the whole log, and reads everything. */
export async function readDatabase(url: string, timeoutMs: number): Promise<Found> {
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
  });
  const rows = async <Row>(text: string): Promise<Row[]> => [...((await sql.unsafe(text)) as unknown as Row[])];
  try {
    await untilRead(rows, timeoutMs);
    const [head] = await rows<{ position: number; log_id: string }>(
      'select log.last_position() as position, log_id from log.head',
    );
    const streams = await rows<{ subject: string; sequence: number }>('select subject, sequence from log.stream');
    // Those of the load: the hub has used some itself, to publish what a laptop begins with.
    const keys = WITH_KEYS.map((name) => `select key from ${name}.idempotency where caller <> 'selfsame'`).join(
      ' union all ',
    );
    const directories: Directory[] = [];
    for (const subgraph of DIRECTORIES) {
      const [reader] = await rows<{ position: number }>(
        `select position from ${subgraph}.reader where name = 'directory'`,
      );
      directories.push({
        subgraph,
        position: reader!.position,
        systems: await rows(`select id, kind, client_id, trust, purposes from ${subgraph}.known_system order by id`),
        people: await rows(`select id, person_id as leads_to, status from ${subgraph}.known_person order by id`),
        records: await rows(
          `select record.id, person.person_id, record.claim_ids from ${subgraph}.known_record record
           join ${subgraph}.known_person person on person.id = record.person_id order by record.id`,
        ),
      });
    }
    return {
      logId: head!.log_id,
      head: head!.position,
      events: await rows(
        'select position, event_id, type, subject, sequence, time, data from log.event order by position',
      ),
      streams: new Map(streams.map(({ subject, sequence }) => [subject, sequence])),
      keys: (await rows<{ key: string }>(keys)).map(({ key }) => key),
      people: await rows('select id, coalesce(merged_into, id) as leads_to, status from person.person order by id'),
      records: await rows(
        `select record.id, record.person_id, array_agg(claim.id order by claim.id) as claim_ids
         from person.record join person.claim on claim.record_id = record.id group by record.id order by record.id`,
      ),
      forgotten: (await rows<{ id: string }>('select id from person.record where forgotten')).map(({ id }) => id),
      systems: await rows('select id, kind, client_id, trust, purposes from person.system order by id'),
      verifications: await rows('select id, person_id, status from verification.verification'),
      passedChecks: (
        await rows<{ id: string }>(`select id from verification.check_result where status = 'PASSED'`)
      ).map(({ id }) => id),
      decisions: await rows('select id, person_id, outcome from decision.decision'),
      consents: await rows('select person_id, purpose, status, changed_at from consent.consent'),
      consentStatements: (await rows('select id from consent.consent_event')).length,
      knownVerifications: await rows('select id, person_id from decision.known_verification'),
      directories,
    };
  } finally {
    await sql.end();
  }
}

/** Until no event waits for a position, and no projection for an event. What is late shows in the checks. */
async function untilRead(rows: <Row>(text: string) => Promise<Row[]>, timeoutMs: number): Promise<void> {
  const behind = DIRECTORIES.map((name) => `select position from ${name}.reader`).join(' union all ');
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(100)) {
    const [state] = await rows<{ waiting: boolean; read: boolean }>(
      `select exists (select from log.event where position is null) as waiting,
              log.last_position() <= (select min(position) from (${behind}) r) as read`,
    );
    if (!state!.waiting && state!.read) return;
  }
}
