import type { Change as InspectorChange } from '@graphql-inspector/core';
import {
  buildASTSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  visit,
} from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Difference, Level } from './change.ts';

const LEVELS: Readonly<Record<string, Level>> = { BREAKING: 'breaking', DANGEROUS: 'dangerous', NON_BREAKING: 'safe' };

/** The schema that clients see. `@owned` is left out: its changes are told apart by `governanceDifferences`. */
export function apiSchema(document: DocumentNode): GraphQLSchema {
  return buildASTSchema(
    visit(document, {
      Directive: (node) => (node.name.value === 'owned' ? null : undefined),
      DirectiveDefinition: (node) => (node.name.value === 'owned' ? null : undefined),
    }),
  );
}

/** What differs between two APIs, as GraphQL Inspector sees it, with its blind spots corrected. */
export async function apiDifferences(previous: GraphQLSchema, current: GraphQLSchema): Promise<Difference[]> {
  // 60 ms of imports that no other command needs.
  const { diff } = await import('@graphql-inspector/core');
  const changes = await diff(previous, current);
  const additions = new Set(changes.filter(({ type }) => ADDITIONS.has(type)).map(({ path }) => path));
  return changes
    .filter((change) => !isPartOfAddition(change, additions) && !isDeprecationTwice(change))
    .map((change) => {
      const coordinate = coordinateOf(change.path ?? '');
      const common = { type: change.type, coordinate, details: change.meta };
      if (becameRequired(change, current)) {
        return { ...common, level: 'breaking', message: `'${coordinate}' has no default any more and must be given` };
      }
      const message = change.message.replaceAll(/\s+/g, ' ').trim();
      return { ...common, level: LEVELS[change.criticality.level] ?? 'breaking', message };
    });
}

const ADDITIONS: ReadonlySet<string> = new Set([
  'TYPE_ADDED',
  'FIELD_ADDED',
  'FIELD_ARGUMENT_ADDED',
  'INPUT_FIELD_ADDED',
  'ENUM_VALUE_ADDED',
  'DIRECTIVE_ADDED',
]);

/**
 * A new type comes with a change for each of its fields and descriptions; one line says enough. Inspector's own
 * `simplifyChanges` is no use: after "description added" it drops any other change of that field, a new type included.
 */
function isPartOfAddition(change: InspectorChange, additions: ReadonlySet<string | undefined>): boolean {
  if (change.criticality.level !== 'NON_BREAKING') return false;
  const path = change.path ?? '';
  for (let end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
    if (additions.has(path.slice(0, end))) return true;
  }
  return additions.has(path) && !ADDITIONS.has(change.type);
}

/** `@deprecated` on a field or an enum value is reported as a deprecation and once more as the use of a directive. */
function isDeprecationTwice({ type, path = '' }: InspectorChange): boolean {
  return TWINS.has(type) && path.split('.').includes('@deprecated');
}

const TWINS: ReadonlySet<string> = new Set([
  'DIRECTIVE_USAGE_FIELD_DEFINITION_ADDED',
  'DIRECTIVE_USAGE_FIELD_DEFINITION_REMOVED',
  'DIRECTIVE_USAGE_ENUM_VALUE_ADDED',
  'DIRECTIVE_USAGE_ENUM_VALUE_REMOVED',
  'DIRECTIVE_USAGE_ARGUMENT_ADDED',
  'DIRECTIVE_USAGE_ARGUMENT_REMOVED',
]);

/** Taking the default from a non-null argument or input field makes it required. Inspector calls that dangerous. */
function becameRequired({ type, path = '' }: InspectorChange, current: GraphQLSchema): boolean {
  const [typeName = '', fieldName = '', argumentName = ''] = path.split('.');
  const parent = current.getType(typeName);
  if (type === 'INPUT_FIELD_DEFAULT_VALUE_CHANGED' && isInputObjectType(parent)) {
    const field = parent.getFields()[fieldName];
    return field !== undefined && isRequiredInputField(field);
  }
  if (type === 'FIELD_ARGUMENT_DEFAULT_CHANGED' && (isObjectType(parent) || isInterfaceType(parent))) {
    const argument = parent.getFields()[fieldName]?.args.find(({ name }) => name === argumentName);
    return argument !== undefined && isRequiredArgument(argument);
  }
  return false;
}

/** `Query.people.first` → `Query.people(first:)`, `@owned.by` → `@owned(by:)`, `Person.name.@deprecated` → `Person.name`. */
function coordinateOf(path: string): string {
  if (path === '') return 'schema';
  const [first = '', second, third] = path
    .split('.')
    .filter((part, position) => position === 0 || !part.startsWith('@'));
  if (second === undefined) return first;
  if (first.startsWith('@')) return `${first}(${second}:)`;
  return third === undefined ? `${first}.${second}` : `${first}.${second}(${third}:)`;
}
