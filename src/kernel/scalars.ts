import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';

/** Text that commands read and judge, so that what is wrong comes back with its path, as `InvalidInput`. */
function textScalar(name: string, serialize: (value: unknown) => unknown): GraphQLScalarType {
  return new GraphQLScalarType({
    name,
    serialize,
    parseValue(value) {
      if (typeof value !== 'string') throw new GraphQLError(`${name} expects a string.`);
      return value;
    },
    parseLiteral(node) {
      if (node.kind !== Kind.STRING) throw new GraphQLError(`${name} expects a string.`, { nodes: node });
      return node.value;
    },
  });
}

/** The scalars that the subgraphs share. */
export const scalars = {
  DateTime: textScalar('DateTime', (value) => (value instanceof Date ? value.toISOString() : value)),
  PartialDate: textScalar('PartialDate', (value) => value),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  }),
};
