import { connect } from 'node:net';
import { readdir, readlink } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Client, type TestHub, createHub } from '../support/hub.ts';
import { runSql } from '../support/rows.ts';
import { jpeg, png } from './files.ts';
import { type Uploaded, eventsOf, fetchFile, newVerification, send, stored } from './support.ts';

let hub: TestHub;
let onboarding: Client;
let target: Awaited<ReturnType<typeof newVerification>>;

beforeAll(async () => {
  hub = await createHub();
  onboarding = await hub.as('onboarding');
  target = await newVerification(hub);
});
afterAll(() => hub[Symbol.asyncDispose]());

/** Sends bytes as they are; answers what came back until the connection ended. */
function raw(pieces: readonly (string | Buffer)[], end: 'wait' | 'destroy' = 'wait'): Promise<string> {
  const { hostname, port } = new URL(hub.url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    for (const piece of pieces) socket.write(piece);
    if (end === 'destroy') setTimeout(() => socket.destroy(), 50);
  });
}

const head = (...headers: string[]): string =>
  [
    `POST /evidence/?check=${target.checkId} HTTP/1.1`,
    'Host: hub',
    `Authorization: Bearer ${onboarding.token}`,
    'Content-Type: image/jpeg',
    'Connection: close',
    ...headers,
    '',
    '',
  ].join('\r\n');

/** Nothing of an upload is left: no row, no key of one, no draft, no object. */
async function expectNothing(): Promise<void> {
  await vi.waitFor(async () => {
    expect(await stored(hub)).toEqual({ files: [], drafts: [] });
    expect(await runSql(hub.database.url, 'select id from verification.evidence_file')).toEqual([]);
  });
}

test('an upload that breaks off leaves nothing', async () => {
  const content = jpeg({ scan: 500_000 });
  await raw([head(`Content-Length: ${content.length}`), content.subarray(0, 300_000)], 'destroy');
  await raw([head('Transfer-Encoding: chunked'), '4000\r\n', content.subarray(0, 10_000)], 'destroy');
  await raw([head(`Content-Length: ${content.length + 1}`), content], 'destroy');
  await expectNothing();
  expect(await eventsOf(hub, target.id)).toEqual([]);
});

test.each([
  ['two lengths', ['Content-Length: 10', 'Content-Length: 20']],
  ['a length and chunks', ['Content-Length: 10', 'Transfer-Encoding: chunked']],
  ['an unknown coding', ['Transfer-Encoding: xchunked']],
  ['a negative length', ['Content-Length: -1']],
  ['a header that breaks a line', ['Idempotency-Key: a\rX-Other: b']],
  ['headers without end', [`X-Long: ${'x'.repeat(40_000)}`]],
])('%s: refused, and nothing left', async (_what, headers) => {
  const answer = await raw([head(...headers), '0\r\n\r\n']);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer).not.toContain('INTERNAL');
  await expectNothing();
});

test('two checks, types or keys in one request do not say what is meant', async () => {
  const twice = await send(hub, onboarding, `${target.checkId}&check=${target.checkId}`, png());
  expect([twice.status, twice.body.errors[0]!.extensions.path]).toEqual([400, 'check']);
  const types = await send(hub, onboarding, target.checkId, png(), { type: 'image/png, image/jpeg' });
  expect([types.status, types.body.errors[0]!.extensions.path]).toEqual([415, 'content-type']);
});

test('many at once are taken as far as there is room, and the others are asked to come again', async () => {
  const steward = await hub.as('privacy_officer');
  const before = (await stored(hub)).files.length;
  const answers: Uploaded[] = await Promise.all(
    Array.from({ length: 150 }, (_, n) =>
      send(hub, onboarding, target.checkId, jpeg({ width: 500 + n, scan: 100_000 }), { type: 'image/jpeg' }),
    ),
  );
  const taken = answers.filter(({ status }) => status === 201);
  expect(answers.filter(({ status }) => status !== 201 && status !== 503)).toEqual([]);
  expect(taken.length).toBeGreaterThan(0);
  const after = await stored(hub);
  expect([after.files.length, after.drafts]).toEqual([before + taken.length, []]);
  for (const { body } of taken.slice(0, 10)) expect((await fetchFile(hub, steward, body.id)).status).toBe(200);
});

test('who leaves in the middle of a file leaves nothing open', async () => {
  const steward = await hub.as('privacy_officer');
  const { body } = await send(hub, onboarding, target.checkId, jpeg({ scan: 8_000_000 }), { type: 'image/jpeg' });
  const open = async (): Promise<number> => {
    const ids = await readdir('/proc/self/fd');
    const links = await Promise.all(ids.map((id) => readlink(`/proc/self/fd/${id}`).catch(() => '')));
    return links.filter((link) => link.includes(hub.config.dataDir) && link.includes('/evidence/')).length;
  };
  if (process.platform !== 'linux') return;
  for (let n = 0; n < 5; n += 1) {
    const leave = new AbortController();
    const response = await fetchFile(hub, steward, body.id, { signal: leave.signal });
    await response.body!.getReader().read();
    leave.abort();
  }
  await vi.waitFor(async () => expect(await open()).toBe(0));
});

test('an answer names no path of the store', async () => {
  const steward = await hub.as('privacy_officer');
  const { body } = await send(hub, onboarding, target.checkId, png({ extra: 'lost' }));
  await runSql(
    hub.database.url,
    `update verification.evidence_file set object = gen_random_uuid() where id = '${body.id}'`,
  );
  const answer = await fetchFile(hub, steward, body.id);
  expect([answer.status, (await answer.text()).includes(hub.config.dataDir)]).toEqual([500, false]);
});

test('a body that is shorter than its length says is cut there, and what follows is no second request', async () => {
  const content = jpeg();
  const answer = await raw([
    head(`Content-Length: ${content.length - 200}`).replace('Connection: close\r\n', ''),
    content,
  ]);
  // The rest of a JPEG is no HTTP: the connection ends, and no other request is read of it.
  expect(answer).toMatch(/HTTP\/1\.1 400 Bad Request\r\nConnection: close\r\n\r\n$/);
});
