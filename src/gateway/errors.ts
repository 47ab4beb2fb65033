import { randomUUID } from 'node:crypto';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  Kind,
} from 'graphql';
import { toFault } from '../kernel/db.ts';
import { Fault, fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import { parserLimit } from './limits.ts';
import { ownWords } from './wording.ts';

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
 * A fault shows its public text and code; what is wrong with a request or its document shows as it is, but for the values
 * that it quotes. All else becomes `Internal error.` with a reference under which the log has the rest. Positions in the
 * document are left away once it executes: a planned answer cannot know them.
 */
export function createErrorMask(logger: Logger): ErrorMask {
  // An outage costs many fields of an answer; the log has it once.
  const told = new WeakSet<Fault>();
  const tell = (cause: Fault, field: string | undefined): void => {
    if (cause.internal === undefined || told.has(cause)) return;
    told.add(cause);
    const { code, internal } = cause;
    logger.warn({ code, internal, cause: nameOf(cause.cause), field }, 'a fault was answered');
  };

  const format = (error: unknown): GraphQLFormattedError => {
    const path = error instanceof GraphQLError && error.path ? { path: error.path } : {};
    const cause = causeOf(error);
    if (cause instanceof Fault && cause.code !== 'INTERNAL') {
      tell(cause, fieldOf(error));
      return { message: cause.public, ...path, extensions: { code: cause.code } };
    }
    if (error instanceof GraphQLError && REQUEST_CODES.has(error.extensions['code'])) {
      const limit = parserLimit(error.message);
      if (limit) return { message: limit, extensions: { code: 'LIMIT_EXCEEDED' } };
      const { locations } = error;
      const { code } = error.extensions;
      return {
        message: ownWords(withoutValues(error.message)),
        ...(locations ? { locations } : {}),
        extensions: { code },
      };
    }
    const reference = randomUUID();
    logger.error(
      { reference, internal: internalOf(cause), field: fieldOf(error), stack: stackOf(cause) },
      'an operation met an unexpected error',
    );
    return { message: MASKED, ...path, extensions: { code: 'INTERNAL', reference } };
  };
  return {
    format,
    answer({ data, errors, extensions }) {
      return {
        ...(errors?.length ? { errors: errors.map(format) } : {}),
        ...(data === undefined ? {} : { data }),
        ...(extensions ? { extensions } : {}),
      };
    },
  };
}

/** Codes that Apollo Server gives to what is wrong with a request or its document. */
const REQUEST_CODES = new Set<unknown>([
  ApolloServerErrorCode.BAD_REQUEST,
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
]);

/**
 * Takes out of graphql-js's messages the values that they quote: what a client sent may be somebody's name or address,
 * and a message ends up in logs and tickets. What was expected, and where, stays.
 */
export function withoutValues(message: string): string {
  return (
    message
      .replace(/ value: [\s\S]*$/, ' value.')
      // From the beginning only: a name full of beginnings took 50 s.
      .replace(/^Value "[\s\S]*" does not exist in "(\w+)" enum\.[\s\S]*$/, 'The value does not exist in "$1" enum.')
      .replace(/, found [\s\S]*?(?=; [^;]*$|$)/, '')
      .replace(/Expected value of type "([^"]+)"(; )?/, 'Expected value of type "$1". ')
      .trim()
  );
}

/** The error behind the wrappers that graphql-js and the plan put around it; what the database said of it, where that is known. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  const known = toFault(cause);
  return known.code === 'INTERNAL' ? cause : known;
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
  // A message of several lines may hold one that looks like a frame.
  const frames = cause.stack
    .replace(cause.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return frames.slice(0, 8).map((line) => line.trim());
}

/** The name of the field in the schema. The path in the answer is made of aliases, which a client may fill with anything. */
function fieldOf(error: unknown): string | undefined {
  const node = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
  return node?.kind === Kind.FIELD ? node.name.value : undefined;
}
