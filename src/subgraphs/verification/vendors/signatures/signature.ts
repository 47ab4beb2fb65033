import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came, before anything of it was read. */
export interface Received {
  /** By name in small letters. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Signatures are over these bytes; JSON that was parsed and written again is another text. */
  body: Buffer;
  at: Date;
}

/** Why a request is not believed to be its vendor's. */
export type Forgery =
  /** There is no signature, or none that can be read. */
  | 'SIGNATURE_MISSING'
  /** No secret gives this signature. */
  | 'SIGNATURE_WRONG'
  /** It is signed by an algorithm other than the one agreed on. */
  | 'ALGORITHM_WRONG'
  /** It was signed longer ago than is tolerated, or in the future. */
  | 'TIME_WRONG';

/** Whether a request is its vendor's. */
export type Judgement =
  | {
      isGenuine: true;
      /** When the vendor signed it, for schemes that say so. */
      signedAt: Date | undefined;
    }
  | { isGenuine: false; why: Forgery };

/**
 * Judges by the secrets of a vendor, any of which may have signed: while one is exchanged for another, both are valid.
 */
export type Scheme = (received: Received, secrets: readonly string[]) => Judgement;

/** How far a vendor's clock and ours may be apart, the way of the request included. */
export const TOLERANCE_MS = 5 * 60_000;

/** The one value of a header; undefined where it is missing, or there are several. */
export function headerOf({ headers }: Received, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether one of the secrets gives one of the signatures, by HMAC (RFC 2104) and in constant time. */
export function isSigned(
  algorithm: 'sha1' | 'sha256' | 'sha512',
  content: readonly (string | Buffer)[],
  { secrets, given }: { secrets: readonly (string | Buffer)[]; given: readonly Buffer[] },
): boolean {
  let isOne = false;
  for (const secret of secrets) {
    const hmac = createHmac(algorithm, secret);
    for (const part of content) hmac.update(part);
    const expected = hmac.digest();
    for (const one of given) {
      if (one.length === expected.length && timingSafeEqual(one, expected)) isOne = true;
    }
  }
  return isOne;
}

const HEX = /^(?:[0-9a-f]{2})+$/i;

/** A signature in hexadecimal; undefined for what is none. */
export function fromHex(text: string): Buffer | undefined {
  return HEX.test(text) ? Buffer.from(text, 'hex') : undefined;
}

/** What Unix seconds say; undefined for what are none. */
export function fromSeconds(text: string | undefined): Date | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? new Date(Number(text) * 1000) : undefined;
}

/** Whether a moment is near enough to when the request came. */
export function isNear(signedAt: Date, { at }: Received): boolean {
  return Math.abs(at.getTime() - signedAt.getTime()) <= TOLERANCE_MS;
}

/** A request that is not believed. */
export function forged(why: Forgery): Judgement {
  return { isGenuine: false, why };
}
