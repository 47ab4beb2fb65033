import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { connect } from '../../src/kernel/db.ts';
import { serveParent } from '../processes/parent.ts';
import { quantile } from '../report/statistics.ts';
import { clockOffsetMs } from './commit-times.ts';

/** Who subscribes to what. */
export interface Subscribers {
  url: string;
  token: string;
  query: string;
  /** One for each subscriber; each has a WebSocket of its own. */
  variables: Record<string, unknown>[];
}

/** What came of it. */
export interface Delivery {
  /** Events times subscribers. */
  deliveries: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

const CONNECT_MS = 1_000;
const POLL_MS = 50;
const PATIENCE_MS = 20_000;

/** Subscribes, and notes when each event arrives: how long after its commit. Runs in a process of its own. */
await serveParent(async ({ databaseUrl }: { databaseUrl: string }) => {
  const sql = connect({ url: databaseUrl, statementTimeoutMs: 60_000 }, { connections: 1 });
  let arrivals: { id: string; atMs: number }[] = [];
  let ends: (() => unknown)[] = [];
  let failure: unknown;

  const open = async ({ url, token, query, variables }: Subscribers): Promise<void> => {
    for (const own of variables) {
      const client = createClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
        retryAttempts: 0,
        lazy: false,
        onNonLazyError: (error) => (failure = error),
      });
      client.subscribe<{ events: { id: string } }>(
        { query, variables: own },
        {
          next: ({ data, errors }) => {
            if (!data?.events) failure = errors;
            else arrivals.push({ id: data.events.id, atMs: performance.timeOrigin + performance.now() });
          },
          error: (error) => (failure = error),
          complete: () => {},
        },
      );
      ends.push(() => client.dispose());
    }
    await sleep(CONNECT_MS);
    if (failure) throw new Error(`A subscriber fails: ${JSON.stringify(failure)}`);
  };

  /**
   * Waits until all that was committed has arrived, ends the subscriptions, and tells of the events that were committed from
   * `fromMs` on. Throws when a delivery is missing, or there was one too many.
   */
  const close = async ({
    fromMs,
    subscribersOfEach,
  }: {
    fromMs: number;
    subscribersOfEach: number;
  }): Promise<Delivery> => {
    const rows = await sql<{ id: string; atMs: number }[]>`
      select event_id as id, (extract(epoch from at) * 1000)::float8 as at_ms from bench.committed`;
    const expected = rows.length * subscribersOfEach;
    for (const end = Date.now() + PATIENCE_MS; arrivals.length < expected && Date.now() < end;) await sleep(POLL_MS);
    for (const end of ends) await end();
    if (failure) throw new Error(`A subscriber fails: ${JSON.stringify(failure)}`);
    if (arrivals.length !== expected)
      throw new Error(`${arrivals.length} events were delivered instead of ${expected}.`);

    const offsetMs = await clockOffsetMs(sql);
    const commits = new Map(rows.map(({ id, atMs }) => [id, atMs + offsetMs]));
    const latencies = arrivals.flatMap(({ id, atMs }) => {
      const committedMs = commits.get(id)!;
      return committedMs >= fromMs ? [atMs - committedMs] : [];
    });
    [arrivals, ends] = [[], []];
    await sql`truncate bench.committed`;
    return {
      deliveries: latencies.length,
      p50Ms: quantile(latencies, 0.5),
      p99Ms: quantile(latencies, 0.99),
      maxMs: quantile(latencies, 1),
    };
  };
  return { methods: { open, close }, stop: () => sql.end({ timeout: 5 }) };
});
