import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
  getOperationAST,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Section } from './section.ts';

type Schema = Record<string, unknown>;

const SCALARS: Readonly<Record<string, Schema>> = {
  ID: { type: 'string' },
  String: { type: 'string' },
  PartialDate: { type: 'string' },
  DateTime: { type: 'string', format: 'date-time' },
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  // Any JSON.
  JSON: {},
};

/**
 * The JSON Schema (draft 2020-12) of an archive's JSON. It is made from the graph's own schema and from what is asked of it, so
 * that it says of each field what the graph says.
 */
export function jsonSchemaOf(
  schema: GraphQLSchema,
  sections: readonly Section[],
  head: Readonly<Record<string, Schema>>,
): Schema {
  const parts = sections.map((section): [string, Schema] => [
    section.name,
    { ...partOf(schema, section), title: section.title, description: section.about },
  ]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What is known of a person',
    type: 'object',
    properties: { ...head, ...Object.fromEntries(parts) },
    required: [...Object.keys(head), ...parts.map(([name]) => name)],
    additionalProperties: false,
  };
}

function partOf(schema: GraphQLSchema, { document, path, isList }: Section): Schema {
  let type: GraphQLObjectType = schema.getQueryType()!;
  let selections: SelectionSetNode = getOperationAST(document)!.selectionSet;
  for (const name of path) {
    const field = selections.selections.find((one) => one.kind === Kind.FIELD && one.name.value === name);
    if (field?.kind !== Kind.FIELD || !field.selectionSet) throw new Error(`a section asks for no ${name}`);
    type = namedOf(type.getFields()[name]!.type) as GraphQLObjectType;
    selections = field.selectionSet;
  }
  const item = objectOf(type, selections);
  // What cannot be there for a person is null; a list is then empty.
  return isList ? { type: 'array', items: item } : { anyOf: [item, { type: 'null' }] };
}

function objectOf(type: GraphQLObjectType, { selections }: SelectionSetNode): Schema {
  const properties = selections.flatMap((field): [string, Schema][] => {
    if (field.kind !== Kind.FIELD) return [];
    const { type: returned, description } = type.getFields()[field.name.value]!;
    const schema = schemaOf(returned, field.selectionSet);
    return [[field.alias?.value ?? field.name.value, description ? { ...schema, description } : schema]];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: properties.map(([name]) => name),
    additionalProperties: false,
  };
}

function schemaOf(type: GraphQLOutputType, selections: SelectionSetNode | undefined): Schema {
  if (isNonNullType(type)) return bareOf(type.ofType as GraphQLOutputType, selections);
  const schema = bareOf(type, selections);
  return Object.keys(schema).length === 0 ? schema : { anyOf: [schema, { type: 'null' }] };
}

function bareOf(type: GraphQLOutputType, selections: SelectionSetNode | undefined): Schema {
  if (isListType(type)) return { type: 'array', items: schemaOf(type.ofType as GraphQLOutputType, selections) };
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) };
  if (isObjectType(type) && selections) return objectOf(type, selections);
  return { ...SCALARS[String(type)] };
}

function namedOf(type: GraphQLOutputType): GraphQLOutputType {
  return isNonNullType(type) || isListType(type) ? namedOf(type.ofType as GraphQLOutputType) : type;
}
