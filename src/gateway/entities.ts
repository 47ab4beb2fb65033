import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { fault } from '../kernel/faults.ts';
import { MISSING } from './execution/failure.ts';
import { isPromise } from './executor.ts';

/** A subgraph in this process, and where its context stands. */
export interface Owner {
  readonly index: number;
  readonly name: string;
  readonly schema: GraphQLSchema;
}

/** Where an entity lives: the subgraph that turns a reference to it into the thing itself. */
interface Home {
  readonly owner: Owner;
  resolve(reference: unknown, context: unknown, info: GraphQLResolveInfo): unknown;
}

export type Homes = ReadonlyMap<string, Home>;

interface Contexts {
  of(index: number): unknown;
}

/** The home of each entity: the one subgraph with `__resolveReference` for it. Throws CONFIGURATION when two have it. */
export function findHomes(owners: readonly Owner[]): Homes {
  const homes = new Map<string, Home>();
  for (const owner of owners) {
    for (const type of Object.values(owner.schema.getTypeMap())) {
      if (!isObjectType(type)) continue;
      const { apollo } = type.extensions as { apollo?: { subgraph?: { resolveReference?: Home['resolve'] } } };
      const resolve = apollo?.subgraph?.resolveReference;
      if (!resolve) continue;
      const other = homes.get(type.name);
      if (other) {
        throw fault({
          code: 'CONFIGURATION',
          public: `The subgraphs cannot be fused: ${type.name} has __resolveReference in ${other.owner.name} and ${owner.name}.`,
        });
      }
      homes.set(type.name, { owner, resolve });
    }
  }
  return homes;
}

/** Whether the subgraph only refers to the field, for `@requires` or `@provides`. */
export function isExternal(field: GraphQLField<unknown, unknown>): boolean {
  return has(field, 'external');
}

function has(field: GraphQLField<unknown, unknown>, directive: string): boolean {
  const names = [directive, `federation__${directive}`];
  return field.astNode?.directives?.some(({ name }) => names.includes(name.value)) === true;
}

/**
 * What to do with the values of a field whose type is, or may be, an entity that lives elsewhere: pass each reference
 * through its home, unless the selection asks for nothing but what the reference itself tells. Undefined when no
 * value of the field can need it. A reference that its home does not know is missing.
 */
export function follow(
  type: GraphQLNamedType,
  from: Owner,
  owners: readonly Owner[],
  homes: Homes,
): ((value: unknown, contexts: Contexts, info: GraphQLResolveInfo) => unknown) | undefined {
  const possible = isObjectType(type) ? [type] : isAbstractType(type) ? possibleTypes(type, from) : [];
  const away = new Map<string, { home: Home; told: ReadonlySet<string> }>();
  for (const { name } of possible) {
    const home = homes.get(name);
    if (home && home.owner !== from) away.set(name, { home, told: toldBy(name, from, owners, home) });
  }
  if (away.size === 0) return undefined;
  const only = isObjectType(type) ? type.name : undefined;
  // One array of nodes belongs to one place in one planned operation, so what it needs is found once.
  const needs = new WeakMap<readonly FieldNode[], Map<string, boolean>>();

  const needed = (name: string, told: ReadonlySet<string>, info: GraphQLResolveInfo): boolean => {
    let byType = needs.get(info.fieldNodes);
    if (byType === undefined) needs.set(info.fieldNodes, (byType = new Map()));
    let answer = byType.get(name);
    if (answer === undefined) byType.set(name, (answer = asksBeyond(name, told, info)));
    return answer;
  };

  const one = (value: unknown, contexts: Contexts, info: GraphQLResolveInfo): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof Error) return value;
    if (isPromise(value)) return value.then((settled) => all(settled, contexts, info));
    const name = only ?? (value as { __typename?: string }).__typename ?? '';
    const target = away.get(name);
    if (!target || !needed(name, target.told, info)) return value;
    const { home } = target;
    const found = home.resolve({ __typename: name, ...value }, contexts.of(home.owner.index), info);
    const named = (row: unknown): unknown => {
      if (row === null || row === undefined) return MISSING;
      return only === undefined && typeof row === 'object' ? { ...row, __typename: name } : row;
    };
    return isPromise(found) ? found.then(named) : named(found);
  };

  const all = (value: unknown, contexts: Contexts, info: GraphQLResolveInfo): unknown =>
    Array.isArray(value) ? value.map((item) => all(item, contexts, info)) : one(value, contexts, info);
  return all;
}

function possibleTypes(type: GraphQLNamedType, from: Owner) {
  const same = from.schema.getType(type.name);
  return isAbstractType(same) ? from.schema.getPossibleTypes(same) : [];
}

/** The fields of an entity that can be answered from a reference that `from` gave, without asking its home. */
function toldBy(typeName: string, from: Owner, owners: readonly Owner[], home: Home): ReadonlySet<string> {
  const told = new Set(['__typename']);
  for (const owner of owners) {
    const type = owner.schema.getType(typeName);
    if (owner === home.owner || !isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      // Another subgraph's field needs the key alone, unless it requires more; a key itself is in every reference.
      if (!isExternal(field) && !has(field, 'requires') && (owner === from || field.resolve)) told.add(field.name);
    }
  }
  return told;
}

function asksBeyond(typeName: string, told: ReadonlySet<string>, info: GraphQLResolveInfo): boolean {
  const type = info.schema.getType(typeName);
  if (!isObjectType(type)) return false;
  const selected = collectSubfields(info.schema, info.fragments, info.variableValues, type, info.fieldNodes);
  for (const nodes of selected.values()) if (!told.has(nodes[0]?.name.value ?? '')) return true;
  return false;
}
