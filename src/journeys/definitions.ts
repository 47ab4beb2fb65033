import { type Definition, readDefinition } from '../subgraphs/decision/journeys/definition.ts';
import type { Graph } from './graph.ts';

const DEFINITIONS = 'query ($name: String) { journeyDefinitions(name: $name) { version definition } }';

/** The definitions that were used so far. Versions never change, so each is read and checked once. */
export class Definitions {
  readonly #known = new Map<string, Definition>();

  /** A version of a definition. Undefined when it is gone, or cannot be read any more. */
  async of(graph: Graph, { name, version }: { name: string; version: number }): Promise<Definition | undefined> {
    const key = `${name} ${version}`;
    const before = this.#known.get(key);
    if (before) return before;
    const rows = await graph.root<{ version: number; definition: unknown }[]>(DEFINITIONS, { name });
    const row = rows.find((one) => one.version === version);
    const read = row && readDefinition(row.definition);
    if (!read || 'problems' in read) return undefined;
    this.#known.set(key, read.definition);
    return read.definition;
  }
}
