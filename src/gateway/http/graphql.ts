import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import type { Authenticate } from '../authenticate.ts';
import type { ErrorMask } from '../errors.ts';
import type { Operations, OperationParams } from '../operations.ts';
import { Refusal, readJson } from './body.ts';
import { type AnswerType, EVENT_STREAM, GRAPHQL_RESPONSE, JSON_TYPE, negotiate } from './negotiate.ts';
import { paramsOfBody, paramsOfUrl } from './params.ts';
import { type EventStreams, sendStream } from './sse.ts';

/** What the `/graphql` endpoint works with. */
export interface GraphqlEndpoint {
  readonly operations: Operations;
  readonly authenticate: Authenticate;
  readonly mask: ErrorMask;
  readonly maxBytes: number;
  readonly streams: EventStreams;
}

/**
 * Answers one request to `/graphql` (GraphQL over HTTP; server-sent events after the "distinct connections mode" of the
 * GraphQL over SSE protocol). There are no cookies: a token in a header is needed, and a header makes a browser ask
 * first, so another site cannot act in somebody's name.
 */
export async function handleGraphql(
  endpoint: GraphqlEndpoint,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const accepted = negotiate(request.headers.accept);
  const as = accepted ?? JSON_TYPE;
  try {
    if (request.method !== 'GET' && request.method !== 'POST') {
      throw new Refusal(405, 'Use POST, or GET for a query.', { allow: 'GET, POST' });
    }
    if (!accepted) throw new Refusal(406, `Answers are given as ${GRAPHQL_RESPONSE}, ${JSON_TYPE} or ${EVENT_STREAM}.`);
    // Who asks comes first: a stranger learns nothing of the schema and makes the server read nothing.
    const context = await endpoint.authenticate(request.headers.authorization, request.headers['traceparent']);
    const admitted = endpoint.operations.admit(await paramsOfRequest(request, endpoint.maxBytes));
    if (!('run' in admitted)) {
      if (as === EVENT_STREAM) await sendStream(endpoint.streams, response, admitted);
      else send(response, as === GRAPHQL_RESPONSE ? 400 : 200, as, admitted);
      return;
    }
    if (request.method === 'GET' && admitted.type === 'mutation') {
      throw new Refusal(405, 'A mutation must be sent by POST.', { allow: 'POST' });
    }
    if (admitted.type === 'subscription' && as !== EVENT_STREAM) {
      throw new Refusal(
        400,
        `A subscription is answered as ${EVENT_STREAM} or over a WebSocket (graphql-transport-ws).`,
      );
    }
    const result = await admitted.run(context);
    if (as === EVENT_STREAM) await sendStream(endpoint.streams, response, result);
    else if (Symbol.asyncIterator in result)
      throw new TypeError('An operation that is no subscription answered with a stream.');
    else send(response, 'data' in result || as === JSON_TYPE ? 200 : 400, as, result);
  } catch (error) {
    refuse(endpoint.mask, request, response, as === EVENT_STREAM ? JSON_TYPE : as, error);
  }
}

async function paramsOfRequest(request: IncomingMessage, maxBytes: number): Promise<OperationParams> {
  if (request.method === 'POST') return paramsOfBody(await readJson(request, maxBytes));
  return paramsOfUrl(new URL(request.url ?? '/', 'http://host.invalid'));
}

/** Sends an answer that is not a stream. */
function send(
  response: ServerResponse,
  status: number,
  as: Exclude<AnswerType, typeof EVENT_STREAM>,
  body: FormattedExecutionResult,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': `${as}; charset=utf-8`,
    'content-length': text.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(text);
}

const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_REQUEST: 400,
  LIMIT_EXCEEDED: 400,
  UNAVAILABLE: 503,
};

function refuse(
  mask: ErrorMask,
  request: IncomingMessage,
  response: ServerResponse,
  as: Exclude<AnswerType, typeof EVENT_STREAM>,
  error: unknown,
): void {
  if (error instanceof Refusal) {
    const code = error.status === 413 ? 'LIMIT_EXCEEDED' : 'BAD_REQUEST';
    send(response, error.status, as, { errors: [{ message: error.message, extensions: { code } }] }, error.headers);
    return;
  }
  const formatted = mask.format(error);
  const code = String(formatted.extensions?.['code']);
  const headers =
    code === 'UNAUTHENTICATED' ? challenge(formatted.message, request.headers.authorization !== undefined) : {};
  send(response, STATUS_OF_CODE[code] ?? 500, as, { errors: [formatted] }, headers);
}

/** RFC 6750 §3: no error code where the request had no token at all. */
function challenge(message: string, hadToken: boolean): Record<string, string> {
  const invalid = hadToken
    ? `, error="invalid_token", error_description="${message.replaceAll(/[^ !#-[\]-~]/g, '')}"`
    : '';
  return { 'www-authenticate': `Bearer realm="selfsame"${invalid}` };
}
