import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { jpeg, png } from './files.ts';
import { eventsOf, newVerification, send, stored } from './support.ts';

/** What the scanners here take for a virus: a text, so that none is needed. */
const HARM = 'HARMFUL-TEST-CONTENT';

/** What a scanner that has seen it all does. */
type Mood = 'works' | 'is broken' | 'ends the connection' | 'answers before the end';
let mood: Mood = 'works';
let scanned = 0;

/** A server that speaks clamd's INSTREAM, and holds its client to it. */
const clamd = createServer((socket) => {
  socket.on('error', () => {});
  let bytes = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    if (mood === 'ends the connection') return void socket.destroy();
    if (mood === 'answers before the end' && bytes.length > 1_000) return void socket.end('stream: OK\0');
    const command = 'zINSTREAM\0';
    if (bytes.length < command.length) return;
    if (bytes.toString('latin1', 0, command.length) !== command) return void socket.end('UNKNOWN COMMAND\0');
    const content: Buffer[] = [];
    for (let at = command.length; at + 4 <= bytes.length;) {
      const length = bytes.readUInt32BE(at);
      if (length === 0) {
        if (at + 4 !== bytes.length) return void socket.end('PROTOCOL ERROR\0');
        const whole = Buffer.concat(content);
        scanned = whole.length;
        if (mood === 'is broken') return void socket.end('INSTREAM size limit exceeded. ERROR\0');
        return void socket.end(whole.includes(HARM) ? 'stream: Test.Harm FOUND\0' : 'stream: OK\0');
      }
      content.push(bytes.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
  });
});

const endpoint = createHttpServer((request, response) => {
  if (mood === 'ends the connection') return void request.socket.destroy();
  if (mood === 'answers before the end') return void response.end('{}');
  text(request).then(
    (content) => response.writeHead(mood === 'is broken' ? 500 : content.includes(HARM) ? 406 : 200).end('{}'),
    () => response.destroy(),
  );
});

const listen = (server: typeof clamd): Promise<number> =>
  new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

describe.each([
  ['clamd', clamd, 'clamd'],
  ['an HTTP endpoint', endpoint, 'http'],
])('with %s', (_name, server, scheme) => {
  let hub: TestHub;
  let onboarding: Client;
  let target: { id: string; checkId: string };

  beforeAll(async () => {
    hub = await createHub({ env: { EVIDENCE_SCAN: `${scheme}://127.0.0.1:${await listen(server)}` } });
    onboarding = await hub.as('onboarding');
    target = await newVerification(hub);
  });
  afterAll(async () => {
    await hub[Symbol.asyncDispose]();
    server.close();
  });

  test('a file is scanned whole before it counts as stored', async () => {
    mood = 'works';
    const content = jpeg({ scan: 3_000_000 });
    const { status } = await send(hub, onboarding, target.checkId, content, { type: 'image/jpeg' });
    expect(status).toBe(201);
    if (scheme === 'clamd') expect(scanned).toBe(content.length);
  });

  test('what does harm is refused, told, and not kept', async () => {
    mood = 'works';
    const before = await stored(hub);
    const { status, body } = await send(hub, onboarding, target.checkId, png({ extra: HARM }));
    expect([status, body.errors[0]!.extensions]).toEqual([422, { code: 'EVIDENCE_REFUSED', why: 'INFECTED' }]);
    expect(await stored(hub)).toEqual(before);
    const { name, data } = (await eventsOf(hub, target.id)).at(-1)!;
    expect([name, data['why']]).toEqual(['evidence.refused', 'INFECTED']);
  });

  test.each<Mood>(['is broken', 'ends the connection', 'answers before the end'])(
    'nothing is stored while it %s',
    async (now) => {
      mood = now;
      const before = await stored(hub);
      const { status, body } = await send(hub, onboarding, target.checkId, jpeg({ scan: 4_000_000 }), {
        type: 'image/jpeg',
      });
      expect([status, body.errors[0]!.extensions.code]).toEqual([503, 'UNAVAILABLE']);
      expect(body.errors[0]!.message).toBe('The file cannot be scanned now, and is not stored. Try again later.');
      expect(await stored(hub)).toEqual(before);
    },
  );

  test('nothing is stored while it is down', async () => {
    const before = await stored(hub);
    await new Promise((resolve) => void server.close(resolve));
    expect((await send(hub, onboarding, target.checkId, png({ extra: 'down' }))).status).toBe(503);
    expect(await stored(hub)).toEqual(before);
  });
});
