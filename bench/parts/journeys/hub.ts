import { type Contender, startFused } from '../../contenders.ts';
import type { Database, Environment } from '../../environment.ts';
import { type Child, startChild } from '../../processes/child.ts';
import type { VendorsOptions, VendorsReady } from '../../servers/vendors.ts';

export const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of the bench').toString('base64')}`;
const API_SECRET = 'the-bearer-token-of-the-bench';

export type Ask = <Data>(system: string, query: string, variables?: Record<string, unknown>) => Promise<Data>;

/** A hub with journeys, and vendors that it can call. */
export interface JourneyHub {
  hub: Contender;
  ask: Ask;
  vendors: Child<{ references: () => string[][] }>;
  stop(): Promise<void>;
}

/** Starts a hub and two vendors of Standard Webhooks, `first` and `second`, that answer at once; or not at all. */
export async function startJourneyHub(
  environment: Environment,
  database: Database,
  decideAfterMs: number | null,
): Promise<JourneyHub> {
  const hub = await startFused(environment, database);
  const ask = asker(environment, hub.url);
  const ids = ['first', 'second'];
  const options: VendorsOptions = {
    hub: new URL(hub.url).origin,
    vendors: ids.map((id) => ({ id, webhookSecret: WEBHOOK_SECRET, apiSecret: API_SECRET, decideAfterMs })),
  };
  const { child: vendors, ready } = await startChild<{ references: () => string[][] }>('servers/vendors.ts', options);
  for (const [place, baseUrl] of (ready as VendorsReady).entries()) {
    const id = ids[place]!;
    const outcomes = await ask<{ api: { __typename: string } }>(
      'administrator',
      `mutation ($vendor: RegisterVendorInput!, $webhook: String!, $api: String!) {
        registerVendor(input: $vendor) { __typename }
        webhook: addVendorSecret(input: { vendor: "${id}", use: WEBHOOK, secret: $webhook }) { __typename }
        api: addVendorSecret(input: { vendor: "${id}", use: API, secret: $api }) { __typename }
      }`,
      {
        vendor: { id, adapter: 'STANDARD_WEBHOOKS', baseUrl, kinds: ['DOCUMENT', 'ADDRESS'] },
        webhook: WEBHOOK_SECRET,
        api: API_SECRET,
      },
    );
    if (outcomes.api.__typename !== 'VendorSecretAdded') throw new Error(JSON.stringify(outcomes));
  }
  return {
    hub,
    ask,
    vendors,
    async stop() {
      await hub.stop();
      await vendors.stop();
    },
  };
}

/** Asks in the name of systems of the development set. Throws at the first error. */
export function asker(environment: Environment, url: string): Ask {
  const tokens = new Map<string, Promise<string>>();
  return async <Data>(system: string, query: string, variables: Record<string, unknown> = {}): Promise<Data> => {
    const token = tokens.get(system) ?? environment.token(system);
    tokens.set(system, token);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
}

/** Records people who are not like each other; answers their ids. */
export async function recordPeople(ask: Ask, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < count; from += 200) {
    const records = Array.from({ length: Math.min(200, count - from) }, (_, n) => invent(from + n));
    const { recordPeople: answer } = await ask<{ recordPeople: { outcomes: { person: { id: string } }[] } }>(
      'onboarding',
      'mutation ($records: [RecordPersonInput!]!) { recordPeople(input: { records: $records }) { ... on PeopleRecorded { outcomes { ... on PersonRecorded { person { id } } } } } }',
      { records },
    );
    ids.push(...answer.outcomes.map((outcome) => outcome.person.id));
  }
  if (new Set(ids).size !== count) throw new Error('Some of the invented people were taken for one.');
  return ids;
}

const LETTERS = 'bcdfghjklmnpqrstvwxyz';

function invent(n: number): object {
  const letters = Array.from(
    { length: 5 },
    (_, place) => LETTERS[Math.floor(n / LETTERS.length ** place) % LETTERS.length],
  );
  const word = (salt: string): string =>
    letters.map((letter, place) => `${letter}${salt[place % salt.length]}`).join('');
  return {
    externalId: `bench-${n}`,
    name: { given: word('aei'), family: word('oua') },
    birthDate: `${1940 + (n % 60)}-0${1 + (n % 9)}-${10 + (n % 19)}`,
    emails: [{ value: `bench-${n}@example.org` }],
  };
}

/** Does something for each of the items, so many at once. */
export async function forEachOf<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < items.length) await work(items[next++]!);
    }),
  );
}
