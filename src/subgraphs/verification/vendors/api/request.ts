import { z } from 'zod';
import { type Access, Refused, Unavailable } from './api.ts';

/** A request to a vendor's API. */
export interface VendorRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Behind the base URL, with its query. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Answers of vendors are a few kilobytes. */
const MAX_BYTES = 1_048_576;
/** Too early, too many, a conflict with a request under way: to be tried again, with the same key. */
const BUSY: ReadonlySet<number> = new Set([408, 409, 423, 425, 429]);
const MAX_RETRY_AFTER_SECONDS = 86_400;

/**
 * Calls a vendor's API; answers its JSON. Redirects are not followed: a vendor's address is where its secrets may go, and
 * no other is.
 * @param tolerated statuses that are an answer though they say no
 * @throws Unavailable, Refused
 */
export async function request(
  { baseUrl, timeoutMs }: Access,
  { method, path, headers, body }: VendorRequest,
  tolerated: readonly number[] = [],
): Promise<{ status: number; body: unknown }> {
  const { response, text } = await exchange(`${baseUrl}${path}`, {
    method,
    headers: { accept: 'application/json', ...headers },
    body: body ?? null,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { status } = response;
  if (status >= 500 || (BUSY.has(status) && !tolerated.includes(status)))
    throw new Unavailable(`It answered ${status}.`, retryAfter(response));
  if (status >= 300 && status < 400) throw new Unavailable('It sent us elsewhere.');
  const json = parse(text);
  if (status >= 400 && !tolerated.includes(status)) throw new Refused(codeOf(json) ?? `HTTP_${status}`);
  return { status, body: json };
}

async function exchange(url: string, init: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(url, init);
    return { response, text: await readText(response) };
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    throw new Unavailable(isLate ? 'It took too long.' : 'It cannot be reached.');
  }
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new Unavailable('Its answer is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** RFC 9110 §10.2.3, of which vendors use the seconds. */
function retryAfter({ headers }: Response): number | undefined {
  const text = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(text) ? Math.min(Number(text), MAX_RETRY_AFTER_SECONDS) : undefined;
}

const code = z.string().regex(/^[\w.:-]{1,100}$/);
/** Where the errors of the vendors hold their code. Their texts can quote what they were sent. */
const errors = z.union([
  z.object({ error: z.object({ code }) }).transform(({ error }) => error.code),
  z.object({ error: z.object({ type: code }) }).transform(({ error }) => error.type),
  z.object({ errors: z.array(z.object({ code })).min(1) }).transform((found) => found.errors[0]!.code),
  z.object({ errorName: code }).transform(({ errorName }) => errorName),
  z.object({ error: code }).transform(({ error }) => error),
]);

function codeOf(body: unknown): string | undefined {
  return errors.safeParse(body).data;
}

/** What a vendor answered, in the form that it should have. Another form is no answer. */
export function answered<Form extends z.ZodType>(form: Form, body: unknown): z.output<Form> {
  const { success, data } = form.safeParse(body);
  if (!success) throw new Unavailable('Its answer cannot be read.');
  return data;
}
