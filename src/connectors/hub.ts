import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { fault } from '../kernel/faults.ts';

/** A hub, and who asks it. */
export interface HubAccess {
  /** Its GraphQL endpoint. */
  endpoint: string;
  token: string;
}

/** A hub that has taken in a large list says nothing for so long. */
const ANSWER_TIMEOUT_MS = 10 * 60_000;

const errorsSchema = z.object({ errors: z.array(z.object({ message: z.string() })).nonempty() });

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

/** Sends a body to a hub, and reads what it answers as JSON. `fetch` lost: it refuses ports that a hub may listen on, such as 6000. It still writes the body. */
export async function post(
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

/** What a hub refused, as it says so; or that there is none. */
export function refusal({ endpoint }: HubAccess, status: number, body: unknown): Error {
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
