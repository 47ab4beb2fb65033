import {
  type DocumentNode,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type OperationTypeNode,
} from 'graphql';
import type { Clock } from '../kernel/clock.ts';
import { fault } from '../kernel/faults.ts';
import { type Documents, type Prepared } from './documents.ts';
import type { ErrorMask } from './errors.ts';
import { type Answers, type Executor, type GatewayContext, isStream } from './executor.ts';
import { untilExpiry } from './expiry.ts';

/** What a client sent: the parameters of GraphQL over HTTP, of a `subscribe` message, or of a query string. */
export interface OperationParams {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Answers ready to be sent, one after the other. It does not throw: what ends it early is its last answer. */
export type FormattedAnswers = AsyncIterableIterator<FormattedExecutionResult, void>;

/** An operation that may be run, and how to run it. */
export interface Admitted {
  readonly document: DocumentNode;
  readonly type: OperationTypeNode;
  run(context: GatewayContext): Promise<FormattedExecutionResult | FormattedAnswers>;
}

/** The one way from a client's text to answers, whatever carries them. */
export interface Operations {
  /** Parses, validates and measures. Answers what is wrong as errors without data. */
  admit(params: OperationParams): Admitted | (FormattedExecutionResult & { errors: readonly GraphQLFormattedError[] });
}

/** Operations on one executor. */
export function createOperations(executor: Executor, documents: Documents, mask: ErrorMask, clock: Clock): Operations {
  return {
    admit({ query, operationName, variables }) {
      const prepared = documents.prepare(query);
      if (!('document' in prepared)) return { errors: prepared.map(mask.format) };
      let type: OperationTypeNode;
      try {
        type = prepared.operation(operationName);
        prepared.afford(operationName, variables ?? {});
      } catch (error) {
        return { errors: [mask.format(asRequestError(error))] };
      }
      return {
        document: prepared.document,
        type,
        run: (context) => run(prepared, operationName, variables ?? {}, context),
      };
    },
  };

  async function run(
    { document }: Prepared,
    operationName: string | null | undefined,
    variables: Readonly<Record<string, unknown>>,
    context: GatewayContext,
  ): Promise<FormattedExecutionResult | FormattedAnswers> {
    const result = await executor.execute({ document, operationName, variables, context });
    if (!isStream(result)) return mask.answer(result);
    return formatted(untilExpiry(result, context.actor.expiresAt, clock), mask);
  }
}

/** Formats each answer; an error that ends the stream becomes its last answer. */
function formatted(answers: Answers, mask: ErrorMask): FormattedAnswers {
  let over = false;
  return {
    async next() {
      if (over) return { value: undefined, done: true };
      try {
        const result = await answers.next();
        if (!result.done && !over) return { value: mask.answer(result.value), done: false };
        over = true;
        return { value: undefined, done: true };
      } catch (error) {
        if (over) return { value: undefined, done: true };
        over = true;
        return { value: { errors: [mask.format(error)] }, done: false };
      }
    },
    async return() {
      over = true;
      await answers.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function asRequestError(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || error.originalError) return error;
  return new GraphQLError(error.message, { originalError: fault({ code: 'BAD_REQUEST', public: error.message }) });
}
