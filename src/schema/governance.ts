import { Kind, visit } from 'graphql';
import type { ConstDirectiveNode, ConstValueNode, DocumentNode } from 'graphql';

/** What a field's directives say about who may write and who may read it. */
export interface FieldGovernance {
  /** `@owned(by:)`: the kinds of system that may assert it, first in precedence first. */
  owners?: readonly string[];
  /** `@owned(onChange:)`: `REVERIFY` or `KEEP`. */
  onChange?: string;
  /** `@requiresScopes`: any one of these sets of scopes is enough. */
  scopes?: readonly (readonly string[])[];
}

/**
 * Reads `@owned` and `@requiresScopes` from SDL: the coordinates that carry one of them (`Person.name`, or a type),
 * in the order of the document.
 */
export function readGovernance(document: DocumentNode): ReadonlyMap<string, FieldGovernance> {
  const found = new Map<string, FieldGovernance>();
  visit(document, {
    enter(node) {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) {
        return node.kind === Kind.DOCUMENT ? undefined : false;
      }
      const type = node.name.value;
      add(found, type, node.directives);
      for (const field of node.fields ?? []) add(found, `${type}.${field.name.value}`, field.directives);
      return false;
    },
  });
  return found;
}

function add(found: Map<string, FieldGovernance>, coordinate: string, directives: readonly ConstDirectiveNode[] = []): void {
  const owned = directives.find(({ name }) => name.value === 'owned');
  const scoped = directives.find(({ name }) => name.value === 'requiresScopes');
  if (!owned && !scoped) return;
  const onChange = owned && argument(owned, 'onChange');
  found.set(coordinate, {
    ...(owned && {
      owners: names(argument(owned, 'by')),
      // The default that the definition of @owned gives.
      onChange: onChange?.kind === Kind.ENUM ? onChange.value : 'KEEP',
    }),
    ...(scoped && { scopes: list(argument(scoped, 'scopes')).map(names) }),
  });
}

function argument(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((given) => given.name.value === name)?.value;
}

/** GraphQL takes a single value where a list is expected. */
function list(value: ConstValueNode | undefined): readonly ConstValueNode[] {
  if (!value) return [];
  return value.kind === Kind.LIST ? value.values : [value];
}

function names(value: ConstValueNode | undefined): string[] {
  return list(value).flatMap((item) => (item.kind === Kind.ENUM || item.kind === Kind.STRING ? [item.value] : []));
}
