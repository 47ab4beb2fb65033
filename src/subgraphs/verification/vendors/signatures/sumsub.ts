import { type Scheme, forged, fromHex, headerOf, isSigned } from './signature.ts';

/** Sumsub's names of algorithms. */
const ALGORITHMS = {
  HMAC_SHA1_HEX: 'sha1',
  HMAC_SHA256_HEX: 'sha256',
  HMAC_SHA512_HEX: 'sha512',
} as const;

export type SumsubAlgorithm = keyof typeof ALGORITHMS;

/**
 * Sumsub: `x-payload-digest` is the HMAC of the body in hexadecimal, by the algorithm that `x-payload-digest-alg` names. It must be
 * the one agreed on, or whoever sends could choose a weaker one. There is no time; the body has `createdAtMs`.
 */
export function sumsub(agreed: SumsubAlgorithm = 'HMAC_SHA256_HEX'): Scheme {
  return (received, secrets) => {
    const given = fromHex(headerOf(received, 'x-payload-digest') ?? '');
    if (!given) return forged('SIGNATURE_MISSING');
    if (headerOf(received, 'x-payload-digest-alg') !== agreed) return forged('ALGORITHM_WRONG');
    if (!isSigned(ALGORITHMS[agreed], [received.body], { secrets, given: [given] })) return forged('SIGNATURE_WRONG');
    return { isGenuine: true, signedAt: undefined };
  };
}
