import { readFileSync } from 'node:fs';
import { type GraphQLObjectType, buildSchema, getNamedType, isUnionType, parse } from 'graphql';
import { expect, test } from 'vitest';

const page = readFileSync('docs/the-graph.md', 'utf8');
const api = buildSchema(readFileSync('schema/api.graphql', 'utf8'));

/** The rows of the table under a heading: their cells. */
function tableUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [table = ''] = section.split(/\n#/);
  return [...table.matchAll(/^\| `.*\|$/gm)].map(([row]) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const named = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** The scopes that a root field asks for, by its name. */
const scopes = new Map(
  ['person', 'verification', 'decision', 'consent'].flatMap((name) => {
    const text = readFileSync(`schema/${name}.graphql`, 'utf8');
    return parse(text).definitions.flatMap((definition) => {
      if (!('fields' in definition) || !['Query', 'Mutation'].includes(definition.name?.value ?? '')) return [];
      return (definition.fields ?? []).map((field) => {
        const [directive] = field.directives ?? [];
        return [
          field.name.value,
          directive ? named(JSON.stringify(directive).replace(/"([\w]+:[\w]+)"/g, '`$1`')) : [],
        ] as const;
      });
    });
  }),
);

function fieldsOf(type: GraphQLObjectType | null | undefined): string[] {
  return Object.keys(type?.getFields() ?? {}).toSorted();
}

test('the page lists every query with its scope', () => {
  const rows = tableUnder('Queries').filter((cells) => cells.length === 3);
  const shown = rows.map(([name, , scope]) => [named(name)[0], named(scope)]);
  expect(Object.fromEntries(shown)).toEqual(
    Object.fromEntries(fieldsOf(api.getQueryType()).map((name) => [name, scopes.get(name)])),
  );
});

test('the page lists every mutation with its answers and its scope', () => {
  const shown = tableUnder('Mutations').map(([name, , answers, scope]) => [
    named(name)[0],
    [named(answers), named(scope)],
  ]);
  const there = Object.entries(api.getMutationType()!.getFields()).map(([name, { type }]) => {
    const result = getNamedType(type);
    return [name, [isUnionType(result) ? result.getTypes().map((member) => member.name) : [], scopes.get(name)]];
  });
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(there));
});

test('the pages list every subscription', () => {
  const names = fieldsOf(api.getSubscriptionType());
  const [, section = ''] = page.split('\n## Subscriptions\n');
  expect(new Set(named(section.split('\n## ')[0]))).toEqual(new Set(names));
  const [, table = ''] = readFileSync('docs/events.md', 'utf8').split('\n## Subscriptions\n');
  expect(new Set([...table.matchAll(/^\| `(\w+)\(/gm)].map(([, name]) => name))).toEqual(new Set(names));
});

test('the page lists every code that a client can meet', () => {
  const faults = readFileSync('src/kernel/faults.ts', 'utf8').match(/^ {2}\| '[A-Z_]+'/gm) ?? [];
  const codes = new Set([
    ...faults.map((line) => line.split("'")[1]!),
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
  ]);
  // Met at the start of a process, never by a client.
  codes.delete('CONFIGURATION');
  expect(new Set(tableUnder('Errors').map(([code]) => named(code)[0]!))).toEqual(codes);
});
