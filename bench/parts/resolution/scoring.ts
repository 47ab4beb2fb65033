import { rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../../bench.ts';
import { startChild } from '../../processes/child.ts';
import type { PartResult } from '../../report/result.ts';
import { median } from '../../report/statistics.ts';
import type { Scoring } from '../../servers/scorer.ts';

/** More people only take longer to prepare: their pairs are compared over and over. */
const PEOPLE = 10_000;

/** How many pairs one core compares in a second. */
export async function benchScoring({ progress, options }: Bench): Promise<Omit<PartResult, 'title'>> {
  const folder = await mkdtemp(join(tmpdir(), 'selfsame-scoring-'));
  try {
    const people = Math.min(PEOPLE, options.people);
    progress.tell(`scoring: inventing ${people.toLocaleString('en')} people`);
    const { child, ready } = await startChild<Scoring>('servers/scorer.ts', { people, seed: 1, folder });
    const { records, pairs } = ready as { records: number; pairs: number };
    const rates: number[] = [];
    try {
      for (let round = 0; round <= options.rounds; round += 1) {
        const scored = await child.call('score', { seconds: options.seconds });
        const rate = scored.pairs / (scored.cpuMs / 1000);
        if (round > 0) rates.push(rate);
        progress.tell(`scoring, round ${round} of ${options.rounds}: ${whole(rate)} pairs/s`);
      }
    } finally {
      await child.stop();
    }
    return {
      method:
        `**Scoring.** Candidate pairs of ${records.toLocaleString('en')} generated records (\`selfsame generate\`), ${pairs.toLocaleString('en')} of them, are scored ` +
        'and decided under a model that was learned from the records, over and over, in one process. A second is one of CPU.',
      tables: [
        {
          caption: 'Scoring, by round',
          columns: ['', 'pairs a second of CPU'],
          rows: [
            ['median', whole(median(rates))],
            ['from–to', `${whole(Math.min(...rates))}–${whole(Math.max(...rates))}`],
          ],
        },
      ],
      figures: [{ name: 'scoring, a core', value: median(rates), unit: 'pairs/s', goal: { atLeast: 200_000 } }],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en');
}
