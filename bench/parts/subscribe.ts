import type { Bench } from '../bench.ts';
import { type Contender, startFused } from '../contenders.ts';
import { forgetCommits, noteCommits } from '../load/commit-times.ts';
import type { Pace, Paced } from '../load/pacer.ts';
import { RECORD_MUTATION } from '../load/record-mutation.ts';
import type { Delivery, Subscribers } from '../load/subscribers.ts';
import { sample } from '../population/random.ts';
import { type Child, startChild } from '../processes/child.ts';
import type { PartResult } from '../report/result.ts';
import { median } from '../report/statistics.ts';

const EVENTS_PER_SECOND = 300;
const SUBSCRIBERS = 100;
/** At the beginning of each round; what is committed meanwhile does not count. */
const WARM_UP_SHARE = 0.2;

const SUBSCRIPTION = `subscription Events($personId: ID) {
  events(personId: $personId) { cursor id type subject sequence time actor data }
}`;

type Listening = {
  open(subscribers: Subscribers): void;
  close(input: { fromMs: number; subscribersOfEach: number }): Delivery;
};
type Pacing = { send(pace: Pace): Paced };

interface Round extends Delivery {
  hubCpuShare: number;
  lateMs: number;
  perSecond: number;
}

/** (c) From the commit of a write to its arrival at subscribers. */
export async function benchSubscribe({ environment, population, progress, options }: Bench): Promise<PartResult> {
  const { database, ids } = await population(options.people);
  await noteCommits(database.sql);
  const hub = await startFused(environment, database);
  const { child: listener } = await startChild<Listening>('load/subscribers.ts', { databaseUrl: database.url });
  const { child: pacer } = await startChild<Pacing>('load/pacer.ts', {});
  const numbers = sample([...ids.keys()], SUBSCRIBERS);
  const token = await environment.token('crm');
  const rounds: Record<'every event' | 'own person', Round[]> = { 'every event': [], 'own person': [] };
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      for (const kind of ['every event', 'own person'] as const) {
        const variables = numbers.map((number) => (kind === 'own person' ? { personId: ids[number] } : {}));
        const sends = changes(numbers, EVENTS_PER_SECOND * options.seconds, `${kind} ${round}`).map((input) => ({
          token,
          variables: { input },
        }));
        const result = await runRound({ hub, token, listener, pacer }, variables, sends);
        rounds[kind].push(result);
        const latency = `median ${result.p50Ms.toFixed(1)} ms, p99 ${result.p99Ms.toFixed(1)} ms`;
        progress.tell(`subscribe, round ${round + 1} of ${options.rounds}: ${kind}: ${latency}`);
      }
    }
    return report(rounds);
  } finally {
    await pacer.stop();
    await listener.stop();
    await hub.stop();
    await forgetCommits(database.sql);
  }
}

/** Changes of records that are there: each is one event. */
function changes(numbers: readonly number[], count: number, tag: string): object[] {
  return Array.from({ length: count }, (_, index) => ({
    externalId: `C-${numbers[index % numbers.length]}`,
    extensions: { crm: { segment: `${tag} ${index}` } },
    idempotencyKey: `${tag} ${index}`,
  }));
}

async function runRound(
  { hub, token, listener, pacer }: { hub: Contender; token: string; listener: Child<Listening>; pacer: Child<Pacing> },
  variables: Record<string, unknown>[],
  sends: Pace['sends'],
): Promise<Round> {
  await listener.call('open', { url: hub.url, token, query: SUBSCRIPTION, variables });
  const before = await hub.usage();
  const fromMs = Date.now() + (WARM_UP_SHARE * sends.length * 1000) / EVENTS_PER_SECOND;
  const { lateMs, seconds } = await pacer.call('send', {
    url: hub.url,
    query: RECORD_MUTATION,
    sends,
    perSecond: EVENTS_PER_SECOND,
  });
  const after = await hub.usage();
  const subscribersOfEach = 'personId' in variables[0]! ? 1 : variables.length;
  const delivery = await listener.call('close', { fromMs, subscribersOfEach });
  return {
    ...delivery,
    lateMs,
    perSecond: sends.length / seconds,
    hubCpuShare: (after.cpuMs - before.cpuMs) / (seconds * 1000),
  };
}

function report(rounds: Readonly<Record<string, readonly Round[]>>): PartResult {
  const of = (kind: string, pick: (round: Round) => number): number => median(rounds[kind]!.map(pick));
  return {
    title: '(c) From commit to subscriber',
    method:
      `${EVENTS_PER_SECOND} changes a second by \`recordPerson\`, evenly paced, and ${SUBSCRIBERS} subscribers to \`events\`, each on a WebSocket ` +
      'of its own (graphql-ws). From the moment at which the database writes the commit, told by a deferred trigger, to the arrival of the ' +
      'event in the subscriber. Either every subscriber gets every event, or each gets those of one person.',
    tables: [
      {
        caption: 'Medians of the rounds',
        columns: [
          'subscribers get',
          'events/s',
          'deliveries a round',
          'median ms',
          'p99 ms',
          'max ms',
          'CPU of the hub',
        ],
        rows: Object.keys(rounds).map((kind) => [
          kind,
          of(kind, (round) => round.perSecond).toFixed(0),
          of(kind, (round) => round.deliveries).toFixed(0),
          of(kind, (round) => round.p50Ms).toFixed(1),
          of(kind, (round) => round.p99Ms).toFixed(1),
          of(kind, (round) => round.maxMs).toFixed(0),
          `${(100 * of(kind, (round) => round.hubCpuShare)).toFixed(0)} %`,
        ]),
      },
    ],
    figures: Object.keys(rounds).flatMap((kind) => [
      { name: `median, ${kind}`, value: of(kind, (round) => round.p50Ms), unit: 'ms', goal: { atMost: 5 } },
      { name: `p99, ${kind}`, value: of(kind, (round) => round.p99Ms), unit: 'ms', goal: { atMost: 25 } },
    ]),
  };
}
