import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
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
  /** Characters of what is answered, names and texts alone. */
  maxAnswer: number;
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
  maxAnswer: 20_000_000,
};

/**
 * For a subgraph behind a gateway, which has held the client to `CLIENT_LIMITS` before it wrote its own documents, fragments
 * spread out. With 20,000 tokens, what is nested that deeply passed the parser and overflowed the stack in validation.
 */
export const SUBGRAPH_LIMITS: Limits = {
  maxCharacters: 500_000,
  maxTokens: 10_000,
  maxDepth: 20,
  maxFields: 10_000,
  maxAliases: 1_000,
  maxDirectives: 1_000,
  maxRootFields: 100,
  maxCost: 10_000_000,
  maxAnswer: 100_000_000,
};

/** What one operation measures, fragments spread out. */
interface Measure {
  depth: number;
  /** Fields at the top, those of fragments among them. */
  roots: number;
  fields: number;
  aliases: number;
  directives: number;
}

/** Validation rules that hold documents to their limits, and their names to those of GraphQL. */
export function documentRules(limits: Limits): ValidationRule[] {
  return [(context) => ({ Document: (document) => checkSize(document, limits, context) }), reservedAliases];
}

/**
 * Looks at each fragment once, however often it is spread, so that fragments that double each other cost nothing;
 * cycles are left to other rules.
 */
function checkSize(document: DocumentNode, limits: Limits, context: ValidationContext): void {
  const fragments = new Map<string, SelectionSetNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet);
  const measured = new Map<string, Measure>();
  const check = (node: OperationDefinitionNode, what: string, found: number, limit: number): void => {
    if (found > limit) context.reportError(tooMuch(what, found, limit, node));
  };
  const characters = document.loc?.end ?? 0;
  if (characters > limits.maxCharacters) {
    context.reportError(
      limitError(`The document has ${characters} characters; at most ${limits.maxCharacters} are allowed.`),
    );
  }
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const found = measure(node.selectionSet, fragments, measured, new Set());
    check(node, 'levels deep', found.depth, limits.maxDepth);
    check(node, 'fields', found.fields, limits.maxFields);
    check(node, 'aliases', found.aliases, limits.maxAliases);
    check(node, 'directives', found.directives + (node.directives?.length ?? 0), limits.maxDirectives);
    check(node, 'root fields', found.roots, limits.maxRootFields);
  }
}

/** GraphQL reserves names with two underscores; an alias `__proto__` or `__typename` would pass for what it is not. */
const reservedAliases: ValidationRule = (context) => ({
  Field(node) {
    const alias = node.alias?.value;
    if (!alias?.startsWith('__')) return;
    context.reportError(new GraphQLError(`The alias "${alias}" must not begin with two underscores.`, { nodes: node }));
  },
});

/** An error that says what is too much, how much it is, and how much may be. */
export function tooMuch(what: string, found: number, limit: number, node?: OperationDefinitionNode): GraphQLError {
  const count = found > Number.MAX_SAFE_INTEGER ? 'more than can be counted' : String(found);
  const message = `The operation has ${count} ${what}; at most ${limit} are allowed.`;
  return limitError(message, node);
}

/** An error that says that there is too much of something. */
export function limitError(message: string, node?: OperationDefinitionNode): GraphQLError {
  const originalError = fault({ code: 'LIMIT_EXCEEDED', public: message });
  return new GraphQLError(message, { nodes: node ?? null, originalError });
}

/** What to say of an error of a request that means a limit of graphql-js, or of its stack: they tell that by the message alone. */
export function parserLimit(message: string): string | undefined {
  const [, tokens] = /more tha[nt] (\d+) tokens/.exec(message) ?? [];
  if (tokens) return `The document has more than ${tokens} tokens; no more are allowed.`;
  if (message === 'Maximum call stack size exceeded') return 'The document is nested too deeply.';
  // So it ends its search for fields that cannot be merged, when there is too much to compare.
  return message === 'Validation aborted.' ? 'The document selects the same fields too often.' : undefined;
}

const NOTHING: Measure = { depth: 0, roots: 0, fields: 0, aliases: 0, directives: 0 };

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
      total.roots += inner.roots;
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = measure(selection.selectionSet, fragments, measured, open);
      add(total, inner, inner.depth);
      total.roots += inner.roots;
    } else {
      total.roots += 1;
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
