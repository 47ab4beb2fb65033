import type { FetchRewrite, PlanNode, RequiresSelection } from '@graphql-hive/router-query-planner';
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { ENTRY, type Supergraph } from './supergraph.ts';

/** One step of a plan, in the form in which it is run. */
export type Step =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly Step[] }
  | { readonly kind: 'fetch'; readonly request: Request; readonly rewrites: readonly FetchRewrite[] }
  | { readonly kind: 'subscribe'; readonly request: Request; readonly rewrites: readonly FetchRewrite[] }
  /** Runs `below` on the entities at `path`, which are put under `key` for it. */
  | { readonly kind: 'enter'; readonly path: readonly PathSegment[]; readonly key: string; readonly below: Step }
  | { readonly kind: 'entities'; readonly request: Request; readonly groups: readonly EntityGroup[] };

/** What is sent to a subgraph. */
export interface Request {
  readonly subgraph: string;
  readonly text: string;
  readonly document: DocumentNode;
  /** The client's variables that it uses. */
  readonly variables: readonly string[];
  /** The keys of its answer. */
  readonly keys: readonly string[];
}

/** The entities that one `_entities` selection is for. */
export interface EntityGroup {
  /** The key of the selection in the answer: `_entities`, or its alias. */
  readonly key: string;
  /** The variable that carries the representations. */
  readonly variable: string;
  readonly paths: readonly (readonly PathSegment[])[];
  readonly requires: readonly RequiresSelection[];
  readonly inputRewrites: readonly FetchRewrite[];
  readonly outputRewrites: readonly FetchRewrite[];
  /** The keys that the answer gives each entity. */
  readonly keys: readonly string[];
}

/** A field to go into, a list to go through, or types to go on with. */
export type PathSegment = '@' | { readonly Field: string } | { readonly TypeCondition: readonly string[] };

/** Turns the planner's nodes into steps: documents parsed, both forms of entity fetch made one. */
export function stepsOf(node: PlanNode | undefined, supergraph: Supergraph): Step {
  if (!node) return { kind: 'nothing' };
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return {
        kind: node.kind === 'Sequence' ? 'sequence' : 'parallel',
        steps: node.nodes.map((each) => stepsOf(each, supergraph)),
      };
    case 'Subscription':
      return { kind: 'subscribe', request: requestOf(node.primary), rewrites: node.primary.outputRewrites ?? [] };
    case 'Fetch':
      // Its entities are in the data already.
      if (node.serviceName === ENTRY) return { kind: 'nothing' };
      return { kind: 'fetch', request: requestOf(node), rewrites: node.outputRewrites ?? [] };
    case 'Flatten': {
      const fetch = node.node;
      if (fetch.kind !== 'Fetch') throw new Error(`The planner flattens a ${fetch.kind}, which is not known here.`);
      const request = requestOf(fetch);
      const group: EntityGroup = {
        key: '_entities',
        variable: 'representations',
        paths: [node.path],
        requires: fetch.requires ?? [],
        inputRewrites: fetch.inputRewrites ?? [],
        // These begin at the answer's root, with the key of the selection.
        outputRewrites: (fetch.outputRewrites ?? []).map(belowFirst),
        keys: keysOfSelection(request.document, '_entities'),
      };
      return { kind: 'entities', request: withKeys(request, supergraph), groups: [group] };
    }
    case 'BatchFetch': {
      const request = requestOf(node);
      const groups = node.entityBatch.aliases.map((alias) => ({
        key: alias.alias,
        variable: alias.representationsVariableName,
        paths: alias.paths,
        requires: alias.requires,
        inputRewrites: alias.inputRewrites ?? [],
        outputRewrites: alias.outputRewrites ?? [],
        keys: keysOfSelection(request.document, alias.alias),
      }));
      return { kind: 'entities', request: withKeys(request, supergraph), groups };
    }
    default:
      throw new Error(`The planner made a ${node.kind}, which is not known here.`);
  }
}

function belowFirst(rewrite: FetchRewrite): FetchRewrite {
  if ('KeyRenamer' in rewrite) return { KeyRenamer: { ...rewrite.KeyRenamer, path: rewrite.KeyRenamer.path.slice(1) } };
  const setter = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
  return { ValueSetter: { path: setter.path.slice(1), setValueTo: setter.setValueTo } };
}

function requestOf(node: { serviceName: string; operation: string; variableUsages?: string[] }): Request {
  const document = parse(node.operation, { noLocation: true });
  const { selectionSet } = operationOf(document);
  return {
    subgraph: node.serviceName,
    text: node.operation,
    document,
    variables: node.variableUsages ?? [],
    keys: keysOf(document, selectionSet.selections),
  };
}

/**
 * Asks for the keys of every entity too, because the home may know an entity under another key than the reference had
 * (an old id finds the survivor), and the next subgraph must be asked about that one.
 */
function withKeys(request: Request, supergraph: Supergraph): Request {
  const document = visit(request.document, {
    InlineFragment: {
      leave({ selectionSet: { selections }, ...node }) {
        const keys = supergraph.keys.get(node.typeCondition?.name.value ?? '')?.get(request.subgraph) ?? [];
        const fields = keys.map((value): SelectionNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value } }));
        return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [...selections, ...fields] } };
      },
    },
  });
  return { ...request, document, text: print(document) };
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  return document.definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
}

function keysOfSelection(document: DocumentNode, key: string): readonly string[] {
  for (const selection of operationOf(document).selectionSet.selections) {
    if (selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === key) {
      return keysOf(document, selection.selectionSet?.selections ?? []);
    }
  }
  return [];
}

/** The response keys of a selection, fragments looked into. */
function keysOf(document: DocumentNode, selections: readonly SelectionNode[]): readonly string[] {
  const keys = new Set<string>();
  const add = (nodes: readonly SelectionNode[]): void => {
    for (const node of nodes) {
      if (node.kind === Kind.FIELD) keys.add((node.alias ?? node.name).value);
      else if (node.kind === Kind.INLINE_FRAGMENT) add(node.selectionSet.selections);
      else {
        for (const definition of document.definitions) {
          if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value) {
            add(definition.selectionSet.selections);
          }
        }
      }
    }
  };
  add(selections);
  keys.delete('__typename');
  return [...keys];
}
