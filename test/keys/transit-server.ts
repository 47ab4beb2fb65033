import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A key service that behaves as the documentation of the transit secrets engine says, for one key. */
export interface TransitServer extends AsyncDisposable {
  /** The URL of the key. */
  keyUrl: string;
  rootToken: string;
  role: { roleId: string; secretId: string };
  /** What was asked for, such as `POST /v1/transit/encrypt/selfsame`. */
  asked: string[];
  /** How tokens of the role end: the next one is needed. */
  endTokens(): void;
  seal(isSealed: boolean): void;
}

const NAMESPACE = 'people';

interface State {
  versions: Buffer[];
  minDecryption: number;
  tokens: Set<string>;
  isSealed: boolean;
}

/** Answers what the documentation says for a status. */
class Refusal extends Error {
  readonly status: number;
  constructor(status: number, text: string) {
    super(text);
    this.status = status;
  }
}

export async function startTransitServer(): Promise<TransitServer> {
  const rootToken = `hvs.${randomUUID()}`;
  const role = { roleId: randomUUID(), secretId: randomUUID() };
  const state: State = { versions: [randomBytes(32)], minDecryption: 1, tokens: new Set([rootToken]), isSealed: false };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(state, role, request).then(
      (body) => reply(response, 200, body),
      (error: unknown) => {
        const status = error instanceof Refusal ? error.status : 500;
        reply(response, status, { errors: [error instanceof Error ? error.message : ''] });
      },
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    keyUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/transit/keys/selfsame`,
    rootToken,
    role,
    asked,
    endTokens: () => (state.tokens = new Set([rootToken])),
    seal: (isSealed) => (state.isSealed = isSealed),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

async function answer(state: State, role: TransitServer['role'], request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
  if (state.isSealed) throw new Refusal(503, 'Vault is sealed');
  if (request.headers['x-vault-namespace'] !== NAMESPACE) throw new Refusal(404, '');
  const what = `${request.method} ${request.url}`;
  if (what === 'POST /v1/auth/approle/login') {
    if (body.role_id !== role.roleId || body.secret_id !== role.secretId)
      throw new Refusal(400, 'invalid role or secret ID');
    const token = `hvs.${randomUUID()}`;
    state.tokens.add(token);
    return { auth: { client_token: token, lease_duration: 11, renewable: true } };
  }
  if (!state.tokens.has(String(request.headers['x-vault-token']))) throw new Refusal(403, 'permission denied');
  const latest = state.versions.length;
  switch (what) {
    case 'POST /v1/transit/encrypt/selfsame':
      return { data: { ciphertext: encrypt(state, body.plaintext, body.associated_data), key_version: latest } };
    case 'POST /v1/transit/decrypt/selfsame':
      return batch(body, (item) => ({ plaintext: decrypt(state, item) }));
    case 'POST /v1/transit/rewrap/selfsame':
      return batch(body, (item) => ({ ciphertext: encrypt(state, decrypt(state, item), item.associated_data) }));
    case 'POST /v1/transit/keys/selfsame/rotate':
      state.versions.push(randomBytes(32));
      return {};
    case 'GET /v1/transit/keys/selfsame':
      return { data: { latest_version: latest, min_decryption_version: state.minDecryption, type: 'aes256-gcm96' } };
    case 'POST /v1/transit/keys/selfsame/config':
      if (body.min_decryption_version > latest) throw new Refusal(400, 'cannot set min decryption version');
      state.minDecryption = body.min_decryption_version;
      return {};
    default:
      throw new Refusal(404, '');
  }
}

interface Item {
  ciphertext: string;
  associated_data: string;
}

function batch(body: { batch_input?: Item[] }, work: (item: Item) => object): unknown {
  if (!body.batch_input) throw new Refusal(400, 'missing batch_input');
  const results = body.batch_input.map((item) => {
    try {
      return work(item);
    } catch (error) {
      return { error: (error as Error).message };
    }
  });
  const failed = results.filter((result) => 'error' in result);
  if (failed.length === results.length) throw new Refusal(400, 'invalid ciphertext');
  return { data: { batch_results: results } };
}

function encrypt(state: State, plaintext: string, associated: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', state.versions.at(-1)!, iv).setAAD(Buffer.from(associated, 'base64'));
  const sealed = Buffer.concat([iv, cipher.update(plaintext, 'base64'), cipher.final(), cipher.getAuthTag()]);
  return `vault:v${state.versions.length}:${sealed.toString('base64')}`;
}

function decrypt(state: State, { ciphertext, associated_data: associated }: Item): string {
  const [, version = '0', text = ''] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
  if (Number(version) < state.minDecryption)
    throw new Refusal(400, 'ciphertext version is disallowed by policy (too old)');
  const sealed = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', state.versions[Number(version) - 1]!, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(associated, 'base64')).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('base64');
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
