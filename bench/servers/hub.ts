import { loadConfig } from '../../src/config.ts';
import { type Part, startHub } from '../../src/main.ts';
import { serveParent } from '../processes/parent.ts';

/** A hub, or a part of one, as a user would start it. */
export interface HubOptions {
  env: Record<string, string>;
  part: Part;
}

await serveParent(async ({ env, part }: HubOptions) => {
  const hub = await startHub(loadConfig(env), part);
  return { ready: `${hub.url}/graphql`, stop: () => hub.stop() };
});
