import type { Bench } from '../bench.ts';
import { startFused } from '../contenders.ts';
import type { PartResult } from '../report/result.ts';
import { median } from '../report/statistics.ts';
import { type Ask, asker } from './journeys/hub.ts';

const RECORDS = 1_000;
/** Records of one person that say something of their own. */
const VARIANTS = 20;
const LOOK_EVERY_MS = 5;

/** (h) How long it takes from the mutation until all four subgraphs have erased a person with 1,000 records. */
export async function benchErasure({ environment, progress, options }: Bench): Promise<PartResult> {
  const database = await environment.createDatabase('erasure');
  const hub = await startFused(environment, database);
  const ask = asker(environment, hub.url);
  const times: number[] = [];
  try {
    for (let round = 0; round <= options.rounds; round += 1) {
      const personId = await recordOften(ask, round);
      const beganMs = performance.now();
      const { erasePerson } = await ask<{ erasePerson: { erasureId: string } }>(
        'privacy_officer',
        'mutation ($id: ID!) { erasePerson(input: { personId: $id, reason: "BENCH" }) { ... on ErasureOpened { erasureId } } }',
        { id: personId },
      );
      while (!(await isComplete(ask, erasePerson.erasureId)))
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      const tookMs = performance.now() - beganMs;
      if (round > 0) times.push(tookMs);
      progress.tell(`erasure, round ${round} of ${options.rounds}: ${tookMs.toFixed(0)} ms`);
    }
  } finally {
    await hub.stop();
  }
  return {
    title: '(h) Erasure',
    method: `A person with ${RECORDS.toLocaleString('en')} records, of which ${VARIANTS} say something of their own, is erased: from the mutation until \`erasureStatus\` says that all four subgraphs are done.`,
    tables: [
      {
        caption: 'Erasure, by round',
        columns: ['', 'ms'],
        rows: [
          ['median', median(times).toFixed(0)],
          ['from–to', `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`],
        ],
      },
    ],
    figures: [
      { name: 'erasure of a person with 1,000 records', value: median(times), unit: 'ms', goal: { atMost: 1_000 } },
    ],
  };
}

/** Records one person a thousand times; answers the id. */
async function recordOften(ask: Ask, round: number): Promise<string> {
  const ids = new Set<string>();
  for (let from = 0; from < RECORDS; from += 200) {
    const records = Array.from({ length: 200 }, (_, n) => ({
      externalId: `${round}-${from + n}`,
      name: { given: 'Ada', family: `Erasable${String.fromCodePoint(97 + (round % 26)).repeat(3)}` },
      birthDate: `19${50 + (round % 50)}-05-17`,
      emails: [{ value: `erasable-${round}@example.com` }],
      phones: [{ value: `+4144668${String(1_000 + (n % VARIANTS))}` }],
    }));
    const { recordPeople } = await ask<{ recordPeople: { outcomes: { person: { id: string } }[] } }>(
      'crm',
      'mutation ($records: [RecordPersonInput!]!) { recordPeople(input: { records: $records }) { ... on PeopleRecorded { outcomes { ... on PersonRecorded { person { id } } } } } }',
      { records },
    );
    for (const { person } of recordPeople.outcomes) ids.add(person.id);
  }
  return [...ids].at(-1)!;
}

async function isComplete(ask: Ask, id: string): Promise<boolean> {
  const { erasureStatus } = await ask<{ erasureStatus: { state: string } }>(
    'privacy_officer',
    'query ($id: ID!) { erasureStatus(id: $id) { state } }',
    { id },
  );
  return erasureStatus.state === 'LOGICALLY_COMPLETE';
}
