import {
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  defaultTypeResolver,
  getArgumentValues,
  isObjectType,
  locatedError,
} from 'graphql';
import { isPromise } from '../executor.ts';
import { type Failures, fail, failUp, record } from './failure.ts';
import { FAILED, type Holder, Place, pathOf } from './place.ts';
import { type FieldPlan, type Selected, type ValuePlan, planSubfields } from './plan.ts';

/** One execution of a planned operation. */
export interface Run extends Failures {
  readonly selected: Selected;
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly variableValues: Record<string, unknown>;
  /** Arguments are coerced once an execution, however often the field is met. */
  readonly args: Map<FieldPlan, Record<string, unknown>>;
  /** Promises not settled yet. */
  pending: number;
  /** Called whenever `pending` falls to 0. */
  idle: (() => void) | undefined;
}

/** Executes the fields of an object into `holder`. Answers false when one that must not be null has no value. */
export function runFields(
  run: Run,
  fields: readonly FieldPlan[],
  source: unknown,
  holder: Holder,
  parent: Place | undefined,
): boolean {
  for (const field of fields) if (!runField(run, field, source, holder, parent)) return false;
  return true;
}

/** Executes one field into `holder`, now or when its promise settles. */
export function runField(
  run: Run,
  field: FieldPlan,
  source: unknown,
  holder: Holder,
  parent: Place | undefined,
): boolean {
  const { key, resolve, value: plan } = field;
  if (resolve === undefined) {
    const value = property(source, field.property);
    // The commonest case of all, a plain leaf of a row, needs neither a place nor `info`.
    if (plan.kind === 'leaf' && typeof value === plan.asIs) {
      holder[key] = value;
      return true;
    }
    if (typeof value !== 'function') return put(run, plan, value, placeOf(field, holder, parent));
  }
  const place = placeOf(field, holder, parent);
  let value: unknown;
  try {
    const args = argsOf(run, field);
    const info = infoOf(run, field, place);
    if (resolve !== undefined) value = resolve(source, args, run.contextValue, info);
    else
      value = (source as Record<string, (...args: unknown[]) => unknown>)[field.property]?.(
        args,
        run.contextValue,
        info,
      );
  } catch (error) {
    record(run, error, plan.field.nodes, place);
    return fail(run, place);
  }
  return put(run, plan, value, place);
}

/** Calls `subscribe` of a subscription's one field (GraphQL §6.2.3.1). */
export async function openSource(
  run: Run,
  fields: readonly FieldPlan[],
): Promise<AsyncIterable<unknown> | GraphQLError> {
  const field = fields[0];
  if (field === undefined)
    return new GraphQLError('The subscription selects no field.', { nodes: run.selected.operation });
  const place = placeOf(field, {}, undefined);
  try {
    const source = await field.definition.subscribe?.(
      run.rootValue,
      argsOf(run, field),
      run.contextValue,
      infoOf(run, field, place),
    );
    if (source instanceof Error) throw source;
    if (typeof (source as AsyncIterable<unknown> | undefined)?.[Symbol.asyncIterator] === 'function')
      return source as AsyncIterable<unknown>;
    throw new Error('Subscription field must return an AsyncIterable.');
  } catch (error) {
    return locatedError(error, field.nodes, pathOf(place));
  }
}

/** Puts a value, or what its promise brings, at its place. Answers false when the holder must become null. */
function put(run: Run, plan: ValuePlan, value: unknown, place: Place): boolean {
  if (isPromise(value)) {
    // Null for now, so that the keys of the answer keep the order in which they were asked for.
    place.holder[place.key] = null;
    later(run, plan, value, place, (settled) => complete(run, plan, settled, place));
    return true;
  }
  const completed = complete(run, plan, value, place);
  if (completed === FAILED) return fail(run, place);
  place.holder[place.key] = completed;
  return true;
}

/** Puts at its place what `finish` makes of a promise's value, once it is there. */
function later(
  run: Run,
  plan: ValuePlan,
  promise: PromiseLike<unknown>,
  place: Place,
  finish: (value: unknown) => unknown,
): void {
  run.pending += 1;
  const settle = (completed: unknown): void => {
    if (completed === FAILED) failUp(run, place);
    else place.holder[place.key] = completed;
    run.pending -= 1;
    if (run.pending === 0) run.idle?.();
  };
  promise.then(
    (value) => {
      let completed: unknown = FAILED;
      try {
        completed = finish(value);
      } catch (error) {
        record(run, error, plan.field.nodes, place);
      }
      settle(completed);
    },
    (error: unknown) => {
      record(run, error, plan.field.nodes, place);
      settle(FAILED);
    },
  );
}

/** What a resolver's value becomes in the answer (GraphQL §6.4.3), or FAILED with an error recorded. */
function complete(run: Run, plan: ValuePlan, value: unknown, place: Place): unknown {
  try {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (plan.nullable) return null;
      const { parentType, name } = plan.field;
      throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${name}.`);
    }
    switch (plan.kind) {
      case 'leaf': {
        const serialized: unknown = plan.type.serialize(value);
        if (serialized == null) throw new Error(`Expected \`${plan.type.name}.serialize()\` to return a value.`);
        return serialized;
      }
      case 'list':
        return completeList(run, plan, value, place);
      case 'object':
        return completeObject(run, plan, plan.type, value, place);
      case 'abstract':
        return completeAbstract(run, plan, value, place);
    }
  } catch (error) {
    record(run, error, plan.field.nodes, place);
    return FAILED;
  }
}

function completeList(run: Run, plan: ValuePlan & { kind: 'list' }, value: unknown, place: Place): unknown {
  if (typeof value !== 'object' || !(Symbol.iterator in (value as object))) {
    const { parentType, name } = plan.field;
    throw new GraphQLError(`Expected Iterable, but did not find one for field "${parentType.name}.${name}".`);
  }
  const { item } = plan;
  const list: unknown[] = [];
  for (const element of value as Iterable<unknown>) {
    if (item.kind === 'leaf' && typeof element === item.asIs) list.push(element);
    else {
      const key = list.push(null) - 1;
      const at = new Place(place, key, undefined, list as unknown as Holder, item.nullable);
      if (!put(run, item, element, at)) return FAILED;
    }
  }
  return list;
}

function completeObject(run: Run, plan: ValuePlan, type: GraphQLObjectType, value: unknown, place: Place): unknown {
  if (type.isTypeOf) {
    const isTypeOf = type.isTypeOf(value, run.contextValue, infoOf(run, plan.field, place));
    const finish = (is: unknown): unknown => {
      if (is !== true) throw new GraphQLError(`Expected value of type "${type.name}" but got another.`);
      return fieldsOf(run, plan, type, value, place);
    };
    if (!isPromise(isTypeOf)) return finish(isTypeOf);
    later(run, plan, isTypeOf, place, finish);
    return null;
  }
  return fieldsOf(run, plan, type, value, place);
}

function completeAbstract(run: Run, plan: ValuePlan & { kind: 'abstract' }, value: unknown, place: Place): unknown {
  const resolveType = plan.type.resolveType ?? defaultTypeResolver;
  const named = resolveType(value, run.contextValue, infoOf(run, plan.field, place), plan.type);
  const finish = (name: unknown): unknown => {
    const { schema } = run.selected;
    const type = typeof name === 'string' ? schema.getType(name) : undefined;
    if (!isObjectType(type) || !schema.isSubType(plan.type, type)) {
      throw new GraphQLError(`Abstract type "${plan.type.name}" must resolve to one of its object types.`);
    }
    return completeObject(run, plan, type, value, place);
  };
  if (!isPromise(named)) return finish(named);
  later(run, plan, named, place, finish);
  return null;
}

function fieldsOf(run: Run, plan: ValuePlan, type: GraphQLObjectType, value: unknown, place: Place): unknown {
  const holder: Holder = {};
  return runFields(run, subfields(run, plan, type), value, holder, place) ? holder : FAILED;
}

function subfields(run: Run, plan: ValuePlan, type: GraphQLObjectType): readonly FieldPlan[] {
  if (plan.kind === 'object') {
    plan.fields ??= planSubfields(run.selected, type, plan.field.nodes);
    return plan.fields;
  }
  if (plan.kind !== 'abstract') return [];
  let fields = plan.fields.get(type.name);
  if (fields === undefined) {
    fields = planSubfields(run.selected, type, plan.field.nodes);
    plan.fields.set(type.name, fields);
  }
  return fields;
}

function placeOf(field: FieldPlan, holder: Holder, parent: Place | undefined): Place {
  return new Place(parent, field.key, field.parentType.name, holder, field.value.nullable);
}

function property(source: unknown, name: string): unknown {
  return source !== null && (typeof source === 'object' || typeof source === 'function')
    ? (source as Record<string, unknown>)[name]
    : undefined;
}

const NO_ARGS = Object.freeze({}) as Record<string, unknown>;

function argsOf(run: Run, field: FieldPlan): Record<string, unknown> {
  if (field.definition.args.length === 0) return NO_ARGS;
  let args = run.args.get(field);
  if (args === undefined) {
    args = getArgumentValues(field.definition, field.nodes[0]!, run.variableValues);
    run.args.set(field, args);
  }
  return args;
}

function infoOf(run: Run, field: FieldPlan, place: Place): GraphQLResolveInfo {
  return {
    fieldName: field.name,
    fieldNodes: field.nodes,
    returnType: field.definition.type,
    parentType: field.parentType,
    path: place,
    schema: run.selected.schema,
    fragments: run.selected.fragments,
    rootValue: run.rootValue,
    operation: run.selected.operation,
    variableValues: run.variableValues,
  };
}
