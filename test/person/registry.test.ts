import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { closeSql, connect } from '../../src/kernel/db.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import type { Log } from '../../src/log/tail.ts';
import { openRegistry } from '../../src/subgraphs/person/registry.ts';
import * as store from '../../src/subgraphs/person/store.ts';
import { type TestHub, createHub, createTestClient } from '../support/hub.ts';
import { ask } from '../support/operations.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createHub();
});
afterAll(() => hub[Symbol.asyncDispose]());

/** How a client is answered that has a good token, registered or not. */
async function enter(clientId: string): Promise<() => Promise<number>> {
  const { audience } = hub.config;
  const token = await hub.issuer.mint({ clientId, audience, scopes: ['person:read'], ttlSeconds: 60 });
  const client = createTestClient(hub.url, token, []);
  return async () => (await client.query('{ __typename }')).status;
}

test('clients that are not registered make the hub read its systems about once a second, however often they come', async () => {
  const strangers = await Promise.all(['a', 'b', 'c'].map((name) => enter(`stranger-${name}`)));
  using listSystems = vi.spyOn(store, 'listSystems');
  await vi.waitFor(
    async () => {
      for (const stranger of strangers) expect(await stranger()).toBe(401);
      expect(listSystems).toHaveBeenCalled();
    },
    { timeout: 5_000 },
  );
  listSystems.mockClear();
  const from = performance.now();
  let refused = 0;
  while (refused <= 100 || performance.now() - from < 500) {
    const statuses = await Promise.all(strangers.flatMap((stranger) => Array.from({ length: 5 }, stranger)));
    refused += statuses.filter((status) => status === 401).length;
  }
  const seconds = (performance.now() - from) / 1_000;
  expect(listSystems.mock.calls.length).toBeLessThanOrEqual(3 * Math.ceil(seconds));
});

test('a system is known at once when it is registered, though its client was refused a moment ago', async () => {
  const newcomer = await enter('newcomer');
  const steward = await hub.as('steward');
  expect(await newcomer()).toBe(401);
  expect(await newcomer()).toBe(401);
  await ask(
    steward,
    'mutation { registerSystem(input: { id: "newcomer", kind: PARTNER, name: "N" }) { __typename ... on SystemRegistered { system { id } } } }',
  );
  expect(await newcomer()).toBe(200);
});

test('a registry whose log was closed asks it no more', async () => {
  const read = vi.fn<Log['read']>(async () => []);
  const head = (): ReturnType<Log['head']> => ({ logId: '0', position: 0, oldest: 1 });
  openRegistry({} as never, { head, read } as unknown as Log, silentLogger);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(read).toHaveBeenCalledTimes(1);
});

test('a system is looked up again for a record of it, though nobody has told of it yet', async () => {
  const silent = {
    head: () => ({ position: 0, oldest: 1 }),
    read: (_position: number, signal: AbortSignal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve([]))),
  } as unknown as Log;
  const sql = connect(
    { url: hub.database.url, statementTimeoutMs: 3_000 },
    { role: 'selfsame_person', connections: 1 },
  );
  const registry = openRegistry(sql, silent, silentLogger);
  expect([...(await registry.all()).keys()]).not.toContain('late');
  await ask(
    await hub.as('steward'),
    'mutation { registerSystem(input: { id: "late", kind: PARTNER, name: "L" }) { __typename } }',
  );
  expect([...(await registry.all()).keys()]).not.toContain('late');
  expect((await registry.of([{ systemId: 'crm' }, { systemId: 'late' }])).get('late')).toMatchObject({
    kind: 'PARTNER',
  });
  await registry.stop();
  await closeSql(sql);
});
