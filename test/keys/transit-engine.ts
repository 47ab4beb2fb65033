import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * One key of the transit secrets engine, as path_encrypt, path_decrypt, path_keys_config, path_trim and path_rotate of
 * HashiCorp Vault and OpenBao answer: what they refuse is refused in their words. What a hub does not ask for is not there.
 */
export interface TransitEngine {
  /** The answer to a request below the mount. Throws `Refusal`. */
  answer(method: string, path: string, body: any): object;
}

/** Answers a status with `errors`, or with a body of its own. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: object | undefined;
  constructor(status: number, text: string, body?: object) {
    super(text);
    this.status = status;
    this.body = body;
  }
}

interface State {
  /** Undefined where a version was trimmed. */
  versions: (Buffer | undefined)[];
  minDecryption: number;
  minEncryption: number;
  minAvailable: number;
}

interface Item {
  plaintext?: string;
  ciphertext?: string;
  associated_data?: string;
}

export function createTransitEngine(name: string): TransitEngine {
  const state: State = { versions: [randomBytes(32)], minDecryption: 1, minEncryption: 0, minAvailable: 0 };
  const key = () => ({
    data: {
      name,
      type: 'aes256-gcm96',
      latest_version: state.versions.length,
      min_available_version: state.minAvailable,
      min_decryption_version: state.minDecryption,
      min_encryption_version: state.minEncryption,
    },
  });
  return {
    answer(method, path, body) {
      switch (`${method} ${path}`) {
        case `POST encrypt/${name}`:
          return batch(body, (item) => ({ ciphertext: encrypt(state, item), key_version: state.versions.length }));
        case `POST decrypt/${name}`:
          return batch(body, (item) => ({ plaintext: decrypt(state, item) }));
        case `POST rewrap/${name}`:
          // It takes no associated data, so that what is bound to some does not open.
          return rewrap(body, ({ ciphertext }) => ({
            ciphertext: encrypt(state, { plaintext: decrypt(state, { ciphertext: ciphertext! }) }),
          }));
        case `POST keys/${name}/rotate`:
          state.versions.push(randomBytes(32));
          return key();
        case `POST keys/${name}/config`:
          configure(state, body);
          return key();
        case `POST keys/${name}/trim`:
          trim(state, body);
          return key();
        case `GET keys/${name}`:
          return key();
        default:
          throw new Refusal(404, '');
      }
    },
  };
}

function configure(state: State, body: { min_decryption_version?: number; min_encryption_version?: number }): void {
  const latest = state.versions.length;
  const minDecryption = body.min_decryption_version ?? state.minDecryption;
  const minEncryption = body.min_encryption_version ?? state.minEncryption;
  if (minDecryption > latest)
    throw new Refusal(400, `cannot set min decryption version of ${minDecryption}, latest key version is ${latest}`);
  if (minEncryption > latest)
    throw new Refusal(400, `cannot set min encryption version of ${minEncryption}, latest key version is ${latest}`);
  if (minEncryption > 0 && minEncryption < minDecryption)
    throw new Refusal(400, 'cannot set min encryption/decryption values');
  if (state.minAvailable > minEncryption || state.minAvailable > minDecryption)
    throw new Refusal(400, 'min version should not be less than min available version');
  Object.assign(state, { minDecryption, minEncryption });
}

function trim(state: State, { min_available_version: wanted }: { min_available_version?: number }): void {
  if (wanted === undefined) throw new Refusal(400, 'missing min_available_version');
  if (wanted < state.minAvailable) throw new Refusal(400, 'minimum available version cannot be decremented');
  if (state.minEncryption === 0)
    throw new Refusal(400, 'minimum available version cannot be set when minimum encryption version is not set');
  if (wanted > state.minEncryption || wanted > state.minDecryption)
    throw new Refusal(400, 'minimum available version cannot be greater than minimum decryption version');
  state.minAvailable = wanted;
  for (let version = 1; version < wanted; version += 1) state.versions[version - 1] = undefined;
}

/** One that fails makes the whole a 400, with all results beside it. */
function batch(body: { batch_input?: Item[] }, work: (item: Item) => object): object {
  const results = each(body, work);
  const answer = { data: { batch_results: results } };
  if (results.some((result) => 'error' in result)) throw new Refusal(400, '', answer);
  return answer;
}

/** One that fails makes no difference to the status. */
function rewrap(body: { batch_input?: Item[] }, work: (item: Item) => object): object {
  return { data: { batch_results: each(body, work) } };
}

function each({ batch_input: items }: { batch_input?: Item[] }, work: (item: Item) => object): object[] {
  if (!items || items.length === 0) throw new Refusal(400, 'missing batch input to process');
  return items.map((item) => {
    try {
      return work(item);
    } catch (error) {
      return { error: (error as Error).message };
    }
  });
}

function encrypt(state: State, { plaintext = '', associated_data: associated = '' }: Item): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', state.versions.at(-1)!, iv).setAAD(Buffer.from(associated, 'base64'));
  const sealed = Buffer.concat([iv, cipher.update(plaintext, 'base64'), cipher.final(), cipher.getAuthTag()]);
  return `vault:v${state.versions.length}:${sealed.toString('base64')}`;
}

function decrypt(state: State, { ciphertext = '', associated_data: associated = '' }: Item): string {
  const [, text = '', sealed = ''] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
  const version = Number(text);
  if (text === '') throw new Error('invalid ciphertext: no prefix');
  if (version > state.versions.length) throw new Error('invalid ciphertext: version is too new');
  if (version < state.minDecryption)
    throw new Error('ciphertext or signature version is disallowed by policy (too old)');
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', state.versions[version - 1]!, bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(associated, 'base64')).setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('base64');
  } catch {
    throw new Error('cipher: message authentication failed');
  }
}
