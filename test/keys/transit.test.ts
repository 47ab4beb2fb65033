import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { moveToService, openKeyWork } from '../../src/hub/key-work.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { destroyEpoch, rotate } from '../../src/keys/rotate.ts';
import { listEpochs } from '../../src/keys/store.ts';
import { openTransit } from '../../src/keys/transit.ts';
import { startHub } from '../../src/main.ts';
import { createHub, createTestClient } from '../support/hub.ts';
import { ask, recorded } from '../support/operations.ts';
import { type TransitServer, startTransitServer } from './transit-server.ts';

const NAMES = '{ people(first: 5) { edges { node { name { full } } } } }';

const envOf = ({ keyUrl, role }: TransitServer): Record<string, string> => ({
  TRANSIT_KEY: keyUrl,
  TRANSIT_NAMESPACE: 'people',
  TRANSIT_ROLE_ID: role.roleId,
  TRANSIT_SECRET_ID: role.secretId,
});

const nameOf = async (client: Parameters<typeof ask>[0]): Promise<string> =>
  (await ask(client, NAMES)).people.edges[0].node.name.full;

test('with a key service there is no key file, and a second hub reads what the first wrote', async () => {
  await using service = await startTransitServer();
  await using hub = await createHub({ env: envOf(service) });
  const crm = await hub.as('crm');
  await recorded(crm, { externalId: 'a', name: { full: 'Somebody' } });
  const other = await startHub(hub.config, {}, { logger: silentLogger });
  expect(await nameOf(createTestClient(other.url, crm.token, []))).toBe('Somebody');
  await other.stop();
  expect(existsSync(hub.config.keyFile)).toBe(false);
});

test('keys are rotated and destroyed, and the service opens no copy of a destroyed one', async () => {
  await using service = await startTransitServer();
  await using hub = await createHub({ env: envOf(service) });
  const crm = await hub.as('crm');
  await recorded(crm, { externalId: 'a', name: { full: 'Somebody' } });
  await using work = await openKeyWork(hub.config, { logger: silentLogger, tell: () => {} });
  const [old] = await listEpochs(work.sql);
  const copy = { id: old!.id, wrapped: old!.wrapped! };
  const transit = openTransit(hub.config.transit!);
  await rotate(work);
  expect(await transit.unwrap([copy])).toHaveLength(1);
  await destroyEpoch(work, old!.id);
  await expect(transit.unwrap([copy])).rejects.toMatchObject({ code: 'CONFIGURATION' });
  expect(await nameOf(crm)).toBe('Somebody');
  const again = await startHub(hub.config, {}, { logger: silentLogger });
  expect(await nameOf(createTestClient(again.url, crm.token, []))).toBe('Somebody');
  await again.stop();
});

test('a wrapped key opens under its own name only', async () => {
  await using service = await startTransitServer();
  const transit = openTransit({ keyUrl: service.keyUrl, namespace: 'people', login: { token: service.rootToken } });
  const wrapped = await transit.wrap('a', Buffer.from('bytes'));
  expect(await transit.unwrap([{ id: 'a', wrapped }])).toEqual([Buffer.from('bytes')]);
  await expect(transit.unwrap([{ id: 'b', wrapped }])).rejects.toMatchObject({ code: 'CONFIGURATION' });
});

test('a role logs in again when its token is over, and not before', async () => {
  await using service = await startTransitServer();
  const transit = openTransit({ keyUrl: service.keyUrl, namespace: 'people', login: service.role });
  await transit.wrap('a', Buffer.from('bytes'));
  await transit.wrap('b', Buffer.from('bytes'));
  expect(service.asked.filter((what) => what.endsWith('/login'))).toHaveLength(1);
});

test('keys of a file are moved to a key service once, and the file is not needed any more', async () => {
  await using service = await startTransitServer();
  await using hub = await createHub();
  const crm = await hub.as('crm');
  await recorded(crm, { externalId: 'a', name: { full: 'Somebody' } });
  const env = { DATABASE_URL: hub.database.url, DATA_DIR: hub.config.dataDir, PORT: '0', ...envOf(service) };
  const config = loadConfig(env);
  await expect(startHub(config, {}, { logger: silentLogger })).rejects.toMatchObject({
    code: 'CONFIGURATION',
    public: expect.stringContaining('keys move'),
  });
  expect(await moveToService(config, silentLogger)).toBe(2);
  expect(await moveToService(config, silentLogger)).toBe(0);
  await rm(hub.config.keyFile);
  const moved = await startHub(config, {}, { logger: silentLogger });
  expect(await nameOf(createTestClient(moved.url, crm.token, []))).toBe('Somebody');
  await moved.stop();
});

test.each([
  ['is sealed', 'UNAVAILABLE', /sealed or in maintenance/],
  ['is away', 'UNAVAILABLE', /does not answer\. Check TRANSIT_KEY/],
  ['does not know the token', 'CONFIGURATION', /\(403\)\. The token is not good/],
] as const)('a hub whose key service %s says so and does not start', async (how, code, message) => {
  await using service = await startTransitServer();
  await using hub = await createHub({ env: envOf(service) });
  if (how === 'is sealed') service.seal(true);
  if (how === 'is away') await service[Symbol.asyncDispose]();
  const login = how === 'does not know the token' ? { token: 'hvs.other' } : hub.config.transit!.login;
  const config = { ...hub.config, transit: { ...hub.config.transit!, login } };
  await expect(startHub(config, {}, { logger: silentLogger })).rejects.toMatchObject({
    code,
    public: expect.stringMatching(message),
  });
});

test('a running hub goes on without its key service', async () => {
  await using service = await startTransitServer();
  await using hub = await createHub({ env: envOf(service) });
  service.seal(true);
  const crm = await hub.as('crm');
  await recorded(crm, { externalId: 'a', name: { full: 'Somebody' } });
  expect(await nameOf(crm)).toBe('Somebody');
});

test.each([
  [
    { TRANSIT_KEY: 'http://vault.example/v1/transit/keys/a', TRANSIT_TOKEN: 't' },
    /TRANSIT_KEY: expected the URL of a key/,
  ],
  [{ TRANSIT_KEY: 'https://vault.example/v1/transit/keys/a' }, /TRANSIT_TOKEN: expected .*; found nothing/],
  [{ TRANSIT_KEY: 'https://vault.example/v1/transit/keys/a', TRANSIT_ROLE_ID: 'r' }, /TRANSIT_SECRET_ID: expected/],
])('settings of a key service that do not fit are told: %o', (env, message) => {
  expect(() => loadConfig(env)).toThrow(expect.objectContaining({ public: expect.stringMatching(message) }));
});
