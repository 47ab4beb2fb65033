import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { type Contender, startFused } from '../contenders.ts';
import type { PartResult } from '../report/result.ts';
import { median } from '../report/statistics.ts';
import { type Ask, asker } from './journeys/hub.ts';

const CLAIMS = [1_000, 10_000] as const;
/** Records of one person. Each is written again and again. */
const RECORDS = 20;
const LOOK_EVERY_MS = 20;
const MB = 2 ** 20;

/** What a download of an archive took. */
interface Download {
  seconds: number;
  bytes: number;
  /** The most memory that the hub had meanwhile. */
  peakBytes: number;
}

/** (l) Whether an archive of a long life is made without the memory growing with it, and how long that takes. */
export async function benchRights({ environment, progress, options }: Bench): Promise<PartResult> {
  const database = await environment.createDatabase('rights');
  let hub = await startFused(environment, database);
  const rows: string[][] = [];
  let seconds = 0;
  let growthMb = 0;
  try {
    const people: { claims: number; personId: string }[] = [];
    for (const [place, claims] of CLAIMS.entries()) {
      progress.tell(`rights: a person with ${claims} claims`);
      people.push({ claims, personId: await recordOften(asker(environment, hub.url), place, claims) });
    }
    // What writing has left in memory would hide what a download takes.
    await hub.stop();
    hub = await startFused(environment, database);
    const ask = asker(environment, hub.url);
    await downloadOf(hub, ask, people[0]!.personId);
    for (const { claims, personId } of people) {
      const before = (await hub.usage()).rssBytes;
      const downloads: Download[] = [];
      // As much work for each size: what V8 keeps to collect later grows with that at first.
      const times = options.rounds * (CLAIMS.at(-1)! / claims);
      for (let n = 0; n < times; n += 1) downloads.push(await downloadOf(hub, ask, personId));
      seconds = median(downloads.map((download) => download.seconds));
      growthMb = (Math.max(...downloads.map(({ peakBytes }) => peakBytes)) - before) / MB;
      const archiveMb = median(downloads.map(({ bytes }) => bytes)) / MB;
      rows.push([claims.toLocaleString('en'), seconds.toFixed(1), archiveMb.toFixed(2), growthMb.toFixed(0)]);
      progress.tell(`rights, ${claims} claims: ${seconds.toFixed(1)} s, ${growthMb.toFixed(0)} MB`);
    }
  } finally {
    await hub.stop();
  }
  return {
    title: '(l) Archives of data subjects',
    method: `A person with ${RECORDS} records whose values changed so often that its history has so many claims. An archive of the kind ACCESS is downloaded ${options.rounds} times, a small one as often as makes the same number of claims, by a hub that was started for that. The memory of the hub is looked at every ${LOOK_EVERY_MS} ms: the most of all downloads, against that before the first.`,
    tables: [
      {
        caption: 'Archives, medians of the downloads; of memory the most',
        columns: ['claims', 'seconds', 'MB of the archive', 'RSS MB more'],
        rows,
      },
    ],
    figures: [
      { name: 'archives of a person with 10,000 claims: memory', value: growthMb, unit: 'MB', goal: { atMost: 100 } },
      { name: 'archive of a person with 10,000 claims', value: seconds, unit: 's', goal: { atMost: 30 } },
    ],
  };
}

/** Records one person until its history has so many claims; answers the id. */
async function recordOften(ask: Ask, place: number, claims: number): Promise<string> {
  let id = '';
  for (let said = 0, round = 0; said < claims; round += 1) {
    const records = Array.from({ length: RECORDS }, (_, n) => ({
      // Not an id of a bench of erasure: it is remembered beside the keys, which all databases of a run share.
      externalId: `rights-${place}-${n}`,
      name: { given: 'Ada', family: place === 0 ? 'Short' : 'Longlived' },
      birthDate: `19${50 + place}-05-17`,
      emails: [{ value: `rights-${place}@example.com` }],
      phones: [{ value: `+4144668${1_000 + (round % 9_000)}` }],
    }));
    const { recordPeople } = await ask<{ recordPeople: { outcomes: { person?: { id: string } }[] } }>(
      'crm',
      `mutation ($records: [RecordPersonInput!]!) { recordPeople(input: { records: $records }) { ... on PeopleRecorded { outcomes {
        __typename ... on PersonRecorded { person { id } } ... on InvalidInput { problems { path message } }
      } } } }`,
      { records },
    );
    const outcome = recordPeople.outcomes.at(-1)!;
    if (!outcome.person) throw new Error(`round ${round}: ${JSON.stringify(outcome)}`);
    id = outcome.person.id;
    // The first time each record says four things, then one that is new.
    said += round === 0 ? 4 * RECORDS : RECORDS;
  }
  return id;
}

async function downloadOf(hub: Contender, ask: Ask, personId: string): Promise<Download> {
  const { openCase } = await ask<{ openCase: { caseId: string } }>(
    'privacy_officer',
    'mutation ($id: ID!) { openCase(input: { personId: $id, kind: ACCESS, channel: "bench", identityProof: { method: LOGIN } }) { ... on CaseOpened { caseId } } }',
    { id: personId },
  );
  const { offerExport } = await ask<{ offerExport: { path: string } }>(
    'privacy_officer',
    `mutation ($id: ID!) { advanceCase(input: { caseId: $id }) { __typename }
      offerExport(input: { caseId: $id }) { ... on ExportOffered { path } } }`,
    { id: openCase.caseId },
  );
  let peakBytes = 0;
  let isOver = false;
  const watch = async (): Promise<void> => {
    while (!isOver) {
      peakBytes = Math.max(peakBytes, (await hub.usage()).rssBytes);
      await sleep(LOOK_EVERY_MS);
    }
  };
  const watching = watch();
  const from = performance.now();
  const response = await fetch(new URL(hub.url).origin + offerExport.path);
  if (response.status !== 200) throw new Error(`the archive answered ${response.status}`);
  let bytes = 0;
  for await (const piece of response.body!) bytes += piece.length;
  const seconds = (performance.now() - from) / 1000;
  isOver = true;
  await watching;
  return { seconds, bytes, peakBytes };
}
