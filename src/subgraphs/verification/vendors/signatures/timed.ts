import { type Scheme, forged, fromHex, fromSeconds, headerOf, isNear, isSigned } from './signature.ts';

/** A moment, and the signatures that were made at it. */
interface Signed {
  seconds: string;
  given: Buffer[];
}

/**
 * Stripe and Persona: the header holds `t=<Unix seconds>,v1=<HMAC-SHA256 of "t.body" in hexadecimal>`. Stripe may repeat `v1`,
 * and adds `v0` for tests, which counts for nothing; Persona sends two such sets with a space between them. Both while
 * a secret is exchanged for another.
 * @param header in small letters
 */
export function timed(header: string): Scheme {
  return (received, secrets) => {
    const sets = (headerOf(received, header) ?? '').split(' ').flatMap((text) => readSet(text) ?? []);
    if (sets.length === 0) return forged('SIGNATURE_MISSING');
    const genuine = sets.find(({ seconds, given }) =>
      isSigned('sha256', [seconds, '.', received.body], { secrets, given }),
    );
    if (!genuine) return forged('SIGNATURE_WRONG');
    const signedAt = fromSeconds(genuine.seconds)!;
    return isNear(signedAt, received) ? { isGenuine: true, signedAt } : forged('TIME_WRONG');
  };
}

function readSet(text: string): Signed | undefined {
  const pairs = text.split(',').map((pair) => pair.trim().split(/=(.*)/s));
  const [seconds, ...others] = pairs.flatMap(([name, value]) => (name === 't' && value ? [value] : []));
  const given = pairs.flatMap(([name, value]) => (name === 'v1' ? (fromHex(value ?? '') ?? []) : []));
  if (seconds === undefined || others.length > 0 || !fromSeconds(seconds) || given.length === 0) return undefined;
  return { seconds, given };
}
