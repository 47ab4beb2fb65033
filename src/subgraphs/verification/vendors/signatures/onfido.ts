import { type Scheme, forged, fromHex, headerOf, isSigned } from './signature.ts';

/**
 * Onfido: `X-SHA2-Signature` is the HMAC-SHA256 of the body in hexadecimal. It says neither when nor which event, so a replay is
 * told by what the body says.
 */
export const onfido: Scheme = (received, secrets) => {
  const given = fromHex(headerOf(received, 'x-sha2-signature') ?? '');
  if (!given) return forged('SIGNATURE_MISSING');
  if (!isSigned('sha256', [received.body], { secrets, given: [given] })) return forged('SIGNATURE_WRONG');
  return { isGenuine: true, signedAt: undefined };
};
