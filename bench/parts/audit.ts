import { randomUUID } from 'node:crypto';
import { entriesOfAccess } from '../../src/audit/entry.ts';
import { insertIntake } from '../../src/audit/intake.ts';
import { keysOf } from '../../src/audit/note.ts';
import { startSequencer } from '../../src/audit/sequencer.ts';
import { verifyStored } from '../../src/audit/verify/stored.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { closeSql, connect } from '../../src/kernel/db.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { migrate } from '../../src/kernel/migrate.ts';
import { createSigner, createSigningJwk, readSigningJwk } from '../../src/kernel/signer.ts';
import type { Bench } from '../bench.ts';
import { startFused } from '../contenders.ts';
import type { Database, Environment } from '../environment.ts';
import { type Load, startGenerator } from '../load/load.ts';
import { RECORD_MUTATION, writesOf } from '../load/record-mutation.ts';
import { CONNECTIONS, type Round, measure } from '../load/round.ts';
import { registerSystems } from '../population/load.ts';
import { SOURCES } from '../population/people.ts';
import { usageOf } from '../processes/usage.ts';
import type { PartResult, Table } from '../report/result.ts';
import { roundTable } from '../report/round-table.ts';
import { median } from '../report/statistics.ts';

const ORIGIN = 'selfsame/audit/bench';
/** People a second of a round. Each is three writes. */
const PEOPLE_A_SECOND = 96;
const GROUP = 500;

/** (i) The audit log: what it adds to a write, and how fast it is verified. */
export async function benchAudit(bench: Bench): Promise<PartResult> {
  const rounds = await benchWrites(bench);
  const entries = bench.options.bulkRecords;
  const verified = await benchVerify(bench, entries);
  return {
    title: '(i) The audit log',
    method:
      `\`recordPerson\` as in (b), on two databases without other people: on one every event becomes an entry, gets its place and is signed; ` +
      'on the other nobody reads the log of events for the audit log. ' +
      `\`audit verify\` of ${entries.toLocaleString('en')} reads with a person each, from the database: the entries a second. Medians of the rounds.`,
    tables: [
      roundTable(
        { caption: 'Medians of the rounds', row: '', rate: 'writes/s', each: 'write' },
        new Map([
          ['audited', rounds.map(({ audited }) => audited)],
          ['not audited', rounds.map(({ bare }) => bare)],
        ]),
      ),
      verifyTable(verified),
    ],
    figures: [
      {
        name: 'recordPerson, audited / not audited',
        value: median(rounds.map(({ audited, bare }) => audited.requestsPerSecond / bare.requestsPerSecond)),
        unit: '×',
        goal: { atLeast: 0.9 },
      },
      {
        name: 'audit verify',
        value: median(verified.map(({ rate }) => rate)),
        unit: 'entries/s',
        goal: { atLeast: 200_000 },
      },
    ],
  };
}

async function benchWrites({ environment, progress, options }: Bench): Promise<{ audited: Round; bare: Round }[]> {
  const [one, other] = [await prepared(environment, 'audited'), await prepared(environment, 'not_audited')];
  // A reader that waits for an event that does not come.
  await other.sql`update audit.reader set position = 1000000000000`;
  const people = Math.ceil((PEOPLE_A_SECOND * options.seconds) / CONNECTIONS) * CONNECTIONS;
  const generator = await startGenerator();
  const hubs = [
    await startFused(environment, one, 'audited'),
    await startFused(environment, other, 'not audited'),
  ] as const;
  const operations = await Promise.all(
    SOURCES.map(async (source) => ({ query: RECORD_MUTATION, token: await environment.token(source) })),
  );
  const send = (hub: (typeof hubs)[number], seed: number): Promise<Round> =>
    measure(environment, hub, () =>
      generator.call('send', { url: hub.url, operations, connections: CONNECTIONS, groups: groupsOf(people, seed) }),
    );
  try {
    const rounds: { audited: Round; bare: Round }[] = [];
    for (let round = 0; round <= options.rounds; round += 1) {
      const audited = await send(hubs[0], round + 1);
      const bare = await send(hubs[1], round + 1);
      if (round > 0) rounds.push({ audited, bare });
      const told = `audited ${audited.requestsPerSecond.toFixed(0)}/s, not audited ${bare.requestsPerSecond.toFixed(0)}/s`;
      progress.tell(`audit, round ${round} of ${options.rounds}: ${told}`);
    }
    return rounds;
  } finally {
    await generator.stop();
    for (const hub of hubs) await hub.stop();
  }
}

async function prepared(environment: Environment, name: string): Promise<Database> {
  const database = await environment.createDatabase(name);
  await registerSystems(environment.env(database), database.sql);
  return database;
}

/** A person's writes come one after the other, over one connection. */
function groupsOf(people: number, seed: number): Load['groups'] {
  return Array.from({ length: people }, (_, number) =>
    writesOf(number, seed).map(({ source, input }) => ({ operation: SOURCES.indexOf(source), variables: { input } })),
  );
}

/** A round of verifying: the entries a second, and what an entry took. */
interface Verified {
  rate: number;
  cpuUs: number;
  postgresCpuUs: number | undefined;
}

async function benchVerify({ environment, progress, options }: Bench, entries: number): Promise<Verified[]> {
  const { url } = await environment.createDatabase('verified');
  await migrate(url);
  const sql = connect({ url, statementTimeoutMs: 60_000 }, { role: 'selfsame_audit', connections: 4 });
  const key = { kid: 'bench', ...readSigningJwk(createSigningJwk()), signsFrom: new Date(0) };
  const signer = createSigner(
    'checkpoint',
    () => [key],
    () => systemClock.now(),
  );
  const sequencer = startSequencer({ sql, origin: ORIGIN, signer, clock: systemClock, logger: silentLogger });
  try {
    for (let done = 0; done < entries; done += GROUP) {
      await insertIntake(sql, Array.from({ length: Math.min(GROUP, entries - done) }, newEntry));
      if (done % (20 * GROUP) === 0) await sequencer.settle();
    }
    await sequencer.settle();
    const rounds: Verified[] = [];
    for (let round = 0; round <= options.rounds; round += 1) {
      const postgresBefore = await environment.postgresCpuMs();
      const before = usageOf();
      const beganMs = performance.now();
      const { size, finding } = await verifyStored(sql, { keys: [...keysOf(ORIGIN, signer).values()] });
      if (finding) throw new Error(finding.message);
      const rate = (size / (performance.now() - beganMs)) * 1000;
      const cpuUs = ((usageOf().cpuMs - before.cpuMs) / size) * 1000;
      const postgresAfter = await environment.postgresCpuMs();
      const postgresCpuUs =
        postgresBefore === undefined || postgresAfter === undefined
          ? undefined
          : ((postgresAfter - postgresBefore) / size) * 1000;
      if (round > 0) rounds.push({ rate, cpuUs, postgresCpuUs });
      progress.tell(`audit verify, round ${round} of ${options.rounds}: ${rate.toFixed(0)} entries/s`);
    }
    return rounds;
  } finally {
    await sequencer.stop();
    await closeSql(sql);
  }
}

function verifyTable(rounds: readonly Verified[]): Table {
  const rates = rounds.map(({ rate }) => rate);
  const postgres = rounds.flatMap(({ postgresCpuUs }) => postgresCpuUs ?? []);
  return {
    caption: '`audit verify`, medians of the rounds',
    columns: ['entries/s', 'from–to', 'CPU µs an entry', 'Postgres CPU µs an entry'],
    rows: [
      [
        median(rates).toFixed(0),
        `${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)}`,
        median(rounds.map(({ cpuUs }) => cpuUs)).toFixed(2),
        postgres.length > 0 ? median(postgres).toFixed(2) : '–',
      ],
    ],
  };
}

function newEntry() {
  const [entry] = entriesOfAccess({
    time: systemClock.now(),
    actor: 'crm/ada',
    clientId: 'crm',
    system: 'crm',
    purposes: ['customer-service'],
    bases: ['CONTRACT'],
    fields: ['Person.name', 'Person.emails', 'Person.phones'],
    personIds: [randomUUID()],
    withheld: 0,
    operation: 'person',
  });
  return entry!;
}
