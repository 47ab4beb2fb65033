import { readFile } from 'node:fs/promises';
import { CLIENT_LIMITS } from '../../../src/gateway/limits.ts';
import { listen } from '../../../src/gateway/host.ts';
import { planned } from '../../../src/gateway/plan.ts';
import { subgraphExecutor } from '../../../src/gateway/subgraph.ts';
import { createLocalIdentity } from '../../../src/hub/identity.ts';
import { type Hub, openParts } from '../../../src/hub/parts.ts';
import { readsOf } from '../../../src/hub/reads.ts';
import { SUBGRAPH_NAMES, createSubgraph } from '../../../src/hub/subgraphs.ts';
import { systemClock as clock } from '../../../src/kernel/clock.ts';
import { silentLogger as logger } from '../../../src/kernel/logger.ts';
import { scalars } from '../../../src/kernel/scalars.ts';
import { startHub } from '../../../src/main.ts';
import type { Config } from '../../../src/config.ts';
import type { Subgraph } from '../../../src/subgraphs/subgraph.ts';
import { type Answer, type Client, type TestHub, createHub, createTestClient } from '../../support/hub.ts';

/** The ways in which a hub can be deployed, each with a client of one system. */
export interface Ways {
  /** All in one process, as one schema. */
  fused: Client;
  /** All in one process, asked by plan. */
  planned: Client;
  /** Each subgraph served apart, and a gateway. */
  apart: Client;
}

/** The same hub in each way, on one database. */
export interface Deployments extends AsyncDisposable {
  readonly hub: TestHub;
  /** Where each part is that is served apart, the gateway among them. */
  readonly urls: Readonly<Record<string, string>>;
  /** Clients of a system of the development set, as `TestHub.as` makes them. */
  as(system: string, scopes?: readonly string[]): Promise<Ways>;
}

/** Starts seven hubs on one database: a fused one, a planned one, four subgraphs and a gateway over them. */
export async function createDeployments(): Promise<Deployments> {
  const hub = await createHub();
  const { config } = hub;
  const started: Hub[] = [];
  const start = async (starting: Promise<Hub>): Promise<string> => {
    const one = await starting;
    started.unshift(one);
    return one.url;
  };
  const plannedUrl = await start(servePlanned(config));
  const urls: Record<string, string> = {};
  for (const name of SUBGRAPH_NAMES) urls[name] = await start(startHub(config, { only: name }, { logger }));
  const subgraphUrls = Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, `${urls[name]}/graphql`]));
  urls['gateway'] = await start(
    startHub({ ...config, databaseUrl: undefined, subgraphUrls }, { gateway: true }, { logger }),
  );
  const ends: (() => unknown)[] = [];
  return {
    hub,
    urls,
    async as(system, scopes) {
      const fused = await hub.as(system, scopes);
      const at = (url: string): Client => createTestClient(url, fused.token, ends);
      return { fused, planned: at(plannedUrl), apart: at(urls['gateway']!) };
    },
    async [Symbol.asyncDispose]() {
      for (const end of ends) await end();
      for (const one of started) await one.stop();
      await hub[Symbol.asyncDispose]();
    },
  };
}

/** What no command starts: subgraphs in this process that are asked by plan, so that only the network is left away. */
async function servePlanned(config: Config): Promise<Hub> {
  const parts = await openParts(config, { clock, logger });
  const subgraphs: Subgraph[] = [];
  for (const name of SUBGRAPH_NAMES) subgraphs.push(await createSubgraph(name, parts));
  const executor = await planned({
    supergraphSdl: await readFile('schema/supergraph.graphql', 'utf8'),
    apiSdl: await readFile('schema/api.graphql', 'utf8'),
    transports: new Map(subgraphs.map((subgraph) => [subgraph.name, subgraphExecutor(subgraph, readsOf(parts))])),
    scalars: Object.values(scalars),
  });
  const { verify } = await createLocalIdentity(
    config,
    clock,
    (clientId) => subgraphs[0]!.systemOf(clientId),
    parts.glass,
  );
  const ready = (): Promise<boolean> => parts.ready();
  const host = await listen(
    { executor, verify, ready, clock, logger, limits: CLIENT_LIMITS, introspection: true, graphiql: false },
    0,
    config.host,
  );
  return {
    url: host.url,
    async stop() {
      await host.close(1_000);
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
      await parts.close();
    },
  };
}

/** What a client is told, but for the order of errors and the references into a log. */
export function told({ status, data, errors }: Answer): unknown {
  const codes = errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions?.code }));
  return { status, data, errors: codes?.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) };
}
