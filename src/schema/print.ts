import { fault } from '../kernel/faults.ts';
import { compose, formatCompositionErrors } from './compose.ts';
import { CONFIG_FILE, readConfig } from './config.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/** Options of `schema print`. */
export interface PrintOptions {
  /** The API that clients see, the supergraph that a gateway runs on, or the SDL of one subgraph. */
  what: 'api' | 'supergraph' | { subgraph: string };
  cwd?: string;
  /** `supergraph.yaml`, unless it is elsewhere. */
  config?: string;
}

/**
 * `schema print`: gives SDL, composed from the subgraphs as they are now. Exit code 1 when they do not compose, 2 when
 * the input cannot be read or no such subgraph is there.
 */
export async function runPrint({
  what,
  cwd = process.cwd(),
  config: configFile = CONFIG_FILE,
}: PrintOptions): Promise<Outcome> {
  return outcomeOf(async () => {
    const config = await readConfig(cwd, configFile);
    if (typeof what === 'object') {
      const subgraph = config.subgraphs.find(({ name }) => name === what.subgraph);
      if (subgraph) return { output: subgraph.sdl.trimEnd(), exitCode: 0 };
      const names = config.subgraphs.map(({ name }) => name).join(', ');
      throw fault({
        code: 'CONFIGURATION',
        public: `There is no subgraph named ${what.subgraph}. There are ${names}.`,
      });
    }
    const composition = compose(config);
    if (composition.supergraphSdl === undefined)
      return { output: formatCompositionErrors(composition.errors), exitCode: 1 };
    const sdl = what === 'api' ? composition.apiSdl : composition.supergraphSdl;
    return { output: sdl.trimEnd(), exitCode: 0 };
  });
}
