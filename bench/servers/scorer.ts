import { join } from 'node:path';
import { readRecords } from '../../src/evaluate/records.ts';
import { openTruth } from '../../src/evaluate/truth.ts';
import { generate } from '../../src/generate/files.ts';
import { decide } from '../../src/resolution/decide.ts';
import { resolveSet } from '../../src/resolution/resolve.ts';
import { serveParent } from '../processes/parent.ts';

/** What the scorer can be told: to score its pairs, over and over, for some seconds. */
export type Scoring = {
  score(how: { seconds: number }): Scored;
};

/** What came of it. */
export interface Scored {
  pairs: number;
  cpuMs: number;
}

const SILENT = { update() {}, stop() {} };

/** Invents records, learns a model from them, and holds the pairs that are to be compared. */
await serveParent(async ({ people, seed, folder }: { people: number; seed: number; folder: string }) => {
  const systems = ['crm', 'hr', 'onboarding'] as const;
  await generate({ people, systems, seed, out: folder });
  const { values } = await readRecords(
    systems.map((name) => ({ file: join(folder, `${name}.csv`), map: join(folder, `${name}.map.json`) })),
    await openTruth(join(folder, 'truth.csv')),
    { now: new Date(), defaultCountry: 'US' },
    { say() {}, bar: () => SILENT },
  );
  const { records, pairs, scorer, model } = resolveSet(values);
  const count = pairs.length / 2;

  const score: Scoring['score'] = ({ seconds }) => {
    const before = process.cpuUsage();
    const end = performance.now() + seconds * 1000;
    let scored = 0;
    let links = 0;
    while (performance.now() < end) {
      for (let pair = 0; pair < count; pair += 1) {
        const compared = scorer.score(records[pairs[pair * 2]!]!, records[pairs[pair * 2 + 1]!]!);
        if (decide(compared, model.policy).verdict === 'LINK') links += 1;
      }
      scored += count;
    }
    if (links === 0) throw new Error('Nobody is anybody.');
    const { user, system } = process.cpuUsage(before);
    return { pairs: scored, cpuMs: (user + system) / 1000 };
  };
  return { ready: { records: records.length, pairs: count }, methods: { score } };
});
