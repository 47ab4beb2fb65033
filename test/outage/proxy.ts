import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** What stands between a hub and its Postgres, and can come to harm. */
export interface Proxy extends AsyncDisposable {
  /** The connection string that leads through it. */
  url: string;
  /** Nobody listens any more, and what was open is reset: the server was stopped. */
  refuse(): Promise<void>;
  /** Nothing goes through in either direction, and nobody is told: the cable is pulled, or the server hangs. */
  silence(): Promise<void>;
  /** Connections are accepted and closed at once: a load balancer without a server. */
  hangUp(): Promise<void>;
  /** All is well again. What was silenced goes on where it stopped, unless `forget` loses it, as a firewall would. */
  heal(forget?: 'forget'): Promise<void>;
}

type State = 'open' | 'silent' | 'hanging up';

/** Puts a proxy before the server of a connection string. */
export async function openProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: State = 'open';
  let server: Server | undefined;

  const pass = (from: Socket): void => {
    const to = connect(Number(target.port || 5432), target.hostname);
    const pair = [from, to] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [to, from] as const]) {
      one.on('data', (chunk) => void other.write(chunk));
      one.on('error', () => {});
      one.once('close', () => {
        pairs.delete(pair);
        // A silenced cable does not tell that the other end is gone.
        if (state !== 'silent') other.destroy();
        else lost.add(other);
      });
    }
    if (state === 'silent') for (const socket of pair) socket.pause();
  };
  const lost = new Set<Socket>();
  const listen = async (port: number): Promise<number> => {
    server = createServer((socket) => {
      if (state === 'hanging up') socket.destroy();
      else pass(socket);
    });
    await new Promise<void>((resolve) => server!.listen(port, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const reset = (): void => {
    for (const socket of [...pairs].flat()) socket.resetAndDestroy();
    for (const socket of lost) socket.resetAndDestroy();
    pairs.clear();
    lost.clear();
  };
  const stopListening = async (): Promise<void> => {
    if (!server) return;
    const closed = new Promise((resolve) => server!.close(resolve));
    server = undefined;
    reset();
    await closed;
  };

  const port = await listen(0);
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    refuse: stopListening,
    async silence() {
      state = 'silent';
      for (const socket of [...pairs].flat()) socket.pause();
    },
    async hangUp() {
      state = 'hanging up';
      reset();
    },
    async heal(forget) {
      if (forget) reset();
      state = 'open';
      for (const socket of lost) socket.destroy();
      lost.clear();
      for (const socket of [...pairs].flat()) socket.resume();
      if (!server) await listen(port);
    },
    [Symbol.asyncDispose]: stopListening,
  };
}
