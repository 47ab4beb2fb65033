import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient as createSseClient } from 'graphql-sse';
import { type Client, createClient as createWsClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Host } from '../../src/gateway/host.ts';
import { planned } from '../../src/gateway/plan.ts';
import { httpTransport } from '../../src/gateway/planned/http.ts';
import { fusedExecutor, httpExecutor, plannedExecutor, toyHost, toys } from './support.ts';

const toy = toys();
let host: Host;
const modes: { name: string; host: Host }[] = [];
const closing: Host[] = [];

beforeAll(async () => {
  host = await toyHost(fusedExecutor(toy));
  const { executor, hosts } = await httpExecutor(toys());
  modes.push(
    { name: 'fused', host },
    { name: 'planned', host: await toyHost(await plannedExecutor(toys())) },
    { name: 'over HTTP', host: await toyHost(executor) },
  );
  closing.push(...modes.map((mode) => mode.host), ...hosts.values());
});

afterAll(() => Promise.all(closing.map((each) => each.close(100))));

function wsClient(
  at: Host,
  params: Record<string, unknown> = { authorization: 'Bearer good' },
): { client: Client; closed: Promise<[number, string]> } {
  let close: (value: [number, string]) => void;
  const closed = new Promise<[number, string]>((resolve) => (close = resolve));
  const client = createWsClient({
    url: `${at.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: params,
    retryAttempts: 0,
    on: {
      closed: (event) => {
        const { code, reason } = event as { code: number; reason: string };
        close([code, reason]);
      },
    },
  });
  return { client, closed };
}

const sseClient = (at: Host, token = 'good') =>
  createSseClient({ url: `${at.url}/graphql`, headers: { authorization: `Bearer ${token}` }, retryAttempts: 0 });

async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const event of events) found.push(event);
  return found;
}

const QUERY =
  'subscription ($p: ID) { verificationStatusChanged(personId: $p) { cursor verification { id person { id status consents { id } } } } }';

const ANSWERS = [1, 2].map((n) => ({
  data: {
    verificationStatusChanged: {
      cursor: String(n),
      verification: {
        id: `p${n}-v1`,
        person: {
          id: `p${n}`,
          status: 'ACTIVE',
          consents: [`p${n}-k1`, ...(n === 1 ? ['old1-k1', 'older1-k1'] : [])].map((id) => ({ id })),
        },
      },
    },
  },
}));

test('every event reaches a WebSocket client, an SSE client and a plain fetch, in each mode', async () => {
  for (const mode of modes) {
    const { client } = wsClient(mode.host);
    expect(await all(client.iterate({ query: QUERY, variables: { p: 'p1' } }))).toEqual(ANSWERS);
    await client.dispose();
    expect(await all(sseClient(mode.host).iterate({ query: QUERY, variables: { p: 'p1' } }))).toEqual(ANSWERS);
    const response = await fetch(`${mode.host.url}/graphql?query=${encodeURIComponent(QUERY)}`, {
      headers: { authorization: 'Bearer good', accept: 'text/event-stream' },
    });
    const text = await response.text();
    expect(text).toBe(
      `:\n\n${ANSWERS.map((answer) => `event: next\ndata: ${JSON.stringify(answer)}\n\n`).join('')}event: complete\ndata: \n\n`,
    );
  }
});

test('queries and mutations go over a WebSocket and an event stream too', async () => {
  const { client } = wsClient(host, { Authorization: 'Bearer good' });
  expect(await all(client.iterate({ query: '{ person(id: "p1") { id } }' }))).toEqual([
    { data: { person: { id: 'p1' } } },
  ]);
  await client.dispose();
  const query = 'mutation { recordPerson(input: { externalId: "" }) { __typename } }';
  expect(await all(sseClient(host).iterate({ query }))).toEqual([
    { data: { recordPerson: { __typename: 'InvalidInput' } } },
  ]);
});

test('each event is answered with loaders of its own', async () => {
  const before = toy.log.contexts;
  const query = 'subscription { verificationStatusChanged { verification { person { status } } } }';
  expect(await all(sseClient(host).iterate({ query }))).toHaveLength(2);
  // One to open the source; for each of two events that of the verification and that of the person.
  expect(toy.log.contexts - before).toBe(5);
});

describe('a subscription that cannot begin', () => {
  test('says why, the same over each way', async () => {
    const expected = [
      { errors: [{ message: 'The cursor is not one of ours.', path: ['broken'], extensions: { code: 'BAD_CURSOR' } }] },
    ];
    for (const mode of modes) {
      const { client } = wsClient(mode.host);
      expect(await all(client.iterate({ query: 'subscription { broken { cursor } }' }))).toEqual(expected);
      await client.dispose();
      expect(await all(sseClient(mode.host).iterate({ query: 'subscription { broken { cursor } }' }))).toEqual(
        expected,
      );
    }
  });

  test('is told what is wrong with its document or size', async () => {
    const { client } = wsClient(host);
    const failing = async (query: string): Promise<unknown> => {
      try {
        return await all(client.iterate({ query }));
      } catch (errors) {
        return (errors as { extensions: { code: string } }[]).map(({ extensions }) => extensions.code);
      }
    };
    expect(await failing('subscription { nope }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await failing('subscription {')).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(await failing('query A { __typename } query B { __typename }')).toEqual(['BAD_REQUEST']);
    const deep = `{ person(id: "p1") ${'{ self '.repeat(14)} { id } ${'}'.repeat(14)} }`;
    expect(await failing(deep)).toEqual(['LIMIT_EXCEEDED']);
    await client.dispose();
    expect(await all(sseClient(host).iterate({ query: deep }))).toMatchObject([
      { errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] },
    ]);
  });
});

describe('a client that leaves', () => {
  test('is forgotten at once, though its source is silent', async () => {
    const before = toy.log.returned;
    const { client } = wsClient(host);
    const overWs = client.iterate({ query: 'subscription { forever { cursor } }' });
    await overWs.next();
    const waiting = overWs.next();
    await overWs.return?.();
    await waiting;
    await expect.poll(() => toy.log.returned - before).toBe(1);
    await client.dispose();

    const abort = new AbortController();
    const response = await fetch(
      `${host.url}/graphql?query=${encodeURIComponent('subscription { forever { cursor } }')}`,
      {
        headers: { authorization: 'Bearer good', accept: 'text/event-stream' },
        signal: abort.signal,
      },
    );
    await response.body!.getReader().read();
    abort.abort();
    await expect.poll(() => toy.log.returned - before).toBe(2);

    const { client: other } = wsClient(host);
    const dropped = other.iterate({ query: 'subscription { forever { cursor } }' });
    await dropped.next();
    other.terminate();
    await expect.poll(() => toy.log.returned - before).toBe(3);
  });

  test('is let go in the subgraph too, in each mode', async () => {
    const far = toys();
    const { executor, hosts } = await httpExecutor(far);
    const gateway = await toyHost(executor);
    const events = sseClient(gateway).iterate({ query: 'subscription { forever { cursor } }' });
    await events.next();
    await events.return?.();
    await expect.poll(() => far.log.returned).toBe(1);
    await Promise.all([gateway, ...hosts.values()].map((each) => each.close(100)));
  });
});

describe('a token', () => {
  test('is needed to connect', async () => {
    for (const params of [{}, { authorization: 'Bearer bad' }, { authorization: 5 }]) {
      const { client, closed } = wsClient(host, params);
      await expect(all(client.iterate({ query: '{ __typename }' }))).rejects.toBeDefined();
      expect((await closed)[0]).toBe(4403);
    }
    const response = await fetch(
      `${host.url}/graphql?query=${encodeURIComponent('subscription { forever { cursor } }')}`,
      {
        headers: { accept: 'text/event-stream' },
      },
    );
    expect(response.status).toBe(401);
  });

  test('may come in the header of the upgrade', async () => {
    const client = createWsClient({
      url: `${host.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string) {
          super(address, protocols, { headers: { authorization: 'Bearer good' } });
        }
      },
      retryAttempts: 0,
    });
    expect(await all(client.iterate({ query: '{ __typename }' }))).toEqual([{ data: { __typename: 'Query' } }]);
    await client.dispose();
  });

  test('ends what it began when it expires: the socket with 4403, the event stream with an error', async () => {
    const { client, closed } = wsClient(host, { authorization: 'Bearer short' });
    const events = client.iterate({ query: 'subscription { forever { cursor } }' });
    await events.next();
    expect(await closed).toEqual([4403, 'The token has expired.']);
    await events.return?.();

    const streamed = await all(sseClient(host, 'short').iterate({ query: 'subscription { forever { cursor } }' }));
    expect(streamed).toMatchObject([
      { data: { forever: { cursor: '1' } } },
      { errors: [{ message: 'The token has expired.', extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
  });

  test('is taken along to the subgraphs', async () => {
    const refused = await all(sseClient(modes[2]!.host, 'scopes.person_read').iterate({ query: QUERY }));
    expect(refused).toMatchObject([
      {
        data: { verificationStatusChanged: { verification: { person: { consents: null } } } },
        errors: [{ message: 'Not allowed.', extensions: { code: 'FORBIDDEN' } }],
      },
      {},
    ]);
  });
});

describe('a socket', () => {
  const raw = (): Promise<WebSocket> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${host.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.once('open', () => resolve(socket));
      socket.once('error', reject);
    });
  const closeOf = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.once('close', resolve));

  test.each([
    ['speaks no JSON', 'hello', 4400],
    ['sends a message of no known kind', '{"type":"shout"}', 4400],
    ['asks before it says who it is', '{"id":"1","type":"subscribe","payload":{"query":"{ __typename }"}}', 4401],
    ['sends a message that is too large', 'x'.repeat(1024 * 1024 + 1), 1009],
  ])('that %s is closed', async (_name, message, code) => {
    const socket = await raw();
    const closed = closeOf(socket);
    socket.send(message);
    expect(await closed).toBe(code);
  });

  test('that sends what is not UTF-8 is closed', async () => {
    const socket = await raw();
    const closed = closeOf(socket);
    socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect(await closed).toBe(1007);
  });

  test('at another address is refused', async () => {
    const socket = new WebSocket(`${host.url.replace('http', 'ws')}/elsewhere`, 'graphql-transport-ws');
    expect(await new Promise((resolve) => socket.once('error', (error) => resolve(error.message)))).toContain('404');
  });

  test('may carry only so many operations at once', async () => {
    const { client } = wsClient(host);
    const events = Array.from({ length: 100 }, () => client.iterate({ query: 'subscription { forever { cursor } }' }));
    await Promise.all(events.map((each) => each.next()));
    await expect(all(client.iterate({ query: '{ __typename }' }))).rejects.toMatchObject([
      { extensions: { code: 'LIMIT_EXCEEDED' } },
    ]);
    await Promise.all(events.map(async (each) => each.return?.()));
    await client.dispose();
  });

  test('is told when the server goes', async () => {
    const going = await toyHost(fusedExecutor(toys()));
    const { client, closed } = wsClient(going);
    const events = client.iterate({ query: 'subscription { forever { cursor } }' });
    await events.next();
    await going.close(500);
    expect(await closed).toEqual([1001, 'The server is going down.']);
  });
});

test('a stream that breaks off between gateway and subgraph ends with an outage, so that the client resumes', async () => {
  const { executor, hosts } = await httpExecutor(toys());
  const gateway = await toyHost(executor);
  const events = sseClient(gateway).iterate({ query: 'subscription { forever { cursor } }' });
  await events.next();
  const rest = all(events);
  await hosts.get('person')!.close(50);
  expect(await rest).toMatchObject([{ errors: [{ extensions: { code: 'UNAVAILABLE' } }] }]);
  await Promise.all(
    [gateway, ...hosts.values()].filter((each) => each !== hosts.get('person')).map((each) => each.close(100)),
  );
});

test('so does one whose subgraph dies in the middle of a word', async () => {
  const toyGraph = toys();
  const dying = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: next\ndata: {"data":{"forever":{"cursor":"1"}}}\n\nevent: ne');
    setTimeout(() => response.destroy(), 20);
  });
  await new Promise<void>((resolve) => dying.listen(0, '127.0.0.1', resolve));
  const { port } = dying.address() as AddressInfo;
  const transports = new Map([['person', httpTransport('person', `http://127.0.0.1:${port}/graphql`)]]);
  const { supergraphSdl, publicSdl } = toyGraph;
  const gateway = await toyHost(await planned({ supergraphSdl, apiSdl: publicSdl, transports }));
  expect(await all(sseClient(gateway).iterate({ query: 'subscription { forever { cursor } }' }))).toMatchObject([
    { data: { forever: { cursor: '1' } } },
    { errors: [{ extensions: { code: 'UNAVAILABLE' } }] },
  ]);
  await gateway.close(100);
  await new Promise((resolve) => dying.close(resolve));
});
