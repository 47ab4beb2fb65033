import { appendFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { migrate } from '../../src/kernel/migrate.ts';
import { openCluster } from '../../src/local/postgres/cluster.ts';
import { startLocalPostgres } from '../../src/local/postgres.ts';
import { createHub } from '../support/hub.ts';
import { Marks, findMarks } from './marks.ts';
import { speak } from './traffic.ts';

const silent = { info: () => {}, warn: () => {} };

/** What must have been taken in, or nothing would be proved. */
const DONE = [
  'recordPerson PersonRecorded',
  'overrideField FieldOverridden',
  'recordCheckResult CheckResultRecorded',
  'placeLegalHold LegalHoldPlaced',
  'cancelVerification VerificationCancelled',
  'recordDecision DecisionRecorded',
  'overrideDecision DecisionRecorded',
  'noteReview ReviewUpdated',
  'recordSignal SignalRecorded',
  'grantConsent ConsentRecorded',
  'releaseHold HoldReleased',
];

/** Names that a document invents are told to who wrote it, and to nobody else: a client developer looks for a misspelt one. */
const OF_THE_DOCUMENT = ['field that is none (plain)', 'type that is none (plain)', 'get query (plain)'];

test('what is said of people is found nowhere but sealed', { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'selfsame-leaks-'));
  // Every statement is logged, as somebody may set it who looks for what is slow; no parameter is.
  const { dataPath, home } = await openCluster(folder);
  await appendFile(join(dataPath, 'postgresql.conf'), "\nlog_statement = 'all'\n");
  const server = await startLocalPostgres({ dataDir: folder, log: silent });
  await migrate(server.url);
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const marks = new Marks();
  const found: Record<string, string[]> = {};
  const look = (where: string, text: string): void => {
    const places = findMarks(marks, text);
    if (places.length > 0) found[where] = [...new Set([...(found[where] ?? []), ...places])];
  };
  try {
    const database = { url: server.url, async [Symbol.asyncDispose]() {} };
    {
      await using hub = await createHub({ database, logger, env: { JOURNEYS: 'true', LOG_LEVEL: 'trace' } });
      const { refusals, outcomes } = await speak(hub, marks);
      expect(refusals.length).toBeGreaterThan(20);
      expect(outcomes).toEqual(expect.arrayContaining(DONE));
      for (const refusal of refusals) look('an answer that refuses', refusal);
      const metrics = await fetch(`${hub.url}/metrics`, {
        headers: { authorization: `Bearer ${(await hub.as('analytics')).token}` },
      });
      look('the metrics', await metrics.text());
      for (const entry of await readdir(hub.config.dataDir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        look('a name of a file', entry.name);
        look('a file', (await readFile(join(entry.parentPath, entry.name))).toString('hex'));
      }
    }
    look('the log of the hub', lines.join(''));
    const log = await readFile(join(home, 'server.log'), 'utf8');
    expect(log).toContain('insert into');
    look('the log of PostgreSQL', log);
    for (const [table, text] of await dump(server.url)) look(table, text);
    expect(marks.places.size).toBeGreaterThan(70);
    expect(found).toEqual({ 'an answer that refuses': OF_THE_DOCUMENT });
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** Every row of every table, bytes in hexadecimal. */
async function dump(url: string): Promise<Map<string, string>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
    expect(tables.length).toBeGreaterThan(60);
    const texts = new Map<string, string>();
    for (const { name } of tables) {
      const rows = await sql.unsafe<{ text: string }[]>(`select row::text as text from ${name} row`);
      texts.set(name, rows.map(({ text }) => text).join('\n'));
    }
    return texts;
  } finally {
    await sql.end();
  }
}
