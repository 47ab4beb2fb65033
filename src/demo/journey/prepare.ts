import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { uploadWatchlist } from '../../connectors/watchlist/hub.ts';
import { type HubClient, expectOutcome } from '../client.ts';
import type { Applicant } from './applicants.ts';
import type { HubProcess } from './hub.ts';

/** The journey that is shown. It comes with the hub. */
export const JOURNEY = 'customer-onboarding';

/** The list's name in the hub. */
export const LIST = 'invented';

/** Publishes the journey, as `selfsame journey publish` does. */
export async function publishJourney(steward: HubClient): Promise<void> {
  const file = new URL(`../../journeys/shipped/${JOURNEY}.json`, import.meta.url);
  const { publishJourney: outcome } = await steward.ask<{ publishJourney: { __typename: string } }>(
    'mutation ($definition: JSON!) { publishJourney(input: { definition: $definition }) { __typename } }',
    { definition: JSON.parse(await readFile(file, 'utf8')) },
  );
  expectOutcome(outcome, 'JourneyPublished');
}

/** Loads a watch list of invented people, as `selfsame watchlist load` does. One of them applies here. */
export async function loadWatchlist(hub: HubProcess, wanted: Applicant): Promise<{ entries: number; sha256: string }> {
  const rows = [
    'id,name,birthDates,countries,programs,kind',
    'W-1,"Vantongeren-Oduya, Casimir",1951-02-11,BE,INVENTED,PERSON',
    `W-2,"${wanted.family}, ${wanted.given}",${wanted.birthDate},,INVENTED,PERSON`,
    'W-3,Petronella Quistgaard-Mbeki,1966,,INVENTED,PERSON',
    'W-4,Quicksilver Holdings,,,INVENTED,ORGANISATION',
  ];
  const file = join(hub.folder, 'invented.csv');
  await writeFile(file, `${rows.join('\n')}\n`);
  const access = { endpoint: `${hub.url}/graphql`, token: await hub.token('steward') };
  return uploadWatchlist(access, { name: LIST, format: 'csv', files: { list: file }, smaller: false });
}
