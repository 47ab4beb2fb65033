import { expect, test } from 'vitest';
import { type CheckOptions, runCheck } from '../../src/schema/check.ts';
import { type Workspace, createWorkspace } from './workspace.ts';

const clock = { now: () => new Date('2026-11-20T12:00:00Z') };
const PERSON = 'schema/person.graphql';

/** Checks the working directory against its first commit; the lines about changes, without the ids. */
async function changes(
  workspace: Workspace,
  options: Partial<CheckOptions> = {},
): Promise<{ lines: string[]; exitCode: number }> {
  const { output, exitCode } = await runCheck({
    cwd: workspace.dir,
    against: 'main',
    format: 'json',
    clock,
    ...options,
  });
  const found = JSON.parse(output) as {
    changes: { level: string; message: string; note?: string; place: { file: string; line: number } }[];
  };
  const lines = found.changes.map(
    ({ level, message, note, place }) =>
      `${level} ${place.file}:${place.line} ${message}${note === undefined ? '' : ` (${note})`}`,
  );
  return { lines, exitCode };
}

test('passes when nothing changed', async () => {
  await using workspace = await createWorkspace();
  expect(await runCheck({ cwd: workspace.dir, against: 'main' })).toEqual({
    output: 'OK  against main: 0 breaking, 0 dangerous, 0 safe',
    exitCode: 0,
  });
});

/** An edit of person.graphql, and all that the check says about it. */
const EDITS: [name: string, from: string, to: string, exitCode: number, lines: string[]][] = [
  [
    'a field that is removed',
    '  status: Status!\n',
    '',
    1,
    ["breaking schema/person.graphql:14 Field 'status' was removed from object type 'Person'"],
  ],
  [
    'a field that may be null now',
    'status: Status!',
    'status: Status',
    1,
    ["breaking schema/person.graphql:20 Field 'Person.status' changed type from 'Status!' to 'Status'"],
  ],
  [
    'a field that is new',
    'id: ID!\n  name',
    'id: ID!\n  age: Int\n  name',
    0,
    ["safe schema/person.graphql:16 Field 'age' was added to object type 'Person'"],
  ],
  [
    'an argument that must be given',
    'person(id: ID!)',
    'person(id: ID!, at: String!)',
    1,
    ["breaking schema/person.graphql:24 Argument 'at: String!' added to field 'Query.person'"],
  ],
  [
    'an argument that may be given',
    'person(id: ID!)',
    'person(id: ID!, at: String)',
    0,
    ["dangerous schema/person.graphql:24 Argument 'at: String' added to field 'Query.person'"],
  ],
  [
    'a default that is gone, so that the argument must be given',
    'first: Int! = 20',
    'first: Int!',
    1,
    ["breaking schema/person.graphql:25 'Query.people(first:)' has no default any more and must be given"],
  ],
  [
    'a default that is gone from an input field',
    'limit: Int! = 10',
    'limit: Int!',
    1,
    ["breaking schema/person.graphql:12 'Filter.limit' has no default any more and must be given"],
  ],
  [
    'a default that is another',
    'first: Int! = 20',
    'first: Int! = 50',
    0,
    [
      "dangerous schema/person.graphql:25 Default value for argument 'first' on field 'Query.people' changed from '20' to '50'",
    ],
  ],
  [
    'an input field that must be given',
    'email: String',
    'email: String!',
    1,
    ["breaking schema/person.graphql:11 Input field 'Filter.email' changed type from 'String' to 'String!'"],
  ],
  [
    'an enum value that is removed',
    'ACTIVE GONE',
    'ACTIVE',
    1,
    ["breaking schema/person.graphql:9 Enum value 'GONE' was removed from enum 'Status'"],
  ],
  [
    'an enum value that is new',
    'ACTIVE GONE',
    'ACTIVE GONE LOST',
    0,
    ["dangerous schema/person.graphql:9 Enum value 'LOST' was added to enum 'Status'"],
  ],
  [
    'a description and a type at once',
    '  status: Status!',
    '  "Where the person stands."\n  status: String!',
    1,
    [
      "breaking schema/person.graphql:21 Field 'Person.status' changed type from 'Status!' to 'String!'",
      "safe schema/person.graphql:21 Field 'Person.status' has description 'Where the person stands.'",
    ],
  ],
  [
    'an owner that is gone',
    'by: [CRM, HR]',
    'by: [CRM]',
    1,
    ["breaking schema/person.graphql:16 HR may not write 'Person.name' any more"],
  ],
  [
    'an owner that is new',
    'by: [CRM, HR]',
    'by: [CRM, HR, SUPPORT]',
    0,
    ["dangerous schema/person.graphql:16 SUPPORT may write 'Person.name', 3rd in precedence"],
  ],
  [
    'owners in another order',
    'by: [CRM, HR]',
    'by: [HR, CRM]',
    1,
    ["breaking schema/person.graphql:16 The precedence of the owners of 'Person.name' changed from CRM, HR to HR, CRM"],
  ],
  [
    'what a correction means',
    'onChange: REVERIFY',
    'onChange: KEEP',
    0,
    [
      "dangerous schema/person.graphql:16 A correction of 'Person.name' means KEEP for a verification that used it, not REVERIFY",
    ],
  ],
  [
    'another default of what a correction means',
    'onChange: OnChange! = KEEP',
    'onChange: OnChange! = REVERIFY',
    0,
    [
      "dangerous schema/person.graphql:17 A correction of 'Person.locale' means REVERIFY for a verification that used it, not KEEP",
    ],
  ],
  [
    'a default that is spelled out',
    'locale: String @owned(by: [CRM])',
    'locale: String @owned(by: CRM, onChange: KEEP)',
    0,
    [],
  ],
  [
    'ownership that is given up',
    'locale: String @owned(by: [CRM])',
    'locale: String',
    1,
    ["breaking schema/person.graphql:17 'Person.locale' has no owner any more; it was owned by CRM"],
  ],
  [
    'an owned field that is removed',
    '  locale: String @owned(by: [CRM])\n',
    '',
    1,
    [
      "breaking schema/person.graphql:14 Field 'locale' was removed from object type 'Person'",
      "breaking schema/person.graphql:14 'Person.locale' was removed, which CRM may write",
    ],
  ],
  [
    'ownership of a field that had none',
    'status: Status!',
    'status: Status! @owned(by: [HR])',
    0,
    ["dangerous schema/person.graphql:20 'Person.status' is owned by HR"],
  ],
  [
    'a scope more',
    '[["person:read"]]',
    '[["person:read", "person:all"]]',
    1,
    ["breaking schema/person.graphql:24 'Query.person' needs person:read + person:all; it needed person:read"],
  ],
  [
    'a scope where none was needed',
    'people(filter: Filter, first: Int! = 20): [Person!]',
    'people(filter: Filter, first: Int! = 20): [Person!] @requiresScopes(scopes: [["person:read"]])',
    1,
    ["breaking schema/person.graphql:25 'Query.people' needs person:read; it needed no scope"],
  ],
  [
    'another scope that is enough',
    '[["person:read"]]',
    '[["person:read"], ["person:all"]]',
    0,
    ["dangerous schema/person.graphql:24 'Query.person' needs person:read or person:all; it needed person:read"],
  ],
  [
    'no scope any more',
    ' @requiresScopes(scopes: [["person:read"]])',
    '',
    0,
    ["dangerous schema/person.graphql:24 'Query.person' needs no scope; it needed person:read"],
  ],
  [
    'the removal of what was deprecated',
    '  nickname: String @deprecated(reason: "Use name.")\n',
    '',
    0,
    [
      "dangerous schema/person.graphql:14 Field 'nickname' (deprecated) was removed from object type 'Person' (its deprecation announced it)",
    ],
  ],
  [
    'a removal before the day that its deprecation promised',
    '  fax: Fax @deprecated(reason: "Nobody has one. Goes on 2027-06-30.")\n',
    '',
    1,
    [
      "breaking schema/person.graphql:14 Field 'fax' (deprecated) was removed from object type 'Person' (its deprecation promises it until 2027-06-30)",
    ],
  ],
  [
    'a field that is deprecated',
    'status: Status!',
    'status: Status! @deprecated(reason: "Use state.")',
    0,
    ["safe schema/person.graphql:20 Field 'Person.status' is deprecated"],
  ],
];

test.each(EDITS)('judges %s', async (_, from, to, exitCode, lines) => {
  await using workspace = await createWorkspace();
  await workspace.edit(PERSON, from, to);
  expect(await changes(workspace)).toEqual({ lines, exitCode });
});

test('lets a type go with the deprecated fields that alone lead to it, once their day has come', async () => {
  await using workspace = await createWorkspace();
  await workspace.edit(PERSON, '  fax: Fax @deprecated(reason: "Nobody has one. Goes on 2027-06-30.")\n', '');
  await workspace.edit(PERSON, 'type Fax { number: String }\n', '');
  const then = { now: () => new Date('2027-06-30T00:00:00Z') };
  expect(await changes(workspace, { clock: then })).toEqual({
    lines: [
      "dangerous schema/person.graphql:1 Type 'Fax' was removed (its deprecation announced it)",
      "dangerous schema/person.graphql:14 Field 'fax' (deprecated) was removed from object type 'Person' (its deprecation announced it)",
    ],
    exitCode: 0,
  });
});

test('finds the place of a removal in the subgraph that had the field', async () => {
  await using workspace = await createWorkspace();
  await workspace.edit('schema/consent.graphql', '  consents: [Consent!]\n', '  agreed: Boolean\n');
  const { lines } = await changes(workspace);
  expect(lines).toContain("breaking schema/consent.graphql:4 Field 'consents' was removed from object type 'Person'");
});

test('tells a change apart from another one of the same field by its id', async () => {
  await using workspace = await createWorkspace();
  const idOf = async (to: string): Promise<string> => {
    await workspace.edit(PERSON, 'status: Status!', `status: ${to}`);
    const { output } = await runCheck({ cwd: workspace.dir, against: 'main', format: 'json' });
    await workspace.edit(PERSON, `status: ${to}`, 'status: Status!');
    const found = JSON.parse(output) as { changes: { id: string; type: string }[] };
    return found.changes.find(({ type }) => type === 'FIELD_TYPE_CHANGED')?.id ?? '';
  };
  const first = await idOf('Int');
  expect(first).toMatch(/^FIELD_TYPE_CHANGED:Person\.status:[0-9a-f]{8}$/);
  expect(await idOf('Int')).toBe(first);
  expect(await idOf('Boolean')).not.toBe(first);
});

test('reports that the subgraphs do not compose', async () => {
  await using workspace = await createWorkspace();
  await workspace.edit('schema/consent.graphql', '[Consent!]', '[Consents!]');
  expect(await runCheck({ cwd: workspace.dir, against: 'main', format: 'github' })).toEqual({
    output:
      '::error file=schema/consent.graphql,line=6,col=14,title=Composition%3A INVALID_GRAPHQL::[consent] Unknown type Consents',
    exitCode: 1,
  });
});
