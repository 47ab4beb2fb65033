import type { FetchRewrite, RequiresSelection } from '@graphql-hive/router-query-planner';
import { type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import { MISSING } from '../execution/failure.ts';
import type { PathSegment } from './steps.ts';

/** A part of the merged answer. */
export type Json = { [key: string]: unknown };

/** Where an entity stands in the merged answer. */
export interface Location {
  readonly entity: Json;
  readonly holder: Json;
  readonly path: readonly (string | number)[];
}

/** Every entity that a plan's path leads to, in order. */
export function locate(data: Json, path: readonly PathSegment[], schema: GraphQLSchema): Location[] {
  const found: Location[] = [];
  const walk = (value: unknown, holder: Json, at: number, trail: (string | number)[]): void => {
    if (typeof value !== 'object' || value === null || value === MISSING) return;
    const segment = path[at];
    if (Array.isArray(value)) {
      // The planner writes '@' for a list; a list at the very end is meant as all its items.
      const next = segment === '@' ? at + 1 : at;
      value.forEach((item, index) => walk(item, value as unknown as Json, next, [...trail, index]));
    } else if (segment === undefined) found.push({ entity: value as Json, holder, path: trail });
    else if (segment === '@') walk(value, holder, at + 1, trail);
    else if ('Field' in segment) walk((value as Json)[segment.Field], value as Json, at + 1, [...trail, segment.Field]);
    else if (isOneOf(segment.TypeCondition, (value as Json)['__typename'], schema)) walk(value, holder, at + 1, trail);
  };
  walk(data, {}, 0, []);
  return found;
}

/** Whether a value of type `typename` is of one of the types, or of one that they stand for. An untyped value is. */
function isOneOf(names: readonly string[], typename: unknown, schema: GraphQLSchema): boolean {
  if (typeof typename !== 'string') return true;
  if (names.includes(typename)) return true;
  const type = schema.getType(typename);
  return (
    isObjectType(type) &&
    names.some((name) => {
      const wanted = schema.getType(name);
      return isAbstractType(wanted) && schema.isSubType(wanted, type);
    })
  );
}

/** What a subgraph needs to know of an entity; undefined when the entity lacks some of it. */
export function represent(
  requires: readonly RequiresSelection[],
  entity: Json,
  schema: GraphQLSchema,
): Json | undefined {
  const representation: Json = {};
  let matched = false;
  for (const selection of requires) {
    if (selection.kind === 'InlineFragment') {
      if (!isOneOf([selection.typeCondition], entity['__typename'], schema)) continue;
      const part = represent(selection.selections, entity, schema);
      if (!part) return undefined;
      Object.assign(representation, { __typename: selection.typeCondition }, part);
      matched = true;
    } else if (selection.kind === 'Field') {
      const value = entity[selection.name];
      if (value === undefined && selection.name !== '__typename') return undefined;
      if (value !== undefined)
        representation[selection.alias ?? selection.name] = nested(selection.selections, value, schema);
      matched = true;
    }
  }
  return matched ? representation : undefined;
}

function nested(selections: readonly RequiresSelection[] | undefined, value: unknown, schema: GraphQLSchema): unknown {
  if (!selections?.length || typeof value !== 'object' || value === null) return value;
  return Array.isArray(value)
    ? value.map((item) => nested(selections, item, schema))
    : represent(selections, value as Json, schema);
}

/** Puts an answer into what is there already: objects by key, lists item by item. */
export function merge(target: Json, source: Json): void {
  for (const key of Object.keys(source)) {
    const there = target[key];
    const value = source[key];
    if (there === MISSING) continue;
    if (isJson(there) && isJson(value)) merge(there, value);
    else if (Array.isArray(there) && Array.isArray(value) && there.length === value.length) {
      value.forEach((item: unknown, index) => {
        const old: unknown = there[index];
        if (isJson(old) && isJson(item)) merge(old, item);
        else there[index] = item;
      });
    } else target[key] = value;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Applies what the planner says is to be renamed or set in an answer or a representation. */
export function rewrite(data: unknown, rewrites: readonly FetchRewrite[], schema: GraphQLSchema): void {
  for (const each of rewrites) {
    if ('KeyRenamer' in each) {
      const { path, renameKeyTo } = each.KeyRenamer;
      atLast(data, path, schema, (holder, key) => {
        if (!Object.hasOwn(holder, key)) return;
        holder[renameKeyTo] = holder[key];
        delete holder[key];
      });
    } else {
      const { path, setValueTo } = 'ValueSetter' in each ? each.ValueSetter : each;
      atLast(data, path, schema, (holder, key) => {
        holder[key] = setValueTo;
      });
    }
  }
}

type RewritePath = readonly ({ TypenameEquals: string[] } | { Key: string })[];

function atLast(
  value: unknown,
  path: RewritePath,
  schema: GraphQLSchema,
  change: (holder: Json, key: string) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) atLast(item, path, schema, change);
    return;
  }
  const [segment, ...rest] = path;
  if (!isJson(value) || segment === undefined) return;
  if ('TypenameEquals' in segment) {
    if (isOneOf(segment.TypenameEquals, value['__typename'], schema)) atLast(value, rest, schema, change);
  } else if (rest.length === 0) change(value, segment.Key);
  else atLast(value[segment.Key], rest, schema, change);
}
