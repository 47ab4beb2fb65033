import type { IncomingMessage, ServerResponse } from 'node:http';

/** A page, and the policy under which a browser may run it. */
export interface Page {
  readonly html: string;
  readonly contentSecurityPolicy: string;
}

/** Sends a small JSON document to a GET or HEAD; to anything else 405. */
export function sendJson(request: IncomingMessage, response: ServerResponse, status: number, body: unknown): void {
  const readable = request.method === 'GET' || request.method === 'HEAD';
  const text = JSON.stringify(readable ? body : { status: 'method not allowed' });
  response.writeHead(readable ? status : 405, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(readable ? {} : { allow: 'GET, HEAD' }),
  });
  response.end(request.method === 'HEAD' ? undefined : text);
}

/** Sends a page that nobody may frame. */
export function sendPage(request: IncomingMessage, response: ServerResponse, page: Page): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(page.html),
    'content-security-policy': page.contentSecurityPolicy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : page.html);
}
