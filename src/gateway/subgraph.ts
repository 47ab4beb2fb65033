import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { shield } from '../gate/shield.ts';
import { guard } from '../kernel/guard.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';
import type { Executor, LocalCaller } from './executor.ts';
import { type Reads, localExecutor } from './local.ts';
import { checkRepresentations } from './representations.ts';

/** What the gateway needs of a subgraph in this process. */
export type LocalSubgraph = Pick<Subgraph, 'name' | 'sdl' | 'resolvers' | 'subjects' | 'context'>;

/** The subgraph as an executable schema, `_entities` and `_service` included, with scopes and the gate in the resolvers: scopes first. */
export function subgraphSchema(subgraph: LocalSubgraph): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs: parse(subgraph.sdl), resolvers: subgraph.resolvers as never }]);
  checkRepresentations(schema);
  return guard(shield(schema, subgraph.subjects));
}

/** The subgraph alone: for a gateway elsewhere, or for a plan in this process. */
export function subgraphExecutor(subgraph: LocalSubgraph, reads: Reads): Executor<LocalCaller> {
  return localExecutor(subgraphSchema(subgraph), (request) => subgraph.context(request), reads);
}
