import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { expect, test, vi } from 'vitest';
import { SUBGRAPH_LIMITS } from '../../src/gateway/limits.ts';
import { subgraphExecutor } from '../../src/gateway/subgraph.ts';
import { NO_READS, fusedExecutor, httpExecutor, toyHost, toys } from './support.ts';

const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer good', ...headers },
    body: JSON.stringify(body),
  });

test('is alive while it listens, and ready while its work can be done', async () => {
  const says: [string, () => Promise<boolean>, number][] = [
    ['yes', async () => true, 200],
    ['no', async () => false, 503],
    ['it cannot tell', () => Promise.reject(new Error('down')), 503],
    ['nothing', () => new Promise(() => {}), 503],
  ];
  for (const [answer, ready, expected] of says) {
    const host = await toyHost(fusedExecutor(toys()), { ready });
    const status = async (path: string): Promise<number> => (await fetch(`${host.url}${path}`)).status;
    expect([answer, await status('/health/live'), await status('/health/ready')]).toEqual([answer, 200, expected]);
    await host.close(100);
  }
});

test('a crowd that asks whether it is ready costs one look a second', async () => {
  let looks = 0;
  let answer = true;
  const ready = async (): Promise<boolean> => {
    looks += 1;
    await sleep(50);
    return answer;
  };
  const host = await toyHost(fusedExecutor(toys()), { ready });
  const ask = async (): Promise<number> => (await fetch(`${host.url}/health/ready`)).status;
  for (let round = 0; round < 5; round += 1) {
    expect(new Set(await Promise.all(Array.from({ length: 20 }, ask)))).toEqual(new Set([200]));
  }
  expect(looks).toBe(1);
  answer = false;
  await vi.waitFor(async () => expect(await ask()).toBe(503), { timeout: 1_500, interval: 20 });
  expect(looks).toBe(2);
  await host.close(100);
});

test('serves one subgraph alone, its entities included, with the same checks', async () => {
  const [, verification] = toys().subgraphs;
  const host = await toyHost(subgraphExecutor(verification!, NO_READS));
  const query =
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { verifications(first: 1) { id } } } }';
  const variables = { r: [{ __typename: 'Person', id: 'p1', mergedIds: [] }] };
  expect(await (await post(host.url, { query, variables })).json()).toEqual({
    data: { _entities: [{ verifications: [{ id: 'p1-v1' }] }] },
  });
  const refused = await post(host.url, { query, variables }, { authorization: 'Bearer scopes.person_read' });
  expect(await refused.json()).toEqual({
    data: { _entities: [{ verifications: null }] },
    errors: [{ message: 'Not allowed.', path: ['_entities', 0, 'verifications'], extensions: { code: 'FORBIDDEN' } }],
  });
  await host.close(100);
});

test('keeps the schema to itself unless introspection is on', async () => {
  const host = await toyHost(fusedExecutor(toys()), { introspection: false });
  const answer = await (await post(host.url, { query: '{ __schema { queryType { name } } }' })).json();
  expect(answer).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  const mistaken = await (await post(host.url, { query: '{ persn { id } }' })).json();
  expect(mistaken).toMatchObject({ errors: [{ message: 'Cannot query field "persn" on type "Query".' }] });
  expect(await (await post(host.url, { query: '{ __typename }' })).json()).toEqual({ data: { __typename: 'Query' } });
  await host.close(100);
});

test('shows GraphiQL to browsers where it is asked to; it loads nothing from elsewhere, and may not', async () => {
  const host = await toyHost(fusedExecutor(toys()), { graphiql: true });
  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  const response = await fetch(`${host.url}/graphql?query={__typename}`, { headers: browser });
  const html = await response.text();
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const [, script = ''] = /<script>([^]*)<\/script>/.exec(html) ?? [];
  const hash = createHash('sha256').update(script).digest('base64');
  expect(response.headers.get('content-security-policy')?.split('; ')).toEqual([
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
  const rest = html.replace(script, '');
  expect(rest).not.toMatch(/(?:src|href|action|url\(|@import)\W{0,4}(?:https?:)?\/\//i);
  expect(script).toContain('"headers":"{\\n  \\"authorization\\": \\"Bearer <token>\\"\\n}"');
  expect((await post(host.url, { query: '{ __typename }' }, browser)).status).toBe(200);
  await host.close(100);
});

test('lets a request finish that is under way when it closes, takes no new one, and ends streams with a word', async () => {
  const toy = toys();
  const host = await toyHost(fusedExecutor(toy));
  const client = createClient({
    url: `${host.url}/graphql`,
    headers: { authorization: 'Bearer good' },
    retryAttempts: 0,
  });
  const events: unknown[] = [];
  const ended = (async () => {
    for await (const event of client.iterate({ query: 'subscription { forever { cursor } }' })) events.push(event);
  })();
  while (events.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const underWay = post(host.url, { query: '{ people(first: 10) { nodes { friends { friends { id } } } } }' });
  await new Promise((resolve) => setTimeout(resolve, 1));
  await host.close(2_000);
  expect((await underWay).status).toBe(200);
  await ended;
  expect(events).toMatchObject([
    { data: { forever: { cursor: '1' } } },
    { errors: [{ extensions: { code: 'UNAVAILABLE' } }] },
  ]);
  expect(toy.log.returned).toBe(1);
  await expect(post(host.url, { query: '{ __typename }' })).rejects.toThrow('fetch failed');
});

test('closes within its bound though a client holds on', async () => {
  const host = await toyHost(fusedExecutor(toys()));
  const socket = connect(Number(new URL(host.url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\n');
  await new Promise((resolve) => setTimeout(resolve, 20));
  const begun = performance.now();
  await host.close(200);
  expect(performance.now() - begun).toBeLessThan(1_000);
  socket.destroy();
});

test('a subgraph that is gone costs its own fields, and is back when it is back', async () => {
  const toy = toys();
  const { executor, hosts } = await httpExecutor(toy);
  const gateway = await toyHost(executor);
  const query =
    '{ person(id: "p1") { id name { full } consents { id } decisions { id } } verification(id: "p1-v1") { id } }';
  await hosts.get('consent')!.close(10);
  await hosts.get('verification')!.close(10);
  expect(await (await post(gateway.url, { query })).json()).toEqual({
    data: {
      person: {
        id: 'p1',
        name: { full: 'Given1 Family1' },
        consents: null,
        decisions: [{ id: 'p1-d1' }, { id: 'old1-d1' }, { id: 'older1-d1' }],
      },
      verification: null,
    },
    errors: expect.arrayContaining([
      {
        message: 'A part of the graph does not answer.',
        path: ['person', 'consents'],
        extensions: { code: 'UNAVAILABLE' },
      },
      { message: 'A part of the graph does not answer.', path: ['verification'], extensions: { code: 'UNAVAILABLE' } },
    ]),
  });
  const again = toy.subgraphs.find(({ name }) => name === 'consent')!;
  const port = Number(new URL(hosts.get('consent')!.url).port);
  const back = await toyHost(subgraphExecutor(again, NO_READS), { limits: SUBGRAPH_LIMITS }, port);
  const answer = await (await post(gateway.url, { query: '{ person(id: "p2") { consents { id } } }' })).json();
  expect(answer).toEqual({ data: { person: { consents: [{ id: 'p2-k1' }] } } });
  await Promise.all([gateway, back, hosts.get('person')!, hosts.get('decision')!].map((each) => each.close(100)));
});
