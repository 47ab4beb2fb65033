import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal, type TransitEngine, createTransitEngine } from './transit-engine.ts';

/** A key service that answers as HashiCorp Vault and OpenBao do, with one key of the transit secrets engine. */
export interface TransitServer extends AsyncDisposable {
  /** The URL of the key. */
  keyUrl: string;
  rootToken: string;
  role: { roleId: string; secretId: string };
  /** What was asked for, such as `POST /v1/transit/encrypt/selfsame`. */
  asked: string[];
  /** Revokes the tokens of the role before they end by themselves. */
  endTokens(): void;
  seal(isSealed: boolean): void;
  /** What the policy of the role does not allow from now on, such as `POST keys/selfsame/trim`. */
  forbid(what: string): void;
  /** Stands by, and sends whoever asks to another node. */
  standBy(isStandby: boolean): void;
  /** Sets what the key service itself can set: as its operator does. */
  operate(method: string, path: string, body: object): object;
}

const NAMESPACE = 'people';
const NAME = 'selfsame';
/** Longer than tests take: a token is asked for anew some seconds before its end. */
const LEASE_S = 1_200;

interface State {
  engine: TransitEngine;
  tokens: Set<string>;
  rootToken: string;
  role: TransitServer['role'];
  forbidden: Set<string>;
  isSealed: boolean;
  isStandby: boolean;
}

export async function startTransitServer(): Promise<TransitServer> {
  const rootToken = `hvs.${randomUUID()}`;
  const role = { roleId: randomUUID(), secretId: randomUUID() };
  const engine = createTransitEngine(NAME);
  const forbidden = new Set<string>();
  const state: State = {
    engine,
    tokens: new Set([rootToken]),
    rootToken,
    role,
    forbidden,
    isSealed: false,
    isStandby: false,
  };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (state.isStandby) {
      response.writeHead(307, { location: 'https://active.example:8200' }).end();
      return;
    }
    answer(state, request).then(
      (body) => reply(response, 200, body),
      (error: unknown) => {
        const status = error instanceof Refusal ? error.status : 500;
        const said = error instanceof Error && error.message !== '' ? [error.message] : [];
        reply(response, status, (error instanceof Refusal && error.body) || { errors: said });
      },
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    keyUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/transit/keys/${NAME}`,
    rootToken,
    role,
    asked,
    endTokens: () => (state.tokens = new Set([rootToken])),
    seal: (isSealed) => (state.isSealed = isSealed),
    forbid: (what) => forbidden.add(what),
    standBy: (isStandby) => (state.isStandby = isStandby),
    operate: (method, path, body) => engine.answer(method, path, body),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

async function answer(state: State, request: IncomingMessage): Promise<unknown> {
  const { role, tokens, engine, rootToken, forbidden } = state;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
  if (state.isSealed) throw new Refusal(503, 'Vault is sealed');
  if (request.headers['x-vault-namespace'] !== NAMESPACE) throw new Refusal(404, '');
  const path = String(request.url);
  if (`${request.method} ${path}` === 'POST /v1/auth/approle/login') {
    if (body.role_id !== role.roleId || body.secret_id !== role.secretId)
      throw new Refusal(400, 'invalid role or secret ID');
    const token = `hvs.${randomUUID()}`;
    state.tokens.add(token);
    return { auth: { client_token: token, lease_duration: LEASE_S, renewable: true } };
  }
  const token = String(request.headers['x-vault-token']);
  if (!tokens.has(token)) throw new Refusal(403, 'permission denied');
  const [, below] = /^\/v1\/transit\/(.+)$/.exec(path) ?? [];
  if (below === undefined) throw new Refusal(404, '');
  const what = `${request.method} ${below}`;
  if (token !== rootToken && forbidden.has(what)) throw new Refusal(403, '1 error occurred: * permission denied');
  return engine.answer(String(request.method), below, body);
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
