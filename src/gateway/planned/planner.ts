import { type DocumentNode, type GraphQLSchema, print } from 'graphql';
import { conditionVariables } from '../execution/plan.ts';
import { cutCycles } from './cycles.ts';
import { type PlannedKey, markAliases, prepare } from './documents.ts';
import { enter } from './enter.ts';
import { type Step, stepsOf } from './steps.ts';
import { readSupergraph } from './supergraph.ts';

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

/** At most this many plans are kept for one document. */
const MAX_PLANS = 16;

/** Makes a planner. `schema` is the API that the supergraph was composed to. */
export async function createPlanner(supergraphSdl: string, schema: GraphQLSchema): Promise<Planner> {
  // Loaded when it is needed: it is a native module, which the fused gateway does without.
  const { QueryPlanner } = await import('@graphql-hive/router-query-planner');
  const supergraph = readSupergraph(supergraphSdl);
  const planner = new QueryPlanner(supergraph.sdl);
  const keyOf = markAliases(new Set([...supergraph.keys.values()].flatMap((byGraph) => [...byGraph.values()].flat())));
  const plans = new WeakMap<DocumentNode, { conditions: readonly string[]; byKey: Map<string, Promise<Stages>> }>();

  const planOne = async (document: DocumentNode): Promise<Step> => {
    try {
      const { node } = await planner.planAsync(print(document), undefined, new Set(), 0);
      return stepsOf(node, supergraph);
    } catch (error) {
      const cut = cutCycles(document, schema, supergraph);
      if (!cut) throw error;
      const first = await planOne(cut.document);
      const entries = await Promise.all(
        cut.entries.map(async ({ path, type, document: below }) => enter(path, type, await planOne(below), supergraph)),
      );
      return { kind: 'sequence', steps: [first, { kind: 'parallel', steps: entries }] };
    }
  };

  return {
    keyOf,
    plan(document, operationName, values) {
      let known = plans.get(document);
      if (known === undefined)
        plans.set(document, (known = { conditions: conditionVariables(document), byKey: new Map() }));
      const { conditions, byKey } = known;
      const key = `${operationName ?? ''} ${conditions.map((name) => (values[name] === true ? '1' : '0')).join('')}`;
      let stages = byKey.get(key);
      if (stages === undefined) {
        stages = Promise.all(prepare(document, operationName, values, keyOf).map(planOne));
        if (byKey.size >= MAX_PLANS) byKey.clear();
        byKey.set(key, stages);
      }
      return stages;
    },
  };
}
