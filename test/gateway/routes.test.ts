import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { fault } from '../../src/kernel/faults.ts';
import { readBytes } from '../../src/kernel/http/body.ts';
import type { RouteAnswer, RouteRequest } from '../../src/kernel/http/route.ts';
import type { LocalCaller } from '../../src/gateway/executor.ts';
import { fusedExecutor, toyHost, toys } from './support.ts';

async function hostOf(handle: (request: RouteRequest<LocalCaller>) => Promise<RouteAnswer>) {
  const host = await toyHost(fusedExecutor(toys()), { routes: [{ prefix: '/things/', handle }] });
  return { url: host.url, [Symbol.asyncDispose]: () => host.close(100) };
}

test('a route gets what stands below its prefix, as it was sent, and answers bytes, JSON or a stream', async () => {
  await using host = await hostOf(async ({ method, rest, incoming }) => {
    const body = await readBytes(incoming, 10);
    if (rest === 'stream')
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: Readable.from(['a', 'b']) };
    return { status: 202, body: { method, rest, body: body.toString() } };
  });
  const posted = await fetch(`${host.url}/things/a%2Fb?c=d`, { method: 'POST', body: 'hello' });
  expect([posted.status, await posted.json()]).toEqual([202, { method: 'POST', rest: 'a%2Fb', body: 'hello' }]);
  const streamed = await fetch(`${host.url}/things/stream`);
  expect([streamed.headers.get('cache-control'), await streamed.text()]).toEqual(['no-store', 'ab']);
  const other = await fetch(`${host.url}/thing`);
  expect(other.status).toBe(404);
});

test('a route knows who asks, and nobody enters without a good token', async () => {
  await using host = await hostOf(async ({ enter }) => ({ status: 200, body: { name: (await enter()).name } }));
  const ask = (headers: Record<string, string>) => fetch(`${host.url}/things/`, { headers });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ authorization: 'Bearer bad' })).status).toBe(401);
  expect((await ask({ authorization: 'Bearer good' })).status).toBe(200);
});

test('what a route throws is told as far as it was meant for clients', async () => {
  const throws: [string, () => never, number][] = [
    [
      'a mistake',
      () => {
        throw new Error('of Ada Lovelace');
      },
      500,
    ],
    [
      'what is not allowed',
      () => {
        throw fault({ code: 'FORBIDDEN', public: 'Not allowed.' });
      },
      403,
    ],
  ];
  for (const [name, thrower, status] of throws) {
    await using host = await hostOf(async () => thrower());
    const answer = await fetch(`${host.url}/things/`);
    expect([name, answer.status]).toEqual([name, status]);
    expect(await answer.text()).not.toContain('Lovelace');
  }
  await using host = await hostOf(async ({ incoming }) => ({ status: 200, body: await readBytes(incoming, 3) }));
  expect((await fetch(`${host.url}/things/`, { method: 'POST', body: 'four' })).status).toBe(413);
});

test('a stream that breaks cuts the answer off, so that nobody takes it for whole', async () => {
  await using host = await hostOf(async () => ({
    status: 200,
    body: Readable.from(
      (async function* () {
        yield 'half';
        throw new Error('the disk is gone');
      })(),
    ),
  }));
  const answer = await fetch(`${host.url}/things/`);
  await expect(answer.text()).rejects.toThrow('terminated');
});
