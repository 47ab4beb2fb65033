import { Fault, fault } from '../faults.ts';

/** Errors of the network, of postgres.js, and of a server that starts, stops or is full (SQLSTATE classes 08, 53, 57P). */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '25P03',
  '53300',
  '08000',
  '08003',
  '08006',
]);

/** What the triggers `refuse_erased` raise: something was to be stored for a person whose erasure was under way. */
const ERASED = 'ERASE';

/** What `log.look_up_with` raises: look-ups are made with another key by now. */
const LOOKS = 'LOOKS';

/** What Postgres says of text with the character NUL, which it cannot hold (SQLSTATE 22021, within JSON 22P05). */
const NUL = new Set(['22021', '22P05']);

/** Whether an error means that blind indexes were made with a key that the database keeps to no more: they are to be made again. */
export function isOutdated(error: unknown): boolean {
  return errorCode(error) === LOOKS || (error instanceof Fault && error.internal === LOOKS);
}

/** Whether an error means that the database cannot be reached now. */
export function isUnreachable(error: unknown): boolean {
  return UNREACHABLE.has(errorCode(error));
}

/** Whether an error means that the database, or a connection to it, is what is missing: for everybody then. */
export function isOutage(error: unknown): boolean {
  return isUnreachable(error) || (error instanceof Fault && error.code === 'UNAVAILABLE');
}

/** The code of an error of Postgres (SQLSTATE) or of the network; empty when there is none. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Two transactions that wanted the same things in another order, or a row that moved: run it again. */
export function isRetriable(error: unknown): boolean {
  const code = errorCode(error);
  return code === '40P01' || code === '40001' || code === '55P03';
}

/** Any error as a fault. What Postgres says can hold values, so only its code is kept for the log. */
export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const code = errorCode(error);
  if (isUnreachable(error)) {
    return fault({
      code: 'UNAVAILABLE',
      public: 'The database cannot be reached. Try again in a moment.',
      internal: code,
    });
  }
  if (code === '57014') {
    return fault({
      code: 'UNAVAILABLE',
      public: 'The database took too long. Try again, or ask for less.',
      internal: code,
    });
  }
  if (code === ERASED) {
    return fault({ code: 'UNAVAILABLE', public: 'The person was just erased. Ask again.', internal: code });
  }
  if (code === LOOKS) {
    return fault({ code: 'UNAVAILABLE', public: 'The key for look-ups was just changed. Ask again.', internal: code });
  }
  if (NUL.has(code)) {
    return fault({ code: 'BAD_REQUEST', public: 'Expected text without the character NUL.' });
  }
  const name = error instanceof Error ? error.name : typeof error;
  return fault({ code: 'INTERNAL', public: 'Internal error.', internal: `${name} ${code}`.trim(), cause: error });
}
