import { fault } from '../kernel/faults.ts';
import type { Caller, GatewayContext } from './executor.ts';

/** Finds out who a token belongs to. Rejects with UNAUTHENTICATED when it is not good, UNAVAILABLE when that cannot be told. */
export type VerifyToken<C extends Caller> = (token: string) => Promise<C>;

/** The context of an operation from its headers. Rejects as `verify` does, which gets the bearer token (RFC 6750 §2.1). */
export async function authenticate<C extends Caller>(
  verify: VerifyToken<C>,
  authorization: string | undefined,
  traceparent: string | string[] | undefined,
): Promise<GatewayContext<C>> {
  if (authorization === undefined || authorization === '') {
    throw fault({ code: 'UNAUTHENTICATED', public: 'A token is needed: send it as "Authorization: Bearer …".' });
  }
  const token = /^Bearer +([\w\-.~+/]+=*) *$/i.exec(authorization)?.[1];
  if (token === undefined) {
    throw fault({ code: 'UNAUTHENTICATED', public: 'The Authorization header does not hold a bearer token.' });
  }
  return { ...(await verify(token)), authorization, traceparent: validTraceparent(traceparent) };
}

/** W3C Trace Context §3.2.2. What is not well-formed is dropped, as the standard says. */
function validTraceparent(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/.test(header)
    ? header
    : undefined;
}
