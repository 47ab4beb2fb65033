import type { Config } from './config.ts';
import { type Hub, openParts } from './hub/parts.ts';
import { demandPort } from './hub/port.ts';
import { serveGateway, serveHub, serveSubgraph } from './hub/serve.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import { type Logger, createLogger } from './kernel/logger.ts';
import type { SubgraphName } from './subgraphs/subgraph.ts';

export type { Hub } from './hub/parts.ts';

/** Which part of the hub this process is: all of it, one subgraph, or the gateway alone. */
export interface Part {
  only?: SubgraphName;
  gateway?: boolean;
}

/** What a test puts in place of the world. */
export interface World {
  clock: Clock;
  logger: Logger;
}

/**
 * Starts a hub, or a part of it, and resolves when it answers. What was started is stopped again when something fails.
 *
 * @throws CONFIGURATION or UNAVAILABLE saying what is wrong and how to mend it
 */
export async function startHub(config: Config, part: Part = {}, world: Partial<World> = {}): Promise<Hub> {
  const { clock = systemClock, logger = createLogger(config.logLevel) } = world;
  await demandPort(config);
  if (part.gateway) return serveGateway(config, { clock, logger });
  const parts = await openParts(config, { clock, logger });
  try {
    return part.only ? await serveSubgraph(parts, part.only) : await serveHub(parts);
  } catch (error) {
    await parts.close();
    throw error;
  }
}
