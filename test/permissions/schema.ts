import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  buildSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  isUnionType,
  parse,
} from 'graphql';
import { readGovernance } from '../../src/schema/governance.ts';
import { readText } from '../architecture/sources.ts';

/** One field of the graph: a field at a root that leads to it, and every scope that is needed on the way. */
export interface Reach {
  /** `Person.identifiers` */
  coordinate: string;
  kind: 'query' | 'mutation' | 'subscription';
  /** `person(id: "…") { identifiers { type } }` */
  root: string;
  needed: readonly string[];
}

/** The alias under which the nth of several fields is asked for. */
export const aliasOf = (place: number): string => `r${place}`;

/** One operation that asks for fields of one kind, each under its alias. */
export function operationOf(reaches: readonly Reach[]): string {
  return `${reaches[0]!.kind} { ${reaches.map(({ root }, place) => `${aliasOf(place)}: ${root}`).join(' ')} }`;
}

const scopes = readGovernance(parse(readText('schema/supergraph.graphql')));
export const api: GraphQLSchema = buildSchema(readText('schema/api.graphql'));

/**
 * Every field that a query can reach: each type's fields by the shortest way to the type, and the plain fields of a
 * type by every other field that leads to it.
 */
export function listQueryFields(ids: Readonly<Record<string, string>>): Reach[] {
  const reaches: Reach[] = [];
  const seen = new Set<GraphQLObjectType>();
  const queue: { type: GraphQLObjectType; wrap: (inner: string) => string; needed: string[] }[] = [
    { type: api.getQueryType()!, wrap: (inner) => inner, needed: [] },
  ];
  for (let way = queue.shift(); way; way = queue.shift()) {
    if (seen.has(way.type)) continue;
    seen.add(way.type);
    for (const field of Object.values(way.type.getFields())) {
      const { wrap } = way;
      const needed = [...way.needed, ...scopesOf(way.type.name, field)];
      const call = `${field.name}${argumentsOf(field, ids)}`;
      reaches.push({
        coordinate: `${way.type.name}.${field.name}`,
        kind: 'query',
        root: wrap(`${call} ${selectionOf(field)}`),
        needed,
      });
      for (const [returned, beyond] of waysBeyond(field, (inner) => wrap(`${call} { ${inner} }`))) {
        if (!seen.has(returned)) queue.push({ type: returned, wrap: beyond, needed });
        else reaches.push(...plainFields(returned, beyond, needed, `${way.type.name}.${field.name}`));
      }
    }
  }
  return reaches;
}

/** The types that a field leads to, each with what stands around a field of it. */
function waysBeyond(
  field: GraphQLField<unknown, unknown>,
  beyond: (inner: string) => string,
): [type: GraphQLObjectType, wrap: (inner: string) => string][] {
  const returned = getNamedType(field.type);
  if (isObjectType(returned)) return [[returned, beyond]];
  if (!isUnionType(returned)) return [];
  return returned.getTypes().map((member) => [member, (inner) => beyond(`... on ${member.name} { ${inner} }`)]);
}

function plainFields(type: GraphQLObjectType, wrap: (inner: string) => string, needed: string[], by: string): Reach[] {
  return Object.values(type.getFields())
    .filter((field) => !isCompositeType(getNamedType(field.type)))
    .map((field) => ({
      coordinate: `${type.name}.${field.name} by ${by}`,
      kind: 'query',
      root: wrap(field.name),
      needed: [...needed, ...scopesOf(type.name, field)],
    }));
}

/** Every mutation, with input of the right form that no rule accepts, so that nothing is ever stored. */
export function listMutations(): Reach[] {
  return Object.values(api.getMutationType()!.getFields()).map((field) => ({
    coordinate: `Mutation.${field.name}`,
    kind: 'mutation',
    root: `${field.name}${argumentsOf(field, {})} { __typename }`,
    needed: scopesOf('Mutation', field),
  }));
}

/** Every subscription, from the oldest event on. */
export function listSubscriptions(): Reach[] {
  return Object.values(api.getSubscriptionType()!.getFields()).map((field) => ({
    coordinate: `Subscription.${field.name}`,
    kind: 'subscription',
    root: `${field.name}(after: "earliest") { cursor }`,
    needed: scopesOf('Subscription', field),
  }));
}

/** Fields at the roots that ask for no scope. There must be none: what is not granted is denied. */
export function openRootFields(): string[] {
  return [...listMutations(), ...listSubscriptions(), ...listQueryFields({})]
    .filter(({ coordinate }) => /^(?:Query|Mutation|Subscription)\./.test(coordinate))
    .filter(({ needed }) => needed.length === 0)
    .map(({ coordinate }) => coordinate);
}

/** What a person is comes by a loader that demands `person:read`, from wherever a field leads to the person. */
const ofPeople = new Set(
  parse(readText('schema/person.graphql')).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Person'
      ? (definition.fields ?? []).map(({ name }) => name.value).filter((name) => name !== 'id')
      : [],
  ),
);

function scopesOf(type: string, field: GraphQLField<unknown, unknown>): string[] {
  const ofPerson = type === 'Person' && ofPeople.has(field.name) ? ['person:read'] : [];
  const own = scopes.get(`${type}.${field.name}`)?.scopes ?? [];
  const ofType = scopes.get(getNamedType(field.type).name)?.scopes ?? [];
  // The schema names one set of scopes per field; alternatives would need a test of their own.
  if (own.length > 1 || ofType.length > 1) throw new Error(`${type}.${field.name} has alternatives`);
  return [...ofPerson, ...(own[0] ?? []), ...(ofType[0] ?? [])];
}

function selectionOf(field: GraphQLField<unknown, unknown>): string {
  return isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
}

function argumentsOf(field: GraphQLField<unknown, unknown>, ids: Readonly<Record<string, string>>): string {
  const given = field.args.filter(
    (argument) =>
      (isNonNullType(argument.type) && argument.defaultValue === undefined) ||
      ids[`${field.name}.${argument.name}`] !== undefined,
  );
  if (given.length === 0) return '';
  return `(${given.map((argument) => `${argument.name}: ${valueOf(argument, ids[`${field.name}.${argument.name}`])}`).join(', ')})`;
}

function valueOf(argument: GraphQLArgument, known: string | undefined): string {
  if (known === undefined) return literal(argument.type);
  const type = isNonNullType(argument.type) ? argument.type.ofType : argument.type;
  const isLiteral = isInputObjectType(type) || isEnumType(type) || isListType(type);
  return isLiteral ? known : JSON.stringify(known);
}

/** The smallest literal of a type: empty texts and lists, first values of enums. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${required.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  return { Int: '0', Float: '0', Boolean: 'false', JSON: '{}' }[getNamedType(type).name] ?? '""';
}
