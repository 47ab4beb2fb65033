import {
  type DocumentNode,
  type FieldNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  getDirectiveValues,
  visit,
} from 'graphql';
import { pick } from '../execution/operation.ts';

/**
 * Aliases get this prefix before the planner sees them, so that none of them takes the name of a field that the planner
 * itself selects: with `{ person { id: status verifications { id } } }` it would send the status as the key.
 */
const ALIAS = '_as_';

/** Names the key under which the merged answers of the subgraphs have the value of a field. */
export type PlannedKey = (node: FieldNode) => string;

/**
 * Marks aliases. A field of an entity's key is never aliased: the one value that an entity has in the end is the client's
 * too, where the home knows the entity under another key than the reference had.
 */
export function markAliases(keyFields: ReadonlySet<string>): PlannedKey {
  return ({ name, alias, selectionSet }) =>
    alias && (selectionSet || !keyFields.has(name.value)) ? ALIAS + alias.value : name.value;
}

/** The client's name for a key of a subgraph's answer. */
export function clientKey(key: string | number): string | number {
  return typeof key === 'string' && key.startsWith(ALIAS) ? key.slice(ALIAS.length) : key;
}

/**
 * What the planner is given: one operation alone, aliases marked, `@skip` and `@include` decided, introspection left to the
 * gateway. A mutation is cut into its root fields, because the planner would begin the second one while the selection
 * of the first is still being read. Conditions are decided here because the planner (0.0.38) drops the one on a field
 * when a field of another subgraph has the same, and fetches what nobody wanted.
 */
export function prepare(
  document: DocumentNode,
  operationName: string | null | undefined,
  values: Readonly<Record<string, unknown>>,
  plannedKey: PlannedKey,
): DocumentNode[] {
  const { operation } = pick(document, operationName);
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const marked = visit<DocumentNode>(
    { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    {
      Field(node) {
        if (!isWanted(node, values)) return null;
        if (node.name.value === '__schema' || node.name.value === '__type') return TYPENAME;
        if (!node.alias) return undefined;
        const value = plannedKey(node);
        return { ...node, alias: value === node.name.value ? undefined : { kind: Kind.NAME, value } };
      },
      InlineFragment: (node) => (isWanted(node, values) ? undefined : null),
      FragmentSpread: (node) => (isWanted(node, values) ? undefined : null),
      Directive: () => null,
      SelectionSet: {
        // The planner takes no empty selection.
        leave: (node) => (node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined),
      },
    },
  );
  const [root, ...rest] = marked.definitions as [OperationDefinitionNode, ...DocumentNode['definitions'][number][]];
  return groups(root, plannedKey).map((selections) => ({
    kind: Kind.DOCUMENT,
    definitions: [{ ...root, selectionSet: { kind: Kind.SELECTION_SET, selections } }, ...rest],
  }));
}

/** Whether `@skip` and `@include` let a selection stand (GraphQL §3.13.1–2). */
function isWanted(node: SelectionNode, values: Readonly<Record<string, unknown>>): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, values)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, values)?.['if'] !== false;
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function groups(root: OperationDefinitionNode, plannedKey: PlannedKey): SelectionNode[][] {
  const { selections } = root.selectionSet;
  if (root.operation !== 'mutation') return [[...selections]];
  const byKey = new Map<unknown, SelectionNode[]>();
  for (const selection of selections) {
    const key = selection.kind === Kind.FIELD ? plannedKey(selection) : selection;
    const group = byKey.get(key);
    if (group) group.push(selection);
    else byKey.set(key, [selection]);
  }
  return [...byKey.values()];
}
