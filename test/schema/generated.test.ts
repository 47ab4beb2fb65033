import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { fillTable, ownershipTable } from '../../src/schema/docs.ts';
import type { CompleteResolvers } from '../../src/subgraphs/consent/schema.generated.ts';

test('keeps the committed supergraph, API, resolver types and tables of the pages up to date', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['codegen.ts', '--check']);
  expect(stdout).toBe('All generated files are up to date.\n');
});

test('tabulates who owns each field', () => {
  const table = ownershipTable(
    'type Person { id: ID! name: String @owned(by: [HR, CRM], onChange: REVERIFY) locale: String @owned(by: IDP) }',
  );
  expect(table).toBe(`| field | owners, first in precedence first | when a value is corrected |
|---|---|---|
| \`Person.name\` | HR, CRM | the verification has to be done again |
| \`Person.locale\` | IDP | the verification stays |`);
});

test('replaces only what stands between the markers of a page', () => {
  const page = 'Before.\n<!-- ownership:begin -->\nold\n<!-- ownership:end -->\nAfter.\n';
  const filled = fillTable(page, 'ownership', '| new |');
  expect(filled).toBe('Before.\n<!-- ownership:begin -->\n| new |\n<!-- ownership:end -->\nAfter.\n');
  expect(fillTable(filled, 'ownership', '| new |')).toBe(filled);
  expect(() => fillTable('# Ownership\n', 'ownership', '| new |')).toThrow('<!-- ownership:begin -->');
});

test('makes a missing resolver an error of types', () => {
  // @ts-expect-error a query without a resolver
  const query: CompleteResolvers['Query'] = {};
  // @ts-expect-error a field of another subgraph's entity without a resolver
  const person: CompleteResolvers['Person'] = {};
  expect([query, person]).toEqual([{}, {}]);
});
