import { Kind, isTypeDefinitionNode, isTypeExtensionNode } from 'graphql';
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
  const defaultOnChange = defaultOf(document);
  const add = (coordinate: string, directives: readonly ConstDirectiveNode[] = []): void => {
    const governance = governanceOf(directives, defaultOnChange);
    if (governance) found.set(coordinate, governance);
  };
  for (const node of document.definitions) {
    if (!isTypeDefinitionNode(node) && !isTypeExtensionNode(node)) continue;
    add(node.name.value, node.directives);
    if (!('fields' in node)) continue;
    for (const field of node.fields ?? []) add(`${node.name.value}.${field.name.value}`, field.directives);
  }
  return found;
}

function governanceOf(directives: readonly ConstDirectiveNode[], defaultOnChange: string): FieldGovernance | undefined {
  const owned = directives.find(({ name }) => name.value === 'owned');
  const scoped = directives.find(({ name }) => name.value === 'requiresScopes');
  if (!owned && !scoped) return undefined;
  return {
    ...(owned && {
      owners: names(argument(owned, 'by')),
      onChange: names(argument(owned, 'onChange'))[0] ?? defaultOnChange,
    }),
    ...(scoped && { scopes: list(argument(scoped, 'scopes')).map(names) }),
  };
}

/** What `@owned` says about corrections when it says nothing. */
function defaultOf(document: DocumentNode): string {
  for (const node of document.definitions) {
    if (node.kind !== Kind.DIRECTIVE_DEFINITION || node.name.value !== 'owned') continue;
    const onChange = node.arguments?.find(({ name }) => name.value === 'onChange');
    return names(onChange?.defaultValue)[0] ?? 'KEEP';
  }
  return 'KEEP';
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
