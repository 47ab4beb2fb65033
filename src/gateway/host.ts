import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../kernel/clock.ts';
import type { Route } from '../kernel/http/route.ts';
import type { Logger } from '../kernel/logger.ts';
import { pause } from '../kernel/pause.ts';
import type { VerifyToken } from './authenticate.ts';
import { createErrorMask } from './errors.ts';
import type { Caller, Executor, GatewayContext } from './executor.ts';
import { handleGraphql } from './http/graphql.ts';
import { type Readiness, readinessAnswer, watchReadiness } from './http/ready.ts';
import { handleRoute } from './http/route.ts';
import { send, sendJson, sendResource } from './http/send.ts';
import { type Page, graphiqlPage } from './graphiql.ts';
import type { Limits } from './limits.ts';
import { createOperations } from './operations.ts';
import { pathOf } from './http/path.ts';
import { serveWebSockets } from './websocket.ts';

/** Where operations are answered, over HTTP, server-sent events and WebSockets alike. */
const GRAPHQL_PATH = '/graphql';

/** What a host serves, and within what bounds. */
export interface HostOptions<C extends Caller> {
  executor: Executor<C>;
  verify: VerifyToken<C>;
  /** Whether the host can do its work now; not while the database is gone. Asked at most once a second. */
  ready: () => Promise<boolean | Readiness>;
  clock: Clock;
  logger: Logger;
  limits: Limits;
  /** Answer `__schema` and `__type`. Off in production unless asked for. */
  introspection: boolean;
  /** Show GraphiQL to browsers that come to `/graphql`. For development. */
  graphiql: boolean;
  /** JSON documents under `/.well-known/`, such as `jwks.json`, by their name there. */
  wellKnown?: Readonly<Record<string, () => unknown>>;
  /** What is answered below paths of its own. */
  routes?: readonly Route<GatewayContext<C>>[];
}

/** A host that listens. */
export interface Host {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Takes no more work but what is on its way, ends subscriptions with a word of why, lets requests finish for at most `graceMs`, then closes. */
  close(graceMs: number): Promise<void>;
}

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_CONNECTIONS = 2_000;
const MAX_OPERATIONS_A_CONNECTION = 100;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** How often connections are held to these times. Node's own 30 s would let silent ones shut others out for that long. */
const CHECK_CONNECTIONS_EVERY_MS = 1_000;
const CLOSE_IDLE_EVERY_MS = 20;
/** How long a request may have been on its way when the host is closed. */
const ON_ITS_WAY_MS = 30;

/** Listens on `port` (0: any free one) of `hostname`. Rejects when the address cannot be had. The executor is closed with the host. */
export async function listen<C extends Caller>(options: HostOptions<C>, port: number, hostname: string): Promise<Host> {
  const { clock, logger } = options;
  const mask = createErrorMask(logger);
  const operations = await createOperations({ ...options, mask });
  const open = new Set<() => void>();
  const streams = {
    add(end: () => void) {
      open.add(end);
      return () => void open.delete(end);
    },
  };
  const readiness = watchReadiness(options.ready);
  const graphql = { operations, mask, maxBytes: MAX_BODY_BYTES, streams };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request);
    const route = options.routes?.find(({ prefix }) => path.startsWith(prefix));
    if (route) await handleRoute(route, { verify: options.verify, mask }, request, response);
    else if (path === GRAPHQL_PATH) {
      if (options.graphiql && wantsPage(request)) sendPage(response, await graphiqlPage());
      else await handleGraphql(graphql, request, response);
    } else if (path === '/health/live') sendResource(request, response, 200, { status: 'ok' });
    else if (path === '/health/ready') {
      const { status, body } = readinessAnswer(await readiness());
      sendResource(request, response, status, body);
    } else {
      const name = path.startsWith(WELL_KNOWN) ? path.slice(WELL_KNOWN.length) : '';
      const wellKnown =
        options.wellKnown && Object.hasOwn(options.wellKnown, name) ? options.wellKnown[name] : undefined;
      if (wellKnown) sendResource(request, response, 200, await wellKnown());
      else sendResource(request, response, 404, { status: 'not found' });
    }
  };

  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: CHECK_CONNECTIONS_EVERY_MS,
    },
    (request, response) => {
      // A client that leaves in the middle is no fault of ours.
      request.once('error', () => {});
      response.once('error', () => {});
      handle(request, response).catch((error: unknown) => {
        logger.error({ error: error instanceof Error ? error.name : typeof error }, 'a request could not be handled');
        if (response.headersSent) response.destroy();
        else sendJson(response, 500, { errors: [mask.format(error)] });
      });
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  const sockets = serveWebSockets(server, {
    path: GRAPHQL_PATH,
    operations,
    clock,
    logger,
    maxBytes: MAX_BODY_BYTES,
    maxConnections: MAX_CONNECTIONS,
    maxOperations: MAX_OPERATIONS_A_CONNECTION,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, hostname, () => {
      server.off('error', reject);
      resolve();
    });
  });

  return {
    url: urlOf(server),
    async close(graceMs) {
      sockets.close();
      for (const end of open) end();
      // What clients had sent when they could not know yet is read first: closing ends each connection that looks idle.
      await pause(ON_ITS_WAY_MS);
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      // A connection is idle only when its last answer is out, and would then be kept for five seconds.
      const closing = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
      const timer = setTimeout(() => {
        sockets.terminate();
        server.closeAllConnections();
      }, graceMs);
      await closed;
      clearInterval(closing);
      clearTimeout(timer);
      await operations.close();
    },
  };
}

const WELL_KNOWN = '/.well-known/';

/** A browser that was pointed at the endpoint. The query that GraphiQL puts into its address is for GraphiQL itself. */
function wantsPage({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.accept?.includes('text/html') === true;
}

function sendPage(response: ServerResponse, { html, contentSecurityPolicy }: Page): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'referrer-policy': 'no-referrer',
  };
  send(response, 200, headers, html);
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
