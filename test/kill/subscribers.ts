import { setTimeout as sleep } from 'node:timers/promises';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWebSocketClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Tokens } from './graph.ts';
import type { Random } from './random.ts';

/** Which events a subscriber asked for. */
export interface Interest {
  name: string;
  /** The field of `Subscription`. */
  field: 'events' | 'personChanged' | 'verificationStatusChanged' | 'consentChanged' | 'decisionMade';
  types?: readonly string[];
}

/** A client that subscribes again from its last cursor whenever its stream ends. */
export interface Subscriber {
  readonly interest: Interest;
  readonly transport: 'graphql-ws' | 'graphql-sse';
  /** What it got, in the order in which it came. */
  readonly cursors: readonly string[];
  /** How often its stream ended. */
  readonly resumed: number;
  /** What no subscriber should ever meet. */
  readonly problems: readonly string[];
  stop(): Promise<void>;
}

type Payload = {
  data?: Record<string, { cursor: string } | null> | null;
  errors?: readonly { message: string; extensions?: { code?: unknown } }[];
};

/** Streams end with these when a hub or its database goes; anything else is a defect. */
const EXPECTED = new Set<unknown>(['UNAVAILABLE']);

/** Starts a subscriber that begins with the oldest event. It takes any of the hubs each time. */
export function startSubscriber(
  transport: Subscriber['transport'],
  interest: Interest,
  { urls, tokens, random }: { urls: readonly string[]; tokens: Tokens; random: Random },
): Subscriber {
  const cursors: string[] = [];
  const problems: string[] = [];
  let resumed = -1;
  let stopped = false;
  let close = (): void => {};

  /** Whether to go on: an event without its cursor would be lost, so then it begins again behind the last one. */
  const take = ({ data, errors }: Payload): boolean => {
    const event = data?.[interest.field];
    if (event) cursors.push(event.cursor);
    for (const { message, extensions } of errors ?? []) if (!EXPECTED.has(extensions?.code)) problems.push(message);
    return event != null;
  };

  const follow = async (): Promise<void> => {
    while (!stopped) {
      resumed += 1;
      const url = random.pick(urls);
      const stream = await open(transport, url, await tokens.of('steward'));
      close = stream.close;
      try {
        const variables = { after: cursors.at(-1) ?? 'earliest', types: interest.types };
        for await (const answer of stream.iterate(documentOf(interest), variables)) if (!take(answer as Payload)) break;
      } catch {
        // The stream was cut.
      }
      stream.close();
      if (!stopped) await sleep(random.between(100, 300));
    }
  };
  const following = follow();

  return {
    interest,
    transport,
    cursors,
    problems,
    get resumed() {
      return resumed;
    },
    async stop() {
      stopped = true;
      close();
      await following;
    },
  };
}

function documentOf({ field }: Interest): string {
  return field === 'events'
    ? 'subscription ($after: String, $types: [String!]) { events(after: $after, types: $types) { cursor } }'
    : `subscription ($after: String) { ${field}(after: $after) { cursor ${field === 'personChanged' ? 'person { id }' : ''} } }`;
}

interface Stream {
  iterate(query: string, variables: Record<string, unknown>): AsyncIterable<unknown>;
  close(): void;
}

async function open(transport: Subscriber['transport'], url: string, token: string): Promise<Stream> {
  const authorization = `Bearer ${token}`;
  if (transport === 'graphql-sse') {
    const client = createSseClient({ url: `${url}/graphql`, headers: { authorization }, retryAttempts: 0 });
    return { iterate: (query, variables) => client.iterate({ query, variables }), close: () => client.dispose() };
  }
  const client = createWebSocketClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
    // A hub that hangs does not close its sockets: without an answer to a ping in time, begin elsewhere.
    keepAlive: 2_000,
    on: pingTimeout(1_500),
  });
  return { iterate: (query, variables) => client.iterate({ query, variables }), close: () => void client.dispose() };
}

/** Closes a socket whose ping is not answered, as the recipe in the documentation of graphql-ws does. */
function pingTimeout(timeoutMs: number) {
  let socket: WebSocket | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    connected: (opened: unknown) => void (socket = opened as WebSocket),
    ping: (received: boolean) => {
      if (!received) timer = setTimeout(() => socket?.terminate(), timeoutMs);
    },
    pong: (received: boolean) => {
      if (received) clearTimeout(timer);
    },
    closed: () => clearTimeout(timer),
  };
}
