import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../../bench.ts';
import type { Database } from '../../environment.ts';
import type { PartResult } from '../../report/result.ts';
import { type Ask, forEachOf, recordPeople, startJourneyHub } from './hub.ts';
import onboarding from '../../../src/journeys/shipped/customer-onboarding.json' with { type: 'json' };

const AT_ONCE = 32;
/** How long a vendor takes for a check. */
const VENDOR_MS = 20;
const GOAL_PER_SECOND = 100;

const check = (kind: string, vendor: string) => ({ kind, vendor, retry: { times: 3, after: 'PT1S' } });
const to = (step: string, ...outcomes: string[]) => Object.fromEntries(outcomes.map((outcome) => [outcome, step]));

/** Two parallel checks by vendors, a decision by a policy, an end. */
const ONBOARDING = {
  name: 'bench-onboarding',
  description: 'Two checks in parallel, and a decision.',
  start: 'verify',
  steps: {
    verify: {
      type: 'VERIFY',
      checks: [check('DOCUMENT', 'first'), check('ADDRESS', 'second')],
      deadline: 'P1D',
      next: to('decide', 'VERIFIED', 'REJECTED', 'INCONCLUSIVE', 'EXPIRED', 'UNAVAILABLE'),
    },
    decide: {
      type: 'DECIDE',
      policy: 'onboarding',
      subject: 'onboarding',
      inputs: onboarding.steps.decide.inputs,
      next: to('end', 'APPROVE', 'REJECT', 'REQUEST_INFORMATION', 'REVIEW', 'BLOCK', 'STEP_UP'),
    },
    end: { type: 'END', outcome: 'DECIDED' },
  },
};

/** How many journeys a hub takes from their start to their decision in a second. */
export async function benchThroughput({ environment, progress, options }: Bench): Promise<Omit<PartResult, 'title'>> {
  const count = Math.max(20, Math.round(options.people / 50));
  const database = await environment.createDatabase('journeys');
  const { hub, ask, vendors, stop } = await startJourneyHub(environment, database, VENDOR_MS);
  try {
    progress.tell(`journeys: recording ${count} people`);
    const people = await recordPeople(ask, count);
    await ask('developer', 'mutation ($d: JSON!) { publishJourney(input: { definition: $d }) { __typename } }', {
      d: ONBOARDING,
    });
    const rates: number[] = [];
    const warmUp = Math.ceil(count / 10);
    await round(ask, database, people.slice(0, warmUp));
    const usages = () => Promise.all([hub.usage(), environment.postgresCpuMs(), vendors.usage()]);
    const before = await usages();
    const share = Math.floor((count - warmUp) / 3);
    for (let n = 0; n < 3; n += 1) {
      const some = people.slice(warmUp + n * share, warmUp + (n + 1) * share);
      rates.push(some.length / (await round(ask, database, some)));
      progress.tell(`journeys: ${rates.at(-1)!.toFixed(0)} a second`);
    }
    const after = await usages();
    const each = (then: number | undefined, now: number | undefined): string =>
      then === undefined || now === undefined ? '–' : ((now - then) / (3 * share)).toFixed(1);
    return {
      method:
        `**Onboarding.** Journeys with two parallel checks, each by a vendor of Standard Webhooks that answers over HTTP, and ${VENDOR_MS} ms later by its webhook, and a decision by the shipped policy: ` +
        `${AT_ONCE} clients start them as fast as they can; the clock stops when the last one has ended. Hub, PostgreSQL, vendors and clients share the machine.`,
      tables: [
        {
          caption: 'Onboarding journeys',
          columns: ['journeys', 'journeys/s, each round', 'CPU ms a journey, hub', 'of Postgres', 'of the vendors'],
          rows: [
            [
              String(3 * share),
              rates.map((rate) => rate.toFixed(0)).join(', '),
              each(before[0].cpuMs, after[0].cpuMs),
              each(before[1], after[1]),
              each(before[2].cpuMs, after[2].cpuMs),
            ],
          ],
        },
      ],
      figures: [
        {
          name: 'onboarding journeys',
          value: rates.toSorted((a, b) => a - b)[1]!,
          unit: 'a second',
          goal: { atLeast: GOAL_PER_SECOND },
        },
      ],
    };
  } finally {
    await stop();
  }
}

/** Starts a journey for each, and waits until all have ended; answers the seconds that it took. */
async function round(ask: Ask, database: Database, people: readonly string[]): Promise<number> {
  const [{ ended: before }] = await countEnded(database);
  const from = performance.now();
  await forEachOf(people, AT_ONCE, async (personId) => {
    await ask(
      'onboarding',
      'mutation ($id: ID!) { startJourney(input: { personId: $id, name: "bench-onboarding" }) { __typename } }',
      { id: personId },
    );
  });
  for (;;) {
    const [{ ended, failed }] = await countEnded(database);
    if (failed > 0) throw new Error(`${failed} journeys failed.`);
    if (ended - before >= people.length) return (performance.now() - from) / 1000;
    if (performance.now() - from > 600_000) throw new Error(`${ended - before} of ${people.length} journeys ended.`);
    await sleep(50);
  }
}

async function countEnded(database: Database): Promise<[{ ended: number; failed: number }]> {
  const [row] = await database.sql<{ ended: number; failed: number }[]>`
    select count(*) filter (where state = 'ENDED')::integer as ended,
           count(*) filter (where state = 'FAILED')::integer as failed
    from decision.journey`;
  return [row!];
}
