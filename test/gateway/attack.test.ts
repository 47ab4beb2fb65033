import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { SYSTEM_KINDS } from '../../src/kernel/access.ts';
import { type Client, type TestHub, createHub, createTestClient } from '../support/hub.ts';

let hub: TestHub;
let crm: Client;

beforeAll(async () => {
  hub = await createHub();
  crm = await hub.as('crm');
});
afterAll(() => hub[Symbol.asyncDispose]());

const upgrade = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

async function dial(): Promise<Socket> {
  const { hostname, port } = new URL(hub.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

test.each(['//', '///x', 'http://[', '/\\', '*', '/graphql?%'])('an upgrade at %s harms nobody', async (path) => {
  const socket = await dial();
  socket.write(upgrade(path));
  await Promise.race([once(socket, 'data'), once(socket, 'close')]);
  socket.destroy();
  expect((await fetch(`${hub.url}/health/live`)).status).toBe(200);
});

test('a stranger on a WebSocket cannot make the server keep what it does not read', async () => {
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  const closed = once(socket, 'close');
  socket.send(JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(100_000) } }));
  expect((await closed)[0]).toBe(4400);
});

test.each(['crm\u0000', '\u0000', 'crm\ud800', 'c'.repeat(2_000)])(
  'a token that names its client %j is refused as such',
  async (clientId) => {
    const { audience } = hub.config;
    const token = await hub.issuer.mint({ clientId, audience, scopes: [], ttlSeconds: 60 });
    const { status, errors } = await createTestClient(hub.url, token, []).query('{ __typename }');
    expect([status, errors?.[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(errors?.[0]?.message).toContain('names its client or subject by text that is too long');
  },
);

test('fragments do not hide how many mutations an operation has', async () => {
  const many = Array.from(
    { length: 50 },
    (_, n) => `m${n}: forgetRecord(input: { externalId: "${n}" }) { __typename }`,
  );
  for (const query of [
    `mutation { ...F } fragment F on Mutation { ${many.join(' ')} }`,
    `mutation { ... on Mutation { ${many.join(' ')} } }`,
    `mutation { ${many.join(' ')} }`,
  ]) {
    const { errors } = await crm.query(query);
    expect(errors?.[0]?.extensions?.code).toBe('LIMIT_EXCEEDED');
    expect(errors?.[0]?.message).toContain('50 root fields');
  }
});

test('a variable that is left away costs what its default brings', async () => {
  const deep =
    'edges { node { records { claims { passedOver { id } } } verifications(first: $many) { checks { evidence { id } } } } }';
  const query = `query ($n: Int, $many: Int) { people(first: $n) { ${deep} } }`;
  for (const variables of [{ many: 100 }, { n: null, many: 100 }, { n: 20, many: 100 }]) {
    const { errors } = await crm.query(query, variables);
    expect([variables, errors?.[0]?.extensions?.code]).toEqual([variables, 'LIMIT_EXCEEDED']);
  }
});

test.each(['Value "', ', found ; ', ' value ', 'Expected value of type "', '; '])(
  'a name of a megabyte of %j is refused at once',
  { timeout: 10_000 },
  async (piece) => {
    const name = piece.repeat(900_000 / (2 * piece.length));
    const { errors } = await crm.query(
      'mutation ($input: ForgetRecordInput!) { forgetRecord(input: $input) { __typename } }',
      { input: { externalId: '1', [name]: 1 } },
    );
    expect(errors?.[0]?.extensions?.code).toBe('BAD_REQUEST');
  },
);

test('a language tag of a megabyte is refused at once', { timeout: 10_000 }, async () => {
  const variants = Array.from({ length: 100_000 }, (_, n) => `v${String(n).padStart(6, '0')}`);
  const tags = [`en-${variants.join('-')}`, `en-x${'-a'.repeat(400_000)}`];
  const idp = await hub.as('idp');
  for (const tag of tags) {
    const { data } = await idp.query(
      'mutation ($locale: String!) { recordPerson(input: { externalId: "1", locale: $locale }) { ... on InvalidInput { problems { path } } } }',
      { locale: tag },
    );
    expect(data.recordPerson.problems).toEqual([{ path: 'locale' }]);
    const { data: more } = await crm.query(
      `mutation ($tag: String!) { grantConsent(input: { personId: "x", purpose: "p", noticeVersion: "1", language: $tag, method: "paper" }) {
        ... on InvalidInput { problems { path } } } }`,
      { tag },
    );
    expect(more.grantConsent.problems).toEqual([{ path: 'language' }]);
  }
});

test('an input in which everything is wrong is answered with no more than it was', async () => {
  const lines = Array.from({ length: 250 }, () => '\u0001');
  const { data } = await crm.query(
    `mutation ($addresses: [AddressInput!]) { recordPerson(input: { externalId: "1", addresses: $addresses }) {
      ... on InvalidInput { problems { path message } } } }`,
    { addresses: Array.from({ length: 250 }, () => ({ lines })) },
  );
  expect(data.recordPerson.problems).toHaveLength(100);
  const { data: more } = await crm.query(
    `mutation ($e: JSON) { recordPerson(input: { externalId: "1", extensions: $e }) { ... on FieldNotOwned { fields { field } } } }`,
    { e: Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`k${n}`, {}])) },
  );
  expect(more.recordPerson.fields.length).toBeLessThan(20);
});

test('a connection and its streams end when their client stops being that system', async () => {
  await using other = await createHub();
  const [client, steward] = await Promise.all([other.as('crm'), other.as('steward')]);
  const stream = client.subscribe('subscription { events(after: "earliest", types: ["system.registered"]) { type } }');
  expect((await stream.next()).value?.errors).toBeUndefined();
  await steward.query(
    'mutation { registerSystem(input: { id: "crm", kind: CRM, name: "CRM", clientId: "elsewhere" }) { __typename } }',
  );
  const heard: string[] = [];
  const end = await (async () => {
    for await (const { data, errors } of stream) {
      if (errors) return JSON.stringify(errors);
      heard.push(data.events.type);
    }
    return 'ended';
  })().catch((close: { code: number }) => `closed with ${close.code}`);
  expect(end).toMatch(/UNAUTHENTICATED|4403/);
  // It hears neither of the change itself nor of anything behind it: of each kind one system was registered before.
  expect(heard.length).toBeLessThan(SYSTEM_KINDS.length);
  expect((await client.query('{ __typename }')).status).toBe(401);
});
