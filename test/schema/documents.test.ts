import { expect, test } from 'vitest';
import { runCheck } from '../../src/schema/check.ts';
import { type Workspace, createWorkspace } from './workspace.ts';

const PERSON = 'schema/person.graphql';

/** Checks with trusted documents; the breaking and dangerous changes as `level type coordinate (note)`. */
async function judged(workspace: Workspace, ...documents: string[]): Promise<string[]> {
  const { output } = await runCheck({ cwd: workspace.dir, against: 'main', format: 'json', documents });
  const found = JSON.parse(output) as { changes: { level: string; type: string; coordinate: string; note?: string }[] };
  return found.changes.map(
    ({ level, type, coordinate, note }) => `${level} ${type} ${coordinate}${note === undefined ? '' : ` (${note})`}`,
  );
}

test('lets go what no trusted document uses, and nothing else', async () => {
  await using workspace = await createWorkspace();
  await workspace.write('clients/web.graphql', 'query Show($id: ID!) { person(id: $id) { name } }');
  await workspace.edit(PERSON, '  status: Status!\n', '');
  await workspace.edit(PERSON, 'name: String', 'name: Int');
  expect(await judged(workspace, 'clients')).toEqual([
    'breaking FIELD_TYPE_CHANGED Person.name',
    'dangerous FIELD_REMOVED Person.status (no trusted document uses it)',
  ]);
});

test('names file and line of a document that is no longer valid', async () => {
  await using workspace = await createWorkspace();
  await workspace.write(
    'clients/web.graphql',
    'query Show($id: ID!) {\n  person(id: $id) {\n    name\n    status\n  }\n}\n',
  );
  await workspace.edit(PERSON, '  status: Status!\n', '');
  const { output, exitCode } = await runCheck({
    cwd: workspace.dir,
    against: 'main',
    documents: ['clients/*.graphql'],
  });
  expect(exitCode).toBe(1);
  expect(output).toContain('Trusted documents taken into account: 1.');
  expect(output).toContain(
    '  clients/web.graphql:4:5  Cannot query field "status" on type "Person".\n    DOCUMENT_INVALID:clients/web.graphql:',
  );
  expect(output).toContain("schema/person.graphql:14:6  Field 'status' was removed from object type 'Person'");
});

test('follows fragments into other files, and reports a mistake in one once', async () => {
  await using workspace = await createWorkspace();
  await workspace.write('clients/a.graphql', 'query A($id: ID!) { person(id: $id) { ...Card } }');
  await workspace.write('clients/b.gql', 'query B { people { ...Card } }');
  await workspace.write(
    'clients/parts/card.graphql',
    'fragment Card on Person { id ...More }\n\nfragment More on Person { status }',
  );
  await workspace.edit(PERSON, '  status: Status!\n', '');
  const { output } = await runCheck({ cwd: workspace.dir, against: 'main', documents: ['clients'] });
  expect(output.match(/Cannot query field "status"/g)).toHaveLength(1);
  expect(output).toContain('clients/parts/card.graphql:3:27  Cannot query field "status" on type "Person".');
});

const MANIFESTS: [name: string, text: string][] = [
  ['a map of ids', '{\n  "aaa": "query A { people { id } }",\n  "bbb": "query B { people { status } }"\n}'],
  [
    "Apollo's list of operations",
    '{ "format": "apollo-persisted-query-manifest", "version": 1, "operations": [\n{ "id": "aaa", "body": "query A { people { id } }" },\n{ "id": "bbb", "name": "B", "type": "query", "body": "query B { people { status } }" } ] }',
  ],
];

test.each(MANIFESTS)('reads persisted documents from %s', async (_, text) => {
  await using workspace = await createWorkspace();
  await workspace.write('persisted-documents.json', text);
  await workspace.edit(PERSON, '  status: Status!\n', '');
  const { output } = await runCheck({ cwd: workspace.dir, against: 'main', documents: ['persisted-documents.json'] });
  expect(output).toContain('Trusted documents taken into account: 2.');
  expect(output).toMatch(
    / {2}persisted-documents\.json:3:\d+ {2}Cannot query field "status" on type "Person"\.\n {4}DOCUMENT_INVALID:persisted-documents\.json#bbb:/,
  );
});

test('never lowers a change of ownership', async () => {
  await using workspace = await createWorkspace();
  await workspace.write('clients/web.graphql', '{ people { id } }');
  await workspace.edit(PERSON, '  locale: String @owned(by: [CRM])\n', '');
  await workspace.edit(PERSON, 'by: [CRM, HR]', 'by: [HR]');
  expect(await judged(workspace, 'clients')).toEqual([
    'breaking OWNERSHIP_REMOVED Person.locale',
    'breaking OWNER_REMOVED Person.name',
    'dangerous FIELD_REMOVED Person.locale (no trusted document uses it)',
  ]);
});

test('keeps a field that is deprecated but used', async () => {
  await using workspace = await createWorkspace();
  await workspace.write('clients/web.graphql', '{ people { nickname } }');
  await workspace.edit(PERSON, '  nickname: String @deprecated(reason: "Use name.")\n', '');
  expect(await judged(workspace, 'clients')).toEqual([
    'breaking DOCUMENT_INVALID clients/web.graphql',
    'breaking FIELD_REMOVED Person.nickname (it was deprecated, but a trusted document uses it)',
  ]);
});

test('takes all that a variable may hold as used', async () => {
  await using workspace = await createWorkspace();
  await workspace.write('clients/web.graphql', 'query A($filter: Filter) { people(filter: $filter) { id } }');
  await workspace.edit(PERSON, '  email: String\n', '');
  expect(await judged(workspace, 'clients')).toEqual(['breaking INPUT_FIELD_REMOVED Filter.email']);
});

test('tells a literal apart from what it leaves out', async () => {
  await using workspace = await createWorkspace();
  await workspace.write('clients/web.graphql', '{ people(filter: { limit: 5 }) { id } }');
  await workspace.edit(PERSON, '  email: String\n', '');
  await workspace.edit(PERSON, '  limit: Int! = 10\n', '  limit: Int! = 10\n  region: String!\n');
  expect(await judged(workspace, 'clients')).toEqual([
    'breaking DOCUMENT_INVALID clients/web.graphql',
    'breaking INPUT_FIELD_ADDED Filter.region',
    'dangerous INPUT_FIELD_REMOVED Filter.email (no trusted document uses it)',
  ]);
});

test('does not blame a change for a document that was not valid before', async () => {
  await using workspace = await createWorkspace();
  await workspace.write('clients/old.graphql', '{ people { height } }');
  expect(await judged(workspace, 'clients')).toEqual([
    'dangerous DOCUMENT_INVALID clients/old.graphql (it was not valid before either)',
  ]);
});

const BAD_DOCUMENTS: [name: string, file: string, text: string, says: string][] = [
  [
    'a syntax error',
    'clients/web.graphql',
    'query {\n  people {',
    'clients/web.graphql:2:11: Syntax Error: Expected Name, found <EOF>.',
  ],
  ['a manifest that is not JSON', 'clients/a.json', 'nothing', 'clients/a.json: it is not JSON.'],
  [
    'a manifest of another shape',
    'clients/a.json',
    '{ "aaa": { "body": 1 } }',
    'clients/a.json: a manifest is `{ "<id>": "query …" }` or `{ "operations": [{ "id": …, "body": … }] }`.',
  ],
];

test.each(BAD_DOCUMENTS)('refuses %s in a trusted document', async (_, file, text, says) => {
  await using workspace = await createWorkspace();
  await workspace.write(file, text);
  expect(await runCheck({ cwd: workspace.dir, against: 'main', documents: [file] })).toEqual({
    output: says,
    exitCode: 2,
  });
});

test('refuses a pattern that finds no trusted document', async () => {
  await using workspace = await createWorkspace();
  expect(await runCheck({ cwd: workspace.dir, against: 'main', documents: ['clients/*.graphql'] })).toEqual({
    output: 'clients/*.graphql: no trusted document is there.',
    exitCode: 2,
  });
});
