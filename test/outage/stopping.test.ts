import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient as createSseClient } from 'graphql-sse';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { type Tokens, openTokens, send } from '../kill/graph.ts';
import { HubProcess } from '../kill/hub-process.ts';
import { freePort, processesIn } from '../kill/processes.ts';
import { temporaryFolder } from '../local/temporary.ts';
import { missingRecords } from './watch.ts';

const WRITE = `mutation ($id: String!, $email: String!) {
  recordPerson(input: { externalId: $id, emails: [{ value: $email }] }) { __typename }
}`;
const EVENTS = 'subscription { events { cursor } }';
const CLIENTS = 12;

/** Clients that write as fast as they can. Each write has an end: an answer, or the reason why there is none. */
function startWriters(url: string, token: string) {
  const writes: { externalId: string; sentAt: number; end: string }[] = [];
  let stopped = false;
  const writing = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let count = 1; !stopped; count++) {
      const externalId = `client-${client}-${count}`;
      const sentAt = performance.now();
      const end = await send(url, token, WRITE, { id: externalId, email: `${externalId}@example.com` }).then(
        ({ data, errors }) => (data?.['recordPerson'] ? 'done' : `${errors?.[0]?.extensions?.code}`),
        (error: Error) => (error.cause as NodeJS.ErrnoException | undefined)?.code ?? error.name,
      );
      writes.push({ externalId, sentAt, end });
      if (end !== 'done') await sleep(20);
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

/** A subscriber over a WebSocket, and how its socket is closed in the end. */
async function webSocketSubscriber(url: string, tokens: Tokens): Promise<{ closed: Promise<unknown[]> }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(
    JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${await tokens.of('crm')}` } }),
  );
  await once(socket, 'message');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: EVENTS } }));
  // An event: so it listens.
  await once(socket, 'message');
  return { closed: once(socket, 'close').then(([code, reason]) => [code, String(reason)]) };
}

test(
  'SIGTERM under load lets requests end, refuses new ones, says goodbye to subscribers, and ends with 0',
  { timeout: 60_000 },
  async () => {
    await using folder = await temporaryFolder();
    const hub = new HubProcess({ name: 'the hub', dataDir: folder.path, port: await freePort() });
    hub.start();
    try {
      await hub.untilReady();
      const tokens = await openTokens(folder.path);
      const writers = startWriters(hub.url, await tokens.of('crm'));
      const { closed } = await webSocketSubscriber(hub.url, tokens);
      const sse = createSseClient({
        url: `${hub.url}/graphql`,
        headers: { authorization: `Bearer ${await tokens.of('crm')}` },
        retryAttempts: 0,
      });
      const last = (async () => {
        let answer: unknown;
        for await (const next of sse.iterate({ query: EVENTS })) answer = next;
        return answer;
      })();
      await sleep(500);

      const toldAt = performance.now();
      const exit = await hub.end('SIGTERM');
      const endedAfterMs = performance.now() - toldAt;
      expect(exit).toEqual({ code: 0, signal: null });
      expect(endedAfterMs).toBeLessThan(10_000);
      expect(await closed).toEqual([1001, 'The server is going down.']);
      expect(await last).toMatchObject({
        errors: [{ message: expect.stringContaining('going down'), extensions: { code: 'UNAVAILABLE' } }],
      });
      expect(await processesIn(folder.path)).toEqual([]);

      const writes = await writers.stop();
      const begun = writes.filter(({ sentAt }) => sentAt < toldAt);
      expect(begun.length).toBeGreaterThan(CLIENTS);
      expect(begun.filter(({ end }) => end !== 'done')).toEqual([]);
      const refused = writes.filter(({ end }) => end !== 'done').map(({ end }) => end);
      expect(refused.length).toBeGreaterThan(0);
      // A request may meet the moment at which its idle connection is closed.
      expect(
        [...new Set(refused)].filter(
          (end) => !['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET', 'UNAVAILABLE'].includes(end),
        ),
      ).toEqual([]);

      hub.start();
      await hub.untilReady();
      const acknowledged = writes.filter(({ end }) => end === 'done').map(({ externalId }) => externalId);
      expect(await missingRecords(hub.url, await tokens.of('crm'), acknowledged)).toEqual([]);
      expect(await hub.end('SIGTERM')).toEqual({ code: 0, signal: null });
    } finally {
      await hub.end('SIGKILL');
    }
  },
);
