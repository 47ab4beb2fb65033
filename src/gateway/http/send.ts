import type { IncomingMessage, ServerResponse } from 'node:http';

/** No cache may keep it, and no browser take it for something else. */
export const NO_STORE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** Sends an answer that no cache may keep and no browser may take for something else. Whoever left gets nothing. */
export function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  if (response.headersSent || response.destroyed) return;
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    ...headers,
    'content-length': bytes.length,
    ...NO_STORE,
  });
  response.end(bytes);
}

/** Sends a JSON document. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(response, status, { 'content-type': 'application/json; charset=utf-8', ...headers }, JSON.stringify(body));
}

/** Sends a JSON document to a GET or HEAD; to anything else 405. */
export function sendResource(request: IncomingMessage, response: ServerResponse, status: number, body: unknown): void {
  if (request.method === 'GET' || request.method === 'HEAD') sendJson(response, status, body);
  else sendJson(response, 405, { status: 'method not allowed' }, { allow: 'GET, HEAD' });
}
