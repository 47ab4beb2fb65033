import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../../bench.ts';
import { startFused } from '../../contenders.ts';
import type { Importing } from '../../load/importer.ts';
import { startChild } from '../../processes/child.ts';
import type { PartResult } from '../../report/result.ts';

/** Records that a person has in the three systems, in the mean; see `src/generate/profiles.ts`. */
const RECORDS_A_PERSON = 1.73;
const POLL_MS = 500;
/** The time that 100,000 records may take. */
const GOAL_SECONDS = 60;
const GOAL_RECORDS = 100_000;

/** How long an import takes that resolves as it loads. */
export async function benchBulk({ environment, progress, options }: Bench): Promise<Omit<PartResult, 'title'>> {
  const folder = await mkdtemp(join(tmpdir(), 'selfsame-bulk-'));
  const database = await environment.createDatabase('bulk');
  const people = Math.ceil(options.bulkRecords / RECORDS_A_PERSON);
  progress.tell(`bulk: inventing ${options.bulkRecords.toLocaleString('en')} records`);
  const { child: importer, ready } = await startChild<Importing>('load/importer.ts', { people, seed: 2, folder });
  const hub = await startFused(environment, database);
  let rssBytes = 0;
  const poll = setInterval(() => {
    hub.usage().then(
      (usage) => (rssBytes = Math.max(rssBytes, usage.rssBytes)),
      () => {},
    );
  }, POLL_MS);
  try {
    const systems = ready as string[];
    const tokens = Object.fromEntries(
      await Promise.all(systems.map(async (system) => [system, await environment.token(system)])),
    ) as Record<string, string>;
    const usages = () => Promise.all([hub.usage(), importer.usage(), environment.postgresCpuMs()]);
    const before = await usages();
    const summaries = await importer.call('run', { endpoint: hub.url, tokens });
    const after = await usages();
    const total = (pick: (one: (typeof summaries)[number]) => number): number =>
      summaries.reduce((sum, one) => sum + pick(one), 0);
    const records = total(({ rows, rejected }) => rows - rejected);
    const seconds = total(({ durationMs }) => durationMs / 1000);
    const cpuSeconds = [
      (after[0].cpuMs - before[0].cpuMs) / 1000,
      (after[1].cpuMs - before[1].cpuMs) / 1000,
      ((after[2] ?? Number.NaN) - (before[2] ?? Number.NaN)) / 1000,
    ] as const;
    const [counted] = await database.sql<{ people: number }[]>`
      select count(*)::integer as people from person.person where merged_into is null`;
    progress.tell(`bulk: ${records.toLocaleString('en')} records in ${seconds.toFixed(1)} s`);
    const each = (cpu: number): string => (Number.isNaN(cpu) ? '–' : ((cpu / records) * 1000).toFixed(3));
    return {
      method:
        `**Bulk.** Generated files of ${systems.length} systems, one after the other, through \`selfsame import\` (batches of 100 by \`recordPeople\`, three under way) ` +
        'into an empty hub that shares the machine with PostgreSQL and the import. The people are those that the hub makes of them.',
      tables: [
        {
          caption: 'Bulk',
          columns: [
            'records', 'rejected', 'people', 'seconds', 'records/s', 'CPU ms a record', 'of the import', 'of Postgres', 'RSS MB, at most',
          ], // prettier-ignore
          rows: [
            [
              records.toLocaleString('en'),
              total(({ rejected }) => rejected).toLocaleString('en'),
              counted!.people.toLocaleString('en'),
              seconds.toFixed(1),
              (records / seconds).toFixed(0),
              ...cpuSeconds.map(each),
              (rssBytes / 2 ** 20).toFixed(0),
            ],
          ],
        },
      ],
      figures: [
        {
          name: 'bulk, time of 100,000 records',
          value: (seconds / records) * GOAL_RECORDS,
          unit: 's',
          goal: { atMost: GOAL_SECONDS },
        },
      ],
    };
  } finally {
    clearInterval(poll);
    await importer.stop();
    await hub.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
