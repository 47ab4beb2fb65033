import type { Bench } from '../bench.ts';
import type { PartResult } from '../report/result.ts';
import { benchAnswers } from './journeys/answers.ts';
import { benchThroughput } from './journeys/throughput.ts';
import { benchWaiting } from './journeys/waiting.ts';

/** (g) Journeys: how many a second, what those cost that wait, and how soon answers are heard. */
export async function benchJourneys(bench: Bench): Promise<PartResult> {
  const parts = [await benchThroughput(bench), await benchAnswers(bench), await benchWaiting(bench)];
  return {
    title: '(g) Journeys',
    method: parts.map(({ method }) => method).join('\n\n'),
    tables: parts.flatMap(({ tables }) => tables),
    figures: parts.flatMap(({ figures }) => figures),
  };
}
