import { readFile } from 'node:fs/promises';
import { loadConfig } from '../../src/config.ts';
import { listen } from '../../src/gateway/host.ts';
import { CLIENT_LIMITS } from '../../src/gateway/limits.ts';
import { planned } from '../../src/gateway/plan.ts';
import { subgraphExecutor } from '../../src/gateway/subgraph.ts';
import { createLocalIdentity } from '../../src/hub/identity.ts';
import { openParts } from '../../src/hub/parts.ts';
import { readsOf } from '../../src/hub/reads.ts';
import { SUBGRAPH_NAMES, createSubgraph } from '../../src/hub/subgraphs.ts';
import { systemClock as clock } from '../../src/kernel/clock.ts';
import { createLogger } from '../../src/kernel/logger.ts';
import { scalars } from '../../src/kernel/scalars.ts';
import type { Subgraph } from '../../src/subgraphs/subgraph.ts';
import { serveParent } from '../processes/parent.ts';

const GRACE_MS = 1_000;

/** All subgraphs in this process, asked by plan and not as one fused schema: what the planner costs without a network. */
await serveParent(async ({ env }: { env: Record<string, string> }) => {
  const config = loadConfig(env);
  const logger = createLogger(config.logLevel);
  const parts = await openParts(config, { clock, logger });
  const subgraphs: Subgraph[] = [];
  for (const name of SUBGRAPH_NAMES) subgraphs.push(await createSubgraph(name, parts));
  const [first] = subgraphs;
  const transports = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraphExecutor(subgraph, readsOf(parts))]));
  const executor = await planned({
    supergraphSdl: await readComposed('supergraph'),
    apiSdl: await readComposed('api'),
    transports,
    scalars: Object.values(scalars),
  });
  const { verify } = await createLocalIdentity(config, clock, (clientId) => first!.systemOf(clientId), parts.glass);
  const ready = () => parts.ready();
  const host = await listen(
    { executor, verify, ready, clock, logger, limits: CLIENT_LIMITS, introspection: false, graphiql: false },
    config.port,
    config.host,
  );
  return {
    ready: `${host.url}/graphql`,
    async stop() {
      await host.close(GRACE_MS);
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
      await parts.close();
    },
  };
});

function readComposed(name: 'api' | 'supergraph'): Promise<string> {
  return readFile(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');
}
