import type { IncomingMessage } from 'node:http';

/** The path of a request, without its query. Whatever a client sends as its address, this does not throw. */
export function pathOf(request: IncomingMessage): string {
  const [path = '/'] = (request.url ?? '/').split('?', 1);
  return path;
}
