import { Socket, connect } from 'node:net';
import { MessageCounter } from './messages.ts';
import { type SslMode, encrypt } from './tls.ts';

/** How the sockets of a pool behave. */
export interface SocketOptions {
  sslMode: SslMode;
  /** How long the server may be silent while it owes an answer. 0: for ever. */
  answerTimeoutMs: number;
}

/** Where postgres.js wants to connect to. Lists are alternatives, of equal length. */
export interface Target {
  host: readonly string[];
  port: readonly number[];
  /** A Unix socket. */
  path?: string | false;
}

/** While the server is down, one connection in this time tries it; the others fail at once. */
const PROBE_MS = 250;
/** A failure that is older says nothing: the first queries after a quiet time shall not fail since others did before it. */
const KNOWN_MS = 1_000;
/** A moment before a failure is told, since postgres.js tries again at once. */
const REFUSAL_MS = 10;

/**
 * Makes the sockets of one pool, for the option `socket` of postgres.js 3.4.9, which by itself
 * - lets each waiting query pay for its own attempt to connect (200 queries over 6 connections: 15 s until the last is
 *   refused; 50 over a host that does not answer: 26 s). Here a server that is down is tried by one connection at a time.
 * - connects again for ever, and tells no query, when a server accepts and closes (a proxy without a backend);
 * - waits for an answer as long as TCP does, a quarter of an hour, when a host is gone or hangs;
 * - loses a query that it sends between a socket's `error` and its `close`.
 */
export function createSockets(options: SocketOptions): (target: Target) => Socket | Promise<Socket> {
  let attempts = 0;
  let isUp = true;
  let isProbing = false;
  let failedAtMs = 0;

  const settled = (up: boolean): void => {
    isUp = up;
    isProbing = false;
    if (!up) failedAtMs = Date.now();
  };

  return (target) => {
    const sinceMs = Date.now() - failedAtMs;
    if (!isProbing && sinceMs > KNOWN_MS) isUp = true;
    if (!isUp && (isProbing || sinceMs < PROBE_MS)) return failing(unreachable('known to be down'));
    isProbing = !isUp;
    const place = attempts++ % target.host.length;
    const host = target.host[place]!;
    const raw = target.path ? connect(target.path) : connect(target.port[place]!, host);
    if (target.path || options.sslMode === 'disable') return guarded(raw, options.answerTimeoutMs, settled);
    return encrypt(raw, host, options.sslMode).then(
      (socket) => guarded(socket, options.answerTimeoutMs, settled),
      (error: Error) => {
        raw.destroy();
        settled(false);
        return failing(error.name === 'AbortError' ? unreachable('silent') : error);
      },
    );
  };
}

/** A socket that tells postgres.js what happened in the one way that it takes well. */
function guarded(socket: Socket, answerTimeoutMs: number, settled: (up: boolean) => void): Socket {
  const emit = socket.emit.bind(socket);
  const write = socket.write.bind(socket);
  const requests = new MessageCounter('QS');
  const answers = new MessageCounter('Z');
  let isReady = false;
  let hasFailed = false;
  /** Answers that the server owes; the first is that to the start-up message, which has no type. */
  let owed = 0;
  let silence: NodeJS.Timeout | undefined;

  const watch = (): void => {
    clearTimeout(silence);
    if (owed === 0 || answerTimeoutMs === 0 || !isReady) return;
    silence = setTimeout(() => socket.destroy(unreachable('silent for too long')), answerTimeoutMs);
    silence.unref();
  };
  const hear = (chunk: Buffer): void => {
    const heard = answers.count(chunk);
    if (heard > 0 && !isReady) {
      isReady = true;
      settled(true);
    }
    owed -= heard;
    watch();
  };

  socket.write = (chunk: Buffer, ...rest: never[]) => {
    owed += owed === 0 && !isReady ? 1 : requests.count(chunk);
    watch();
    return write(chunk, ...rest);
  };

  socket.emit = ((event: string, ...args: unknown[]) => {
    if (event === 'data') hear(args[0] as Buffer);
    if (event === 'error') {
      hasFailed = true;
      // `close` follows, and fails every query at once.
      if (isReady) return true;
    }
    if (event !== 'close') return emit(event, ...args);
    clearTimeout(silence);
    if (isReady) return emit('close', false);
    settled(false);
    if (!hasFailed) emit('error', unreachable('closing what it accepted'));
    return emit('close', true);
  }) as Socket['emit'];

  return socket;
}

/** Lets one socket be made, and makes those fail that are asked for later. */
export function once(make: (target: Target) => Socket | Promise<Socket>): (target: Target) => Socket | Promise<Socket> {
  let isMade = false;
  return (target) => {
    if (isMade) return failing(unreachable('gone'));
    isMade = true;
    return make(target);
  };
}

/** A socket that fails in a moment. postgres.js never recovers a connection whose socket could not be made. */
function failing(error: Error): Socket {
  const socket = new Socket();
  socket.write = () => true;
  setTimeout(() => socket.destroy(error), REFUSAL_MS);
  return socket;
}

function unreachable(why: string): Error {
  return Object.assign(new Error(`The database is ${why}.`), { code: 'CONNECTION_CLOSED' });
}
