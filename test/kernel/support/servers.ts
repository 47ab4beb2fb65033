import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type Server, type Socket, connect, createServer } from 'node:net';
import { TLSSocket } from 'node:tls';

/** A TCP server that speaks no PostgreSQL. */
export interface FakeServer extends AsyncDisposable {
  url: string;
  /** Connections so far. */
  accepted(): number;
}

/** Listens on a free port of 127.0.0.1, and does with each connection what `behave` says. */
export async function startFakeServer(behave: (socket: Socket) => void): Promise<FakeServer> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  const server: Server = createServer((socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    behave(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `postgres://user:password@127.0.0.1:${port}/database`,
    accepted: () => accepted,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The port that a closed server had: nobody listens there. */
export async function refusedUrl(): Promise<string> {
  const server = await startFakeServer(() => {});
  await server[Symbol.asyncDispose]();
  return server.url;
}

/** Passes everything on to a server, until it is told to lose it: then each side waits for the other. */
export async function startProxy(target: string): Promise<FakeServer & { freeze(): void; thaw(): void }> {
  const { hostname, port } = new URL(target);
  const pairs: Socket[] = [];
  let frozen = false;
  const server = await startFakeServer((socket) => {
    const upstream = connect(Number(port), hostname);
    upstream.on('error', () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
    pairs.push(socket, upstream);
    if (frozen) for (const one of [socket, upstream]) one.pause();
  });
  const set = (value: boolean): void => {
    frozen = value;
    for (const socket of pairs) {
      if (value) socket.pause();
      else socket.resume();
    }
  };
  return {
    ...server,
    url: at(server, target),
    freeze: () => set(true),
    thaw: () => set(false),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Speaks TLS for a server that does not, with a certificate that no authority signed. */
export async function startTlsProxy(target: string): Promise<FakeServer> {
  const { hostname, port } = new URL(target);
  const [key, cert] = await Promise.all(
    ['key', 'cert'].map((name) => readFile(new URL(`localhost.${name}.pem`, import.meta.url))),
  );
  const server = await startFakeServer((socket) => {
    socket.once('data', () => {
      socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, key, cert });
      const upstream = connect(Number(port), hostname);
      secure.on('error', () => upstream.destroy());
      upstream.on('error', () => secure.destroy());
      upstream.on('close', () => secure.destroy());
      secure.pipe(upstream).pipe(secure);
    });
  });
  return { ...server, url: at(server, target), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** The address of a proxy, with user and database of the server behind it. */
function at(server: FakeServer, target: string): string {
  const url = new URL(target);
  url.port = new URL(server.url).port;
  return url.href;
}
