import { z } from 'zod';
import { fault } from '../../kernel/faults.ts';
import { get } from './post.ts';
import { DEFAULT_RETRY, type RetryPolicy, Transient, withRetry } from './retry.ts';

const TIMEOUT_MS = 10_000;
const GIVE_UP_MS = 10_000;
const documentSchema = z.object({ log: z.string() });

/**
 * How the progress file names a hub: by its log, which is another one in every database, so that neither another hub on the
 * same port nor a new one is taken for the one that has the rows. A server that does not say is named by its address.
 * Throws UNAVAILABLE when the hub does not answer.
 */
export async function identify(
  endpoint: URL,
  retry: RetryPolicy = DEFAULT_RETRY,
  signal: AbortSignal,
): Promise<string> {
  const url = new URL('/.well-known/selfsame', endpoint);
  const ask = async (): Promise<string> => {
    const { status, text } = await get(url, TIMEOUT_MS, signal).catch((error: NodeJS.ErrnoException) => {
      signal.throwIfAborted();
      throw new Transient(error.code ?? error.message);
    });
    if (status >= 500) throw new Transient(`HTTP ${status}`);
    const found = status === 200 ? documentSchema.safeParse(parseJson(text)).data : undefined;
    return found ? `log ${found.log}` : endpoint.href;
  };
  try {
    return await withRetry(ask, { ...retry, giveUpAfterMs: Math.min(GIVE_UP_MS, retry.giveUpAfterMs) }, signal);
  } catch (error) {
    throw error instanceof Transient ? unavailable(endpoint, error) : error;
  }
}

/** What is said of a hub that stays away. */
export function unavailable(endpoint: URL, cause: Transient): Error {
  return fault({
    code: 'UNAVAILABLE',
    public: `The hub at ${endpoint.href} does not answer (${cause.message}). Run the same command again to go on.`,
    cause,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
