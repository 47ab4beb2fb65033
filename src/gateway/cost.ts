import {
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  type ValueNode,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { perOperation } from './execution/memo.ts';
import { pick } from './execution/operation.ts';
import { tooMuch } from './limits.ts';

/** How many items a list is taken to have when no argument says it. */
export const DEFAULT_LIST_SIZE = 5;

/** What a mutation costs beside what it selects. */
export const MUTATION_COST = 10;

/**
 * What queries cost beside what they select that look at more than they bring: a search opens up to 200 records, a preview all that
 * a write would, and an explanation a person with all whom links connect with it.
 */
export const QUERY_COST: Readonly<Record<string, number>> = {
  search: 1_000,
  preview: 500,
  why: 200,
  whyNot: 200,
  how: 200,
};

/** What an operation costs, and whether that depends on its variables. */
export interface Cost {
  cost: number;
  varies: boolean;
}

/** Makes the check of what a valid operation costs with its variables. It answers LIMIT_EXCEEDED when that is too much. */
export function budget(
  schema: GraphQLSchema,
  maxCost: number,
): (
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
) => GraphQLError | undefined {
  const withDefaults = perOperation((document, operationName) => costOf(schema, document, operationName, {}));
  return (document, operationName, variables) => {
    const known = withDefaults(document, operationName);
    const { cost } = known.varies ? costOf(schema, document, operationName, variables) : known;
    if (cost <= maxCost) return undefined;
    return tooMuch('points of cost', cost, maxCost, pick(document, operationName).operation);
  };
}

/**
 * Estimates how many objects an operation can bring: each field of an object type counts 1, and all that is in a list
 * counts as often as the list's `first` or `last` says (of the field itself or, for a connection, of the field around
 * it), else `DEFAULT_LIST_SIZE` times. Scalars and introspection are free. Expects a valid document.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): Cost {
  const { operation, fragments } = pick(document, operationName);
  const root = schema.getRootType(operation.operation);
  const counted = new Map<string, number>();
  let varies = false;

  const sizeOf = (node: FieldNode, type: GraphQLNamedType): number | undefined => {
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    for (const argument of definition?.args ?? []) {
      if (argument.name !== 'first' && argument.name !== 'last') continue;
      const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
      const size = (given && valueOf(given)) ?? argument.defaultValue;
      if (typeof size === 'number') return Math.max(0, size);
    }
    return undefined;
  };

  const valueOf = (node: ValueNode): unknown => {
    if (node.kind === Kind.INT) return Number(node.value);
    if (node.kind !== Kind.VARIABLE) return undefined;
    varies = true;
    const name = node.name.value;
    if (Object.hasOwn(variables, name)) return variables[name];
    const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return definition?.defaultValue?.kind === Kind.INT ? Number(definition.defaultValue.value) : undefined;
  };

  const ofSelection = (set: SelectionSetNode, type: GraphQLNamedType, around: number | undefined): number => {
    let total = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) total += ofField(node, type, around);
      else if (node.kind === Kind.INLINE_FRAGMENT) {
        total += ofSelection(
          node.selectionSet,
          schema.getType(node.typeCondition?.name.value ?? type.name) ?? type,
          around,
        );
      } else {
        const fragment = fragments[node.name.value];
        const key = `${node.name.value} ${around ?? ''}`;
        let inner = counted.get(key);
        if (inner === undefined && fragment) {
          inner = ofSelection(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value) ?? type, around);
          counted.set(key, inner);
        }
        total += inner ?? 0;
      }
    }
    return total;
  };

  const ofField = (node: FieldNode, type: GraphQLNamedType, around: number | undefined): number => {
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    const base = type === root ? rootCost(operation.operation, node.name.value) : 0;
    if (!definition || !node.selectionSet) return base;
    const size = sizeOf(node, type);
    const list = isList(definition.type);
    const inner = ofSelection(node.selectionSet, getNamedType(definition.type), list ? undefined : size);
    return base + (list ? (size ?? around ?? DEFAULT_LIST_SIZE) * (1 + inner) : 1 + inner);
  };

  if (!root) return { cost: 0, varies: false };
  const cost = ofSelection(operation.selectionSet, root, undefined);
  return { cost, varies };
}

function rootCost(operation: OperationTypeNode, field: string): number {
  if (operation === OperationTypeNode.MUTATION) return MUTATION_COST;
  return operation === OperationTypeNode.QUERY && Object.hasOwn(QUERY_COST, field) ? QUERY_COST[field]! : 0;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
