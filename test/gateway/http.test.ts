import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditServer } from 'graphql-http';
import { GraphQLClient, gql } from 'graphql-request';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Logger } from '../../src/kernel/logger.ts';
import type { Host } from '../../src/gateway/host.ts';
import { createErrorMask } from '../../src/gateway/errors.ts';
import { heldBytes } from '../outage/watch.ts';
import { fusedExecutor, toyHost, toys } from './support.ts';

let host: Host;
let url: string;
const logged: { bindings: unknown; message: string | undefined }[] = [];
const logger = Object.fromEntries(
  ['debug', 'info', 'warn', 'error', 'fatal'].map((level) => [
    level,
    (bindings: unknown, message?: string) => logged.push({ bindings, message }),
  ]),
) as unknown as Logger;

beforeAll(async () => {
  host = await toyHost(fusedExecutor(toys()), { logger, wellKnown: { 'jwks.json': () => ({ keys: [] }) } });
  url = `${host.url}/graphql`;
});

afterAll(() => host.close(100));

interface Answer {
  status: number;
  headers: Headers;
  body: { data?: unknown; errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[] };
}

async function ask(body: unknown, headers: Record<string, string> = {}, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer good', ...headers },
    body:
      typeof body === 'string' || body instanceof Uint8Array
        ? (body as NonNullable<RequestInit['body']>)
        : JSON.stringify(body),
    ...init,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}

const problem = ({ status, body }: Answer): unknown => [
  status,
  body.errors?.[0]?.extensions['code'],
  body.errors?.[0]?.message,
];

test('passes all 61 audits of GraphQL over HTTP', async () => {
  const fetchFn = (input: string, init: RequestInit = {}): Promise<Response> =>
    fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), authorization: 'Bearer good' } });
  const results = await auditServer({ url, fetchFn });
  expect(results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  expect(results).toHaveLength(61);
});

test('answers a GraphQL client library', async () => {
  const client = new GraphQLClient(url, { headers: { authorization: 'Bearer good' } });
  const document = gql`
    query ($id: ID!) {
      person(id: $id) {
        id
        name {
          full
        }
      }
    }
  `;
  expect(await client.request(document, { id: 'p1' })).toEqual({
    person: { id: 'p1', name: { full: 'Given1 Family1' } },
  });
});

describe('needs a token', () => {
  test('and says so where there is none (RFC 6750 §3)', async () => {
    const answer = await ask({ query: '{ __typename }' }, { authorization: '' });
    expect(problem(answer)).toEqual([
      401,
      'UNAUTHENTICATED',
      'A token is needed: send it as "Authorization: Bearer …".',
    ]);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="selfsame"/);
  });

  test.each([
    ['a bad one', 'Bearer bad', 'The token is not valid.'],
    ['another scheme', 'Basic Z29vZA==', 'The Authorization header does not hold a bearer token.'],
    ['one that is far too long', `Bearer ${'x'.repeat(9_000)}`, 'The token is not valid.'],
    ['one with a space in it', 'Bearer go od', 'The Authorization header does not hold a bearer token.'],
  ])('not %s', async (_name, authorization, message) => {
    const answer = await ask({ query: '{ __typename }' }, { authorization });
    expect(problem(answer)).toEqual([401, 'UNAUTHENTICATED', message]);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  test('also for what is malformed, so that a stranger learns nothing', async () => {
    expect((await ask('{', { authorization: '' })).status).toBe(401);
    expect((await ask({ query: '{ nope }' }, { authorization: '' })).status).toBe(401);
  });

  test('and says 503 when it cannot be told whether the token is good', async () => {
    expect(problem(await ask({ query: '{ __typename }' }, { authorization: 'Bearer down' }))).toEqual([
      503,
      'UNAVAILABLE',
      'The database does not answer.',
    ]);
  });
});

describe('refuses a body', () => {
  const large = JSON.stringify({ query: `{ __typename } #${'x'.repeat(1024 * 1024)}` });

  test('that is too large, by what Content-Length says', async () => {
    expect(problem(await ask(large))).toEqual([413, 'LIMIT_EXCEEDED', 'The body is larger than 1048576 bytes.']);
  });

  test('that is too large, sent in chunks', async () => {
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer good' },
      });
      request.once('response', (response) => resolve(response.statusCode));
      request.once('error', reject);
      for (let sent = 0; sent < 3; sent += 1) request.write('x'.repeat(512 * 1024));
      request.end();
    });
    expect(status).toBe(413);
  });

  test('that is shorter than its Content-Length, and lives on', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer good\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"query"',
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();
    expect((await ask({ query: '{ __typename }' })).status).toBe(200);
  });

  test.each([
    [
      'that is not UTF-8',
      new Uint8Array([...Buffer.from('{"query":"{ echo '), 0xff, 0xfe]),
      {},
      400,
      'The body is not valid UTF-8.',
    ],
    ['that is not JSON', '{"query":', {}, 400, 'The body is not valid JSON.'],
    ['that is empty', '', {}, 400, 'The body is not valid JSON.'],
    ['that is not an object', '"x"', {}, 400, 'POST body missing, invalid Content-Type, or JSON object has no keys.'],
    ['that is a batch', '[{"query":"{ __typename }"}]', {}, 400, 'Operation batching disabled.'],
    [
      'of another media type',
      'query={__typename}',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'The body must be application/json.',
    ],
    [
      'of plain text, which a form of another site could send',
      '{"query":"{ __typename }"}',
      { 'content-type': 'text/plain' },
      415,
      'The body must be application/json.',
    ],
    [
      'in another charset',
      '{"query":"{ __typename }"}',
      { 'content-type': 'application/json; charset=latin1' },
      415,
      'The body must be in UTF-8.',
    ],
    [
      'that is compressed',
      '{"query":"{ __typename }"}',
      { 'content-encoding': 'gzip' },
      415,
      'The body must not be compressed.',
    ],
  ])('%s', async (_name, body, headers, status, message) => {
    expect(problem(await ask(body, headers as Record<string, string>))).toEqual([status, 'BAD_REQUEST', message]);
  });
});

describe('refuses an operation', () => {
  test('that is a mutation sent by GET', async () => {
    const answer = await ask(undefined, {}, { method: 'GET', body: null });
    expect(problem(answer)).toEqual([400, 'BAD_REQUEST', 'Expected `query`: a GraphQL document, as text.']);
    const response = await fetch(`${url}?query=${encodeURIComponent('mutation { __typename }')}`, {
      headers: { authorization: 'Bearer good' },
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    const streamed = await fetch(`${url}?query=${encodeURIComponent('mutation { __typename }')}`, {
      headers: { authorization: 'Bearer good', accept: 'text/event-stream' },
    });
    expect([streamed.status, streamed.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('that is a subscription to be answered with JSON', async () => {
    expect(problem(await ask({ query: 'subscription { forever { cursor } }' }))).toEqual([
      406,
      'BAD_REQUEST',
      'A subscription is answered as text/event-stream or over a WebSocket (graphql-transport-ws).',
    ]);
  });

  test('that is named instead of sent, and names no other product', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const answer = await ask({ extensions });
    // By this code a client that tries it knows that it has to send the document.
    expect(problem(answer)).toEqual([
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
      'Expected `query`: a GraphQL document, as text.',
    ]);
  });

  test('by other methods and in other media types', async () => {
    expect(problem(await ask({ query: '{ __typename }' }, {}, { method: 'PUT' }))).toEqual([
      405,
      'BAD_REQUEST',
      'Operations are sent by POST; queries may come by GET.',
    ]);
    expect((await ask({ query: '{ __typename }' }, { accept: 'text/html' })).status).toBe(406);
  });

  test.each([
    ['does not parse', '{', 'GRAPHQL_PARSE_FAILED'],
    ['is not valid', '{ nope }', 'GRAPHQL_VALIDATION_FAILED'],
    ['is not named', 'query A { __typename } query B { __typename }', 'BAD_REQUEST'],
    ['has an alias that is reserved', '{ __proto__: person(id: "p1") { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'spreads fragments in a circle',
      '{ person(id: "p1") { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('that %s', async (_name, query, code) => {
    const strict = await ask({ query }, { accept: 'application/graphql-response+json' });
    expect([strict.status, strict.body.errors?.[0]?.extensions['code'], strict.body.data]).toEqual([
      400,
      code,
      undefined,
    ]);
    expect((await ask({ query })).status).toBe(200);
  });
});

test('a body takes no more memory than its bytes, however small the pieces in which it comes', async () => {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  const head = ['POST /graphql HTTP/1.1', 'Host: x', 'Authorization: Bearer good', 'Content-Type: application/json'];
  socket.write(`${[...head, 'Transfer-Encoding: chunked'].join('\r\n')}\r\n\r\n`);
  const pieces = '1\r\n \r\n'.repeat(50_000);
  const before = heldBytes();
  for (let written = 0; written < 10; written += 1) {
    await new Promise((resolve) => socket.write(pieces, resolve));
  }
  await sleep(300);
  expect(heldBytes() - before).toBeLessThan(10 * 1024 * 1024);
  const document = '{"query":"{ __typename }"}';
  const answered = once(socket, 'data');
  socket.write(`${document.length.toString(16)}\r\n${document}\r\n0\r\n\r\n`);
  expect(String(await answered)).toContain('{"data":{"__typename":"Query"}}');
  socket.destroy();
});

describe('tells no more than it should', () => {
  test('of an error nobody foresaw: a reference for the client, the kind of error and where for the log', async () => {
    logged.length = 0;
    const { body } = await ask({ query: '{ bug }' });
    const reference = body.errors?.[0]?.extensions['reference'];
    expect(body).toEqual({
      data: { bug: null },
      errors: [{ message: 'Internal error.', path: ['bug'], extensions: { code: 'INTERNAL', reference } }],
    });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ bindings: { reference, internal: 'TypeError', field: 'bug' } });
    expect(JSON.stringify(logged)).not.toContain('jane@example.test');
  });

  test('of the message of such an error: not even a line of it that looks like a place', () => {
    logged.length = 0;
    createErrorMask(logger).format(new TypeError('no such name:\n    at jane@example.test (home:1:1)\n$&'));
    expect(JSON.stringify(logged)).not.toContain('jane');
    expect(logged[0]).toMatchObject({
      bindings: { stack: expect.arrayContaining([expect.stringContaining('http.test.ts')]) },
    });
  });

  test('of a fault: its public text and code; the log has the rest', async () => {
    logged.length = 0;
    const { body } = await ask({ query: '{ outage refused }' });
    expect(body.errors).toEqual([
      { message: 'The database does not answer.', path: ['outage'], extensions: { code: 'UNAVAILABLE' } },
      { message: 'Not allowed.', path: ['refused'], extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(logged).toMatchObject([{ bindings: { internal: 'connect refused', field: 'outage' } }]);
  });

  test('of the names that a client gives to fields: the log has those of the schema', async () => {
    logged.length = 0;
    const { body } = await ask({ query: '{ jane_at_example_test: bug ada_lovelace: outage }' });
    expect(body.errors?.map(({ path }) => path)).toEqual([['jane_at_example_test'], ['ada_lovelace']]);
    expect(logged.map(({ bindings }) => (bindings as { field: string }).field)).toEqual(['bug', 'outage']);
    expect(JSON.stringify(logged)).not.toMatch(/jane|lovelace/);
  });

  test('of values that it could not take, in variables or in the document', async () => {
    const query = 'query ($i: RecordPersonInput!) { echo(input: $i) }';
    const secret = 'jane@example.test';
    for (const i of [
      secret,
      { externalId: 5, [secret]: 1 },
      { externalId: 'x', kind: secret },
      { externalId: 'x', at: secret },
      { externalId: 'x', name: secret },
      { externalId: [secret] },
    ]) {
      const { body } = await ask({ query, variables: { i } });
      expect(body.errors?.[0]?.extensions['code']).toBe('BAD_REQUEST');
      expect(JSON.stringify(body).replaceAll(/Field \\"[^"]*\\" is not defined/g, '')).not.toContain(secret);
    }
    for (const argument of [
      `kind: "${secret}"`,
      `at: "${secret}"`,
      `kind: jane`,
      `emails: [{a: "${secret}"}]`,
      `externalId: 5`,
    ]) {
      const { body } = await ask({ query: `{ echo(input: { externalId: "x", ${argument} }) }` });
      expect(body.errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(JSON.stringify(body)).not.toContain('jane');
    }
    expect(JSON.stringify(logged)).not.toContain(secret);
  });

  test('says where a wrong value is and what was expected', async () => {
    const query = 'query ($i: RecordPersonInput!, $id: ID!) { echo(input: $i) person(id: $id) { id } }';
    const { body } = await ask({
      query,
      variables: { i: { externalId: 'x', emails: ['a', 5], kind: 'X', at: 'yesterday' } },
    });
    expect(body.errors?.map(({ message }) => message)).toEqual([
      'Variable "$i" got an invalid value at "i.emails.1": String cannot represent a non string value.',
      'Variable "$i" got an invalid value at "i.kind": The value does not exist in "SystemKind" enum.',
      'Variable "$i" got an invalid value at "i.at": Expected type "DateTime". expected a moment such as 2026-03-01T09:30:00Z',
      'Variable "$id" got an invalid value: A value of the type "ID!" is required.',
    ]);
  });
});

test('answers with headers that keep answers out of caches and out of guesses', async () => {
  const { headers } = await ask({ query: '{ __typename }' }, { accept: 'application/graphql-response+json' });
  expect(headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

test('has no page and nothing else at other addresses unless asked for', async () => {
  expect((await fetch(url, { headers: { accept: 'text/html' } })).status).toBe(401);
  const headers = { accept: 'text/html', authorization: 'Bearer good' };
  expect((await fetch(`${url}?query={__typename}`, { headers })).status).toBe(406);
  expect((await fetch(`${host.url}/`)).status).toBe(404);
  expect((await fetch(`${host.url}/.well-known/toString`)).status).toBe(404);
  expect(await (await fetch(`${host.url}/.well-known/jwks.json`)).json()).toEqual({ keys: [] });
  expect((await fetch(`${host.url}/.well-known/jwks.json`, { method: 'POST' })).status).toBe(405);
});
