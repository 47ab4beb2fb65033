import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createVault } from '../../src/kernel/vault.ts';
import { readMasterKeys } from '../../src/local/keys.ts';
import { startLocalPostgres } from '../../src/local/postgres.ts';
import { readDatabase } from './checks/database.ts';
import { checkGraph } from './checks/graph.ts';
import { checkLog } from './checks/log.ts';
import { checkProjections } from './checks/projections.ts';
import type { Check } from './checks/report.ts';
import { checkSubscribers } from './checks/subscribers.ts';
import { checkWrites } from './checks/writes.ts';
import { openTokens } from './graph.ts';
import { HubProcess } from './hub-process.ts';
import { type LoadCounts, startLoad } from './load.ts';
import { freePort, processesIn, signalAll } from './processes.ts';
import type { Random } from './random.ts';
import type { Strike } from './strikes.ts';
import { type Interest, type Subscriber, startSubscriber } from './subscribers.ts';
import { createInventor } from './writes.ts';

/** What is put up, and what befalls it. */
export interface Scenario {
  name: string;
  /** One: over its embedded PostgreSQL. Two: on one PostgreSQL that neither of them started. */
  hubs: 1 | 2;
  strikes: readonly Strike[];
  rounds: number;
  random: Random;
  say(line: string): void;
  /** Ends it early, with nothing left behind; then the process ends. */
  signal: AbortSignal;
}

/** What was seen. */
export interface Result {
  checks: Check[];
  counts: LoadCounts & { writes: number; events: number };
  /** From a strike to the next acknowledged write of the hub that was hit, in milliseconds. */
  recoveries: { strike: string; ms: number }[];
}

const INTERESTS: readonly Interest[] = [
  { name: 'all events', field: 'events' },
  { name: 'new people', field: 'events', types: ['identity.created'] },
  { name: 'changes of people', field: 'personChanged' },
  { name: 'changes of verifications', field: 'verificationStatusChanged' },
  { name: 'decisions', field: 'decisionMade' },
  { name: 'changes of consents', field: 'consentChanged' },
];
const WORKERS = 10;
/** Enough for every kind of write to be among them. */
const MIN_WRITES = 200;
const RECOVERY_TIMEOUT_MS = 40_000;
const SETTLE_TIMEOUT_MS = 40_000;
const quiet = { info() {}, warn() {} };

/** Puts load on a hub or two, strikes round after round, and looks at what is left. */
export async function play({
  name,
  hubs: count,
  strikes,
  rounds,
  random,
  say,
  signal: interrupt,
}: Scenario): Promise<Result> {
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'selfsame-kill-')));
  const server = count === 1 ? undefined : await startLocalPostgres({ dataDir, log: quiet });
  const hubs: HubProcess[] = [];
  for (let index = 0; index < count; index++) {
    const hub = new HubProcess({
      name: count === 1 ? 'the hub' : `hub ${index + 1}`,
      dataDir,
      port: await freePort(),
      databaseUrl: server?.url,
    });
    hubs.push(hub);
    hub.start();
  }
  const cleanUp = async (): Promise<void> => {
    for (const hub of hubs) await hub.end('SIGKILL');
    await server?.stop();
    signalAll(await processesIn(dataDir), 'SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  };
  const leave = (): void => void cleanUp().finally(() => process.exit(130));
  interrupt.addEventListener('abort', leave, { once: true });
  try {
    await Promise.all(hubs.map((hub) => hub.untilReady(60_000)));
    const urls = hubs.map(({ url }) => url);
    const tokens = await openTokens(dataDir);
    const load = startLoad({
      urls,
      tokens,
      inventor: createInventor(`run${random.between(0, 1e9)}`),
      random: random.fork('load'),
      workers: WORKERS,
    });
    const subscribers = INTERESTS.flatMap((interest) =>
      (['graphql-ws', 'graphql-sse'] as const).map((transport) =>
        startSubscriber(transport, interest, { urls, tokens, random: random.fork(`${interest.name} ${transport}`) }),
      ),
    );

    const recoveries: Result['recoveries'] = [];
    const late: string[] = [];
    for (let round = 1; round <= rounds; round++) {
      await sleep(random.between(300, 1_500));
      const strike = strikes[(round - 1) % strikes.length]!;
      const hit = await strike.hit({ hubs, serverDir: dataDir, random });
      const back = await Promise.allSettled(hit.map((hub) => load.recovery(hub.url, RECOVERY_TIMEOUT_MS)));
      const times = back.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      for (const one of back)
        if (one.status === 'rejected') late.push(`round ${round}, ${strike.name}: ${(one.reason as Error).message}`);
      for (const ms of times) recoveries.push({ strike: strike.name, ms });
      for (const hub of hubs) if (!hub.isRunning) hub.start();
      say(
        `${name}, round ${round} of ${rounds}: hit ${strike.name}; writes again after ${(Math.max(0, ...times) / 1000).toFixed(1)} s, ${load.writes.length} writes so far`,
      );
    }

    await untilBegun(load.writes, MIN_WRITES, RECOVERY_TIMEOUT_MS);
    say(`${name}: waiting for what is under way, and for the subscribers`);
    await load.settle(SETTLE_TIMEOUT_MS);
    const reading = server ?? (await startLocalPostgres({ dataDir, log: quiet }));
    const vault = createVault(await readMasterKeys(join(dataDir, 'keys/master.jwks')));
    const found = await readDatabase(reading.url, 15_000);
    if (reading !== server) await reading.stop();
    await untilHeard(
      subscribers,
      (subscriber) => checkSubscribers([subscriber], found)[0]!.missing.length === 0,
      15_000,
    );
    await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
    const inGraph = await checkGraph(load.writes, urls[0]!, await tokens.of('steward'));
    const exits = await Promise.all(hubs.map((hub) => hub.end('SIGTERM')));
    await server?.stop();
    const left = await processesIn(dataDir);

    return {
      checks: [
        ...checkWrites(load.writes, found, vault),
        {
          name: 'clients met nothing but acknowledgements and UNAVAILABLE',
          looked: load.counts.attempts,
          missing: load.problems,
        },
        inGraph,
        ...checkLog(found),
        ...checkSubscribers(subscribers, found),
        ...checkProjections(found),
        {
          name: 'after every strike the hub wrote again, started by the same command',
          looked: recoveries.length,
          missing: late,
        },
        {
          name: 'no hub ended by itself',
          looked: hubs.length,
          missing: hubs.flatMap((hub) => hub.crashes.map((crash) => `${hub.name} ${crash}`)),
        },
        {
          name: 'told to stop, hubs end in order and leave no process',
          looked: hubs.length,
          missing: [
            ...exits.flatMap(({ code, signal }) => (code === 0 ? [] : [`a hub ended with ${signal ?? code}`])),
            ...left.map((pid) => `process ${pid} is left`),
          ],
        },
      ],
      counts: { ...load.counts, writes: load.writes.length, events: found.events.length },
      recoveries,
    };
  } finally {
    interrupt.removeEventListener('abort', leave);
    await cleanUp();
  }
}

async function untilBegun(writes: readonly unknown[], count: number, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (writes.length < count) {
    if (Date.now() > end) throw new Error(`Only ${writes.length} of ${count} writes were begun within ${timeoutMs} ms`);
    await sleep(50);
  }
}

async function untilHeard(
  subscribers: readonly Subscriber[],
  hasAll: (subscriber: Subscriber) => boolean,
  timeoutMs: number,
): Promise<void> {
  for (const end = Date.now() + timeoutMs; Date.now() < end && !subscribers.every(hasAll);) await sleep(100);
}
