import { openAsBlob } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { fault } from '../../kernel/faults.ts';

/** A hub, and who asks it. */
export interface HubAccess {
  /** Its GraphQL endpoint. */
  endpoint: string;
  token: string;
}

/** A hub that has taken in a large list says nothing for so long. */
const ANSWER_TIMEOUT_MS = 10 * 60_000;

const loadedSchema = z.object({
  list: z.string(),
  version: z.number(),
  changed: z.boolean(),
  entries: z.number(),
  people: z.number(),
  sha256: z.string(),
});
/** A list that is in use. */
export type Loaded = z.infer<typeof loadedSchema>;

const problemsSchema = z.object({ problems: z.array(z.object({ path: z.string(), message: z.string() })) });
const errorsSchema = z.object({ errors: z.array(z.object({ message: z.string() })).nonempty() });

/** What is wrong with the files of a list, one line each. */
export class ListRefused extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super('the list was refused');
    this.problems = problems;
  }
}

/**
 * Uploads the files of a list. Throws ListRefused with all that is wrong with them; a fault BAD_REQUEST for a file that cannot be read
 * and for what the hub does not take; UNAVAILABLE when it does not answer.
 */
export async function uploadWatchlist(
  hub: HubAccess,
  list: { name: string; format: string; files: Readonly<Record<string, string>>; smaller: boolean },
): Promise<Loaded> {
  const form = new FormData();
  for (const [part, path] of Object.entries(list.files)) form.append(part, await openFile(path), basename(path));
  const url = new URL(`watchlists/${encodeURIComponent(list.name)}`, hub.endpoint);
  url.searchParams.set('format', list.format);
  if (list.smaller) url.searchParams.set('smaller', 'true');
  const { status, body } = await post(hub, url, new Response(form));
  const problems = problemsSchema.safeParse(body).data?.problems;
  if (problems)
    throw new ListRefused(problems.map(({ path, message }) => `${path === '' ? list.name : path}: ${message}`));
  const loaded = loadedSchema.safeParse(body);
  if (status === 200 && loaded.success) return loaded.data;
  throw refusal(hub, status, body);
}

/** Runs an operation; answers its data, read by `schema`. Throws faults: what the hub says, or UNAVAILABLE. */
export async function askHub<Data>(
  hub: HubAccess,
  query: string,
  variables: Record<string, unknown>,
  schema: z.ZodType<Data>,
): Promise<Data> {
  const sent = new Response(JSON.stringify({ query, variables }), { headers: { 'content-type': 'application/json' } });
  const { status, body } = await post(hub, new URL(hub.endpoint), sent);
  const answer = z.object({ data: schema }).safeParse(body);
  if (answer.success) return answer.data.data;
  throw refusal(hub, status, body);
}

async function openFile(path: string): Promise<Blob> {
  try {
    return await openAsBlob(path);
  } catch (cause) {
    throw fault({ code: 'BAD_REQUEST', public: `${path} cannot be read.`, cause });
  }
}

/** `fetch` lost: it refuses ports that a hub may listen on, such as 6000. It still writes the body. */
async function post(
  { endpoint, token }: HubAccess,
  url: URL,
  sent: Response,
): Promise<{ status: number; body: unknown }> {
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const headers = { authorization: `Bearer ${token}`, 'content-type': sent.headers.get('content-type')! };
  try {
    return await new Promise((resolve, reject) => {
      const request = open(url, { method: 'POST', headers, agent: false, timeout: ANSWER_TIMEOUT_MS }, (reply) => {
        text(reply).then((body) => resolve({ status: reply.statusCode ?? 0, body: parseJson(body) }), reject);
      });
      request.on('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS} ms`)));
      request.on('error', reject);
      Readable.fromWeb(sent.body as never)
        .on('error', (error) => request.destroy(error))
        .pipe(request);
    });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw fault({ code: 'UNAVAILABLE', public: `The hub at ${endpoint} does not answer (${code ?? message}).`, cause });
  }
}

function refusal({ endpoint }: HubAccess, status: number, body: unknown): Error {
  const said = errorsSchema.safeParse(body).data?.errors[0]?.message;
  const public_ =
    said === undefined ? `The endpoint ${endpoint} is no Selfsame hub (HTTP ${status}).` : `The hub says: ${said}`;
  return fault({ code: status === 503 ? 'UNAVAILABLE' : 'BAD_REQUEST', public: public_ });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
