import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import type { Executor } from '../gateway/executor.ts';
import { fuse } from '../gateway/fuse.ts';
import { type HostOptions, listen } from '../gateway/host.ts';
import { CLIENT_LIMITS, SUBGRAPH_LIMITS } from '../gateway/limits.ts';
import { localExecutor } from '../gateway/local.ts';
import { planned } from '../gateway/plan.ts';
import { httpTransport } from '../gateway/planned/http.ts';
import { subgraphSchema } from '../gateway/subgraph.ts';
import type { System } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { fault } from '../kernel/faults.ts';
import type { Logger } from '../kernel/logger.ts';
import { scalars } from '../kernel/scalars.ts';
import type { Subgraph, SubgraphName } from '../subgraphs/subgraph.ts';
import { createIdentity } from './identity.ts';
import type { Hub, Parts } from './parts.ts';
import { SUBGRAPH_NAMES, createSubgraph } from './subgraphs.ts';

/** How long requests under way may take to end when the hub stops. */
const GRACE_MS = 5_000;

/** All of the hub in this process: the four subgraphs as one fused schema. */
export async function serveHub(parts: Parts): Promise<Hub> {
  const subgraphs: Subgraph[] = [];
  const stopSubgraphs = async (): Promise<void> => {
    await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  };
  try {
    for (const name of SUBGRAPH_NAMES) subgraphs.push(await createSubgraph(name, parts));
    const executor = fuse(await readComposed('api'), subgraphs);
    return await serve(parts, executor, subgraphs[0]!, stopSubgraphs, { limits: CLIENT_LIMITS });
  } catch (error) {
    await stopSubgraphs();
    throw error;
  }
}

/** One subgraph, for a gateway elsewhere. */
export async function serveSubgraph(parts: Parts, name: SubgraphName): Promise<Hub> {
  const subgraph = await createSubgraph(name, parts);
  try {
    const executor = localExecutor(subgraphSchema(subgraph), (request) => subgraph.context(request));
    return await serve(parts, executor, subgraph, () => subgraph.stop(), { limits: SUBGRAPH_LIMITS, introspection: true });
  } catch (error) {
    await subgraph.stop();
    throw error;
  }
}

async function serve(
  parts: Parts,
  executor: Executor,
  subgraph: Subgraph,
  stopSubgraphs: () => Promise<void>,
  what: Pick<HostOptions, 'limits'> & Partial<HostOptions>,
): Promise<Hub> {
  const { config, clock, logger } = parts;
  const identity = await createIdentity(config, clock, (clientId) => subgraph.systemOf(clientId));
  const host = await listen(
    {
      executor,
      verify: identity.verify,
      ready: () => parts.ready(),
      clock,
      logger,
      introspection: config.introspection,
      graphiql: config.environment === 'development',
      wellKnown: identity.wellKnown,
      ...what,
    },
    config.port,
    config.host,
  );
  return {
    url: host.url,
    async stop() {
      await host.close(GRACE_MS);
      await stopSubgraphs();
      await parts.close();
    },
  };
}

/** The gateway alone, over subgraphs that other processes serve. It has no database. */
export async function serveGateway(config: Config, { clock, logger }: { clock: Clock; logger: Logger }): Promise<Hub> {
  const missing = SUBGRAPH_NAMES.filter((name) => !config.subgraphUrls[name]);
  if (missing.length > 0) {
    throw fault({ code: 'CONFIGURATION', public: `SUBGRAPH_URLS: expected an address for ${missing.join(', ')}; found none.` });
  }
  const urls = config.subgraphUrls as Record<SubgraphName, string>;
  const executor = await planned({
    supergraphSdl: await readComposed('supergraph'),
    apiSdl: await readComposed('api'),
    transports: new Map(SUBGRAPH_NAMES.map((name) => [name, httpTransport(name, urls[name])])),
    scalars: Object.values(scalars),
  });
  const identity = await createIdentity(config, clock, async (clientId) => unregistered(clientId));
  const host = await listen(
    {
      executor,
      verify: identity.verify,
      ready: () => allReady(Object.values(urls)),
      clock,
      logger,
      limits: CLIENT_LIMITS,
      introspection: config.introspection,
      graphiql: config.environment === 'development',
      wellKnown: identity.wellKnown,
    },
    config.port,
    config.host,
  );
  return { url: host.url, stop: () => host.close(GRACE_MS) };
}

/** The gateway has no registry. It lets no scope count: each subgraph judges the token by its own. */
function unregistered(clientId: string): System {
  return { id: clientId, kind: 'ANALYTICS', trust: 0, purposes: [] };
}

async function allReady(urls: readonly string[]): Promise<boolean> {
  const answers = await Promise.all(urls.map((url) => fetch(new URL('/health/ready', url))));
  return answers.every((answer) => answer.ok);
}

function readComposed(name: 'api' | 'supergraph'): Promise<string> {
  return readFile(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');
}
