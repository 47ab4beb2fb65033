import { type JWTVerifyGetKey, createRemoteJWKSet, errors } from 'jose';
import { type Fault, fault } from './faults.ts';

const TIMEOUT_MS = 5_000;

/** How often the issuer is asked for its keys anew, in the background. */
const REFRESH_MS = 10 * 60_000;

/** How long keys serve that could not be asked for anew, as an issuer that is down takes nobody else down at once. */
const MAX_AGE_MS = 60 * 60_000;

/** How long a failed discovery is not tried again. */
const PAUSE_MS = 2_000;

/** What is needed of an issuer's metadata document. */
export interface IssuerMetadata {
  issuer: string;
  /** Where its public keys are. */
  jwksUri: URL;
}

/**
 * Finds an issuer's metadata: RFC 8414 §3, then OpenID Connect Discovery 1.0 §4.
 * @throws UNAVAILABLE when neither document can be had, or what is there is not to be trusted; `internal` says why
 */
export async function discover(issuer: string): Promise<IssuerMetadata> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  // The two standards put the well-known part at different ends of the issuer's path.
  const addresses = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
  const reasons: string[] = [];
  for (const address of addresses) {
    const found = await fetchJson(address).catch((error: Error) => error);
    const metadata = found instanceof Error ? found.message : read(issuer, found);
    if (typeof metadata === 'object') return metadata;
    reasons.push(`${address}: ${metadata}`);
  }
  throw unreachable(reasons.join('; '));
}

/**
 * Finds the keys of an issuer when the first token comes, and keeps them fresh.
 * A token of a key that is not known yet makes it look again, at most every 30 s.
 */
export function remoteKeys(issuer: string): JWTVerifyGetKey {
  let found: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  let refreshedMs = Date.now();

  const find = async () => {
    const { jwksUri } = await discover(issuer);
    return createRemoteJWKSet(jwksUri, { timeoutDuration: TIMEOUT_MS, cacheMaxAge: MAX_AGE_MS });
  };
  const forget = () => void setTimeout(() => (found = undefined), PAUSE_MS).unref();

  return async (header, token) => {
    if (!found) {
      found = find();
      found.catch(forget);
    }
    const keys = await found;
    if (Date.now() - refreshedMs > REFRESH_MS) {
      refreshedMs = Date.now();
      keys.reload().catch(() => {});
    }
    return keys(header, token).catch((error: unknown) => {
      // Every error that is about the token has a class of its own.
      const aboutToken =
        error instanceof errors.JOSEError &&
        error.constructor !== errors.JOSEError &&
        !(error instanceof errors.JWKSTimeout);
      throw aboutToken ? error : unreachable('its keys could not be read', error);
    });
  };
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return response.json();
}

/** The metadata, or what is wrong with it. */
function read(issuer: string, document: unknown): IssuerMetadata | string {
  const { issuer: named, jwks_uri: uri } = (document ?? {}) as { issuer?: unknown; jwks_uri?: unknown };
  // RFC 8414 §3.3: otherwise one issuer could speak for another.
  if (named !== issuer) return 'names another issuer';
  if (typeof uri !== 'string' || !URL.canParse(uri)) return 'names no jwks_uri';
  const jwksUri = new URL(uri);
  if (jwksUri.protocol !== 'https:' && !issuer.startsWith('http:')) return 'offers its keys without TLS';
  return { issuer, jwksUri };
}

function unreachable(internal: string, cause?: unknown): Fault {
  return fault({
    code: 'UNAVAILABLE',
    public: 'The keys of the token issuer cannot be had now. Try again in a moment.',
    internal,
    cause,
  });
}
