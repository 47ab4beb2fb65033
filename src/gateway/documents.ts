import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  type OperationTypeNode,
  type ValidationRule,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { fault } from '../kernel/faults.ts';
import { type Cost, costOf } from './cost.ts';
import { pick } from './execution/operation.ts';
import { type Limits, limitErrors, tooMuch } from './limits.ts';
import { Lru } from './lru.ts';
import { withoutValues } from './messages.ts';

/** A document that may be executed. */
export interface Prepared {
  readonly document: DocumentNode;
  /** What kind of operation is meant. Throws a GraphQLError when that is not clear. */
  operation(operationName: string | null | undefined): OperationTypeNode;
  /** Throws a GraphQLError with LIMIT_EXCEEDED when the operation costs too much with these variables. */
  afford(operationName: string | null | undefined, variables: Readonly<Record<string, unknown>>): void;
}

/** Parses, measures and validates documents, each text once. */
export interface Documents {
  prepare(text: string): Prepared | readonly GraphQLError[];
}

/** Valid documents kept, and the characters that all of them may have together. */
const MAX_DOCUMENTS = 1_000;
const MAX_CHARACTERS = 8 * 1024 * 1024;

/** Documents for one schema. `introspection` false refuses `__schema` and `__type`. */
export function createDocuments(schema: GraphQLSchema, limits: Limits, introspection: boolean): Documents {
  const rules: readonly ValidationRule[] = introspection
    ? specifiedRules
    : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const known = new Lru<Prepared>(MAX_DOCUMENTS, MAX_CHARACTERS);

  return {
    prepare(text) {
      const there = known.get(text);
      if (there) return there;
      if (text.length > limits.maxCharacters) {
        return [limitError(`The document has ${text.length} characters; at most ${limits.maxCharacters} are allowed.`)];
      }
      let document: DocumentNode;
      try {
        document = parse(text, { maxTokens: limits.maxTokens });
      } catch (error) {
        return [parseError(error, limits)];
      }
      const tooLarge = limitErrors(document, limits);
      if (tooLarge.length > 0) return tooLarge;
      const invalid = [...reservedAliases(document), ...validate(schema, document, rules, { maxErrors: 20 })];
      if (invalid.length > 0) return invalid.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
      const prepared = prepare(schema, document, limits);
      known.set(text, prepared, text.length);
      return prepared;
    },
  };
}

function prepare(schema: GraphQLSchema, document: DocumentNode, limits: Limits): Prepared {
  const costs = new Map<string, Cost>();
  return {
    document,
    operation: (operationName) => pick(document, operationName).operation.operation,
    afford(operationName, variables) {
      const name = operationName ?? '';
      let cost = costs.get(name);
      if (!cost || cost.varies) costs.set(name, (cost = costOf(schema, document, operationName, variables)));
      if (cost.cost > limits.maxCost)
        throw tooMuch('points of cost', cost.cost, limits.maxCost, pick(document, operationName).operation);
    },
  };
}

/** GraphQL reserves names with two underscores; an alias `__proto__` or `__typename` would pass for what it is not. */
function reservedAliases(document: DocumentNode): GraphQLError[] {
  const errors: GraphQLError[] = [];
  visit(document, {
    Field(node) {
      const alias = node.alias?.value;
      if (!alias?.startsWith('__')) return;
      errors.push(new GraphQLError(`The alias "${alias}" must not begin with two underscores.`, { nodes: node }));
    },
  });
  return errors;
}

function parseError(error: unknown, limits: Limits): GraphQLError {
  if (!(error instanceof GraphQLError)) throw error;
  // graphql-js knows its own limit only by the message.
  if (/more tha[nt] \d+ tokens/.test(error.message)) {
    return limitError(`The document has more than ${limits.maxTokens} tokens; no more are allowed.`);
  }
  return coded(error, 'GRAPHQL_PARSE_FAILED');
}

function limitError(message: string): GraphQLError {
  return new GraphQLError(message, { originalError: fault({ code: 'LIMIT_EXCEEDED', public: message }) });
}

function coded(error: GraphQLError, code: string): GraphQLError {
  // So graphql-js ends its search for fields that cannot be merged, when there is too much to compare.
  if (error.message === 'Validation aborted.') return limitError('The document selects the same fields too often.');
  const { source, positions } = error;
  return new GraphQLError(withoutValues(error.message), {
    nodes: error.nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { ...error.extensions, code },
  });
}
