import { fault } from '../kernel/faults.ts';
import type { Caller, GatewayContext } from './executor.ts';

/** Finds out who a token belongs to. Rejects with UNAUTHENTICATED when it is not good, UNAVAILABLE when that cannot be told. */
export type VerifyToken<C extends Caller> = (token: string) => Promise<C>;

/** Makes the context of an operation from its headers, or rejects. */
export type Authenticate<C extends Caller> = (
  authorization: string | undefined,
  traceparent: string | string[] | undefined,
) => Promise<GatewayContext<C>>;

/** Nobody sends a longer one; a JWT of this hub has about 600 characters. */
const MAX_TOKEN_CHARACTERS = 8_192;

/** Reads bearer tokens (RFC 6750 §2.1) for `verify`. */
export function bearer<C extends Caller>(verify: VerifyToken<C>): Authenticate<C> {
  return async (authorization, traceparent) => {
    if (authorization === undefined || authorization === '') {
      throw fault({ code: 'UNAUTHENTICATED', public: 'A token is needed: send it as "Authorization: Bearer …".' });
    }
    const token = /^Bearer +([\w\-.~+/]+=*) *$/i.exec(authorization)?.[1];
    if (token === undefined || token.length > MAX_TOKEN_CHARACTERS) {
      throw fault({ code: 'UNAUTHENTICATED', public: 'The Authorization header does not hold a bearer token.' });
    }
    return { ...(await verify(token)), authorization, traceparent: validTraceparent(traceparent) };
  };
}

/** W3C Trace Context §3.2.2. What is not well-formed is dropped, as the standard says. */
function validTraceparent(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/.test(header)
    ? header
    : undefined;
}
