import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, vi } from 'vitest';
import { toCursor } from '../../src/log/cursor.ts';
import { openTokens, send } from '../kill/graph.ts';
import { createRandom } from '../kill/random.ts';
import { type Subscriber, startSubscriber } from '../kill/subscribers.ts';
import { type Answer, type Client } from '../support/hub.ts';
import { record } from '../support/operations.ts';
import { runSql } from '../support/rows.ts';

/** Resolves when `/health/ready` says so, with how long that took, in milliseconds. */
export async function untilReady(url: string): Promise<number> {
  const from = performance.now();
  while (
    !(await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await sleep(20);
  return performance.now() - from;
}

/** Subscribers to all events, one of each transport, which begin with the oldest and resume behind their last cursor. */
export async function startListeners(
  urls: readonly string[],
  dataDir: string,
): Promise<AsyncDisposable & { all: readonly Subscriber[] }> {
  const tokens = await openTokens(dataDir);
  const all = (['graphql-ws', 'graphql-sse'] as const).map((transport, index) =>
    startSubscriber(transport, { name: 'all events', field: 'events' }, { urls, tokens, random: createRandom(index) }),
  );
  return {
    all,
    async [Symbol.asyncDispose]() {
      await Promise.all(all.map((subscriber) => subscriber.stop()));
    },
  };
}

/** Fails unless each listener heard every event of the log, once and in order, and nothing but clear words beside them. */
export async function expectAllHeard(listeners: readonly Subscriber[], databaseUrl: string): Promise<void> {
  const rows = await runSql<{ position: string; log_id: string }>(
    databaseUrl,
    'select event.position, head.log_id from log.event, log.head where event.position is not null order by event.position',
  );
  const expected = rows.map(({ position, log_id }) => toCursor(log_id, Number(position)));
  expect(expected.length).toBeGreaterThan(0);
  for (const { cursors, problems, transport } of listeners) {
    await vi.waitFor(() => expect(cursors.length).toBeGreaterThanOrEqual(expected.length), 5_000);
    expect({ transport, cursors, problems }).toEqual({ transport, cursors: expected, problems: [] });
  }
}

/** An answer, and how long it took. */
export async function timed(answering: Promise<Answer>): Promise<{ answer: Answer; ms: number }> {
  const from = performance.now();
  const answer = await answering;
  return { answer, ms: performance.now() - from };
}

/** A client that writes one record after the other. `stop` answers the external ids that were acknowledged. */
export function startWriter(client: Client, name: string): { stop(): Promise<string[]> } {
  const acknowledged: string[] = [];
  let stopped = false;
  const writing = (async () => {
    for (let count = 1; !stopped; count++) {
      const externalId = `${name}-${count}`;
      const outcome = await record(client, { externalId, emails: [{ value: `${externalId}@example.com` }] }).catch(
        () => undefined,
      );
      if (outcome?.__typename === 'PersonRecorded') acknowledged.push(externalId);
      await sleep(10);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await writing;
      return acknowledged;
    },
  };
}

/** Those of the records of the CRM that the hub does not have. */
export async function missingRecords(url: string, token: string, externalIds: readonly string[]): Promise<string[]> {
  const query = 'query ($id: String!) { personByRecord(system: "crm", externalId: $id) { id } }';
  const waiting = [...externalIds];
  const missing: string[] = [];
  const look = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (!(await send(url, token, query, { id })).data?.['personByRecord']) missing.push(id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, look));
  return missing;
}

/** What this process holds in memory once the garbage is collected, in bytes. */
export function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
