import { createHash } from 'node:crypto';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from '../kill/checks/report.ts';
import { openTokens, send } from '../kill/graph.ts';
import { HubProcess } from '../kill/hub-process.ts';
import { freePort, processesIn, serverProcesses, signalAll } from '../kill/processes.ts';
import type { Random } from '../kill/random.ts';
import { checkAll, readInbox } from './checks.ts';
import { DEFINITION } from './definition.ts';
import { VENDORS, startVendor } from './vendors.ts';

/** What is put up. */
export interface Chaos {
  journeys: number;
  random: Random;
  say(line: string): void;
  /** Ends it early, with nothing left behind; then the process ends. */
  signal: AbortSignal;
}

/** A journey that was acknowledged. */
export interface Started {
  journeyId: string;
  personId: string;
}

const HUB_KILLS = 8;
const SERVER_KILLS = 2;
const WORKERS = 6;
const END_TIMEOUT_MS = 300_000;

/** Starts journeys while things break, waits until all have ended, and looks at what is there. */
export async function play({ journeys, random, say, signal }: Chaos): Promise<Check[]> {
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'selfsame-chaos-')));
  const hub = new HubProcess({ name: 'the hub', dataDir, port: await freePort() });
  hub.start();
  const stops: (() => void)[] = [];
  const cleanUp = async (): Promise<void> => {
    for (const stop of stops) stop();
    await hub.end('SIGKILL');
    signalAll(await processesIn(dataDir), 'SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  };
  signal.addEventListener('abort', () => void cleanUp().finally(() => process.exit(130)), { once: true });
  try {
    await hub.untilReady(60_000);
    const vendors = [];
    for (const vendor of VENDORS) {
      const one = await startVendor(vendor, hub.url, random.fork(vendor.id));
      stops.push(() => one.stop());
      vendors.push(one);
    }
    const tokens = await openTokens(dataDir);
    const [steward, onboarding] = await Promise.all([tokens.of('steward'), tokens.of('onboarding')]);
    const asked = asker(hub.url);
    await prepare((query, variables) => asked(steward, query, variables), vendors);

    const from = performance.now();
    const started: Started[] = [];
    const starting = startAll((query, variables) => asked(onboarding, query, variables), journeys, started);
    const kills = [...Array<'hub'>(HUB_KILLS).fill('hub'), ...Array<'server'>(SERVER_KILLS).fill('server')];
    for (let round = 1; kills.length > 0; round += 1) {
      // All along, so that each kill meets journeys at every step.
      const due = (journeys * round) / (HUB_KILLS + SERVER_KILLS + 1);
      while (started.length < due) await sleep(50);
      await sleep(random.between(0, 500));
      const [kill] = kills.splice(random.between(0, kills.length - 1), 1);
      if (kill === 'hub') {
        await hub.end('SIGKILL');
        hub.start();
      } else {
        const server = await serverProcesses(dataDir);
        if (server) signalAll([server.postmaster, ...server.backends], 'SIGKILL');
      }
      await hub.untilReady(60_000);
      say(
        `Killed ${kill === 'hub' ? 'the hub' : 'PostgreSQL'} (${round} of ${HUB_KILLS + SERVER_KILLS}); ${started.length} journeys started`,
      );
    }
    await starting;
    say('All are started; waiting until they have ended.');
    const open = await untilEnded((query, variables) => asked(steward, query, variables), say);
    say(
      `${started.length} journeys in ${((performance.now() - from) / 1000).toFixed(0)} s, ${open} of them still open`,
    );
    // Vendors repeat what nobody acknowledged for some seconds.
    await sleep(5_000);
    const books = await Promise.all(vendors.map((vendor) => vendor.books()));
    const inbox = await readInbox(dataDir);
    return await checkAll({ started, books, inbox, ask: (query, variables) => asked(steward, query, variables) });
  } finally {
    await cleanUp();
  }
}

export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Record<string, any>>;

/** Asks again, with the same key, until there is an answer: as a good client does. */
function asker(url: string) {
  return async (
    token: string,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Record<string, any>> => {
    for (;;) {
      try {
        const { data, errors } = await send(url, token, query, variables);
        if (!errors?.length && data) return data;
        if (errors?.some(({ extensions }) => extensions?.code !== 'UNAVAILABLE'))
          throw new TypeError(JSON.stringify(errors));
      } catch (error) {
        if (error instanceof TypeError && error.message.startsWith('[')) throw error;
      }
      await sleep(200);
    }
  };
}

async function prepare(ask: Ask, vendors: Awaited<ReturnType<typeof startVendor>>[]): Promise<void> {
  for (const { vendor, baseUrl, webhookSecret } of vendors) {
    const { id, adapter, kinds, apiSecret, template } = vendor;
    const outcomes = await ask(
      `mutation ($vendor: RegisterVendorInput!, $webhook: String!, $api: String!) {
        registerVendor(input: $vendor) { __typename ... on InvalidInput { problems { path message } } }
        webhook: addVendorSecret(input: { vendor: "${id}", use: WEBHOOK, secret: $webhook, idempotencyKey: "${id}-w" }) { __typename ... on InvalidInput { problems { path message } } }
        api: addVendorSecret(input: { vendor: "${id}", use: API, secret: $api, idempotencyKey: "${id}-a" }) { __typename ... on InvalidInput { problems { path message } } }
      }`,
      {
        vendor: { id, adapter: adapter.toUpperCase().replace('-', '_'), baseUrl, kinds, template, timeoutMs: 2_000 },
        webhook: webhookSecret,
        api: apiSecret,
      },
    );
    const wrong = Object.values(outcomes).filter(
      ({ __typename: name }) => !/^(VendorRegistered|VendorSecretAdded)$/.test(name),
    );
    if (wrong.length > 0) throw new Error(`The vendor ${id} cannot be registered: ${JSON.stringify(wrong)}`);
  }
  await ask('mutation ($definition: JSON!) { publishJourney(input: { definition: $definition }) { __typename } }', {
    definition: DEFINITION,
  });
}

/** A word that is like no other one's. */
function word(n: number, salt: number): string {
  const digits = createHash('sha256').update(`${n} ${salt}`).digest().subarray(0, 4);
  return [...digits].map((byte) => SYLLABLES[byte % SYLLABLES.length]).join('');
}

const SYLLABLES = ['ba', 'de', 'fi', 'go', 'ku', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te', 'vi', 'wo', 'zu', 'xa'];

async function startAll(ask: Ask, count: number, started: Started[]): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) {
      const input = {
        externalId: `chaos-${n}`,
        name: { given: word(n, 1), family: word(n, 2) },
        birthDate: `${1950 + (n % 50)}-0${1 + (n % 9)}-${10 + (n % 18)}`,
        emails: [{ value: `chaos-${n}@example.org` }],
        addresses: [{ lines: [`${n} Main Street`], locality: word(n, 3), country: 'US' }],
        idempotencyKey: `person-${n}`,
      };
      const { recordPerson } = await ask(
        'mutation ($input: RecordPersonInput!) { recordPerson(input: $input) { ... on PersonRecorded { person { id } } } }',
        { input },
      );
      const personId = recordPerson.person.id;
      const { startJourney } = await ask(
        'mutation ($input: StartJourneyInput!) { startJourney(input: $input) { ... on JourneyStarted { journeyId } } }',
        { input: { personId, name: 'chaos', idempotencyKey: `journey-${n}` } },
      );
      started.push({ journeyId: startJourney.journeyId, personId });
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
}

/** How many are still open when no more of them end. */
async function untilEnded(ask: Ask, say: (line: string) => void): Promise<number> {
  const until = performance.now() + END_TIMEOUT_MS;
  for (let turn = 0; ; turn += 1) {
    const { running, waiting } = await ask(
      '{ running: journeys(state: RUNNING, first: 200) { id } waiting: journeys(state: WAITING, first: 200) { id } }',
    );
    const open = running.length + waiting.length;
    if (open === 0 || performance.now() > until) return open;
    if (turn % 10 === 0) say(`${open === 400 ? 'at least 400' : open} are under way`);
    await sleep(1_000);
  }
}
