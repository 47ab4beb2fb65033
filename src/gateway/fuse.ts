import {
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  buildSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { fault } from '../kernel/faults.ts';
import { type Homes, type Owner, findHomes, follow, isExternal } from './entities.ts';
import type { Executor, LocalCaller } from './executor.ts';
import { type LocalRequest, type Reads, localExecutor } from './local.ts';
import { type LocalSubgraph, subgraphSchema } from './subgraph.ts';

/**
 * One executable schema out of subgraphs that all live in this process: the fields of the composed API, each bound to
 * the guarded resolver of the subgraph that defines it. No plan, no `_entities`, no copying of answers between
 * subgraphs. Throws CONFIGURATION when the subgraphs cannot be fused unambiguously.
 */
export function fuse(apiSdl: string, subgraphs: readonly LocalSubgraph[], reads: Reads): Executor<LocalCaller> {
  const schema = buildSchema(apiSdl);
  const owners = subgraphs.map((subgraph, index) => ({ index, name: subgraph.name, schema: subgraphSchema(subgraph) }));
  const homes = findHomes(owners);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type)) bindObject(type, owners, homes);
    else if (isScalarType(type) && !isSpecifiedScalarType(type)) bindScalar(type.name, schema, owners);
    else if (isAbstractType(type)) bindAbstract(type, owners);
  }
  return localExecutor(schema, (request) => new FusedContext(subgraphs, request), reads);
}

/** The contexts of the subgraphs that an execution touches, each made when it is first needed. */
class FusedContext {
  readonly #subgraphs: readonly LocalSubgraph[];
  readonly #request: LocalRequest;
  readonly #contexts: unknown[] = [];

  constructor(subgraphs: readonly LocalSubgraph[], request: LocalRequest) {
    this.#subgraphs = subgraphs;
    this.#request = request;
  }

  of(index: number): unknown {
    return (this.#contexts[index] ??= this.#subgraphs[index]?.context(this.#request));
  }
}

function bindObject(type: GraphQLObjectType, owners: readonly Owner[], homes: Homes): void {
  for (const field of Object.values(type.getFields())) {
    const { owner, definition } = definedBy(type.name, field.name, owners, homes);
    const resolve = resolverOf(field, owner, definition, owners, homes);
    if (resolve) field.resolve = resolve;
    const { subscribe } = definition;
    if (subscribe)
      field.subscribe = (source, args, context: FusedContext, info) =>
        subscribe(source, args, context.of(owner.index), info);
  }
  for (const owner of owners) {
    const same = owner.schema.getType(type.name);
    if (isObjectType(same) && same.isTypeOf) {
      const { isTypeOf } = same;
      type.isTypeOf = (value, context: FusedContext, info) => isTypeOf(value, context.of(owner.index), info);
    }
  }
}

/** The subgraph that answers a field: the one with a resolver for it, else the entity's home, else the first that has it. */
function definedBy(typeName: string, fieldName: string, owners: readonly Owner[], homes: Homes) {
  const candidates: { owner: Owner; definition: GraphQLField<unknown, unknown> }[] = [];
  for (const owner of owners) {
    const type = owner.schema.getType(typeName);
    const definition = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (definition && !isExternal(definition)) candidates.push({ owner, definition });
  }
  const resolved = candidates.filter(({ definition }) => definition.resolve ?? definition.subscribe);
  if (resolved.length > 1) {
    throw cannotFuse(
      `${typeName}.${fieldName} has a resolver in ${resolved.map(({ owner }) => owner.name).join(' and ')}`,
    );
  }
  const home = homes.get(typeName);
  const chosen = resolved[0] ?? candidates.find(({ owner }) => owner === home?.owner) ?? candidates[0];
  if (!chosen) throw cannotFuse(`no subgraph here defines ${typeName}.${fieldName}`);
  return chosen;
}

function resolverOf(
  field: GraphQLField<unknown, unknown>,
  owner: Owner,
  definition: GraphQLField<unknown, unknown>,
  owners: readonly Owner[],
  homes: Homes,
): GraphQLFieldResolver<unknown, FusedContext> | undefined {
  const leads = follow(getNamedType(field.type), owner, owners, homes);
  const { resolve } = definition;
  if (!resolve && !leads) return undefined;
  const { index } = owner;
  const { name } = field;

  const own: GraphQLFieldResolver<unknown, FusedContext> = resolve
    ? (source, args, context, info) => resolve(source, args, context.of(index), info)
    : (source) => (source as Record<string, unknown>)[name];
  if (!leads) return own;
  return (source, args, context, info) => leads(own(source, args, context, info), context, info);
}

function bindAbstract(type: GraphQLAbstractType, owners: readonly Owner[]): void {
  for (const { index, schema } of owners) {
    const same = schema.getType(type.name);
    if (!isAbstractType(same) || !same.resolveType) continue;
    const { resolveType } = same;
    type.resolveType = (value, context: FusedContext, info) => resolveType(value, context.of(index), info, same);
  }
}

/** Scalars are the same in every subgraph; the first one that has behaviour gives it. */
function bindScalar(name: string, schema: GraphQLSchema, owners: readonly Owner[]): void {
  const scalar = schema.getType(name);
  for (const owner of owners) {
    const same = owner.schema.getType(name);
    if (!isScalarType(scalar) || !isScalarType(same) || same.serialize === scalar.serialize) continue;
    Object.assign(scalar, { serialize: same.serialize, parseValue: same.parseValue, parseLiteral: same.parseLiteral });
    return;
  }
}

function cannotFuse(why: string): Error {
  return fault({ code: 'CONFIGURATION', public: `The subgraphs cannot be fused: ${why}.` });
}
