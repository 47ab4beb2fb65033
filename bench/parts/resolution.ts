import type { Bench } from '../bench.ts';
import type { PartResult } from '../report/result.ts';
import { benchBulk } from './resolution/bulk.ts';
import { benchOnline } from './resolution/online.ts';
import { benchScoring } from './resolution/scoring.ts';

/** (e) Records that become people: one by one, in bulk, and the comparing alone. */
export async function benchResolution(bench: Bench): Promise<PartResult> {
  const parts = [await benchScoring(bench), await benchBulk(bench), await benchOnline(bench)];
  return {
    title: '(e) Resolution',
    method: parts.map(({ method }) => method).join('\n\n'),
    tables: parts.flatMap(({ tables }) => tables),
    figures: parts.flatMap(({ figures }) => figures),
  };
}
