import { z } from 'zod';
import { type Fault, fault } from '../kernel/faults.ts';

/** As whom a hub speaks to a key service: with a token, or by the AppRole method, which gives one. */
export type TransitLogin = { token: string } | { roleId: string; secretId: string };

/** What the service answered. */
export interface Answered {
  status: number;
  body: unknown;
}

/** Speaks to a key service, by the HTTP API of HashiCorp Vault and OpenBao. */
export interface TransitHttp {
  /**
   * What it answers, also when it refuses. Logs in when there is no token, or when the one of a role is not good any more.
   * @throws UNAVAILABLE when it does not answer; as `refusal` when it does not let this hub in
   */
  ask(method: 'GET' | 'POST', path: string, body?: object): Promise<Answered>;
  /** What is wrong, for whoever runs the hub. */
  refusal(answered: Answered, what: string): Fault;
}

/** A token is asked for anew so long before it ends. */
const EARLY_MS = 10_000;
const SAID_MAX = 200;

const Login = z.object({ auth: z.object({ client_token: z.string(), lease_duration: z.number() }) });
const Errors = z.object({ errors: z.array(z.string()) });

/** Opens a way to a service. Nothing is asked for yet. */
export function openTransitHttp(options: {
  /** With `/v1`. */
  origin: string;
  login: TransitLogin;
  namespace: string | undefined;
  timeoutMs: number;
}): TransitHttp {
  const { origin, login, namespace, timeoutMs } = options;
  const { host } = new URL(origin);
  let session: { token: string; endsMs: number } | undefined;

  const send = async (method: 'GET' | 'POST', path: string, body?: object, token?: string): Promise<Answered> => {
    const headers = {
      'content-type': 'application/json',
      'x-vault-request': 'true',
      ...(token === undefined ? {} : { 'x-vault-token': token }),
      ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
    };
    const sent = { method, headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) } as const;
    try {
      const response = await fetch(`${origin}/${path}`, { ...sent, ...(body ? { body: JSON.stringify(body) } : {}) });
      const text = await response.text();
      // What refuses can be a proxy, with a page of its own.
      return { status: response.status, body: response.ok ? read(text) : readIfAny(text) };
    } catch (cause) {
      throw fault({
        code: 'UNAVAILABLE',
        public: `The key service at ${host} does not answer. Check TRANSIT_KEY, and that it runs.`,
        cause,
      });
    }
  };

  const refusal = ({ status, body }: Answered, what: string): Fault => {
    if (status === 503) {
      return fault({
        code: 'UNAVAILABLE',
        public: `The key service at ${host} is sealed or in maintenance. Unseal it.`,
      });
    }
    if (status >= 300 && status < 400) {
      return fault({
        code: 'CONFIGURATION',
        public: `The key service at ${host} sends the hub elsewhere (${status}). Name in TRANSIT_KEY the node that answers, or what forwards to it.`,
      });
    }
    if (BUSY.includes(status) || status >= 500) {
      return fault({
        code: 'UNAVAILABLE',
        public: `The key service at ${host} answered ${status}. Try again in a moment.`,
      });
    }
    return fault({
      code: 'CONFIGURATION',
      public: `The key service at ${host} refused ${what} (${status})${saidBy(body)}. ${REASONS[status] ?? 'Check TRANSIT_KEY.'}`,
    });
  };

  const enter = async (): Promise<string> => {
    if ('token' in login) return login.token;
    if (session && Date.now() < session.endsMs) return session.token;
    const path = 'auth/approle/login';
    const answered = await send('POST', path, { role_id: login.roleId, secret_id: login.secretId });
    if (!isGood(answered)) throw refusal(answered, `POST ${path}`);
    const { auth } = Login.parse(answered.body);
    // A lease of 0 never ends.
    const endsMs = auth.lease_duration === 0 ? Infinity : Date.now() + auth.lease_duration * 1_000 - EARLY_MS;
    session = { token: auth.client_token, endsMs };
    return session.token;
  };

  return {
    refusal,
    async ask(method, path, body) {
      const had = session?.token;
      const token = await enter();
      const answered = await send(method, path, body, token);
      // Revoked, used up, or forgotten by a service that was made anew.
      if (answered.status !== 403 || had === undefined || token !== had) return answered;
      session = undefined;
      return send(method, path, body, await enter());
    },
  };
}

/** Whether a request did what it should. */
export function isGood({ status }: Answered): boolean {
  return status >= 200 && status < 300;
}

/** Something has not arrived there yet; too many requests; a standby that does not forward. */
const BUSY = [412, 429, 472, 473];
const REASONS: Record<number, string> = {
  400: 'It does not know the key or the login, or does not open what is stored.',
  403: 'The token is not good, or its policy does not allow this.',
  404: 'There is nothing: check the path and the namespace.',
};

/** In the words of the service, which name no secrets. */
function saidBy(body: unknown): string {
  const said = Errors.safeParse(body).data?.errors.join('; ') ?? '';
  const line = said.replaceAll(/[^\x20-\x7e]+/g, ' ').trim();
  return line === '' ? '' : `: ${line.slice(0, SAID_MAX)}`;
}

function read(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text);
}

function readIfAny(text: string): unknown {
  try {
    return read(text);
  } catch {
    return undefined;
  }
}
