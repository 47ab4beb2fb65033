import { getDirective } from '@graphql-tools/utils';
import {
  GraphQLID,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import { fault } from '../kernel/faults.ts';
import { isJsonObject } from '../kernel/input/json.ts';

/**
 * Lets `_entities` refuse, with BAD_REQUEST, what represents no entity. A gateway sends what fits; but `_Any` takes
 * everything, and whoever has a token may ask a subgraph.
 */
export function checkRepresentations(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const union = schema.getType('_Entity');
  if (!field?.resolve || !isUnionType(union)) return;
  const { resolve } = field;
  const entities = new Map(union.getTypes().map((type) => [type.name, { type, keys: keysOf(schema, type) }]));

  const check = (representation: unknown, path: string): void => {
    const typename = isJsonObject(representation) ? representation['__typename'] : undefined;
    const entity = typeof typename === 'string' ? entities.get(typename) : undefined;
    if (!isJsonObject(representation) || !entity) {
      throw refused(`${path}: expected an object with __typename ${[...entities.keys()].join(', ')}.`);
    }
    if (!entity.keys.some((key) => key.every((name) => Object.hasOwn(representation, name)))) {
      throw refused(`${path}: expected the key, ${entity.keys.map((key) => key.join(' ')).join(' or ')}.`);
    }
    for (const [name, { type }] of Object.entries(entity.type.getFields())) {
      if (Object.hasOwn(representation, name) && !fits(representation[name], type)) {
        throw refused(`${path}.${name}: expected a value of the type ${String(type)}.`);
      }
    }
  };

  field.resolve = (source, args, context, info) => {
    const { representations } = args as { representations: readonly unknown[] };
    representations.forEach((representation, index) => check(representation, `representations.${index}`));
    return resolve(source, args, context, info);
  };
}

/** The fields of each of an entity's keys. */
function keysOf(schema: GraphQLSchema, type: GraphQLObjectType): string[][] {
  const directives = getDirective(schema, type, 'key') ?? [];
  return directives.map(({ fields }) => (fields as string).split(/\s+/).filter((name) => name !== ''));
}

/** Whether a value has the form of a type, as far as lists and texts go. Resolvers get no others from a reference. */
function fits(value: unknown, type: GraphQLOutputType): boolean {
  if (isNonNullType(type)) return value !== null && fits(value, type.ofType);
  if (value === null) return true;
  if (isListType(type)) return Array.isArray(value) && value.every((item) => fits(item, type.ofType));
  return (type !== GraphQLID && type !== GraphQLString) || typeof value === 'string';
}

function refused(text: string): Error {
  return fault({ code: 'BAD_REQUEST', public: text });
}
