import { createHmac, generateKeyPairSync } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT, createLocalJWKSet, decodeJwt, decodeProtectedHeader, exportJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/kernel/clock.ts';
import { remoteKeys } from '../../src/kernel/discovery.ts';
import { createTokenVerifier } from '../../src/kernel/token.ts';
import { DEVELOPMENT_ISSUER, openDevelopmentIssuer, rotateIssuerKey } from '../../src/local/issuer.ts';
import { temporaryFolder } from './temporary.ts';

const START = new Date('2026-11-20T12:00:00Z');
const REQUEST = { clientId: 'crm', audience: 'selfsame', scopes: ['person:read', 'person:write'], ttlSeconds: 3600 };

/** A clock that stands until it is moved. */
function standingClock(): Clock & { advance(seconds: number): void } {
  let ms = START.getTime();
  return { now: () => new Date(ms), advance: (seconds) => void (ms += seconds * 1000) };
}

const OPTIONS = { issuer: DEVELOPMENT_ISSUER, audience: 'selfsame' };

/** A development issuer and a verifier that trusts it. */
async function issuerAndVerifier() {
  const folder = await temporaryFolder();
  const clock = standingClock();
  const issuer = await openDevelopmentIssuer(folder.path, clock);
  const verifier = createTokenVerifier({ ...OPTIONS, keys: issuer.keys, clock });
  return { folder, clock, issuer, verifier, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

/** A foreign issuer: a key pair, and tokens with any claims and header. */
async function foreignIssuer(issuer: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] };
  const now = START.getTime() / 1000;
  const claims = {
    iss: issuer,
    aud: 'selfsame',
    sub: 'anna',
    client_id: 'portal',
    iat: now,
    exp: now + 600,
    jti: 'j1',
    scope: 'person:read',
  };
  const sign = (changes: Record<string, unknown> = {}, header: Record<string, unknown> = {}) => {
    const all = Object.fromEntries(
      Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== undefined),
    );
    return new SignJWT(all).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1', ...header }).sign(privateKey);
  };
  return { jwks, sign };
}

const refused = (text: RegExp) =>
  expect.objectContaining({ code: 'UNAUTHENTICATED', public: expect.stringMatching(text) });

describe('a token of the development issuer', () => {
  test('has the form of RFC 9068 and is verified', async () => {
    await using setUp = await issuerAndVerifier();
    const token = await setUp.issuer.mint(REQUEST);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: setUp.issuer.jwks.keys[0]?.kid });
    expect(decodeJwt(token)).toMatchObject({
      iss: DEVELOPMENT_ISSUER,
      aud: 'selfsame',
      scope: 'person:read person:write',
    });
    expect(await setUp.verifier.verify(token)).toEqual({
      clientId: 'crm',
      subject: 'crm',
      scopes: ['person:read', 'person:write'],
      expiresAt: new Date(START.getTime() + 3_600_000),
      machine: true,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('is good in every process on the same data folder, and in no other', async () => {
    await using setUp = await issuerAndVerifier();
    await using other = await issuerAndVerifier();
    const again = await openDevelopmentIssuer(setUp.folder.path, setUp.clock);
    const token = await again.mint(REQUEST);
    expect(await setUp.verifier.verify(token)).toMatchObject({ clientId: 'crm' });
    await expect(other.verifier.verify(token)).rejects.toEqual(refused(/not signed by a key of its issuer/));
  });

  test('is good when the key was changed since, and until it is changed again', async () => {
    await using setUp = await issuerAndVerifier();
    const old = await setUp.issuer.mint(REQUEST);
    const kid = await rotateIssuerKey(setUp.folder.path);
    const newer = await (await openDevelopmentIssuer(setUp.folder.path, setUp.clock)).mint(REQUEST);
    expect(decodeProtectedHeader(newer).kid).toBe(kid);
    expect(await setUp.verifier.verify(newer)).toMatchObject({ clientId: 'crm' });
    expect(await setUp.verifier.verify(old)).toMatchObject({ clientId: 'crm' });
    expect(setUp.issuer.jwks.keys).toHaveLength(2);
    await rotateIssuerKey(setUp.folder.path);
    await using other = await issuerAndVerifier();
    const again = await openDevelopmentIssuer(setUp.folder.path, setUp.clock);
    const verifier = createTokenVerifier({ ...OPTIONS, keys: again.keys, clock: other.clock });
    await expect(verifier.verify(old)).rejects.toEqual(refused(/not signed by a key of its issuer/));
    expect(await verifier.verify(newer)).toMatchObject({ clientId: 'crm' });
  });

  test('is refused once it has expired, even when it was verified before', async () => {
    await using setUp = await issuerAndVerifier();
    const token = await setUp.issuer.mint({ ...REQUEST, ttlSeconds: 60 });
    await setUp.verifier.verify(token);
    setUp.clock.advance(64);
    await setUp.verifier.verify(token); // The clocks of two machines may differ by 5 s.
    setUp.clock.advance(2);
    await expect(setUp.verifier.verify(token)).rejects.toEqual(refused(/has expired/));
  });

  test('has public documents that hold no private key', async () => {
    await using setUp = await issuerAndVerifier();
    expect(Object.keys(setUp.issuer.jwks.keys[0] ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    expect(setUp.issuer.metadata('http://127.0.0.1:4001')).toMatchObject({
      issuer: DEVELOPMENT_ISSUER,
      jwks_uri: 'http://127.0.0.1:4001/.well-known/jwks.json',
    });
  });

  test('is not minted with a key that others can read', async () => {
    await using setUp = await issuerAndVerifier();
    await chmod(join(setUp.folder.path, 'keys/issuer.jwk'), 0o644);
    await expect(openDevelopmentIssuer(setUp.folder.path, setUp.clock)).rejects.toMatchObject({
      code: 'CONFIGURATION',
      public: expect.stringContaining('chmod 600'),
    });
  });
});

describe('the verifier refuses', () => {
  const issuer = 'https://login.example';
  const cases: [string, Record<string, unknown>, Record<string, unknown>, RegExp][] = [
    ['another issuer', { iss: 'https://evil.example' }, {}, /issuer that is not trusted/],
    ['no issuer', { iss: undefined }, {}, /issuer that is not trusted/],
    ['another audience', { aud: 'payroll' }, {}, /another audience/],
    ['no audience', { aud: undefined }, {}, /another audience/],
    ['an ID token', {}, { typ: 'JWT' }, /type must be at\+jwt/],
    ['a token without a type', {}, { typ: undefined }, /type must be at\+jwt/],
    ['an expired token', { exp: START.getTime() / 1000 - 60 }, {}, /has expired/],
    ['a token without an end', { exp: undefined }, {}, /lacks claims/],
    ['a token of tomorrow', { nbf: START.getTime() / 1000 + 86_400 }, {}, /not valid yet/],
    ['a token without a client', { client_id: undefined }, {}, /lacks claims/],
    ['a client that is no text', { client_id: 7 }, {}, /malformed/],
    ['a scope that is no text', { scope: ['person:read'] }, {}, /malformed/],
    ['a client with a NUL in its name', { client_id: 'crm\u0000' }, {}, /control characters/],
    ['a subject with a NUL in its name', { sub: 'anna\u0000' }, {}, /control characters/],
    ['a subject with half a character', { sub: 'anna\ud800' }, {}, /half characters/],
    ['a subject of 1,000 characters', { sub: 'a'.repeat(1_000) }, {}, /too long/],
    ['a time beyond all calendars', { exp: 1e300 }, {}, /malformed/],
    ['an unknown key', {}, { kid: 'k2' }, /not signed by a key/],
    ['an unknown critical header', {}, { crit: ['x'], x: 1 }, /malformed|not accepted/],
  ];
  test.each(cases)('%s', async (_, claims, header, text) => {
    const { jwks, sign } = await foreignIssuer(issuer);
    const verifier = createTokenVerifier({
      issuer,
      audience: 'selfsame',
      keys: createLocalJWKSet(jwks),
      clock: { now: () => START },
    });
    const token = await sign(claims, header).catch(() => undefined);
    // What the library refuses to sign is put together by hand, with a signature that is wrong anyway.
    const crafted =
      token ??
      `${encode({ alg: 'ES256', typ: 'at+jwt', kid: 'k1', ...header })}.${encode({ iss: issuer, ...claims })}.AAAA`;
    await expect(verifier.verify(crafted)).rejects.toEqual(refused(text));
  });

  test('a token without a signature, and one signed with the public key as a secret', async () => {
    const { jwks } = await foreignIssuer(issuer);
    const verifier = createTokenVerifier({
      issuer,
      audience: 'selfsame',
      keys: createLocalJWKSet(jwks),
      clock: { now: () => START },
    });
    const now = START.getTime() / 1000;
    const claims = { iss: issuer, aud: 'selfsame', sub: 'a', client_id: 'a', iat: now, exp: now + 60, jti: 'j' };
    const unsigned = new UnsecuredJWT(claims).encode();
    const signed = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })}.${encode(claims)}`;
    const confused = `${signed}.${createHmac('sha256', JSON.stringify(jwks.keys[0])).update(signed).digest('base64url')}`;
    await expect(verifier.verify(unsigned)).rejects.toEqual(refused(/algorithm that is not accepted/));
    await expect(verifier.verify(confused)).rejects.toEqual(refused(/algorithm that is not accepted/));
  });

  test.each([
    '',
    'x',
    'a.b',
    'a.b.c',
    'a.b.c.d.e',
    '..',
    `${'a'.repeat(10_000)}.b.c`,
    '\u0000.\u0000.\u0000',
    'e30.e30.e30',
  ])('text that is no token: %j', async (text) => {
    const { jwks } = await foreignIssuer(issuer);
    const verifier = createTokenVerifier({
      issuer,
      audience: 'selfsame',
      keys: createLocalJWKSet(jwks),
      clock: { now: () => START },
    });
    await expect(verifier.verify(text)).rejects.toEqual(refused(/malformed|issuer that is not trusted/));
  });

  test('a token whose claims were changed, and says nothing of them', async () => {
    const { jwks, sign } = await foreignIssuer(issuer);
    const verifier = createTokenVerifier({
      issuer,
      audience: 'selfsame',
      keys: createLocalJWKSet(jwks),
      clock: { now: () => START },
    });
    const [header, , signature] = (await sign()).split('.');
    const forged = `${header}.${encode({ ...decodeJwt(await sign()), client_id: 'steward' })}.${signature}`;
    const error = await verifier.verify(forged).catch((caught: Error) => caught);
    expect(error).toEqual(refused(/not signed by a key/));
    expect(JSON.stringify(error)).not.toContain('steward');
  });
});

describe('a foreign issuer', () => {
  test('is found by its metadata, and a person is told from a machine', async () => {
    await using site = await openSite();
    const { jwks, sign } = await foreignIssuer(site.issuer);
    site.documents.set('/.well-known/oauth-authorization-server/realms/main', {
      issuer: site.issuer,
      jwks_uri: `${site.origin}/keys`,
    });
    site.documents.set('/keys', jwks);
    const verifier = createTokenVerifier({
      issuer: site.issuer,
      audience: 'selfsame',
      keys: remoteKeys(site.issuer),
      clock: { now: () => START },
    });
    expect(await verifier.verify(await sign())).toMatchObject({ clientId: 'portal', subject: 'anna', machine: false });
    expect(await verifier.verify(await sign({ sub: 'portal', jti: 'j2', aud: ['other', 'selfsame'] }))).toMatchObject({
      machine: true,
    });
  });

  test('may offer OpenID Connect metadata only', async () => {
    await using site = await openSite();
    const { jwks, sign } = await foreignIssuer(site.issuer);
    site.documents.set('/realms/main/.well-known/openid-configuration', {
      issuer: site.issuer,
      jwks_uri: `${site.origin}/keys`,
    });
    site.documents.set('/keys', jwks);
    const verifier = createTokenVerifier({
      issuer: site.issuer,
      audience: 'selfsame',
      keys: remoteKeys(site.issuer),
      clock: { now: () => START },
    });
    expect(await verifier.verify(await sign())).toMatchObject({ clientId: 'portal' });
  });

  test('whose metadata names another issuer is not believed', async () => {
    await using site = await openSite();
    const { jwks, sign } = await foreignIssuer(site.issuer);
    site.documents.set('/.well-known/oauth-authorization-server/realms/main', {
      issuer: 'https://login.example',
      jwks_uri: `${site.origin}/keys`,
    });
    site.documents.set('/keys', jwks);
    const verifier = createTokenVerifier({
      issuer: site.issuer,
      audience: 'selfsame',
      keys: remoteKeys(site.issuer),
      clock: { now: () => START },
    });
    await expect(verifier.verify(await sign())).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      internal: expect.stringContaining('names another issuer'),
    });
  });

  test('that is down makes tokens unavailable, not wrong; verified ones stay good', async () => {
    const site = await openSite();
    const { jwks, sign } = await foreignIssuer(site.issuer);
    site.documents.set('/.well-known/oauth-authorization-server/realms/main', {
      issuer: site.issuer,
      jwks_uri: `${site.origin}/keys`,
    });
    site.documents.set('/keys', jwks);
    const known = createTokenVerifier({
      issuer: site.issuer,
      audience: 'selfsame',
      keys: remoteKeys(site.issuer),
      clock: { now: () => START },
    });
    const fresh = createTokenVerifier({
      issuer: site.issuer,
      audience: 'selfsame',
      keys: remoteKeys(site.issuer),
      clock: { now: () => START },
    });
    const token = await sign();
    await known.verify(token);
    await site[Symbol.asyncDispose]();
    expect(await known.verify(token)).toMatchObject({ clientId: 'portal' });
    expect(await known.verify(await sign({ jti: 'j2' }))).toMatchObject({ clientId: 'portal' });
    await expect(fresh.verify(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A site of JSON documents; the issuer lives on a path of it, as realms do. */
async function openSite(): Promise<
  AsyncDisposable & { origin: string; issuer: string; documents: Map<string, unknown> }
> {
  const documents = new Map<string, unknown>();
  const server: Server = createServer((request, response) => {
    const document = documents.get(request.url ?? '');
    response
      .writeHead(document ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin, issuer: `${origin}/realms/main`, documents, [Symbol.asyncDispose]: close };
}
