import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { ErrorMask } from '../errors.ts';
import { type Delivery, GRAPHQL_RESPONSE, type Operations } from '../operations.ts';
import { Refusal } from '../../kernel/http/body.ts';
import { readJson } from './body.ts';
import { refuse } from './refuse.ts';
import { send } from './send.ts';
import { EVENT_STREAM, type EventStreams, sendEvent, sendEvents } from './sse.ts';

/** What the `/graphql` endpoint works with. */
export interface GraphqlEndpoint {
  readonly operations: Operations;
  readonly mask: ErrorMask;
  readonly maxBytes: number;
  readonly streams: EventStreams;
}

/**
 * Answers one request to `/graphql`: GraphQL over HTTP, and for those who accept `text/event-stream` the "distinct
 * connections mode" of GraphQL over SSE. Who asks comes first: a stranger learns nothing of the schema and makes the
 * server read nothing.
 */
export async function handleGraphql(
  { operations, mask, maxBytes, streams }: GraphqlEndpoint,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const session = await operations.enter(request.headers.authorization, request.headers['traceparent']);
    const accept = request.headers.accept ?? '';
    const events = accept.includes(EVENT_STREAM);
    const eventsOnly = events && !/json|\*/.test(accept);
    const delivery: Delivery = { kinds: kindsOf(request.method, events) };
    const answer = await session.answer(await toApollo(request, events, maxBytes), delivery);
    const { status = 200, headers, body } = answer;
    if (body.kind !== 'complete') throw new TypeError('An operation was answered in parts.');
    if (delivery.stream) await sendEvents(streams, response, delivery.stream);
    else if (eventsOnly && status === 200) sendEvent(response, body.string);
    else send(response, status, Object.fromEntries(headers), body.string);
  } catch (error) {
    refuse(mask, request, response, error);
  }
}

function kindsOf(method: string | undefined, events: boolean): Delivery['kinds'] {
  return [
    'query',
    ...(method === 'POST' ? (['mutation'] as const) : []),
    ...(events ? (['subscription'] as const) : []),
  ];
}

/** The request as Apollo Server reads it. Throws a Refusal when its body is none. */
async function toApollo(request: IncomingMessage, events: boolean, maxBytes: number): Promise<HTTPGraphQLRequest> {
  const { method = '', url = '' } = request;
  const search = url.replace(/^[^?]*/, '');
  const headers = new HeaderMap();
  for (const name of ['accept', 'authorization', 'content-type'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  // Who reads the strict media type gets it, whatever else it reads.
  if (headers.get('accept')?.includes(GRAPHQL_RESPONSE)) headers.set('accept', GRAPHQL_RESPONSE);
  else if (events) headers.delete('accept');
  // Apollo Server takes only queries by GET; GraphQL over SSE subscriptions too.
  if (method === 'GET' && events) return { method: 'POST', headers, search: '', body: bodyOf(search) };
  return { method, headers, search, body: method === 'POST' ? await readJson(request, maxBytes) : undefined };
}

/** The parameters of a query string as a body would have them. */
function bodyOf(search: string): Record<string, unknown> {
  const { variables, ...others } = Object.fromEntries(new URLSearchParams(search));
  try {
    return variables === undefined ? others : { ...others, variables: JSON.parse(variables) };
  } catch {
    throw new Refusal(400, '"variables" must be JSON.');
  }
}
