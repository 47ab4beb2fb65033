import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

/** What is answered beside `/graphql`, below a path of its own: what is no GraphQL, such as webhooks and files. */
export interface Route<Caller> {
  /** All that begins with it: `/webhooks/`. */
  readonly prefix: string;
  /**
   * Answers a request. A Refusal or a fault that it throws is what the client is told; anything else is masked, and logged
   * without what it says.
   */
  handle(request: RouteRequest<Caller>): Promise<RouteAnswer>;
}

/** A request to a route. */
export interface RouteRequest<Caller> {
  /** In capitals. */
  readonly method: string;
  /** The path behind the prefix, as it was sent: without query, percent-encoding left as it is. */
  readonly rest: string;
  /** With its headers; the body is not read yet. */
  readonly incoming: IncomingMessage;
  /** Who asks. Throws UNAUTHENTICATED unless the request has a good bearer token. */
  enter(): Promise<Caller>;
}

/** What a route answers. Text and streams go out as they are, under the content type in `headers`; all else as JSON. */
export interface RouteAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable | object;
}
