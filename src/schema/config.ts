import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { Fault, fault } from '../kernel/faults.ts';
import { type Place, displayPath, formatPlace, readText } from './files.ts';
import { parseYaml } from './yaml.ts';

/** The file that names the subgraphs, unless another one is given. */
export const CONFIG_FILE = 'supergraph.yaml';

/** One subgraph: its name, where it answers, and its SDL. */
export interface SubgraphSource {
  name: string;
  /** `routing_url`: where the planner reaches it over HTTP. */
  url: string;
  /** The SDL file, relative to the working directory. */
  file: string;
  sdl: string;
}

/** What is composed. */
export interface SupergraphConfig {
  /** `supergraph.yaml`, relative to the working directory. */
  file: string;
  subgraphs: SubgraphSource[];
}

/** Reads a file by its path relative to the working directory: from disk, or from a commit. */
export type ReadText = (file: string) => Promise<string>;

// Rover's format. Rover can also fetch a schema from a server or a registry; a check in CI must not depend on either.
const shape = z.strictObject(
  {
    federation_version: z.union([z.string(), z.number()]).optional(),
    subgraphs: z
      .record(
        z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'a subgraph is named with letters, digits, - and _'),
        z.strictObject({
          routing_url: z.url({ error: 'a URL is expected, such as http://127.0.0.1:4001/graphql' }),
          schema: z.strictObject(
            { file: z.string({ error: 'the path of an SDL file is expected' }).min(1) },
            { error: notAFile },
          ),
        }),
        { error: 'at least one subgraph is expected' },
      )
      .refine((subgraphs) => Object.keys(subgraphs).length > 0, 'at least one subgraph is expected'),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'the key `subgraphs` is expected' : undefined) },
);

/**
 * Reads `supergraph.yaml` (rover's format, with `schema.file`) and the SDL it names.
 * `read` replaces the file system. Throws CONFIGURATION with file, line and column of each mistake.
 */
export async function readConfig(
  cwd: string = process.cwd(),
  configFile: string = CONFIG_FILE,
  read: ReadText = (file) => readText(cwd, file),
): Promise<SupergraphConfig> {
  const file = displayPath(cwd, configFile);
  const { value, placeOf } = parseYaml(file, await read(file), shape);
  const problems: string[] = [];
  const subgraphs: SubgraphSource[] = [];
  for (const [name, subgraph] of Object.entries(value.subgraphs)) {
    const sdlFile = displayPath(cwd, resolve(cwd, join(dirname(configFile), subgraph.schema.file)));
    const place = placeOf(['subgraphs', name, 'schema', 'file']);
    const sdl = await readSubgraph(read, sdlFile, place, problems);
    subgraphs.push({ name, url: subgraph.routing_url, file: sdlFile, sdl });
  }
  if (problems.length > 0) throw fault({ code: 'CONFIGURATION', public: problems.join('\n') });
  return { file, subgraphs };
}

async function readSubgraph(read: ReadText, file: string, namedAt: Place, problems: string[]): Promise<string> {
  try {
    return await read(file);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    problems.push(`${formatPlace(namedAt)}: ${error.public}`);
    return '';
  }
}

function notAFile(issue: { code?: string; keys?: string[] }): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  return `only \`file\` is understood here, not ${(issue.keys ?? []).map((key) => `\`${key}\``).join(', ')}`;
}
