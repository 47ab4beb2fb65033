import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { guard } from '../kernel/guard.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';

/** What the gateway needs of a subgraph in this process. */
export type LocalSubgraph = Pick<Subgraph, 'name' | 'sdl' | 'resolvers' | 'context'>;

/** The subgraph as an executable schema, `_entities` and `_service` included, with its scopes checked in the resolvers. */
export function subgraphSchema(subgraph: LocalSubgraph): GraphQLSchema {
  return guard(buildSubgraphSchema([{ typeDefs: parse(subgraph.sdl), resolvers: subgraph.resolvers as never }]));
}
