import { randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { loadConfig } from '../../src/config.ts';
import { openKeyWork } from '../../src/hub/key-work.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { migrate } from '../../src/kernel/migrate.ts';
import { rotate } from '../../src/keys/rotate.ts';
import type { Bench } from '../bench.ts';
import type { Database } from '../environment.ts';
import type { PartResult } from '../report/result.ts';
import { median } from '../report/statistics.ts';

const BATCH = 10_000;

/** (k) How many keys a second are wrapped anew when the wrapping key is rotated. */
export async function benchKeys({ environment, progress, options }: Bench): Promise<PartResult> {
  const { people: keys, rounds } = options;
  const database = await environment.createDatabase('keys');
  await migrate(database.url);
  await insertKeys(database, keys, environment.vault.createKey);
  const keyFile = `${environment.keyFile}.rotated`;
  await copyFile(environment.keyFile, keyFile);
  const config = loadConfig({ ...environment.env(database), KEY_FILE: keyFile });
  const rates: number[] = [];
  let begunMs = 0;
  const tell = ({ step }: { step: string }): void => {
    if (step === 'current') begunMs = performance.now();
  };
  await using work = await openKeyWork(config, { logger: silentLogger, tell });
  for (let round = 0; round <= rounds; round += 1) {
    const { done } = await rotate(work);
    const rate = done / ((performance.now() - begunMs) / 1000);
    if (round > 0) rates.push(rate);
    progress.tell(`rotation, round ${round} of ${rounds}: ${whole(rate)} keys/s`);
  }
  return {
    title: '(k) Keys',
    method: `${whole(keys)} keys of people are wrapped anew with a new wrapping key, in batches of a thousand, by one process beside its PostgreSQL.`,
    tables: [
      {
        caption: 'Rotation, by round',
        columns: ['', 'keys/s'],
        rows: [
          ['median', whole(median(rates))],
          ['from–to', `${whole(Math.min(...rates))}–${whole(Math.max(...rates))}`],
        ],
      },
    ],
    figures: [{ name: 'keys wrapped anew', value: median(rates), unit: 'keys/s', goal: { atLeast: 5_000 } }],
  };
}

async function insertKeys(
  { sql }: Database,
  count: number,
  createKey: (ownerId: string) => { wrapped: Buffer },
): Promise<void> {
  for (let made = 0; made < count; made += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, count - made) }, () => randomUUID());
    const wrapped = ids.map((id) => createKey(id).wrapped.toString('base64'));
    await sql`
      insert into person.key (id, wrapped)
      select id, decode(wrapped, 'base64') from unnest(${ids}::uuid[], ${wrapped}::text[]) as row (id, wrapped)`;
  }
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en');
}
