import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** One system's way to the hub: what any application would write with `fetch` and graphql-ws. */
export interface HubClient {
  /** Sends a query or mutation. Throws HubRefused when the answer holds errors, something else when there is none. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** The whole answer, with what it says beside the data. Throws as `ask` does. */
  answer<Data>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  /** The payloads of a subscription. Throws when the connection is lost: go on behind the last cursor. */
  subscribe<Data>(query: string, variables?: Record<string, unknown>): AsyncIterableIterator<Data>;
  close(): Promise<void>;
}

/** The hub has answered, with an error. */
export class HubRefused extends Error {}

/** Speaks to the hub at `url` with an access token. */
export function connect(url: string, token: string): HubClient {
  const endpoint = new URL('/graphql', url);
  let socket: Client | undefined;
  const answer = async <Data>(query: string, variables = {}): Promise<Answer<Data>> => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, extensions } = checked<Data>((await response.json()) as Raw<Data>);
    return { data: data as Data, extensions };
  };
  return {
    answer,
    async ask<Data>(query: string, variables = {}): Promise<Data> {
      return (await answer<Data>(query, variables)).data;
    },
    async *subscribe<Data>(query: string, variables = {}) {
      socket ??= createClient({
        url: endpoint.href.replace(/^http/, 'ws'),
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: { authorization: `Bearer ${token}` },
      });
      for await (const raw of socket.iterate({ query, variables })) yield checked<Data>(raw as Raw<Data>).data as Data;
    },
    async close() {
      await socket?.dispose();
    },
  };
}

/** An answer to an operation that holds no errors. */
export interface Answer<Data> {
  data: Data;
  extensions?: Readonly<Record<string, unknown>> | undefined;
}

interface Raw<Data> extends Partial<Answer<Data>> {
  errors?: readonly { message: string; path?: readonly (string | number)[] | undefined }[] | undefined;
}

function checked<Data>(raw: Raw<Data>): Raw<Data> {
  const [error] = raw.errors ?? [];
  if (!error) return raw;
  throw new HubRefused(`The hub answered: ${error.message}${error.path ? ` (at ${error.path.join('.')})` : ''}`);
}

/** The outcome of a mutation, when it is the one that was hoped for. Throws for any other. */
export function expectOutcome<Outcome extends { __typename: string }>(
  outcome: { __typename: string },
  name: Outcome['__typename'],
): Outcome {
  if (outcome.__typename === name) return outcome as Outcome;
  throw new Error(`Expected ${name}; the hub answered ${JSON.stringify(outcome)}`);
}
