import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError } from 'graphql';
import { type Context, CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../kernel/clock.ts';
import { Fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import { TOKEN_EXPIRED, atExpiry } from './expiry.ts';
import { pathOf } from './http/path.ts';
import type { Delivery, Operations, Session } from './operations.ts';

/** What the WebSocket endpoint works with. */
export interface WebSocketEndpoint {
  readonly path: string;
  readonly operations: Operations;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The largest message taken, in bytes. */
  readonly maxBytes: number;
  readonly maxConnections: number;
  /** Operations under way at once on one connection. */
  readonly maxOperations: number;
}

/** Silence that long means that the other side is gone. */
const KEEP_ALIVE_MS = 12_000;

/** What may wait for a client's socket before the next answer is asked for. */
const MAX_WAITING_BYTES = 64 * 1024;

/** What a client may leave unread before it is cut off: it asks, and does not take the answers. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

/** The largest message that is taken of a stranger: the one that brings the token. */
const MAX_STRANGER_BYTES = 16 * 1024;

/** How long the other side may take to close. */
const CLOSE_TIMEOUT_MS = 2_000;

/** RFC 6455 §7.4.1. */
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

interface Extra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  session?: Session;
}

/**
 * Answers operations over WebSockets (graphql-transport-ws) on the path of the endpoint. The token comes in
 * `connectionParams.authorization` (or `Authorization`), or in the header of the upgrade. When it expires the socket is
 * closed with 4403. `close` tells every client that the server goes, and takes no new ones.
 */
export function serveWebSockets(server: HttpServer, endpoint: WebSocketEndpoint): { close(): void; terminate(): void } {
  // In a constant of its own: the types of `ws` do not know `closeTimeout` yet.
  const settings = { noServer: true, maxPayload: endpoint.maxBytes, handleProtocols, closeTimeout: CLOSE_TIMEOUT_MS };
  const sockets = new WebSocketServer(settings);
  const protocol = protocolOf(endpoint);

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.once('error', () => stream.destroy());
    if (pathOf(request) !== endpoint.path) {
      stream.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      if (sockets.clients.size > endpoint.maxConnections) socket.close(TRY_AGAIN_LATER, 'Too many connections.');
      else connect(protocol, endpoint, socket, stream, request);
    });
  });

  return {
    close() {
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'The server is going down.');
      sockets.close();
    },
    terminate() {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

/** Ties one socket to the protocol, which itself knows no socket. */
function connect(
  protocol: ReturnType<typeof protocolOf>,
  endpoint: WebSocketEndpoint,
  socket: WebSocket,
  stream: Duplex,
  request: IncomingMessage,
): void {
  const extra: Extra = { socket, request };
  const gather = gatherWrites(stream);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // A slow reader is felt at the source: it gets the next message when its socket has taken this one.
      send: (data) => {
        if (socket.readyState !== socket.OPEN) return Promise.resolve();
        gather();
        return new Promise((resolve, reject) => {
          socket.send(data, (error) => (error ? reject(error) : resolve()));
          if (socket.bufferedAmount < MAX_WAITING_BYTES) resolve();
        });
      },
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => {
        socket.on('message', (data: Buffer) => {
          if (socket.bufferedAmount > MAX_UNREAD_BYTES) return socket.terminate();
          if (!extra.session && data.length > MAX_STRANGER_BYTES) {
            return socket.close(CloseCode.BadRequest, 'The first message brings the token, and no more.');
          }
          take(data.toString('utf8')).catch((error: unknown) => {
            endpoint.logger.error(
              { error: error instanceof Error ? error.name : typeof error },
              'a WebSocket message could not be handled',
            );
            socket.close(CloseCode.InternalServerError, 'Internal error.');
          });
        });
      },
    },
    extra,
  );

  let alive = true;
  const keepAlive = setInterval(() => {
    if (!alive) socket.terminate();
    alive = false;
    socket.ping();
  }, KEEP_ALIVE_MS);
  socket.on('pong', () => {
    alive = true;
  });
  // `ws` itself closes the socket with the code that fits: 1009 too large, 1007 not UTF-8, 1002 broken frame.
  socket.on('error', () => {});
  socket.once('close', (code, reason) => {
    clearInterval(keepAlive);
    closed(code, reason.toString('utf8')).catch((error: unknown) => {
      endpoint.logger.error(
        { error: error instanceof Error ? error.name : typeof error },
        'a WebSocket could not be closed in order',
      );
    });
  });
}

/**
 * Makes what is written to a stream in one turn of the event loop go out at its end, together: with 30,000 events a
 * second to 100 subscribers, half of a hub's time went into handing them to the network one by one.
 */
function gatherWrites(stream: Duplex): () => void {
  let isGathering = false;
  return () => {
    if (isGathering) return;
    isGathering = true;
    stream.cork();
    setImmediate(() => {
      isGathering = false;
      stream.uncork();
    });
  };
}

function protocolOf({ operations, clock, maxOperations }: WebSocketEndpoint) {
  const expiries = new WeakMap<WebSocket, () => void>();
  return makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: 5_000,
    async onConnect({ connectionParams, extra }) {
      try {
        const { authorization = connectionParams?.['Authorization'] } = connectionParams ?? {};
        const header = typeof authorization === 'string' ? authorization : extra.request.headers.authorization;
        extra.session = await operations.enter(header, extra.request.headers['traceparent']);
      } catch (error) {
        extra.socket.close(CloseCode.Forbidden, error instanceof Fault ? error.public : 'Forbidden');
        return false;
      }
      const { expiresAt } = extra.session;
      expiries.set(
        extra.socket,
        atExpiry(expiresAt, clock, () => extra.socket.close(CloseCode.Forbidden, TOKEN_EXPIRED)),
      );
      return true;
    },
    onClose({ extra }) {
      expiries.get(extra.socket)?.();
    },
    async onSubscribe(connection, _id, { query, operationName, variables }) {
      if (Object.keys(connection.subscriptions).length > maxOperations) {
        return [
          new GraphQLError(`At most ${maxOperations} operations may be under way on one connection.`, {
            extensions: { code: 'LIMIT_EXCEEDED' },
          }),
        ];
      }
      const delivery: Delivery = { kinds: ['query', 'mutation', 'subscription'] };
      const answer = await sessionOf(connection)
        .run({ query, operationName, variables }, delivery)
        .catch((error: unknown) => revoked(connection.extra.socket, error));
      const { document, stream } = delivery;
      if (document) return { schema: operations.schema, document, operationName, contextValue: stream ?? answer };
      const errors = answer.errors ?? [];
      return errors.map(({ message, extensions }) => new GraphQLError(message, { extensions: extensions ?? {} }));
    },
    // What `onSubscribe` began already.
    execute: ({ contextValue }) => contextValue as ExecutionResult,
    subscribe: ({ contextValue }) => contextValue as ExecutionResult,
    // The answers are formatted already.
    onNext: (_connection, _id, _payload, _args, result) => result as FormattedExecutionResult,
  });
}

/** Closes a connection whose token is worth nothing any more; other errors go on. */
function revoked(socket: WebSocket, error: unknown): FormattedExecutionResult {
  if (!(error instanceof Fault) || error.code !== 'UNAUTHENTICATED') throw error;
  socket.close(CloseCode.Forbidden, error.public);
  return { errors: [{ message: error.public, extensions: { code: error.code } }] };
}

function sessionOf({ extra }: Context<Record<string, unknown>, Extra>): Session {
  if (!extra.session) throw new Error('A connection was acknowledged without a token.');
  return extra.session;
}
