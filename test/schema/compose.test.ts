import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { compose, runCompose } from '../../src/schema/compose.ts';
import { readConfig } from '../../src/schema/config.ts';
import { createWorkspace } from './workspace.ts';

test('composes the subgraphs into a supergraph and an API, both with ownership', async () => {
  await using workspace = await createWorkspace();
  const composition = compose(await readConfig(workspace.dir));
  expect(composition.errors).toEqual([]);
  expect(composition.supergraphSdl).toContain(
    'name: String @owned(by: [CRM, HR], onChange: REVERIFY) @join__field(graph: PERSON)',
  );
  expect(composition.supergraphSdl).toContain('@requiresScopes(scopes: [["person:read"]])');
  expect(composition.apiSdl).toContain('name: String @owned(by: [CRM, HR], onChange: REVERIFY)');
  expect(composition.apiSdl).not.toContain('join__');
  expect(
    Object.keys(
      buildSchema(composition.apiSdl ?? '')
        .getQueryType()
        ?.getFields() ?? {},
    ),
  ).toEqual(['person', 'people']);
});

test('writes the same files each time', async () => {
  await using workspace = await createWorkspace();
  expect(await runCompose({ cwd: workspace.dir })).toEqual({
    output: 'Composed schema/supergraph.graphql and schema/api.graphql.',
    exitCode: 0,
  });
  const first = [await workspace.read('schema/supergraph.graphql'), await workspace.read('schema/api.graphql')];
  await runCompose({ cwd: workspace.dir });
  expect([await workspace.read('schema/supergraph.graphql'), await workspace.read('schema/api.graphql')]).toEqual(
    first,
  );
});

test('does not depend on the order of the subgraphs', async () => {
  await using workspace = await createWorkspace();
  const config = await readConfig(workspace.dir);
  const reversed = { ...config, subgraphs: config.subgraphs.toReversed() };
  expect(compose(reversed).supergraphSdl).toBe(compose(config).supergraphSdl);
  expect(compose(reversed).apiSdl).toBe(compose(config).apiSdl);
});

/** An edit of one subgraph, and what composition says about it. */
const MISTAKES: [name: string, file: string, from: string, to: string, says: string][] = [
  [
    'a syntax error',
    'person',
    'type Query {',
    'type Query {{',
    'schema/person.graphql:23:13: SYNTAX_ERROR Syntax Error: Expected Name, found "{".',
  ],
  [
    'a field that two subgraphs give different types, with both places',
    'consent',
    'consents: [Consent!]',
    'consents: [Consent!]\n  name: Int',
    'schema/consent.graphql:7:3: FIELD_TYPE_MISMATCH Type of field "Person.name" is incompatible across subgraphs: it has type "Int" in subgraph "consent" but type "String" in subgraph "person"\n' +
      '  also schema/person.graphql:16:3\n' +
      'schema/consent.graphql:7:3: INVALID_FIELD_SHARING Non-shareable field "Person.name" is resolved from multiple subgraphs: it is resolved from subgraphs "consent" and "person" and defined as non-shareable in all of them\n' +
      '  also schema/person.graphql:16:3',
  ],
  [
    'a type that is not there',
    'consent',
    '[Consent!]',
    '[Consents!]',
    'schema/consent.graphql:6:14: INVALID_GRAPHQL [consent] Unknown type Consents',
  ],
  [
    'a directive that is not imported',
    'consent',
    'purpose: String!',
    'purpose: String! @shareable',
    'schema/consent.graphql:9:20: INVALID_GRAPHQL [consent] Unknown directive "@shareable". If you meant the "@shareable" federation directive, you should use fully-qualified name "@federation__shareable" or add "@shareable" to the `import` argument of the @link to the federation specification.',
  ],
  [
    'an import that the specification does not have',
    'consent',
    '["@key"]',
    '["@key", "@lock"]',
    'schema/consent.graphql:2:76: INVALID_LINK_DIRECTIVE_USAGE [consent] Cannot import unknown element "@lock".',
  ],
  [
    'a version that does not exist',
    'consent',
    'v2.7',
    'v9.7',
    'schema/consent.graphql:2:51: UNKNOWN_FEDERATION_LINK_VERSION [consent] Invalid version v9.7 for the federation feature in @link directive on schema',
  ],
  [
    'an owner that is no kind of system',
    'person',
    'by: [CRM, HR]',
    'by: [CRM, BAKERY]',
    'schema/person.graphql:16:3: INVALID_SCHEMA Field "Person.name": @owned: Argument "by" has invalid value [CRM, BAKERY].',
  ],
  [
    'a key of a field that is not there',
    'consent',
    'fields: "id"',
    'fields: "uid"',
    'schema/consent.graphql:4:13: KEY_INVALID_FIELDS [consent] On type "Person", for @key(fields: "uid"): Cannot query field "uid" on type "Person" (the field should either be added to this subgraph or, if it should not be resolved by this subgraph, you need to add it to this subgraph with @external).',
  ],
];

test.each(MISTAKES)('says file, line and column of %s', async (_, subgraph, from, to, says) => {
  await using workspace = await createWorkspace();
  await workspace.edit(`schema/${subgraph}.graphql`, from, to);
  expect(await runCompose({ cwd: workspace.dir })).toEqual({ output: says, exitCode: 1 });
});

test('says where a field is that no path of the graph reaches', async () => {
  await using workspace = await createWorkspace();
  await workspace.edit('schema/consent.graphql', '@key(fields: "id")', '@key(fields: "id", resolvable: false)');
  const { errors } = compose(await readConfig(workspace.dir));
  expect(errors.map(({ code, place }) => [code, place])).toEqual([
    ['SATISFIABILITY_ERROR', { file: 'schema/consent.graphql', line: 6, column: 3 }],
  ]);
});

test('reports the syntax errors of all files at once', async () => {
  await using workspace = await createWorkspace();
  await workspace.edit('schema/person.graphql', 'type Query {', 'type Query {{');
  await workspace.edit('schema/consent.graphql', 'type Consent {', 'type Consent (');
  const { errors } = compose(await readConfig(workspace.dir));
  expect(errors.map(({ place }) => place.file)).toEqual(['schema/person.graphql', 'schema/consent.graphql']);
});

test('writes nothing when the subgraphs do not compose', async () => {
  await using workspace = await createWorkspace();
  await workspace.edit('schema/consent.graphql', '[Consent!]', '[Consents!]');
  await runCompose({ cwd: workspace.dir });
  await expect(workspace.read('schema/api.graphql')).rejects.toThrow('ENOENT');
});

const BAD_CONFIGS: [name: string, text: string, says: string][] = [
  [
    'a file of SDL that is not there',
    'subgraphs: { a: { routing_url: http://a/, schema: { file: a.graphql } } }',
    'supergraph.yaml:1:59: a.graphql: there is no such file.',
  ],
  [
    'bad YAML',
    'subgraphs:\n  a: [',
    'supergraph.yaml:2:7: Flow sequence in block collection must be sufficiently indented and end with a ].',
  ],
  ['an empty file', '', 'supergraph.yaml:1:1: the key `subgraphs` is expected.'],
  ['no subgraph', 'subgraphs: {}', 'supergraph.yaml:1:12: subgraphs: at least one subgraph is expected.'],
  [
    'a schema from elsewhere',
    'subgraphs:\n  a:\n    routing_url: http://a/\n    schema:\n      subgraph_url: http://a/',
    'supergraph.yaml:5:7: subgraphs.a.schema.file: the path of an SDL file is expected.\nsupergraph.yaml:5:7: subgraphs.a.schema: only `file` is understood here, not `subgraph_url`.',
  ],
  [
    'an address that is none',
    'subgraphs: { a: { routing_url: there, schema: { file: supergraph.yaml } } }',
    'supergraph.yaml:1:32: subgraphs.a.routing_url: a URL is expected, such as http://127.0.0.1:4001/graphql.',
  ],
];

test.each(BAD_CONFIGS)('refuses a supergraph.yaml with %s', async (_, text, says) => {
  await using workspace = await createWorkspace();
  await workspace.write('supergraph.yaml', text);
  expect(await runCompose({ cwd: workspace.dir })).toEqual({ output: says, exitCode: 2 });
});

test('refuses files that are missing or not UTF-8', async () => {
  await using workspace = await createWorkspace();
  expect(await runCompose({ cwd: workspace.dir, config: 'other.yaml' })).toEqual({
    output: 'other.yaml: there is no such file.',
    exitCode: 2,
  });
  await writeFile(join(workspace.dir, 'schema/consent.graphql'), Buffer.from([0xff, 0xfe, 0x74]));
  expect(await runCompose({ cwd: workspace.dir })).toEqual({
    output: 'supergraph.yaml:10:13: schema/consent.graphql: it is not UTF-8 text.',
    exitCode: 2,
  });
});

test('says which file it cannot write', async () => {
  await using workspace = await createWorkspace();
  await mkdir(join(workspace.dir, 'schema/supergraph.graphql'));
  expect(await runCompose({ cwd: workspace.dir })).toEqual({
    output: 'schema/supergraph.graphql: it cannot be written (EISDIR).',
    exitCode: 2,
  });
});
