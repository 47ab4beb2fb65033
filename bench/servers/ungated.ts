import { readFile } from 'node:fs/promises';
import { loadConfig } from '../../src/config.ts';
import { NOTHING } from '../../src/gate/access.ts';
import { fuse } from '../../src/gateway/fuse.ts';
import { listen } from '../../src/gateway/host.ts';
import { CLIENT_LIMITS } from '../../src/gateway/limits.ts';
import { createLocalIdentity } from '../../src/hub/identity.ts';
import { openParts } from '../../src/hub/parts.ts';
import { SUBGRAPH_NAMES, createSubgraph } from '../../src/hub/subgraphs.ts';
import { systemClock as clock } from '../../src/kernel/clock.ts';
import { createLogger } from '../../src/kernel/logger.ts';
import type { Subgraph } from '../../src/subgraphs/subgraph.ts';
import { serveParent } from '../processes/parent.ts';

const GRACE_MS = 1_000;

/** The fused hub without the gate and without the audit log of reads: no class stands in its schema. For comparison alone. */
await serveParent(async ({ env }: { env: Record<string, string> }) => {
  const config = loadConfig(env);
  const logger = createLogger(config.logLevel);
  const parts = await openParts(config, { clock, logger });
  const subgraphs: Subgraph[] = [];
  for (const name of SUBGRAPH_NAMES) subgraphs.push(await createSubgraph(name, parts));
  const open = subgraphs.map((subgraph) => ({
    ...subgraph,
    sdl: subgraph.sdl.replaceAll(/@dataClass\(is: \[[A-Z, ]*\]\)/g, ''),
  }));
  const apiSdl = await readFile(new URL('../../schema/api.graphql', import.meta.url), 'utf8');
  const executor = fuse(apiSdl, open, {
    open: () => NOTHING,
    keep: () => undefined,
    drop() {},
    refuse: async () => {},
    look: () => () => true,
    renew: async () => {},
  });
  const [first] = subgraphs;
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
