import type { Bench } from '../bench.ts';
import { startChild } from '../processes/child.ts';
import type { PartResult } from '../report/result.ts';
import { median } from '../report/statistics.ts';
import type { Evaluating } from '../servers/evaluator.ts';

const POLICIES = ['onboarding', 'step-up'] as const;

/** (f) How many policies one core evaluates in a second. */
export async function benchDecision({ progress, options }: Bench): Promise<PartResult> {
  const { child } = await startChild<Evaluating>('servers/evaluator.ts', {});
  const rates = new Map<string, number[]>();
  try {
    for (let round = 0; round <= options.rounds; round += 1) {
      for (const policy of POLICIES) {
        const { evaluations, cpuMs } = await child.call('evaluate', { policy, seconds: options.seconds });
        const rate = evaluations / (cpuMs / 1000);
        if (round > 0) rates.set(policy, [...(rates.get(policy) ?? []), rate]);
        progress.tell(`${policy}, round ${round} of ${options.rounds}: ${whole(rate)} evaluations/s`);
      }
    }
  } finally {
    await child.stop();
  }
  return {
    title: '(f) Policies',
    method:
      'The policies of the development set are evaluated over and over in one process, with a thousand different inputs that most ' +
      'often come to the last row, each read and checked anew. A second is one of CPU.',
    tables: [
      {
        caption: 'Policies, by round',
        columns: ['', ...rates.keys()],
        rows: [
          ['median', ...[...rates.values()].map((each) => whole(median(each)))],
          ['from–to', ...[...rates.values()].map((each) => `${whole(Math.min(...each))}–${whole(Math.max(...each))}`)],
        ],
      },
    ],
    figures: [...rates].map(([policy, each]) => ({
      name: `${policy}, a core`,
      value: median(each),
      unit: 'evaluations/s',
      goal: { atLeast: 20_000 },
    })),
  };
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en');
}
