import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type Config, loadConfig } from '../../src/config.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { type DevelopmentIssuer, openDevelopmentIssuer } from '../../src/local/issuer.ts';
import { type Hub, type Part, type World, startHub } from '../../src/main.ts';
import { type TestDatabase, createDatabase } from './database.ts';
import { clientBehind } from './roles.ts';
import { type Watch, watchLog } from './watch.ts';

/** The answer to an operation over HTTP. */
export interface Answer<Data = any> {
  status: number;
  data: Data;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
}

/** A client of one registered system. */
export interface Client {
  token: string;
  query<Data = any>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  /** The payloads of a subscription, over a WebSocket. */
  subscribe<Data = any>(
    query: string,
    variables?: Record<string, unknown>,
  ): AsyncIterableIterator<Omit<Answer<Data>, 'status'>>;
}

/** A running hub on a database of its own. */
export interface TestHub extends AsyncDisposable {
  url: string;
  config: Config;
  database: TestDatabase;
  issuer: DevelopmentIssuer;
  /**
   * A client of a system of the development set, with the given scopes; with all that its kind may hold, if none are given.
   * `steward/ada` has a person behind it; `auditor` and `auditor/eva` are the people's desk in one role. A steward without
   * given scopes has all the roles of a small desk. With `purpose` it reads for that one only.
   */
  as(system: string, scopes?: readonly string[], ttlSeconds?: number, purpose?: string): Promise<Client>;
}

export interface TestHubOptions extends Partial<World> {
  env?: Record<string, string>;
  part?: Part;
  /** In place of a clone of the template. */
  database?: TestDatabase;
}

/** Starts a hub with real HTTP on a clone of the template database. Everything it holds ends with the test. */
export async function createHub({
  env = {},
  part = {},
  database: given,
  ...world
}: TestHubOptions = {}): Promise<TestHub> {
  const database = given ?? (await createDatabase());
  // `npm run test:keys-apart` gives every hub a database for keys.
  const keys = process.env['KEYS_APART'] ? await createDatabase() : undefined;
  const dataDir = await mkdtemp(join(tmpdir(), 'selfsame-hub-'));
  const config = loadConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    ...(keys ? { KEY_DATABASE_URL: keys.url } : {}),
    PORT: '0',
    POOL_READS: '3',
    POOL_WRITES: '8',
    // A process can run them once, and few tests need them.
    JOURNEYS: 'false',
    ...env,
  });
  const watch = watchLog();
  // The file of a test is kept to the end of its process, and with it whatever its test hub leads to.
  let hub: Hub | undefined = await startHub(config, part, { logger: watch.logger, ...world });
  const { url } = hub;
  const issuer = await openDevelopmentIssuer(dataDir, world.clock ?? systemClock);
  const ends: (() => unknown)[] = [];
  return {
    url,
    config,
    database,
    issuer,
    async as(name, scopes, ttlSeconds = 10 ** 9, purpose) {
      const [system = name, person] = name.split('/');
      const token = await issuer.mint({
        ...clientBehind(system, scopes),
        person,
        audience: config.audience,
        purpose,
        ttlSeconds,
      });
      return createTestClient(url, token, ends, watch);
    },
    async [Symbol.asyncDispose]() {
      for (const end of ends) await end();
      await hub?.stop();
      hub = undefined;
      await database[Symbol.asyncDispose]();
      await keys?.[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
      watch.check();
    },
  };
}

/** A client of whatever answers at `url`; what must end with the test goes into `ends`. */
export function createTestClient(
  url: string,
  token: string,
  ends: (() => unknown)[],
  watch?: Pick<Watch, 'say'>,
): Client {
  return {
    token,
    async query(query, variables = {}) {
      watch?.say(variables);
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
    },
    subscribe(query, variables = {}) {
      const client = createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
        retryAttempts: 0,
      });
      ends.push(() => client.dispose());
      return client.iterate({ query, variables }) as never;
    },
  };
}
