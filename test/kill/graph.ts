import type { SystemKind } from '../../src/kernel/access.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { scopesToAsk } from '../../src/kernel/roles.ts';
import { openDevelopmentIssuer } from '../../src/local/issuer.ts';

/** Mints the tokens of the systems around a hub. */
export interface Tokens {
  /** With all that the kind may hold. The client of a system has its name. */
  of(clientId: string, kind?: SystemKind): Promise<string>;
}

/** An answer to an operation. */
export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
}

/** An answer took longer than anybody waits. */
const TIMEOUT_MS = 8_000;
const TTL_SECONDS = 86_400;

/** The tokens of the development issuer in a data folder. */
export async function openTokens(dataDir: string): Promise<Tokens> {
  const issuer = await openDevelopmentIssuer(dataDir, systemClock);
  const minted = new Map<string, Promise<string>>();
  return {
    of(clientId, kind = clientId.toUpperCase() as SystemKind) {
      let token = minted.get(clientId);
      if (!token) {
        token = issuer.mint({
          clientId,
          audience: 'selfsame',
          scopes: scopesToAsk(kind),
          ttlSeconds: TTL_SECONDS,
        });
        minted.set(clientId, token);
      }
      return token;
    },
  };
}

/** Sends one operation with plain fetch. Throws when there is no answer: refused, cut, or late. */
export async function send(
  url: string,
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer & { status: number }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: response.status, ...((await response.json()) as Answer) };
}
