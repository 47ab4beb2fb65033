import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import { JSON_MAX_LEVELS, isJsonWithin } from './input/json.ts';

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

function json(value: unknown): unknown {
  if (!isJsonWithin(value, JSON_MAX_LEVELS)) throw new GraphQLError(`JSON expects at most ${JSON_MAX_LEVELS} levels.`);
  return value;
}

/** The scalars that the subgraphs share. */
export const scalars = {
  DateTime: textScalar('DateTime', (value) => (value instanceof Date ? value.toISOString() : value)),
  PartialDate: textScalar('PartialDate', (value) => value),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    serialize: (value) => value,
    parseValue: json,
    parseLiteral: (node, variables) => json(valueFromASTUntyped(node, variables)),
  }),
};
