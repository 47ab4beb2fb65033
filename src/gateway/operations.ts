import {
  ApolloServer,
  type ApolloServerPlugin,
  type HTTPGraphQLRequest,
  type HTTPGraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import {
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql';
import type { Clock } from '../kernel/clock.ts';
import { fault } from '../kernel/faults.ts';
import { bounded } from './answer-size.ts';
import { type VerifyToken, authenticate } from './authenticate.ts';
import { budget } from './cost.ts';
import type { ErrorMask } from './errors.ts';
import { type Caller, type Executor, type GatewayContext, isStream } from './executor.ts';
import { type FormattedAnswers, formatted } from './formatted.ts';
import { type Limits, documentRules } from './limits.ts';
import { Lru } from './lru.ts';
import { mapStream } from './stream.ts';

/** What a client sent in a `subscribe` message. */
export interface OperationParams {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What one request can carry, and what came of its operation beside the one answer. */
export interface Delivery {
  /** Kinds of operations that may be run for it. */
  readonly kinds: readonly `${OperationTypeNode}`[];
  /** The document, once it is valid and executed. */
  document?: DocumentNode;
  /** The answers of a subscription that began. */
  stream?: FormattedAnswers;
}

/** The one way from a client's text to answers, whatever carries them. */
export interface Operations {
  readonly schema: GraphQLSchema;
  /** Lets somebody in who has a good token, or rejects with a fault. Both are the headers of that name. */
  enter(authorization: string | undefined, traceparent: string | string[] | undefined): Promise<Session>;
  /** Closes the executor too. */
  close(): Promise<void>;
}

/** What somebody may do who was let in. */
export interface Session {
  readonly expiresAt: Date;
  /** Answers a request of GraphQL over HTTP, but for a subscription that began: its answers are in the delivery. */
  answer(request: HTTPGraphQLRequest, delivery: Delivery): Promise<HTTPGraphQLResponse>;
  /** The same for an operation that another protocol brought. */
  run(params: OperationParams, delivery: Delivery): Promise<FormattedExecutionResult>;
}

/** What operations are run with. */
export interface OperationsOptions<C extends Caller> {
  executor: Executor<C>;
  verify: VerifyToken<C>;
  limits: Limits;
  /** Answer `__schema` and `__type`. */
  introspection: boolean;
  mask: ErrorMask;
  clock: Clock;
}

/** Valid documents kept, and the characters that all of them may have together. A dense one of 5,000 takes 600 KB when parsed. */
const MAX_DOCUMENTS = 1_000;
const MAX_CHARACTERS = 1024 * 1024;

interface Envelope<C extends Caller> {
  readonly caller: GatewayContext<C>;
  readonly delivery: Delivery;
}

/**
 * Apollo Server around an executor: it parses, validates, keeps documents, and speaks GraphQL over HTTP. It knows no
 * subscriptions; the executor hands their answers out through the delivery, so that they pass the same rules. Rejects when
 * the schema is not valid.
 */
export async function createOperations<C extends Caller>(options: OperationsOptions<C>): Promise<Operations> {
  const { executor, verify, limits, introspection, mask, clock } = options;
  const { schema } = executor;
  const overBudget = budget(schema, limits.maxCost);
  const documents = new Lru<DocumentNode>(MAX_DOCUMENTS, MAX_CHARACTERS);

  /** Of this turn of the event loop: the subscribers of an event wake in one, and many have the same token. */
  const callers = new Map<string | undefined, Promise<GatewayContext<C>>>();
  const authenticated = (authorization: string | undefined): Promise<GatewayContext<C>> => {
    if (callers.size === 0) setImmediate(() => callers.clear());
    const known = callers.get(authorization);
    if (known) return known;
    const caller = authenticate(verify, authorization, undefined);
    callers.set(authorization, caller);
    return caller;
  };
  /** Who the token of a connection or stream belongs to now. */
  const again = async (known: GatewayContext<C>): Promise<GatewayContext<C>> => {
    const caller = await authenticated(known.authorization);
    if (caller.name === known.name) return { ...caller, traceparent: known.traceparent };
    throw fault({ code: 'UNAUTHENTICATED', public: 'The client of this token has become another system.' });
  };

  const execute = async (
    document: DocumentNode,
    kind: OperationTypeNode | undefined,
    { operationName, variables }: Omit<OperationParams, 'query'>,
    { caller, delivery }: Envelope<C>,
  ): Promise<ExecutionResult> => {
    if (kind) {
      if (!delivery.kinds.includes(kind)) return { errors: [notCarried(kind)] };
      delivery.document = document;
      const tooCostly = overBudget(document, operationName, variables ?? {});
      if (tooCostly) return { errors: [tooCostly] };
    }
    const renew = (): Promise<GatewayContext<C>> => again(caller);
    const operation = { document, operationName, variables: variables ?? {}, context: caller, renew };
    const result = await executor.execute(operation);
    if (!isStream(result)) return bounded(result, limits.maxAnswer);
    const answers = mapStream(result, (answer) => bounded(answer, limits.maxAnswer));
    delivery.stream = formatted(answers, caller.expiresAt, clock, mask, renew);
    return {};
  };

  const server = new ApolloServer<Envelope<C>>({
    gateway: {
      onSchemaLoadOrUpdate(loaded) {
        loaded({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => {};
      },
      load: async () => ({
        // There is no operation when its name is not clear; the executor says so.
        executor: ({ document, operation, request, context }) =>
          execute(document, (operation as typeof operation | undefined)?.operation, request, context as Envelope<C>),
      }),
      stop: () => executor.close(),
    },
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    parseOptions: { maxTokens: limits.maxTokens },
    validationRules: documentRules(limits),
    validationOptions: { maxErrors: 20 },
    documentStore: {
      get: async (key) => documents.get(key),
      set: async (key, document) => documents.set(key, document, document.loc?.end ?? 0),
      delete: async (key) => documents.delete(key),
    },
    persistedQueries: false,
    // A token in a header is what makes a browser ask first (Fetch §4.9), and no request comes here without one.
    csrfPrevention: { requestHeaders: ['authorization'] },
    formatError: (_formatted, error) => mask.format(error),
    stringifyResult: (result) => JSON.stringify(result),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // What Apollo would log may quote a client; the mask logs what goes wrong.
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    plugins: [
      LENIENT_JSON,
      // It doubles the cost of an execution.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();

  return {
    schema,
    async enter(authorization, traceparent) {
      const known = await authenticate(verify, authorization, traceparent);
      return {
        expiresAt: known.expiresAt,
        answer: (httpGraphQLRequest, delivery) =>
          server.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => ({ caller: known, delivery }) }),
        async run({ query, operationName, variables }, delivery) {
          // The connection may be older than a change of what the token is worth.
          const caller = await again(known);
          const request = { query, ...(operationName ? { operationName } : {}), ...(variables ? { variables } : {}) };
          const { body } = await server.executeOperation(request, { contextValue: { caller, delivery } });
          if (body.kind !== 'single') throw new TypeError('An operation was answered in parts.');
          return body.singleResult;
        },
      };
    },
    close: () => server.stop(),
  };
}

/** Only who reads this media type is told by the status what is wrong with a document. */
export const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** GraphQL over HTTP, `application/json`: a well-formed request is answered with 200, whatever is wrong with its document. */
const LENIENT_JSON: ApolloServerPlugin = {
  requestDidStart: async () => ({
    async willSendResponse({ source, request, response: { http } }) {
      const strict = request.http?.headers.get('accept') === GRAPHQL_RESPONSE;
      if (source !== undefined && http.status === 400 && !strict) http.status = 200;
    },
  }),
};

/** Apollo Server takes the status and the headers of an answer from `extensions.http`. */
function notCarried(kind: OperationTypeNode): GraphQLError {
  if (kind === 'mutation') {
    const http = { status: 405, headers: new HeaderMap([['allow', 'POST']]) };
    return refused('A mutation must be sent by POST.', http);
  }
  const message = 'A subscription is answered as text/event-stream or over a WebSocket (graphql-transport-ws).';
  return refused(message, { status: 406 });
}

function refused(message: string, http: object): GraphQLError {
  return new GraphQLError(message, {
    originalError: fault({ code: 'BAD_REQUEST', public: message }),
    extensions: { http },
  });
}
