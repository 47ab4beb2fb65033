/**
 * A fault is a request that cannot be answered: wrong use, missing rights, or an outage.
 * Outcomes that a caller is expected to handle are types in the schema instead.
 */
export type FaultCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_REQUEST'
  | 'LIMIT_EXCEEDED'
  | 'BAD_CURSOR'
  | 'CURSOR_EXPIRED'
  | 'UNAVAILABLE'
  | 'CONFIGURATION'
  | 'INTERNAL';

/** What a fault says, and to whom. */
export interface FaultDetails {
  code: FaultCode;
  /** The only text that reaches a client. */
  public: string;
  /** For the log. Never holds personal data. */
  internal?: string;
  cause?: unknown;
}

/** An error with a code and a public text. Anything else that is thrown counts as INTERNAL. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly public: string;
  readonly internal: string | undefined;

  constructor(details: FaultDetails) {
    super(details.public, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Fault';
    this.code = details.code;
    this.public = details.public;
    this.internal = details.internal;
  }
}

/** Makes a fault: `throw fault({ code: 'BAD_CURSOR', public: 'The cursor …' })`. */
export function fault(details: FaultDetails): Fault {
  return new Fault(details);
}
