import type { Database, Environment } from './environment.ts';
import { HUB_QUERY, POSTGRAPHILE_QUERY, essence } from './load/unified-query.ts';
import { type Child, startChild } from './processes/child.ts';
import { type Usage, total } from './processes/usage.ts';

/** Something that answers the unified query, in processes of its own. */
export interface Contender {
  name: string;
  url: string;
  query: string;
  token?: string;
  /** What all of its processes have used. */
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** Connections to Postgres for those that have one pool; the hub has as many for reads in its four. */
const CONNECTIONS = 16;

/** The hub as `npm start` runs it: four subgraphs as one fused schema in one process. */
export async function startFused(environment: Environment, database: Database, name = 'fused'): Promise<Contender> {
  const server = await startChild('servers/hub.ts', { env: environment.env(database), part: {} });
  return hub(environment, name, [server]);
}

/** The fused hub without the gate and without the audit log of reads. */
export async function startUngated(environment: Environment, database: Database, name: string): Promise<Contender> {
  const server = await startChild('servers/ungated.ts', { env: environment.env(database) });
  return hub(environment, name, [server]);
}

/** The subgraphs in one process, asked by plan. */
export async function startPlanned(environment: Environment, database: Database): Promise<Contender> {
  const server = await startChild('servers/planned.ts', { env: environment.env(database) });
  return hub(environment, 'planned', [server]);
}

/** Five processes: four subgraphs over HTTP, and the gateway that plans. */
export async function startPlannedOverHttp(environment: Environment, database: Database): Promise<Contender> {
  const subgraphs: Awaited<ReturnType<typeof startChild>>[] = [];
  const urls: string[] = [];
  for (const only of ['person', 'verification', 'decision', 'consent'] as const) {
    const subgraph = await startChild('servers/hub.ts', { env: environment.env(database), part: { only } });
    subgraphs.push(subgraph);
    urls.push(`${only}=${String(subgraph.ready)}`);
  }
  const env = { ...environment.env(database), SUBGRAPH_URLS: urls.join() };
  const gateway = await startChild('servers/hub.ts', { env, part: { gateway: true } });
  return hub(environment, 'planned over HTTP', [gateway, ...subgraphs]);
}

/** PostGraphile 5 over the plain tables. */
export async function startPostgraphile({ url: databaseUrl }: Database): Promise<Contender> {
  const server = await startChild('servers/postgraphile.ts', { databaseUrl, connections: CONNECTIONS });
  return contender('PostGraphile', POSTGRAPHILE_QUERY, [server]);
}

/** One hand-written statement over the plain tables. */
export async function startStatement({ url: databaseUrl }: Database): Promise<Contender> {
  const server = await startChild('servers/statement.ts', { databaseUrl, connections: CONNECTIONS });
  return contender('SQL by hand', HUB_QUERY, [server]);
}

async function hub(environment: Environment, name: string, servers: readonly Started[]): Promise<Contender> {
  return { ...contender(name, HUB_QUERY, servers), token: await environment.token('onboarding') };
}

interface Started {
  child: Child;
  ready: unknown;
}

/** The first of the servers is the one that is asked. */
function contender(name: string, query: string, servers: readonly Started[]): Contender {
  return {
    name,
    query,
    url: String(servers[0]!.ready),
    usage: async () => total(await Promise.all(servers.map(({ child }) => child.usage()))),
    async stop() {
      for (const { child } of servers) await child.stop();
    },
  };
}

/** What a contender answers about a person. Throws when it is an error. */
export async function ask({ name, url, query, token }: Contender, id: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables: { id } }),
  });
  const { data, errors } = (await response.json()) as { data?: { person?: unknown }; errors?: unknown };
  if (errors || !data?.person) throw new Error(`${name} does not answer: ${JSON.stringify(errors ?? data)}`);
  return essence(data.person);
}

/** Makes sure that all contenders answer the same about some people. */
export async function demandSameAnswers(contenders: readonly Contender[], ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const answers = await Promise.all(
      contenders.map(async (one) => ({ name: one.name, text: JSON.stringify(await ask(one, id)) })),
    );
    const [first, ...others] = answers;
    for (const other of others) {
      if (other.text === first!.text) continue;
      throw new Error(`${first!.name} and ${other.name} answer differently:\n${first!.text}\n${other.text}`);
    }
  }
}
