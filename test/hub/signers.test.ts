import { createLocalJWKSet, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { connect } from '../../src/kernel/db.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { createVault } from '../../src/kernel/vault.ts';
import { addSigningKey, openSigners } from '../../src/keys/signers.ts';
import { readMasterKeys } from '../../src/local/keys.ts';
import { startHub } from '../../src/main.ts';
import { type TestHub, createHub } from '../support/hub.ts';

const BYTES = Buffer.from('what is signed');

async function openThose(hub: TestHub) {
  const sql = connect({ url: hub.database.url, statementTimeoutMs: 3_000 }, { role: 'selfsame_keys', connections: 2 });
  const vault = createVault(await readMasterKeys(hub.config.keyFile));
  const now = { ms: Date.now() };
  const clock = { ...systemClock, now: () => new Date(now.ms) };
  const signers = await openSigners({ sql, vault, clock });
  return { sql, vault, now, signers, [Symbol.asyncDispose]: () => sql.end() };
}

async function published(url: string, use: string) {
  const response = await fetch(`${url}/.well-known/${use}-jwks.json`);
  return response.json() as Promise<{ keys: { kid: string; d?: string }[] }>;
}

test('what one process signs, a stranger verifies with the keys that another one publishes', async () => {
  await using hub = await createHub({ part: { only: 'person' } });
  await using other = await openThose(hub);
  const jwks = await published(hub.url, 'receipt');
  const token = other.signers.receipt.signToken('receipt+jwt', { sub: 'somebody' });
  const { payload } = await jwtVerify(token, createLocalJWKSet(jwks as never), { typ: 'receipt+jwt' });
  expect(payload).toEqual({ sub: 'somebody' });
  expect(jwks.keys.map(({ d }) => d)).toEqual([undefined]);
});

test('a key of one use verifies nothing of another', async () => {
  await using hub = await createHub({ part: { only: 'person' } });
  await using other = await openThose(hub);
  const { receipt, checkpoint } = other.signers;
  const signature = receipt.sign(BYTES);
  expect(receipt.verify(receipt.kid, BYTES, signature)).toBe(true);
  expect(checkpoint.verify(receipt.kid, BYTES, signature)).toBe(false);
  expect(receipt.verify(receipt.kid, Buffer.from('other'), signature)).toBe(false);
});

test('a new key is published before it signs, and the old one goes on verifying', async () => {
  await using hub = await createHub({ part: { only: 'person' } });
  await using other = await openThose(hub);
  const { sql, vault, now, signers } = other;
  const { export: signer } = signers;
  const [old, signature] = [signer.kid, signer.sign(BYTES)];
  const { kid } = await addSigningKey({ sql, vault, use: 'export', now: new Date(now.ms), overlapMs: 60_000 });
  await signers.refresh();
  expect(signer.kid).toBe(old);
  expect(signer.jwks().keys.map((key) => key.kid)).toEqual([kid, old]);
  now.ms += 60_000;
  expect(signer.kid).toBe(kid);
  expect(signer.verify(old, BYTES, signature)).toBe(true);
  expect(signer.verify(kid, BYTES, signer.sign(BYTES))).toBe(true);
});

test('two processes that begin at once agree on the first keys', async () => {
  await using hub = await createHub({ part: { only: 'person' } });
  await using one = await openThose(hub);
  await one.sql`delete from signing_key`;
  const [a, b] = await Promise.all([openThose(hub), openThose(hub)]);
  await Promise.all([a.signers.refresh(), b.signers.refresh()]);
  expect(a.signers.receipt.kid).toBe(b.signers.receipt.kid);
  expect(a.signers.receipt.jwks().keys).toHaveLength(1);
  await Promise.all([a.sql.end(), b.sql.end()]);
});

test('a key that somebody put into the database is not published', async () => {
  await using hub = await createHub({ part: { only: 'person' } });
  await using other = await openThose(hub);
  const { sql, signers } = other;
  await sql`
    with forged as (
      insert into signing_key (id, use, kid, sealed, created_at, signs_from)
      select gen_random_uuid(), 'export', 'forged', sealed, created_at, signs_from from signing_key where use = 'receipt'
      returning id
    )
    insert into key select forged.id, key.wrapped from forged, key join signing_key using (id) where use = 'receipt'`;
  await expect(signers.refresh()).rejects.toMatchObject({ code: 'INTERNAL' });
  expect(signers.export.jwks().keys).toHaveLength(1);
});

test('a gateway publishes the keys of its subgraphs', async () => {
  await using hub = await createHub({ part: { only: 'person' } });
  const urls = ['person', 'verification', 'decision', 'consent'].map((name) => `${name}=${hub.url}/graphql`);
  const { config } = hub;
  const subgraphUrls = Object.fromEntries(urls.map((entry) => entry.split('=') as [string, string]));
  const gateway = await startHub({ ...config, subgraphUrls }, { gateway: true }, { logger: silentLogger });
  try {
    expect(await published(gateway.url, 'checkpoint')).toEqual(await published(hub.url, 'checkpoint'));
  } finally {
    await gateway.stop();
  }
});
