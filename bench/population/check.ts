import type { Sql } from '../../src/kernel/db.ts';
import type { Environment } from '../environment.ts';
import { type Child, startChild } from '../processes/child.ts';
import type { Progress } from '../report/progress.ts';
import { recordCases, recordChanges } from './api.ts';
import { loadPopulation, settled } from './load.ts';

/** People compared: all variants that the inventor makes are among them, and enough of one name that a block key is hot. */
const PEOPLE = 60;

/** Tables that differ by what is not a person's: keys of idempotency, systems, cursors, the plain tables; and what only counts. */
const LEFT_OUT = new Set([
  'idempotency',
  'system',
  'known_system',
  'head',
  'stream',
  'reader',
  'key_check',
  ...['count', 'finding', 'person', 'time', 'vendor', 'verification'].map((name) => `kpi_${name}`),
]);
/** Events that the loader leaves out: of systems, and questions to stewards, which are told once and are in `match`. */
const NEWS = '%(system|match)%';
const SUBGRAPHS = ['person', 'verification', 'decision', 'consent', 'log'];

/** All that a read can show of a person, so that every sealed value is opened by the hub itself. */
const WIDE_QUERY = `query Wide($system: ID!, $externalId: String!) {
  personByRecord(system: $system, externalId: $externalId) {
    id mergedIds status version createdAt updatedAt birthDate gender nationalities locale timeZone extensions
    name { full given middle family prefix suffix script }
    emails { value type } phones { value type } identifiers { type value country }
    addresses { lines locality region postalCode country type } employer { name department jobTitle }
    records { id externalId version assertedAt recordedAt system { id } claims { id field value } }
    lineage { id field value original recordId actor assertedAt recordedAt overridden state chosen chosenBy passedOver { id } }
    verifications {
      id status requestedBy requestedAt completedAt expiresAt
      checks {
        id kind status vendor method score reasonCodes traceId startedAt completedAt validUntil confirmedClaimIds
        evidence { digest mediaType uri retainUntil }
      }
    }
    decisions {
      id subject outcome matchedRules inputsDigest decidedBy decidedAt reasons { code text } policy { name version }
      verifications { id status } claims { id field }
    }
    consents { id purpose status expiresAt changedAt history { action noticeVersion language method jurisdiction recordedBy late } }
  }
}`;

/**
 * Makes sure that the loader writes what the commands write: some people are recorded through the API and loaded beside it,
 * and both databases must hold the same rows and answer the same, ids and times apart; and once more when a record of each
 * person has changed, since then the hub derives anew who is who. Throws when they do not.
 */
export async function checkLoader(environment: Environment, progress: Progress): Promise<void> {
  progress.tell('comparing the loader with the API');
  const [recorded, loaded] = [await environment.createDatabase('recorded'), await environment.createDatabase('loaded')];
  await loadPopulation(environment, loaded, PEOPLE, { tell: () => {} });
  const hubs: Started[] = [];
  try {
    for (const { url } of [recorded, loaded]) {
      const { child, ready } = await startChild('servers/hub.ts', { env: environment.env({ url }), part: {} });
      hubs.push({ child, url: String(ready) });
    }
    await recordCases(environment, hubs[0]!.url, PEOPLE);
    await compare('as they were loaded');
    for (const { url } of hubs) await recordChanges(environment, url, PEOPLE);
    await compare('when a record of each had changed');
  } finally {
    for (const { child } of hubs) await child.stop();
  }

  async function compare(when: string): Promise<void> {
    for (const { sql } of [recorded, loaded]) await settled(sql);
    const [byApi, byLoader] = [await tablesOf(recorded.sql), await tablesOf(loaded.sql)];
    for (const [table, rows] of byApi) demandEqual(`the table ${table}, ${when}`, rows, byLoader.get(table) ?? []);
    if (byApi.get('person.hot_key')!.length === 0) throw new Error('Too few people for a block key to be hot.');
    const answers: string[][] = [];
    for (const { url } of hubs) answers.push(await askAll(environment, url));
    demandEqual(`the answers, ${when}`, answers[0]!, answers[1]!);
  }
}

interface Started {
  child: Child;
  url: string;
}

/** Every row of every table, ids and times apart, in an order of its own. */
async function tablesOf(sql: Sql): Promise<Map<string, string[]>> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select schemaname as schema, tablename as name from pg_tables where schemaname in ${sql(SUBGRAPHS)}`;
  const found = new Map<string, string[]>();
  for (const { schema, name } of tables) {
    if (LEFT_OUT.has(name)) continue;
    const ofPeople = schema === 'log' ? sql`where source <> 'person' or type not similar to ${NEWS}` : sql``;
    const rows = await sql`select * from ${sql(schema)}.${sql(name)} ${ofPeople}`;
    const same = rows.map((row) =>
      JSON.stringify(Object.entries(row).map(([column, value]) => [column, faceless(column, value)])),
    );
    found.set(`${schema}.${name}`, same.toSorted());
  }
  return found;
}

async function askAll(environment: Environment, url: string): Promise<string[]> {
  const token = await environment.token('onboarding');
  const answers: string[] = [];
  for (let number = 0; number < PEOPLE; number += 1) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: WIDE_QUERY, variables: { system: 'crm', externalId: `C-${number}` } }),
    });
    const { data, errors } = (await response.json()) as { data?: { personByRecord?: object }; errors?: unknown };
    if (errors || !data?.personByRecord) throw new Error(`The hub does not answer: ${JSON.stringify(errors ?? data)}`);
    answers.push(JSON.stringify(faceless('', data.personByRecord)));
  }
  return answers;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T/;
/** Counted by the log over all that happens. */
const COUNTERS = new Set(['id', 'position', 'sequence']);

/** A value without what differs between two runs. Of bytes the length is left: equal contents are sealed to equal lengths. */
function faceless(name: string, value: unknown): unknown {
  if (value instanceof Date) return 'moment';
  if (Buffer.isBuffer(value)) return `${value.length} bytes`;
  if (typeof value === 'string') return ID.test(value) ? 'id' : MOMENT.test(value) ? 'moment' : value;
  if (typeof value === 'number' && COUNTERS.has(name)) return 'counter';
  if (Array.isArray(value)) return value.map((item) => faceless('', item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, faceless(key, member)]),
  );
}

function demandEqual(what: string, byApi: readonly string[], byLoader: readonly string[]): void {
  if (byApi.length !== byLoader.length) {
    const [longer, shorter] = byApi.length > byLoader.length ? [byApi, byLoader] : [byLoader, byApi];
    const first = longer.find((row, index) => row !== shorter[index])!;
    throw new Error(
      `The loader drifted from the API in ${what}: ${byLoader.length} instead of ${byApi.length}, first by\n${first}`,
    );
  }
  for (const [index, row] of byApi.entries()) {
    if (row !== byLoader[index])
      throw new Error(`The loader drifted from the API in ${what}:\n${byLoader[index]}\ninstead of\n${row}`);
  }
}
