import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { fault } from '../kernel/faults.ts';

/** How large an operation may be. */
export interface Limits {
  /** Characters of the document. What varies belongs into variables, which have only the limit of the body. */
  maxCharacters: number;
  /** Lexical tokens of the document; the parser stops there. */
  maxTokens: number;
  /** Levels of nested selections. Introspection has a limit of its own in graphql-js. */
  maxDepth: number;
  /** Selected fields, each fragment counted wherever it is spread. */
  maxFields: number;
  maxAliases: number;
  maxDirectives: number;
  maxRootFields: number;
  /** See `costOf`. */
  maxCost: number;
}

/** For clients. The unified query of a person needs a depth of 6 and a cost of about 6,000. */
export const CLIENT_LIMITS: Limits = {
  maxCharacters: 50_000,
  maxTokens: 2_000,
  maxDepth: 12,
  maxFields: 1_000,
  maxAliases: 50,
  maxDirectives: 50,
  maxRootFields: 20,
  maxCost: 50_000,
};

/** For a subgraph behind a gateway, which has held the client to `CLIENT_LIMITS` before it wrote its own documents. */
export const SUBGRAPH_LIMITS: Limits = {
  maxCharacters: 500_000,
  maxTokens: 20_000,
  maxDepth: 20,
  maxFields: 10_000,
  maxAliases: 1_000,
  maxDirectives: 1_000,
  maxRootFields: 100,
  maxCost: 10_000_000,
};

/** What one operation measures, fragments spread out. */
interface Measure {
  depth: number;
  fields: number;
  aliases: number;
  directives: number;
}

/**
 * What is wrong with the size or the names of a document. Looks at each fragment once, however often it is spread, so
 * that fragments that double each other cost nothing; cycles are left to validation.
 */
export function limitErrors(document: DocumentNode, limits: Limits): GraphQLError[] {
  const fragments = new Map<string, SelectionSetNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet);
  const measured = new Map<string, Measure>();
  const errors: GraphQLError[] = [];
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const found = measure(node.selectionSet, fragments, measured, new Set());
    const directives = found.directives + (node.directives?.length ?? 0);
    check(errors, node, 'levels deep', found.depth, limits.maxDepth);
    check(errors, node, 'fields', found.fields, limits.maxFields);
    check(errors, node, 'aliases', found.aliases, limits.maxAliases);
    check(errors, node, 'directives', directives, limits.maxDirectives);
    check(errors, node, 'root fields', node.selectionSet.selections.length, limits.maxRootFields);
  }
  return errors;
}

function check(
  errors: GraphQLError[],
  node: OperationDefinitionNode,
  what: string,
  found: number,
  limit: number,
): void {
  if (found > limit) errors.push(tooMuch(what, found, limit, node));
}

/** An error that says what is too much, how much it is, and how much may be. */
export function tooMuch(what: string, found: number, limit: number, node?: OperationDefinitionNode): GraphQLError {
  const count = found > Number.MAX_SAFE_INTEGER ? 'more than can be counted' : String(found);
  const message = `The operation has ${count} ${what}; at most ${limit} are allowed.`;
  return new GraphQLError(message, {
    nodes: node ?? null,
    originalError: fault({ code: 'LIMIT_EXCEEDED', public: message }),
  });
}

const NOTHING: Measure = { depth: 0, fields: 0, aliases: 0, directives: 0 };

function measure(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, SelectionSetNode>,
  measured: Map<string, Measure>,
  open: Set<string>,
): Measure {
  const total = { ...NOTHING };
  for (const selection of set.selections) {
    total.directives += selection.directives?.length ?? 0;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const name = selection.name.value;
      const fragment = fragments.get(name);
      if (!fragment || open.has(name)) continue;
      let inner = measured.get(name);
      if (!inner) {
        open.add(name);
        inner = measure(fragment, fragments, measured, open);
        open.delete(name);
        measured.set(name, inner);
      }
      add(total, inner, inner.depth);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = measure(selection.selectionSet, fragments, measured, open);
      add(total, inner, inner.depth);
    } else {
      total.fields += 1;
      if (selection.alias) total.aliases += 1;
      const introspection = selection.name.value.startsWith('__');
      const inner = selection.selectionSet ? measure(selection.selectionSet, fragments, measured, open) : NOTHING;
      add(total, inner, introspection ? 1 : inner.depth + 1);
    }
  }
  return total;
}

function add(total: Measure, inner: Measure, depth: number): void {
  total.fields += inner.fields;
  total.aliases += inner.aliases;
  total.directives += inner.directives;
  total.depth = Math.max(total.depth, depth);
}
