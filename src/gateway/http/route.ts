import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Route, RouteAnswer } from '../../kernel/http/route.ts';
import { type VerifyToken, authenticate } from '../authenticate.ts';
import type { ErrorMask } from '../errors.ts';
import type { Caller, GatewayContext } from '../executor.ts';
import { pathOf } from './path.ts';
import { refuse } from './refuse.ts';
import { NO_STORE, send, sendJson } from './send.ts';

/** Answers a request below the prefix of a route. */
export async function handleRoute<C extends Caller>(
  route: Route<GatewayContext<C>>,
  { verify, mask }: { verify: VerifyToken<C>; mask: ErrorMask },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { headers, method = '' } = request;
  try {
    const answer = await route.handle({
      method,
      rest: pathOf(request).slice(route.prefix.length),
      incoming: request,
      enter: () => authenticate(verify, headers.authorization, headers['traceparent']),
    });
    await sendAnswer(response, answer);
  } catch (error) {
    refuse(mask, request, response, error);
  }
}

async function sendAnswer(response: ServerResponse, { status, headers = {}, body = '' }: RouteAnswer): Promise<void> {
  if (typeof body === 'string') send(response, status, headers, body);
  else if (body instanceof Readable) {
    if (response.destroyed) return void body.destroy();
    response.writeHead(status, { ...headers, ...NO_STORE });
    // Whoever leaves in the middle is no fault of ours; a source that breaks cuts the answer off, so that nobody takes it for whole.
    await pipeline(body, response).catch(() => response.destroy());
  } else sendJson(response, status, body, headers);
}
