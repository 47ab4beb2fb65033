import { type DocumentNode, type GraphQLSchema, print } from 'graphql';
import { perOperation, perVariant } from '../execution/memo.ts';
import { cutCycles } from './cycles.ts';
import { type PlannedKey, markAliases, prepare } from './documents.ts';
import { type Step, stepsOf } from './steps.ts';
import { entryName, readSupergraph } from './supergraph.ts';

/** One step a root field for a mutation, one after the other; a single one for a query or subscription. */
export type Stages = readonly Step[];

/** Plans operations against a supergraph with Hive's Rust planner. */
export interface Planner {
  /** Where a plan puts the value of a field. */
  readonly keyOf: PlannedKey;
  /** The plan of an operation, made once for each way in which its `@skip` and `@include` can fall out. */
  plan(
    document: DocumentNode,
    operationName: string | null | undefined,
    values: Readonly<Record<string, unknown>>,
  ): Promise<Stages>;
}

/** Makes a planner. `schema` is the API that the supergraph was composed to. */
export async function createPlanner(supergraphSdl: string, schema: GraphQLSchema): Promise<Planner> {
  // Loaded when it is needed: it is a native module, which the fused gateway does without.
  const { QueryPlanner } = await import('@graphql-hive/router-query-planner');
  const supergraph = readSupergraph(supergraphSdl);
  const planner = new QueryPlanner(supergraph.sdl);
  const keyOf = markAliases(new Set([...supergraph.keys.values()].flatMap((byGraph) => [...byGraph.values()].flat())));

  const planOne = async (document: DocumentNode): Promise<Step> => {
    try {
      const { node } = await planner.planAsync(print(document), undefined, new Set(), 0);
      return stepsOf(node, supergraph);
    } catch (error) {
      const cut = cutCycles(document, schema, supergraph);
      if (!cut) throw error;
      const first = await planOne(cut.document);
      const entries = await Promise.all(
        cut.entries.map(async ({ path, type, document: below }): Promise<Step> => {
          return { kind: 'enter', path, key: entryName(type), below: await planOne(below) };
        }),
      );
      return { kind: 'sequence', steps: [first, { kind: 'parallel', steps: entries }] };
    }
  };

  const plansOf = perOperation((document, operationName) =>
    perVariant(document, (conditions) =>
      Promise.all(prepare(document, operationName, conditions, keyOf).map((part) => planOne(part))),
    ),
  );
  return { keyOf, plan: (document, operationName, values) => plansOf(document, operationName)(values) };
}
