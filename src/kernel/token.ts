import { hash } from 'node:crypto';
import { type JWTPayload, type JWTVerifyGetKey, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { Credentials } from './actor.ts';
import type { Clock } from './clock.ts';
import { type Fault, fault } from './faults.ts';
import { textProblem } from './input/text.ts';
import { findExclusion, rolesIn } from './roles.ts';

/** Signatures by a private key only: with a shared secret, whoever verifies could also issue. `none` is no signature. */
const ALGORITHMS = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];

/** RFC 9068 §2.2. `jose` adds `iss` and `aud`. */
const REQUIRED_CLAIMS = ['exp', 'sub', 'client_id', 'iat', 'jti'];

const CLOCK_TOLERANCE_SECONDS = 5;
const MAX_TOKEN_BYTES = 8_192;

/** A verified token is not verified again for this long, so a key that the issuer withdraws is good no longer than this. */
const CACHE_MS = 5 * 60_000;
const MAX_CACHED_TOKENS = 10_000;

/** What a verified access token says. */
export interface VerifiedToken extends Credentials {
  /** The token's own id (`jti`). */
  readonly jti: string;
}

/** Tells good access tokens from bad ones. */
export interface TokenVerifier {
  /**
   * @param token the token alone, without `Bearer`
   * @throws UNAUTHENTICATED saying why, never what the token holds; UNAVAILABLE when the issuer's keys cannot be had
   */
  verify(token: string): Promise<VerifiedToken>;
}

/** What a verifier trusts. */
export interface TokenVerifierOptions {
  /** The `iss` that counts. */
  issuer: string;
  /** What `aud` must contain. */
  audience: string;
  /** Finds the public key for a token: of the development issuer, or {@link remoteKeys} of any other. */
  keys: JWTVerifyGetKey;
  clock: Clock;
}

/**
 * Makes a verifier of JWT access tokens (RFC 9068 §4).
 * A token that was verified is remembered by its digest: an Ed25519 signature costs about 100 µs and a round trip
 * through the thread pool, the digest 1 µs.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const cache = new Map<string, { token: Promise<VerifiedToken>; untilMs: number }>();

  return {
    verify(text) {
      if (text.length > MAX_TOKEN_BYTES) return Promise.reject(malformed());
      const key = hash('sha256', text, 'base64');
      const nowMs = options.clock.now().getTime();
      const known = cache.get(key);
      cache.delete(key);
      if (known && nowMs < known.untilMs) {
        cache.set(key, known); // Last in order again: the first is the one not used for longest.
        return known.token;
      }
      const entry = { token: verify(text, options), untilMs: nowMs + CACHE_MS };
      cache.set(key, entry);
      if (cache.size > MAX_CACHED_TOKENS) cache.delete(cache.keys().next().value ?? '');
      entry.token.then(
        ({ expiresAt }) => (entry.untilMs = Math.min(entry.untilMs, expiresAt.getTime())),
        () => cache.get(key) === entry && cache.delete(key),
      );
      return entry.token;
    },
  };
}

async function verify(text: string, options: TokenVerifierOptions): Promise<VerifiedToken> {
  demandOurIssuer(text, options.issuer);
  try {
    const { payload } = await jwtVerify(text, options.keys, {
      algorithms: ALGORITHMS,
      typ: 'at+jwt',
      issuer: options.issuer,
      audience: options.audience,
      requiredClaims: REQUIRED_CLAIMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: options.clock.now(),
    });
    return read(payload);
  } catch (error) {
    throw refusal(error);
  }
}

/** Looked at before the signature: another issuer's key is never found, and "unknown key" would mislead. */
function demandOurIssuer(text: string, issuer: string): void {
  let found: unknown;
  try {
    decodeProtectedHeader(text);
    found = decodeJwt(text).iss;
  } catch {
    throw malformed();
  }
  if (found !== issuer) throw refused('The access token comes from an issuer that is not trusted here.');
}

function read(payload: JWTPayload): VerifiedToken {
  const { sub, client_id: clientId, scope = '', purpose, jti, exp = Number.NaN } = payload;
  const expiresAt = new Date(exp * 1000);
  const texts = [sub, clientId, jti].every((claim) => typeof claim === 'string' && claim !== '');
  const isText = (claim: unknown): boolean => claim === undefined || typeof claim === 'string';
  if (!texts || typeof scope !== 'string' || !isText(purpose) || Number.isNaN(expiresAt.getTime())) throw malformed();
  if ([sub, clientId].some((claim) => textProblem(claim as string) !== undefined)) {
    throw refused(
      'The access token names its client or subject by text that is too long or holds control characters or half characters.',
    );
  }
  const scopes = scope.split(' ').filter((name) => name !== '');
  const exclusion = findExclusion(rolesIn(scopes));
  // No longer than the reason of a closed WebSocket may be: 123 bytes (RFC 6455 §5.5).
  if (exclusion) throw refused(`The access token holds roles that exclude each other: ${exclusion.roles.join(', ')}.`);
  return {
    clientId: clientId as string,
    subject: sub as string,
    scopes,
    purpose: purpose as string | undefined,
    expiresAt,
    // RFC 9068 §2.2: where no person stands behind a token, its subject is the client.
    machine: sub === clientId,
    jti: jti as string,
  };
}

function refusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return refused('The access token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed) return claimRefusal(error.claim);
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) {
    return refused('The access token is signed by an algorithm that is not accepted here.');
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  ) {
    return refused('The access token is not signed by a key of its issuer.');
  }
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return malformed();
  return error;
}

function claimRefusal(claim: string): Fault {
  if (claim === 'aud') return refused('The access token is meant for another audience.');
  if (claim === 'nbf') return refused('The access token is not valid yet.');
  if (claim === 'typ') return refused('This is not an access token: its type must be at+jwt (RFC 9068).');
  return refused('The access token lacks claims that RFC 9068 requires.');
}

function malformed(): Fault {
  return refused('The access token is malformed.');
}

function refused(text: string): Fault {
  return fault({ code: 'UNAUTHENTICATED', public: text });
}
