import { fault } from '../../kernel/faults.ts';
import type { PersonInput } from './canonical.ts';
import type { Output } from './meter.ts';
import type { Reason } from './rejects.ts';
import type { RetryPolicy } from './retry.ts';

const DEFAULT_ENDPOINT = 'http://127.0.0.1:4000/graphql';
/** Requests under way at once, and the most that may be. */
export const DEFAULT_CONCURRENCY = 3;
export const MAX_CONCURRENCY = 32;

/** What to import, and where to. */
export interface ImportOptions {
  /** A CSV or JSON Lines file. */
  file: string;
  /** The registered system in whose name the rows are written. */
  system: string;
  /** The mapping file: docs/import.md. */
  map: string;
  /** Reads, checks and shows, and sends nothing. */
  dryRun?: boolean | undefined;
  /** What the hub's intake finds wrong with a record; for the dry run, which asks no hub. */
  findProblems?: ((input: PersonInput) => readonly Reason[]) | undefined;
  /** The hub's GraphQL endpoint; http://127.0.0.1:4000/graphql, when left away. */
  endpoint?: string | undefined;
  /** An access token of the system, or what yields one; it is asked again when the hub no longer takes the last one. */
  token?: string | (() => Promise<string>) | undefined;
  /** Requests under way at once, 1 to 32; 3, when left away. */
  concurrency?: number | undefined;
  /** Where rejected rows go: beside the file, when left away. */
  rejects?: string | undefined;
  /** Forgets how far an earlier run came, and its rejects. */
  fresh?: boolean | undefined;
  /** Ends the import; the next run goes on where it stopped. */
  signal: AbortSignal;
  /** Where progress is shown. */
  out: Output;
  /** How patiently rows are sent again. */
  retry?: RetryPolicy | undefined;
}

/** The endpoint. Throws CONFIGURATION when it is no URL of a web server. */
export function endpointOf({ endpoint = DEFAULT_ENDPOINT }: ImportOptions): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw fault({
    code: 'CONFIGURATION',
    public: `endpoint: expected an http or https URL, such as ${DEFAULT_ENDPOINT}.`,
  });
}

/** How many requests may be under way. Throws CONFIGURATION when it is out of bounds. */
export function concurrencyOf({ concurrency = DEFAULT_CONCURRENCY }: ImportOptions): number {
  if (Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= MAX_CONCURRENCY) return concurrency;
  throw fault({
    code: 'CONFIGURATION',
    public: `concurrency: expected a whole number from 1 to ${MAX_CONCURRENCY}.`,
  });
}

/** What yields access tokens. Throws CONFIGURATION when there is none. */
export function tokenOf({ token }: ImportOptions): () => Promise<string> {
  if (typeof token === 'function') return token;
  if (token) return () => Promise.resolve(token);
  throw fault({
    code: 'CONFIGURATION',
    public: 'token: an access token of the system is needed: --token, or SELFSAME_TOKEN.',
  });
}
