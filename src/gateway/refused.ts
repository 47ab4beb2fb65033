import { getDirective } from '@graphql-tools/utils';
import {
  type FieldNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { Fault } from '../kernel/faults.ts';
import type { Planned } from './execution/operation.ts';

/**
 * What an operation asked for and was refused for want of a right, as schema coordinates (`Query.person`, `Person.emails`), in
 * order: each field that was refused, and of what is asked for below it all that is data of somebody.
 */
export function refusedFields(
  schema: GraphQLSchema,
  { rootType, operation, fragments }: Planned,
  errors: readonly GraphQLError[] | undefined,
): string[] {
  const refused = new Set(errors?.filter(isForbidden).flatMap(({ nodes }) => nodes ?? []));
  const found = new Set<string>();
  if (refused.size > 0) look(rootType, operation.selectionSet, false);
  return [...found].toSorted();

  function look(type: GraphQLNamedType | undefined, { selections }: SelectionSetNode, isBelow: boolean): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) lookAt(type, selection, isBelow);
      else {
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection;
        const condition = fragment?.typeCondition?.name.value;
        if (fragment) look(condition ? schema.getType(condition) : type, fragment.selectionSet, isBelow);
      }
    }
  }

  function lookAt(type: GraphQLNamedType | undefined, node: FieldNode, isBelow: boolean): void {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return;
    const target = getNamedType(field.type);
    const isRefused = refused.has(node);
    if (isRefused || (isBelow && (isOfSomebody(schema, field) || isOfSomebody(schema, target))))
      found.add(`${type!.name}.${field.name}`);
    if (node.selectionSet) look(target, node.selectionSet, isBelow || isRefused);
  }
}

function isOfSomebody(schema: GraphQLSchema, node: Parameters<typeof getDirective>[1]): boolean {
  return getDirective(schema, node, 'dataClass') !== undefined;
}

/** Whether an error says that a right was missing, whatever it was wrapped in. */
function isForbidden(error: unknown): boolean {
  return error instanceof GraphQLError ? isForbidden(error.originalError) : isRefusal(error);
}

/** Whether it is what somebody gets who has no right to what was asked for. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Fault && error.code === 'FORBIDDEN';
}
