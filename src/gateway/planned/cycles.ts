import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  getNamedType,
  isInterfaceType,
  isObjectType,
  visit,
} from 'graphql';
import type { PathSegment } from './steps.ts';
import { type Supergraph, entryName } from './supergraph.ts';

/** A part of an operation that is planned on its own. */
export interface Entry {
  /** Where its entities stand in the answer to the rest. */
  readonly path: readonly PathSegment[];
  readonly type: string;
  /** What is asked of each of them, below the entry field of the type. */
  readonly document: DocumentNode;
}

/** A document without its cycles, and what was cut out of it. */
export interface Cut {
  readonly document: DocumentNode;
  readonly entries: readonly Entry[];
}

/**
 * Hive's planner 0.0.38 fails where a field that requires something leads back to its own entity and is selected again
 * there: `person { consents { person { consents { id } } } }`. So an entity below one of its own type is cut off, planned
 * from an entry of its own, and filled in when the rest is there. Undefined when there is nothing to cut.
 */
export function cutCycles(document: DocumentNode, schema: GraphQLSchema, { keys }: Supergraph): Cut | undefined {
  const operation = withoutSpreads(document);
  const entries: Entry[] = [];

  const cutSet = (
    set: SelectionSetNode,
    parent: string,
    path: readonly PathSegment[],
    above: readonly string[],
  ): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((node) => cutNode(node, parent, path, above)),
  });

  const cutNode = (
    node: SelectionNode,
    parent: string,
    path: readonly PathSegment[],
    above: readonly string[],
  ): SelectionNode => {
    if (node.kind === Kind.FRAGMENT_SPREAD || !node.selectionSet) return node;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const type = node.typeCondition?.name.value ?? parent;
      const below = type === parent ? path : [...path, { TypeCondition: [type] }];
      return { ...node, selectionSet: cutSet(node.selectionSet, type, below, [...above, type]) };
    }
    const type = typeOf(schema, parent, node.name.value);
    const at = [...path, { Field: (node.alias ?? node.name).value }];
    const fields = [...new Set([...(keys.get(type)?.values() ?? [])].flat())];
    if (!above.includes(type) || fields.length === 0 || asksOnly(node.selectionSet, fields)) {
      return { ...node, selectionSet: cutSet(node.selectionSet, type, at, [...above, type]) };
    }
    entries.push({ path: at, type, document: entryDocument(operation, type, node.selectionSet) });
    return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: ['__typename', ...fields].map(field) } };
  };

  const root = schema.getRootType(operation.operation)?.name ?? '';
  const selectionSet = cutSet(operation.selectionSet, root, [], []);
  if (entries.length === 0) return undefined;
  return { document: { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] }, entries };
}

/** The type of a field, an entry field among them. */
function typeOf(schema: GraphQLSchema, parent: string, name: string): string {
  const type = schema.getType(parent);
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  if (definition) return getNamedType(definition.type).name;
  const entered = Object.keys(schema.getTypeMap()).find((each) => entryName(each) === name);
  return entered ?? '';
}

/** Whether a selection is what a cut leaves. */
function asksOnly({ selections }: SelectionSetNode, fields: readonly string[]): boolean {
  return selections.every(
    (node) => node.kind === Kind.FIELD && !node.alias && ['__typename', ...fields].includes(node.name.value),
  );
}

function entryDocument(operation: OperationDefinitionNode, type: string, selectionSet: SelectionSetNode): DocumentNode {
  const used = new Set<string>();
  visit(selectionSet, { Variable: (node) => void used.add(node.name.value) });
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
          used.has(variable.name.value),
        ),
        selectionSet: {
          kind: Kind.SELECTION_SET,
          selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: entryName(type) }, selectionSet }],
        },
      },
    ],
  };
}

/** The one operation of the document, with each spread replaced by what it stands for. */
function withoutSpreads(document: DocumentNode): OperationDefinitionNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    else if (node.kind === Kind.OPERATION_DEFINITION) operation = node;
  }
  return visit(operation!, {
    FragmentSpread({ name, directives }) {
      const { typeCondition, selectionSet } = fragments.get(name.value)!;
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
    },
  });
}

function field(value: string): SelectionNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value } };
}
