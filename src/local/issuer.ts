import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
  SignJWT,
  calculateJwkThumbprint,
  createLocalJWKSet,
} from 'jose';
import { SCOPES } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import { fault } from '../kernel/faults.ts';
import { makeDataDir } from './data-dir.ts';
import { createSecretFile, readSecretFile } from './secret-file.ts';

/**
 * The identifier of the development issuer. It names no address, so a token is good on whatever port the hub listens.
 * RFC 8414 §2 wants an https URL; one below `.invalid` (RFC 2606 §2) can never belong to anybody.
 */
export const DEVELOPMENT_ISSUER = 'https://development.selfsame.invalid';

/** What is asked of a token. */
export interface TokenRequest {
  /** The client id of a registered system. */
  clientId: string;
  /** The person behind the token; without one it is a machine's. */
  person?: string | undefined;
  audience: string;
  scopes: readonly string[];
  /** From now. */
  ttlSeconds: number;
}

/** Issues access tokens on a laptop, where no authorization server is. Refused in production by the configuration. */
export interface DevelopmentIssuer {
  /** An access token of RFC 9068. That of a machine has the client itself as its subject. */
  mint(request: TokenRequest): Promise<string>;
  /** Finds the key of a token, for the verifier. */
  readonly keys: JWTVerifyGetKey;
  /** The public key, for `/.well-known/jwks.json` (RFC 7517 §5). */
  readonly jwks: JSONWebKeySet;
  /** The document for `/.well-known/oauth-authorization-server` (RFC 8414 §3.2) of a hub that answers at `baseUrl`. */
  metadata(baseUrl: string): object;
}

/**
 * Opens the development issuer of a data folder; its Ed25519 key is made on first use. All processes on one folder trust each other's tokens.
 * @throws CONFIGURATION when the key file is damaged or open to others
 */
export async function openDevelopmentIssuer(dataDir: string, clock: Clock): Promise<DevelopmentIssuer> {
  await makeDataDir(dataDir);
  const { privateKey, publicJwk } = await openKey(keyPath(dataDir));
  const jwks = { keys: [publicJwk] };
  return {
    jwks,
    keys: createLocalJWKSet(jwks),
    mint({ clientId, person = clientId, audience, scopes, ttlSeconds }) {
      const now = Math.floor(clock.now().getTime() / 1000);
      return new SignJWT({ client_id: clientId, scope: scopes.join(' ') })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: publicJwk.kid })
        .setIssuer(DEVELOPMENT_ISSUER)
        .setSubject(person)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + ttlSeconds)
        .setJti(randomUUID())
        .sign(privateKey);
    },
    metadata: (baseUrl) => ({
      issuer: DEVELOPMENT_ISSUER,
      jwks_uri: new URL('/.well-known/jwks.json', baseUrl).href,
      scopes_supported: Object.keys(SCOPES),
      // Tokens come from the command line, not from an endpoint.
      grant_types_supported: [],
      response_types_supported: [],
    }),
  };
}

/**
 * The id of the development issuer's key in a data folder; undefined when there is none yet. Makes nothing.
 * @throws CONFIGURATION when the key file is damaged or open to others
 */
export async function findKeyId(dataDir: string): Promise<string | undefined> {
  const path = keyPath(dataDir);
  const text = await readSecretFile(path);
  return text === undefined ? undefined : (await readKey(path, text)).publicJwk.kid;
}

function keyPath(dataDir: string): string {
  return join(dataDir, 'keys', 'issuer.jwk');
}

async function openKey(path: string) {
  return readKey(path, (await readSecretFile(path)) ?? (await createKey(path)));
}

async function readKey(path: string, text: string) {
  try {
    const jwk: JWK = JSON.parse(text);
    const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: jwk.x ?? '' };
    const kid = await calculateJwkThumbprint(publicJwk);
    return {
      privateKey: createPrivateKey({ key: { ...jwk }, format: 'jwk' }),
      publicJwk: { ...publicJwk, kid, alg: 'EdDSA', use: 'sig' },
    };
  } catch (cause) {
    throw fault({
      code: 'CONFIGURATION',
      public: `The key of the development issuer in ${path} is damaged. Remove the file: a new one is made, and new tokens are needed.`,
      cause,
    });
  }
}

async function createKey(path: string): Promise<string> {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  await createSecretFile(path, `${JSON.stringify(jwk)}\n`);
  return (await readSecretFile(path)) ?? ''; // Ours, or that of a process which was first.
}
