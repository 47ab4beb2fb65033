import { type KeyObject, createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
  SignJWT,
  calculateJwkThumbprint,
  createLocalJWKSet,
  errors,
} from 'jose';
import { SCOPES } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import { fault } from '../kernel/faults.ts';
import { ROLES, type Role, roleScope } from '../kernel/roles.ts';
import { makeDataDir } from './data-dir.ts';
import { createSecretFile, readSecretFile, replaceSecretFile } from './secret-file.ts';

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
  /** To which the token narrows what its system may read for. */
  purpose?: string | undefined;
  /** From now. */
  ttlSeconds: number;
}

/** Issues access tokens on a laptop, where no authorization server is. Refused in production by the configuration. */
export interface DevelopmentIssuer {
  /** An access token of RFC 9068. That of a machine has the client itself as its subject. */
  mint(request: TokenRequest): Promise<string>;
  /** Finds the key of a token, for the verifier. */
  readonly keys: JWTVerifyGetKey;
  /** The public keys, the newest first, for `/.well-known/jwks.json` (RFC 7517 §5). */
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
  const path = keyPath(dataDir);
  let pairs = await openKeys(path);
  let find = createLocalJWKSet(jwksOf(pairs));
  return {
    get jwks() {
      return jwksOf(pairs);
    },
    async keys(header, token) {
      try {
        return await find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        // It may be of a key that was made since.
        pairs = await openKeys(path);
        find = createLocalJWKSet(jwksOf(pairs));
        return find(header, token);
      }
    },
    mint({ clientId, person = clientId, audience, scopes, purpose, ttlSeconds }) {
      const [{ privateKey, publicJwk }] = pairs;
      const now = Math.floor(clock.now().getTime() / 1000);
      return new SignJWT({
        client_id: clientId,
        scope: scopes.join(' '),
        ...(purpose === undefined ? {} : { purpose }),
      })
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
      scopes_supported: [...Object.keys(SCOPES), ...(Object.keys(ROLES) as Role[]).map(roleScope)],
      // Tokens come from the command line, not from an endpoint.
      grant_types_supported: [],
      response_types_supported: [],
    }),
  };
}

/**
 * The id of the key with which the development issuer of a data folder signs; undefined when there is none yet. Makes nothing.
 * @throws CONFIGURATION when the key file is damaged or open to others
 */
export async function findKeyId(dataDir: string): Promise<string | undefined> {
  const path = keyPath(dataDir);
  const text = await readSecretFile(path);
  return text === undefined ? undefined : (await readKeys(path, text))[0].publicJwk.kid;
}

/**
 * Makes a new key that signs from now on. Tokens of the one before stay good; those of the one before that do not. A running
 * hub knows the new one when the first of its tokens comes.
 * @returns the id of the new key
 */
export async function rotateIssuerKey(dataDir: string): Promise<string> {
  await makeDataDir(dataDir);
  const path = keyPath(dataDir);
  const [before] = await openKeys(path);
  const made = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  await replaceSecretFile(path, print([made, before.jwk]));
  return calculateJwkThumbprint(made);
}

function keyPath(dataDir: string): string {
  return join(dataDir, 'keys', 'issuer.jwk');
}

/** A key pair of the issuer. */
interface Pair {
  jwk: JWK;
  privateKey: KeyObject;
  publicJwk: JWK & { kid: string };
}
type Pairs = [Pair, ...Pair[]];

function jwksOf(pairs: Pairs): JSONWebKeySet {
  return { keys: pairs.map(({ publicJwk }) => publicJwk) };
}

async function openKeys(path: string): Promise<Pairs> {
  return readKeys(path, (await readSecretFile(path)) ?? (await createKey(path)));
}

/** One key, or a set of them, the newest first. */
async function readKeys(path: string, text: string): Promise<Pairs> {
  try {
    const file: JWK & { keys?: JWK[] } = JSON.parse(text);
    const jwks = file.keys ?? [file];
    const pairs = await Promise.all(jwks.map(readKey));
    if (pairs.length === 0) throw new Error('no key');
    return pairs as Pairs;
  } catch (cause) {
    throw fault({
      code: 'CONFIGURATION',
      public: `The key of the development issuer in ${path} is damaged. Remove the file: a new one is made, and new tokens are needed.`,
      cause,
    });
  }
}

async function readKey(jwk: JWK): Promise<Pair> {
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: jwk.x ?? '' };
  const kid = await calculateJwkThumbprint(publicJwk);
  return {
    jwk,
    privateKey: createPrivateKey({ key: { ...jwk }, format: 'jwk' }),
    publicJwk: { ...publicJwk, kid, alg: 'EdDSA', use: 'sig' },
  };
}

async function createKey(path: string): Promise<string> {
  await createSecretFile(path, print([generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })]));
  return (await readSecretFile(path)) ?? ''; // Ours, or that of a process which was first.
}

function print(keys: readonly JWK[]): string {
  return `${JSON.stringify({ keys })}\n`;
}
