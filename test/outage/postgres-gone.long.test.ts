import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { openTokens, send } from '../kill/graph.ts';
import { HubProcess } from '../kill/hub-process.ts';
import { freePort, serverProcesses, signalAll } from '../kill/processes.ts';
import { temporaryFolder } from '../local/temporary.ts';
import { missingRecords } from './watch.ts';

const WRITE = `mutation ($id: String!, $email: String!) {
  recordPerson(input: { externalId: $id, emails: [{ value: $email }] }) { __typename }
}`;
const FAST_MS = 5_000;
const BACK_MS = 2_000;

/** A hub over its embedded PostgreSQL, as a process of its own. */
async function startHub() {
  const folder = await temporaryFolder();
  const hub = new HubProcess({ name: 'the hub', dataDir: folder.path, port: await freePort() });
  hub.start();
  await hub.untilReady();
  const token = await (await openTokens(folder.path)).of('crm');
  return {
    hub,
    /** All processes of its PostgreSQL. */
    async server(): Promise<number[]> {
      const { postmaster, backends } = (await serverProcesses(folder.path))!;
      return [postmaster, ...backends];
    },
    /** Resolves when its PostgreSQL lets somebody in. */
    async untilAccepting(): Promise<void> {
      const [password, port] = await Promise.all(
        ['password', 'port'].map((name) => readFile(join(folder.path, 'postgres', name), 'utf8')),
      );
      const url = `postgres://selfsame:${password!.trim()}@127.0.0.1:${port!.trim()}/selfsame`;
      for (;;) {
        const sql = postgres(url, { max: 1, fetch_types: false });
        const isIn = await sql`select 1`.then(
          () => true,
          () => false,
        );
        await sql.end({ timeout: 0 });
        if (isIn) return;
        await sleep(20);
      }
    },
    /** Writes a record: how that ended, and how long it took. */
    async write(externalId: string) {
      const from = performance.now();
      const answer = await send(hub.url, token, WRITE, { id: externalId, email: `${externalId}@example.com` }).catch(
        () => undefined,
      );
      const end = answer?.data?.['recordPerson'] ? 'done' : (answer?.errors?.[0]?.extensions?.code ?? 'no answer');
      return { externalId, end, ms: performance.now() - from };
    },
    missing: (externalIds: readonly string[]) => missingRecords(hub.url, token, externalIds),
    async [Symbol.asyncDispose]() {
      await hub.end('SIGTERM');
      await folder[Symbol.asyncDispose]();
    },
  };
}
type Set = Awaited<ReturnType<typeof startHub>>;

/** Clients that write until `stop`. */
function startWriters({ write }: Set) {
  const writes: Awaited<ReturnType<Set['write']>>[] = [];
  let stopped = false;
  const writing = Array.from({ length: 8 }, async (_, writer) => {
    for (let count = 1; !stopped; count++) {
      writes.push(await write(`writer-${writer}-${count}`));
      await sleep(10);
    }
  });
  return {
    async stop() {
      stopped = true;
      await Promise.all(writing);
      return writes;
    },
  };
}

/** How long it takes until a write is acknowledged again, in milliseconds. */
async function untilWritten({ write }: Set): Promise<number> {
  const from = performance.now();
  while ((await write(`again-${from}`)).end !== 'done') await sleep(20);
  return performance.now() - from;
}

/** What must hold after every outage. */
async function expectNothingLost(set: Set, writes: Awaited<ReturnType<Set['write']>>[]): Promise<void> {
  expect(set.hub.crashes).toEqual([]);
  expect(new Set(writes.map(({ end }) => end))).toEqual(new Set(['done', 'UNAVAILABLE']));
  expect(Math.max(...writes.map(({ ms }) => ms))).toBeLessThan(FAST_MS);
  const acknowledged = writes.filter(({ end }) => end === 'done').map(({ externalId }) => externalId);
  expect(await set.missing(acknowledged)).toEqual([]);
}

test(
  'when PostgreSQL is killed the hub lives, starts it again, and has all that it acknowledged',
  { timeout: 60_000 },
  async () => {
    await using set = await startHub();
    const writers = startWriters(set);
    for (let round = 0; round < 3; round++) {
      await sleep(500);
      signalAll(await set.server(), 'SIGKILL');
      await set.untilAccepting();
      expect(await untilWritten(set)).toBeLessThan(BACK_MS);
    }
    await expectNothingLost(set, await writers.stop());
  },
);

test('when PostgreSQL hangs the hub says so, and goes on with it', { timeout: 60_000 }, async () => {
  await using set = await startHub();
  const writers = startWriters(set);
  await sleep(500);
  const server = await set.server();
  signalAll(server, 'SIGSTOP');
  try {
    await sleep(6_000);
    expect((await fetch(`${set.hub.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${set.hub.url}/health/live`)).status).toBe(200);
  } finally {
    signalAll(server, 'SIGCONT');
  }
  expect(await untilWritten(set)).toBeLessThan(BACK_MS);
  await expectNothingLost(set, await writers.stop());
});
