import { type Scheme, forged, fromSeconds, headerOf, isNear, isSigned } from './signature.ts';

const SECRET_PREFIX = 'whsec_';
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Standard Webhooks 1.0 (standardwebhooks.com): `webhook-signature` lists `v1,<base64>` with spaces between, each the
 * HMAC-SHA256 of `id.timestamp.body`. The key is what stands behind `whsec_` of the secret, in base64.
 */
export const standardWebhooks: Scheme = (received, secrets) => {
  const id = headerOf(received, 'webhook-id');
  const seconds = headerOf(received, 'webhook-timestamp');
  const signedAt = fromSeconds(seconds);
  const given = (headerOf(received, 'webhook-signature') ?? '').split(' ').flatMap((text) => {
    const [version, signature = ''] = text.split(/,(.*)/s);
    return version === 'v1' && BASE64.test(signature) ? [Buffer.from(signature, 'base64')] : [];
  });
  if (id === undefined || signedAt === undefined || given.length === 0) return forged('SIGNATURE_MISSING');
  const keys = secrets.map((secret) => Buffer.from(base64Of(secret), 'base64'));
  if (!isSigned('sha256', [id, '.', seconds!, '.', received.body], { secrets: keys, given }))
    return forged('SIGNATURE_WRONG');
  return isNear(signedAt, received) ? { isGenuine: true, signedAt } : forged('TIME_WRONG');
};

/** Whether a text can be a secret of Standard Webhooks. */
export function isStandardSecret(secret: string): boolean {
  return BASE64.test(base64Of(secret));
}

function base64Of(secret: string): string {
  return secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret;
}
