import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { moveToService, openKeyWork } from '../../src/hub/key-work.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { destroyEpoch, rotate } from '../../src/keys/rotate.ts';
import type { KeyService } from '../../src/keys/epochs.ts';
import { listEpochs } from '../../src/keys/store.ts';
import { type Named, openTransit } from '../../src/keys/transit.ts';
import { openTransitService } from '../../src/keys/transit-service.ts';
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

test('keys are rotated and destroyed, and nobody has the service open copies of a destroyed one again', async () => {
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
  // A version that only may not open could be allowed to again.
  expect(() =>
    service.operate('POST', 'keys/selfsame/config', { min_decryption_version: 1, min_encryption_version: 1 }),
  ).toThrow('min available version');
  expect(await nameOf(crm)).toBe('Somebody');
  const again = await startHub(hub.config, {}, { logger: silentLogger });
  expect(await nameOf(createTestClient(again.url, crm.token, []))).toBe('Somebody');
  await again.stop();
  await expect(destroyEpoch(work, old!.id)).rejects.toMatchObject({ public: expect.stringContaining('already') });
});

test('a destruction that ends in the middle loses nothing that is kept, and the next start ends it', async () => {
  await using service = await startTransitServer();
  await using hub = await createHub({ env: envOf(service) });
  const crm = await hub.as('crm');
  await recorded(crm, { externalId: 'a', name: { full: 'Somebody' } });
  const transit = openTransit(hub.config.transit!);
  await using work = await openKeyWork(hub.config, { logger: silentLogger, tell: () => {} });
  const [old] = await listEpochs(work.sql);
  const copy = { id: old!.id, wrapped: old!.wrapped! };
  await rotate(work);
  const stopped = new Error('killed');
  const ending = (what: Partial<KeyService>) => ({ ...work, service: { ...work.service, ...what } });
  // Before the commit: the service has a new version by then, and what is stored is as it was.
  const renew = async (kept: readonly Named[]) => {
    await transit.renew(kept);
    throw stopped;
  };
  await expect(destroyEpoch(ending({ renew }), old!.id)).rejects.toBe(stopped);
  expect((await listEpochs(work.sql))[0]).toMatchObject({ destroyedAt: null });
  // Behind it: copies still open.
  const closeCopies = () => Promise.reject(stopped);
  await expect(destroyEpoch(ending({ closeCopies }), old!.id)).rejects.toBe(stopped);
  expect((await listEpochs(work.sql))[0]!.destroyedAt).not.toBeNull();
  expect(await transit.unwrap([copy])).toHaveLength(1);
  const again = await startHub(hub.config, {}, { logger: silentLogger });
  await expect(transit.unwrap([copy])).rejects.toMatchObject({ code: 'CONFIGURATION' });
  expect(await nameOf(createTestClient(again.url, crm.token, []))).toBe('Somebody');
  await again.stop();
});

test('a policy that does not let a hub delete versions is told, and destroying again ends it', async () => {
  await using service = await startTransitServer();
  await using hub = await createHub({ env: envOf(service) });
  await using work = await openKeyWork(hub.config, { logger: silentLogger, tell: () => {} });
  const [old] = await listEpochs(work.sql);
  await rotate(work);
  service.forbid('POST keys/selfsame/trim');
  const said = /refused POST transit\/keys\/selfsame\/trim \(403\): .*permission denied\. .* its policy does not allow/;
  await expect(destroyEpoch(work, old!.id)).rejects.toMatchObject({ public: expect.stringMatching(said) });
  const login = { token: service.rootToken };
  const allowed = openTransitService(openTransit({ ...hub.config.transit!, login }), service.keyUrl);
  await destroyEpoch({ ...work, service: allowed }, old!.id);
});

test('a wrapped key opens under its own name only', async () => {
  await using service = await startTransitServer();
  const transit = openTransit({ keyUrl: service.keyUrl, namespace: 'people', login: { token: service.rootToken } });
  const wrapped = await transit.wrap('a', Buffer.from('bytes'));
  expect(await transit.unwrap([{ id: 'a', wrapped }])).toEqual([Buffer.from('bytes')]);
  const said = { code: 'CONFIGURATION', public: expect.stringMatching(/the key b \(cipher: message authentication/) };
  await expect(transit.unwrap([{ id: 'b', wrapped }])).rejects.toMatchObject(said);
  // One among others that do open.
  const both = ['a', 'b'].map((id) => ({ id, wrapped }));
  await expect(transit.unwrap(both)).rejects.toMatchObject(said);
  // What is bound to a name is not wrapped anew by the service itself.
  const asked = { batch_input: [{ ciphertext: wrapped, associated_data: 'YQ==' }] };
  const { data } = service.operate('POST', 'rewrap/selfsame', asked) as { data: { batch_results: object[] } };
  expect(data.batch_results).toEqual([{ error: 'cipher: message authentication failed' }]);
  expect(await transit.unwrap(await transit.renew([{ id: 'a', wrapped }]))).toEqual([Buffer.from('bytes')]);
});

test('a role logs in once, and again when its token is not taken any more', async () => {
  await using service = await startTransitServer();
  const transit = openTransit({ keyUrl: service.keyUrl, namespace: 'people', login: service.role });
  await transit.wrap('a', Buffer.from('bytes'));
  await transit.wrap('b', Buffer.from('bytes'));
  const logins = () => service.asked.filter((what) => what.endsWith('/login')).length;
  expect(logins()).toBe(1);
  service.endTokens();
  await transit.wrap('c', Buffer.from('bytes'));
  expect(logins()).toBe(2);
  // What the policy forbids stays so, however often somebody logs in.
  service.forbid('POST encrypt/selfsame');
  await expect(transit.wrap('d', Buffer.from('bytes'))).rejects.toMatchObject({ code: 'CONFIGURATION' });
  expect(logins()).toBe(3);
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
  ['does not know the token', 'CONFIGURATION', /\(403\): permission denied\. The token is not good/],
  ['stands by and forwards nothing', 'CONFIGURATION', /sends the hub elsewhere \(307\)/],
] as const)('a hub whose key service %s says so and does not start', async (how, code, message) => {
  await using service = await startTransitServer();
  await using hub = await createHub({ env: envOf(service) });
  if (how === 'is sealed') service.seal(true);
  if (how === 'stands by and forwards nothing') service.standBy(true);
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
