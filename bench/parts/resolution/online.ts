import type { Bench, Population } from '../../bench.ts';
import { type Contender, startFused } from '../../contenders.ts';
import type { Database } from '../../environment.ts';
import { type Load, startGenerator } from '../../load/load.ts';
import { mixedWrites } from '../../load/mixed-writes.ts';
import { RECORD_MUTATION } from '../../load/record-mutation.ts';
import { CONNECTIONS, type Round, measure } from '../../load/round.ts';
import { SOURCES } from '../../population/people.ts';
import { loadPopulation } from '../../population/load.ts';
import type { PartResult, Table } from '../../report/result.ts';
import { roundTable } from '../../report/round-table.ts';
import { median } from '../../report/statistics.ts';

/** Records that are there, for each of the bench's people; and in the small population. */
const TIMES_LARGE = 10;
const TIMES_SMALL = 0.1;
/** More than any machine takes: a round must not run out of writes. */
const WRITES_A_SECOND = 2_500;

interface Contending {
  hub: Contender;
  people: number;
  rounds: Round[];
}

/** What a record costs that comes in where few or many are already. */
export async function benchOnline(bench: Bench): Promise<Omit<PartResult, 'title'>> {
  const { environment, progress, options } = bench;
  const generator = await startGenerator();
  const hubs: Contending[] = [];
  const databases: Database[] = [];
  try {
    for (const times of [TIMES_LARGE, TIMES_SMALL]) {
      const records = Math.round(options.people * times);
      const { database, ids } = await populate(bench, Math.max(1, Math.ceil(records / SOURCES.length)));
      const hub = await startFused(environment, database, `${records.toLocaleString('en')} records`);
      hubs.push({ hub, people: ids.length, rounds: [] });
      databases.push(database);
    }
    const sizes = await sizesOf(databases[0]!, hubs[0]!);
    const operations = await Promise.all(
      SOURCES.map(async (source) => ({ query: RECORD_MUTATION, token: await environment.token(source) })),
    );
    for (let round = 0; round <= options.rounds; round += 1) {
      for (const { hub, people, rounds } of hubs) {
        const groups = groupsOf(Math.ceil(WRITES_A_SECOND * options.seconds), people, round + 1);
        const load = { url: hub.url, operations, groups, connections: CONNECTIONS, seconds: options.seconds };
        const result = await measure(environment, hub, () => generator.call('send', load));
        if (round > 0) rounds.push(result);
        const rate = `${result.requestsPerSecond.toFixed(0)} records/s, p99 ${result.p99Ms.toFixed(0)} ms`;
        progress.tell(`resolution, round ${round} of ${options.rounds}: ${hub.name}: ${rate}`);
      }
    }
    return report(hubs, sizes);
  } finally {
    await generator.stop();
    for (const { hub } of hubs) await hub.stop();
  }
}

async function populate({ environment, progress }: Bench, people: number): Promise<Population> {
  const database = await environment.createDatabase(`records_of_${people}`);
  return { database, ids: await loadPopulation(environment, database, people, progress, 'RECORDS') };
}

/** Each of another person, so that it does not matter which comes first. */
function groupsOf(count: number, people: number, seed: number): Load['groups'] {
  return mixedWrites(count, people, seed).map(({ source, input }) => [
    { operation: SOURCES.indexOf(source), variables: { input } },
  ]);
}

interface TableSize {
  name: string;
  rows: number;
  tableBytes: number;
  indexBytes: number;
}

/** What the tables hold for each record, behind the load. */
async function sizesOf({ sql }: Database, { people }: Contending): Promise<Table> {
  const tables = await sql<TableSize[]>`
    select relnamespace::regnamespace || '.' || relname as name, reltuples::float8 as rows,
           pg_table_size(oid)::float8 as table_bytes, pg_indexes_size(oid)::float8 as index_bytes
    from pg_class
    where relkind = 'r' and relnamespace::regnamespace::text in ('person', 'log') and reltuples >= ${people / 100}
    order by pg_total_relation_size(oid) desc`;
  const records = people * SOURCES.length;
  const each = (number: number): string => (number / records).toFixed(number / records < 10 ? 2 : 0);
  const sum = (pick: (table: TableSize) => number): number => tables.reduce((total, table) => total + pick(table), 0);
  const row = (name: string, rows: number, table: number, index: number): string[] => [
    name,
    each(rows),
    each(table),
    each(index),
  ];
  return {
    caption: 'Rows and bytes a record, in the large population as it was loaded',
    columns: ['table', 'rows', 'bytes', 'bytes of indexes'],
    rows: [
      ...tables.map(({ name, rows, tableBytes, indexBytes }) => row(name, rows, tableBytes, indexBytes)),
      row(
        'all of these',
        sum(({ rows }) => rows),
        sum(({ tableBytes }) => tableBytes),
        sum(({ indexBytes }) => indexBytes),
      ),
    ],
  };
}

function report(hubs: readonly Contending[], sizes: Table): Omit<PartResult, 'title'> {
  const [large, small] = hubs as [Contending, Contending];
  const rates = ({ rounds }: Contending): number[] => rounds.map(({ requestsPerSecond }) => requestsPerSecond);
  const ratios = rates(large).map((rate, round) => rate / rates(small)[round]!);
  const byName = new Map(hubs.map(({ hub, rounds }) => [hub.name, rounds]));
  const caption = 'Online: medians of the rounds';
  return {
    method:
      `**Online.** \`recordPerson\` over HTTP and ${CONNECTIONS} connections, with tokens, rights, idempotency keys, sealing, log and fsync, in two databases of one ` +
      'server, in turn, round by round. Of the writes 60 % are first records of new people, 30 % further records of people who are there, 10 % change a record. ' +
      'A ratio is the median of the ratios of the rounds.',
    tables: [roundTable({ caption, row: 'already there', rate: 'records/s', each: 'record' }, byName), sizes],
    figures: [
      {
        name: `online, ${large.hub.name} there`,
        value: median(rates(large)),
        unit: 'records/s',
        goal: { atLeast: 500 },
      },
      {
        name: `online, p99, ${large.hub.name} there`,
        value: median(large.rounds.map(({ p99Ms }) => p99Ms)),
        unit: 'ms',
        goal: { atMost: 50 },
      },
      {
        name: `online, ${large.hub.name} / ${small.hub.name}`,
        value: median(ratios),
        unit: '×',
        goal: { atLeast: 0.8 },
      },
    ],
  };
}
