import { z } from 'zod';
import { type Fault, fault } from '../kernel/faults.ts';

/** Where a key service is, and as whom this hub speaks to it. */
export interface TransitOptions {
  /** The key, such as `https://vault.example:8200/v1/transit/keys/selfsame`. */
  keyUrl: string;
  /** As whom: with a token, or by the AppRole method, which gives one. */
  login: { token: string } | { roleId: string; secretId: string };
  namespace?: string | undefined;
  timeoutMs?: number;
}

/** Something that the service is to open again: it opens only under the same name. */
export interface Named {
  id: string;
  wrapped: string;
}

/** One key of the transit secrets engine of HashiCorp Vault or OpenBao, by its HTTP API. It never leaves the service. */
export interface Transit {
  wrap(id: string, bytes: Buffer): Promise<string>;
  unwrap(items: readonly Named[]): Promise<Buffer[]>;
  /** Makes a new version of the key, wraps these with it, and has the service open nothing that older versions wrapped. */
  renew(items: readonly Named[]): Promise<Named[]>;
}

const TIMEOUT_MS = 5_000;
/** A token is asked for anew so long before it ends. */
const EARLY_MS = 10_000;

const Login = z.object({ auth: z.object({ client_token: z.string(), lease_duration: z.number() }) });
const One = z.object({ data: z.object({ ciphertext: z.string() }) });
const Batch = z.object({
  data: z.object({
    batch_results: z.array(
      z.object({ plaintext: z.string().optional(), ciphertext: z.string().optional(), error: z.string().optional() }),
    ),
  }),
});
const Key = z.object({ data: z.object({ latest_version: z.number() }) });

/** Opens a key of a service. Nothing is asked for yet. */
export function openTransit({ keyUrl, login, namespace, timeoutMs = TIMEOUT_MS }: TransitOptions): Transit {
  const [, origin = '', mount = '', name = ''] = /^(https?:\/\/[^/]+\/v1)\/(.+)\/keys\/([^/]+)$/.exec(keyUrl) ?? [];
  let session: { token: string; endsMs: number } | undefined;

  const ask = async (method: 'GET' | 'POST', path: string, body?: object, token?: string): Promise<unknown> => {
    const headers = {
      'content-type': 'application/json',
      'x-vault-request': 'true',
      ...(token === undefined ? {} : { 'x-vault-token': token }),
      ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
    };
    const signal = AbortSignal.timeout(timeoutMs);
    const sent = {
      method,
      headers,
      signal,
      redirect: 'error',
      ...(body ? { body: JSON.stringify(body) } : {}),
    } as const;
    const response = await fetch(`${origin}/${path}`, sent).catch((cause: unknown) => {
      throw away(origin, cause);
    });
    const text = await response.text().catch((cause: unknown) => {
      throw away(origin, cause);
    });
    if (!response.ok) throw refusal(response.status, `${method} ${path}`, origin);
    try {
      return text === '' ? undefined : JSON.parse(text);
    } catch (cause) {
      throw away(origin, cause);
    }
  };
  const enter = async (): Promise<string> => {
    if ('token' in login) return login.token;
    if (session && Date.now() < session.endsMs) return session.token;
    const { roleId, secretId } = login;
    const answer = await ask('POST', 'auth/approle/login', { role_id: roleId, secret_id: secretId });
    const { auth } = Login.parse(answer);
    // A lease of 0 never ends.
    const endsMs = auth.lease_duration === 0 ? Infinity : Date.now() + auth.lease_duration * 1_000 - EARLY_MS;
    session = { token: auth.client_token, endsMs };
    return session.token;
  };
  const call = async (method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> =>
    ask(method, `${mount}/${path}`, body, await enter());
  const each = async (
    what: 'decrypt' | 'rewrap',
    items: readonly Named[],
  ): Promise<{ plaintext?: string | undefined; ciphertext?: string | undefined }[]> => {
    if (items.length === 0) return [];
    const input = items.map(({ id, wrapped }) => ({ ciphertext: wrapped, associated_data: associated(id) }));
    const { batch_results: results } = Batch.parse(await call('POST', `${what}/${name}`, { batch_input: input })).data;
    for (const [place, { error }] of results.entries()) {
      if (error) throw strange(items[place]!.id);
    }
    return results;
  };

  return {
    async wrap(id, bytes) {
      const input = { plaintext: bytes.toString('base64'), associated_data: associated(id) };
      return One.parse(await call('POST', `encrypt/${name}`, input)).data.ciphertext;
    },
    async unwrap(items) {
      const results = await each('decrypt', items);
      return results.map(({ plaintext }) => Buffer.from(plaintext ?? '', 'base64'));
    },
    async renew(items) {
      await call('POST', `keys/${name}/rotate`, {});
      const results = await each('rewrap', items);
      const renewed = results.map(({ ciphertext }, place) => ({ id: items[place]!.id, wrapped: ciphertext! }));
      const { data } = Key.parse(await call('GET', `keys/${name}`));
      await call('POST', `keys/${name}/config`, { min_decryption_version: data.latest_version });
      return renewed;
    },
  };
}

/** What a wrapped key is bound to, so that one cannot stand for another. */
function associated(id: string): string {
  return Buffer.from(`selfsame:${id}`).toString('base64');
}

function away(origin: string, cause: unknown): Fault {
  return fault({
    code: 'UNAVAILABLE',
    public: `The key service at ${new URL(origin).host} does not answer. Check TRANSIT_KEY, and that it runs.`,
    cause,
  });
}

function refusal(status: number, what: string, origin: string): Fault {
  const { host } = new URL(origin);
  if (status === 503) {
    return fault({ code: 'UNAVAILABLE', public: `The key service at ${host} is sealed or in maintenance. Unseal it.` });
  }
  if (status === 429 || status >= 500 || (status >= 472 && status <= 473)) {
    return fault({
      code: 'UNAVAILABLE',
      public: `The key service at ${host} answered ${status}. Try again in a moment.`,
    });
  }
  const reasons: Record<number, string> = {
    400: 'It does not know the key or the login, or does not open what is stored.',
    403: 'The token is not good, or its policy does not allow this.',
    404: 'There is nothing: check the path and the namespace.',
  };
  return fault({
    code: 'CONFIGURATION',
    public: `The key service at ${host} refused ${what} (${status}). ${reasons[status] ?? 'Check TRANSIT_KEY.'}`,
  });
}

function strange(id: string): Fault {
  return fault({
    code: 'CONFIGURATION',
    public: `The key service does not open the key ${id}: it was wrapped by another key, or by a version that is no longer opened. Check TRANSIT_KEY.`,
  });
}
