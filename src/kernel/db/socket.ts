import { Socket, connect } from 'node:net';
import { MessageCounter } from './messages.ts';
import { type SslMode, encrypt, offersTls } from './tls.ts';

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

/** While the server is down, it is asked once in this time whether it is back. */
const PROBE_EVERY_MS = 400;
const PROBE_TIMEOUT_MS = 500;
/** What postgres.js 3.4.9 hands over at once when it has so much. */
const GATHERED_BYTES = 1024;
/** A moment before a failure is told, since postgres.js tries again at once. */
const REFUSAL_MS = 15;

/**
 * Makes the sockets of one pool, for the option `socket` of postgres.js 3.4.9, which by itself
 * - lets each waiting query pay for its own attempt to connect (200 queries over 6 connections: 15 s until the last is
 *   refused; 50 over a host that does not answer: 26 s). Here all but one in a while fail at once while the server is down,
 *   and that one begins with the smallest question there is.
 * - connects again for ever, and tells no query, when a server accepts and closes (a proxy without a backend);
 * - waits for an answer as long as TCP does, a quarter of an hour, when a host is gone or hangs;
 * - loses a query that it sends between a socket's `error` and its `close`.
 */
export function createSockets(options: SocketOptions): (target: Target) => Promise<Socket> {
  let attempts = 0;
  let isUp = true;
  let probing: Promise<boolean> | undefined;
  let retryAtMs = 0;

  const settled = (up: boolean): void => {
    isUp = up;
    if (!up) retryAtMs = Date.now() + PROBE_EVERY_MS;
  };
  const probe = async (dial: () => Socket): Promise<boolean> => {
    const raw = dial();
    try {
      await offersTls(raw, AbortSignal.timeout(PROBE_TIMEOUT_MS));
      settled(true);
    } catch {
      settled(false);
    } finally {
      probing = undefined;
      raw.destroy();
    }
    return isUp;
  };
  /** Who asks while one probes waits for its answer: after a quiet time that is the first to learn that all is well. */
  const isBack = async (dial: () => Socket): Promise<boolean> => {
    if (Date.now() < retryAtMs) return false;
    probing ??= probe(dial);
    return probing;
  };

  return async (target) => {
    const place = attempts++ % target.host.length;
    const host = target.host[place]!;
    const dial = (): Socket => {
      const raw = target.path ? connect(target.path) : connect(target.port[place]!, host);
      // Whoever uses it hears of errors by themselves; without a listener of its own, one that nobody hears ends the process.
      return raw.on('error', () => {});
    };
    if (!isUp && !(await isBack(dial))) return failing(unreachable('known to be down'));
    const raw = dial();
    if (target.path || options.sslMode === 'disable') return guarded(raw, options.answerTimeoutMs, settled);
    try {
      return guarded(await encrypt(raw, host, options.sslMode), options.answerTimeoutMs, settled);
    } catch (error) {
      raw.destroy();
      settled(false);
      return failing(error instanceof Error && error.name === 'AbortError' ? unreachable('silent') : (error as Error));
    }
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
  /** Whether the last word was ours. A new statement is described before it is run, and that has an end of another kind. */
  let isAsking = false;
  let silence: NodeJS.Timeout | undefined;

  const watch = (): void => {
    clearTimeout(silence);
    if ((owed === 0 && !isAsking) || answerTimeoutMs === 0 || !isReady) return;
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
    isAsking = false;
    watch();
  };

  // postgres.js gathers the small statements of a turn of the event loop, and hands over each large one at once. Those wait here
  // for the small ones behind them: a command's rows and its COMMIT go out together.
  let isGathering = false;
  const release = (): void => {
    if (!isGathering) return;
    isGathering = false;
    socket.uncork();
  };
  const gather = (): void => {
    if (isGathering) return;
    isGathering = true;
    socket.cork();
    // Behind the turn in which postgres.js hands over the small ones.
    setImmediate(() => setImmediate(release));
  };

  socket.write = (chunk: Buffer, ...rest: never[]) => {
    owed += owed === 0 && !isReady ? 1 : requests.count(chunk);
    isAsking = true;
    watch();
    if (chunk.length >= GATHERED_BYTES) gather();
    const isTaken = write(chunk, ...rest);
    if (chunk.length < GATHERED_BYTES) release();
    return isTaken;
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
export function once(make: (target: Target) => Promise<Socket>): (target: Target) => Promise<Socket> {
  let isMade = false;
  return async (target) => {
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
