import { z } from 'zod';
import { type Fault, fault } from '../kernel/faults.ts';
import { type Answered, type TransitLogin, isGood, openTransitHttp } from './transit-http.ts';

/** Where a key service is, and as whom this hub speaks to it. */
export interface TransitOptions {
  /** The key, such as `https://vault.example:8200/v1/transit/keys/selfsame`. */
  keyUrl: string;
  login: TransitLogin;
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
  /** Makes a new version of the key, and wraps these with it. What older versions wrapped opens as before. */
  renew(items: readonly Named[]): Promise<Named[]>;
  /** Deletes, for good, the versions older than those that wrapped these. Answers whether there were some. */
  trim(items: readonly Named[]): Promise<boolean>;
}

const TIMEOUT_MS = 5_000;

const Batch = z.object({
  data: z.object({
    batch_results: z.array(
      z.object({ plaintext: z.string().optional(), ciphertext: z.string().optional(), error: z.string().optional() }),
    ),
  }),
});
type Result = z.infer<typeof Batch>['data']['batch_results'][number];
const Key = z.object({
  data: z.object({
    min_available_version: z.number().default(0),
    min_decryption_version: z.number().default(0),
    min_encryption_version: z.number().default(0),
  }),
});

/** Opens a key of a service. Nothing is asked for yet. */
export function openTransit({ keyUrl, login, namespace, timeoutMs = TIMEOUT_MS }: TransitOptions): Transit {
  const [, origin = '', mount = '', name = ''] = /^(https?:\/\/[^/]+\/v1)\/(.+)\/keys\/([^/]+)$/.exec(keyUrl) ?? [];
  const http = openTransitHttp({ origin, login, namespace, timeoutMs });

  const call = async (method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> => {
    const answered = await http.ask(method, `${mount}/${path}`, body);
    if (isGood(answered)) return answered.body;
    throw http.refusal(answered, `${method} ${mount}/${path}`);
  };
  /** All or none: one that fails makes the answer 400, with what is wrong beside it. */
  const each = async (what: 'encrypt' | 'decrypt', items: readonly { id: string; input: object }[]) => {
    if (items.length === 0) return [];
    const path = `${mount}/${what}/${name}`;
    const input = items.map((item) => ({ ...item.input, associated_data: associated(item.id) }));
    const answered = await http.ask('POST', path, { batch_input: input });
    const results = resultsOf(answered);
    const failed = results?.findIndex(({ error }) => error) ?? -1;
    if (failed >= 0) throw strange(items[failed]!.id, results![failed]!.error!);
    if (!isGood(answered) || results?.length !== items.length) throw http.refusal(answered, `POST ${path}`);
    return results;
  };
  const wrap = async (items: readonly { id: string; bytes: Buffer }[]): Promise<Named[]> => {
    const plain = items.map(({ id, bytes }) => ({ id, input: { plaintext: bytes.toString('base64') } }));
    const results = await each('encrypt', plain);
    return results.map(({ ciphertext }, place) => ({ id: items[place]!.id, wrapped: ciphertext! }));
  };
  const unwrap = async (items: readonly Named[]): Promise<Buffer[]> => {
    const results = await each(
      'decrypt',
      items.map(({ id, wrapped }) => ({ id, input: { ciphertext: wrapped } })),
    );
    return results.map(({ plaintext }) => Buffer.from(plaintext ?? '', 'base64'));
  };

  return {
    wrap: async (id, bytes) => (await wrap([{ id, bytes }]))[0]!.wrapped,
    unwrap,
    async renew(items) {
      await call('POST', `keys/${name}/rotate`, {});
      // Its own rewrap opens nothing that is bound to associated data.
      const opened = await unwrap(items);
      return wrap(items.map(({ id }, place) => ({ id, bytes: opened[place]! })));
    },
    async trim(items) {
      if (items.length === 0) return false;
      const oldest = Math.min(...items.map(versionOf));
      const { data } = Key.parse(await call('GET', `keys/${name}`));
      if (data.min_available_version >= oldest || oldest === 1) return false;
      // A version that may not open comes back when it may again; what is trimmed does not. That takes both limits.
      await call('POST', `keys/${name}/config`, {
        min_decryption_version: Math.max(oldest, data.min_decryption_version),
        min_encryption_version: Math.max(oldest, data.min_decryption_version, data.min_encryption_version),
      });
      await call('POST', `keys/${name}/trim`, { min_available_version: oldest });
      return true;
    },
  };
}

function resultsOf({ body }: Answered): Result[] | undefined {
  return Batch.safeParse(body).data?.data.batch_results;
}

/** What a wrapped key is bound to, so that one cannot stand for another. */
function associated(id: string): string {
  return Buffer.from(`selfsame:${id}`).toString('base64');
}

/** The version of the service's key that wrapped it. */
function versionOf({ id, wrapped }: Named): number {
  const [, version] = /^vault:v(\d+):/.exec(wrapped) ?? [];
  if (version === undefined) throw strange(id, 'it names no version');
  return Number(version);
}

function strange(id: string, why: string): Fault {
  return fault({
    code: 'CONFIGURATION',
    public: `The key service does not take the key ${id} (${why}): it was wrapped by another key, or by a version that is no longer opened. Check TRANSIT_KEY.`,
  });
}
