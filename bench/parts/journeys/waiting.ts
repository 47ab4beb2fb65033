import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../../bench.ts';
import { startFused } from '../../contenders.ts';
import type { PartResult } from '../../report/result.ts';
import { asker, forEachOf, recordPeople } from './hub.ts';

const AT_ONCE = 32;
const MB = 2 ** 20;

const WAITING = {
  name: 'bench-waiting',
  description: 'Waits for a report.',
  start: 'verify',
  steps: {
    verify: {
      type: 'VERIFY',
      checks: [{ kind: 'DOCUMENT' }],
      deadline: 'P30D',
      next: { VERIFIED: 'end', REJECTED: 'end', INCONCLUSIVE: 'end', EXPIRED: 'end', UNAVAILABLE: 'end' },
    },
    end: { type: 'END', outcome: 'ENDED' },
  },
};

/** What journeys cost that wait, and how soon a hub that is started again moves one of them. */
export async function benchWaiting({ environment, progress, options }: Bench): Promise<Omit<PartResult, 'title'>> {
  const count = Math.max(20, Math.round(options.people / 10));
  const database = await environment.createDatabase('waiting');
  let hub = await startFused(environment, database);
  try {
    let ask = asker(environment, hub.url);
    const people = await recordPeople(ask, Math.min(count, 200));
    await ask('developer', 'mutation ($d: JSON!) { publishJourney(input: { definition: $d }) { __typename } }', {
      d: WAITING,
    });
    const start = async (n: number): Promise<void> => {
      await ask(
        'onboarding',
        'mutation ($id: ID!) { startJourney(input: { personId: $id, name: "bench-waiting" }) { __typename } }',
        { id: people[n % people.length] },
      );
    };
    const waiting = async (at: number): Promise<void> => {
      for (;;) {
        const [row] = await database.sql<{ count: number }[]>`
          select count(*)::integer as count from decision.journey where state = 'WAITING'`;
        if (row!.count >= at) return;
        await sleep(100);
      }
    };
    // A hub that was started again, without journeys that wait and with them.
    await hub.stop();
    hub = await startFused(environment, database);
    await sleep(3_000);
    const before = (await hub.usage()).rssBytes;
    ask = asker(environment, hub.url);
    progress.tell(`journeys: ${count} that wait`);
    await forEachOf([...Array.from({ length: count }).keys()], AT_ONCE, start);
    await waiting(count);
    await hub.stop();
    const from = performance.now();
    hub = await startFused(environment, database);
    const readySeconds = (performance.now() - from) / 1000;
    const again = asker(environment, hub.url);
    const { journeys } = await again<{ journeys: { id: string; verifications: { checks: { id: string }[] }[] }[] }>(
      'onboarding',
      '{ journeys(state: WAITING, first: 1) { id verifications { checks { id } } } }',
    );
    const { id, verifications } = journeys[0]!;
    await again(
      'verification',
      'mutation ($id: ID!) { recordCheckResult(input: { checkId: $id, status: PASSED, method: "m", traceId: "t" }) { __typename } }',
      { id: verifications[0]!.checks[0]!.id },
    );
    for (let state = ''; state !== 'ENDED'; await sleep(20)) {
      const { journey } = await again<{ journey: { state: string } }>(
        'onboarding',
        'query ($id: ID!) { journey(id: $id) { state } }',
        { id },
      );
      ({ state } = journey);
    }
    const movedSeconds = (performance.now() - from) / 1000;
    await sleep(3_000);
    const costMb = ((await hub.usage()).rssBytes - before) / MB;
    return {
      method: `**Waiting.** ${count.toLocaleString('en')} journeys that wait for a report, then the hub is started again, and one of them is reported. Memory is that of a hub some seconds after its start, with them against without.`,
      tables: [
        {
          caption: 'Journeys that wait',
          columns: ['journeys', 'RSS MB more', 'seconds until ready again', 'until one has ended'],
          rows: [[count.toLocaleString('en'), costMb.toFixed(0), readySeconds.toFixed(1), movedSeconds.toFixed(1)]],
        },
      ],
      figures: [
        { name: '10,000 journeys that wait', value: (costMb / count) * 10_000, unit: 'MB', goal: { atMost: 100 } },
        { name: 'from start to a journey that moves', value: movedSeconds, unit: 's', goal: { atMost: 5 } },
      ],
    };
  } finally {
    await hub.stop();
  }
}
