import { randomUUID } from 'node:crypto';
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { toFault } from '../kernel/db.ts';
import { Fault, fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';

/** What a client is told of anything that was not foreseen. */
const MASKED = 'Internal error.';

/** Makes errors fit for clients, and writes to the log what clients are not told. */
export interface ErrorMask {
  /** An error of an execution or of a request. */
  format(error: unknown): GraphQLFormattedError;
  /** A whole answer. */
  answer(result: ExecutionResult): FormattedExecutionResult;
}

/**
 * A fault shows its public text and code, and errors of parsing and validation show as they are. All else becomes
 * `Internal error.` with a reference under which the log has the rest. Positions in the document are left away once it
 * executes: a planned answer cannot know them.
 */
export function createErrorMask(logger: Logger): ErrorMask {
  const format = (error: unknown, told = new Set<string>()): GraphQLFormattedError => {
    const path = error instanceof GraphQLError && error.path ? { path: error.path } : {};
    const cause = causeOf(error);
    if (cause instanceof Fault && cause.code !== 'INTERNAL') {
      const line = `${cause.code} ${cause.internal}`;
      // An outage costs many fields of one answer; the log has it once.
      if ((cause.internal !== undefined || cause.code === 'UNAVAILABLE') && !told.has(line)) {
        told.add(line);
        logger.warn(
          { code: cause.code, internal: cause.internal, cause: nameOf(cause.cause), path: pathText(error) },
          'a fault was answered',
        );
      }
      return { message: cause.public, ...path, extensions: { code: cause.code } };
    }
    if (cause === error && error instanceof GraphQLError && typeof error.extensions['code'] === 'string') {
      const { locations } = error;
      return {
        message: error.message,
        ...(locations ? { locations } : {}),
        ...path,
        extensions: { code: error.extensions['code'] },
      };
    }
    const reference = randomUUID();
    logger.error(
      { reference, internal: internalOf(cause), path: pathText(error), stack: stackOf(cause) },
      'an operation met an unexpected error',
    );
    return { message: MASKED, ...path, extensions: { code: 'INTERNAL', reference } };
  };
  return {
    format: (error) => format(error),
    answer(result) {
      const { data, errors } = result;
      const told = new Set<string>();
      const formatted = errors?.length ? { errors: errors.map((error) => format(error, told)) } : {};
      return data === undefined ? formatted : { ...formatted, data };
    },
  };
}

/** The error behind the wrappers that graphql-js and the plan put around it; what the database's absence caused says so. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  const known = toFault(cause);
  return known.code === 'UNAVAILABLE' ? known : cause;
}

/**
 * Turns an error that another server of ours formatted into one that formats the same here. What is not known
 * as ours is masked, and the reference of the other server's log goes into this one's.
 */
export function remoteError(error: GraphQLFormattedError, subgraph: string): GraphQLError {
  const code: unknown = error.extensions?.['code'];
  const known = typeof code === 'string' && PUBLIC_CODES.has(code);
  const originalError = known
    ? fault({ code: code as Fault['code'], public: error.message })
    : fault({
        code: 'INTERNAL',
        public: MASKED,
        internal: `${subgraph} answered ${String(code)}, reference ${String(error.extensions?.['reference'])}`,
      });
  return new GraphQLError(originalError.message, { path: error.path ?? null, originalError });
}

const PUBLIC_CODES = new Set<string>([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_REQUEST',
  'LIMIT_EXCEEDED',
  'BAD_CURSOR',
  'CURSOR_EXPIRED',
  'UNAVAILABLE',
] satisfies Fault['code'][]);

function internalOf(cause: unknown): string {
  if (cause instanceof Fault) return cause.internal ?? cause.code;
  // The message of an error that nobody wrote for the log may quote a value; its kind does not.
  return nameOf(cause) ?? typeof cause;
}

function nameOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const code = (cause as { code?: unknown }).code;
  return typeof code === 'string' ? `${cause.name} ${code}` : cause.name;
}

/** Where it happened, without the message, which may quote a value. */
function stackOf(cause: unknown): string[] | undefined {
  if (!(cause instanceof Error) || !cause.stack) return undefined;
  const frames = cause.stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, 8).map((line) => line.trim());
}

function pathText(error: unknown): string | undefined {
  return error instanceof GraphQLError ? error.path?.join('.') : undefined;
}
