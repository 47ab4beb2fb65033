import {
  type DocumentNode,
  type GraphQLInputType,
  Kind,
  type OperationTypeNode,
  TypeInfo,
  isInputType,
  isNonNullType,
  parse,
  typeFromAST,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { listFiles, readText } from '../../architecture/sources.ts';
import { api } from '../../permissions/schema.ts';

/** An operation that stands somewhere in the docs or the tests. */
export interface Found {
  text: string;
  kind: OperationTypeNode;
  variables: Record<string, unknown>;
}

/**
 * Every operation on the graph that the docs and the tests write down whole, or with constants of the same file. The
 * variables get the values of the arguments where they are used: `person.id`. One without a value and without need of one
 * stays away; an operation that needs more is left out.
 */
export function harvest(values: Readonly<Record<string, unknown>>): Found[] {
  const found = new Map<string, Found>();
  for (const path of [...listFiles('test'), ...listFiles('docs'), 'README.md']) {
    if (!/\.(?:ts|md)$/.test(path) || path.startsWith('test/gateway/')) continue;
    const text = readText(path);
    const constants = new Map(
      [...text.matchAll(/const (\w+) = (?:\/\* GraphQL \*\/ )?([`'])([^`']*)\2/g)].map(([, name, , value]) => [
        name,
        value,
      ]),
    );
    for (const [, , quoted] of text.matchAll(/([`'])(\s*(?:query|mutation|subscription|\{)[^`']*)\1/g)) {
      const whole = quoted!.replaceAll(/\$\{(\w+)\}/g, (all, name: string) => constants.get(name) ?? all);
      const operation = read(whole, values);
      if (operation) found.set(whole, operation);
    }
  }
  return [...found.values()];
}

function read(text: string, values: Readonly<Record<string, unknown>>): Found | undefined {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch {
    return undefined;
  }
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || validate(api, document).length > 0) return undefined;
  const variables: Record<string, unknown> = {};
  const types = new TypeInfo(api);
  visit(
    document,
    visitWithTypeInfo(types, {
      Variable({ name }) {
        const key = `${types.getFieldDef()?.name}.${types.getArgument()?.name}`;
        if (types.getArgument() && key in values) variables[name.value] = values[key];
      },
    }),
  );
  const lacking = (operation.variableDefinitions ?? []).some(({ variable, type, defaultValue }) => {
    const wanted = typeFromAST(api, type as never) as GraphQLInputType | undefined;
    return !(variable.name.value in variables) && !defaultValue && isInputType(wanted) && isNonNullType(wanted);
  });
  return lacking ? undefined : { text, kind: operation.operation, variables };
}
