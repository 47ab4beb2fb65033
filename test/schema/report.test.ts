import { expect, test } from 'vitest';
import { runCheck } from '../../src/schema/check.ts';
import { type Workspace, createWorkspace } from './workspace.ts';

const PERSON = 'schema/person.graphql';
const clock = { now: () => new Date('2026-11-20T12:00:00Z') };

/** One change of each level, one of them approved, and an approval that is stale. */
async function createChanges(): Promise<Workspace> {
  const workspace = await createWorkspace();
  await workspace.edit(PERSON, 'by: [CRM, HR]', 'by: [CRM, SUPPORT]');
  await workspace.edit(PERSON, 'status: Status!', 'status: Status\n  age: Int');
  await workspace.write(
    'schema-approvals.yaml',
    `approvals:
  - change: OWNER_REMOVED:Person.name:a11e8143
    who: anna@example.test
    reason: "100 % agreed: HR never wrote names."
    until: 2027-01-31
  - change: FIELD_REMOVED:Person.age:00000000
    who: anna@example.test
    reason: Gone.
    until: 2027-01-31
`,
  );
  return workspace;
}

test('prints for people', async () => {
  await using workspace = await createChanges();
  expect(await runCheck({ cwd: workspace.dir, against: 'main', clock })).toEqual({
    output: `FAILED  against main: 1 breaking, 1 approved, 1 dangerous, 1 safe

Breaking
  schema/person.graphql:20:3  Field 'Person.status' changed type from 'Status!' to 'Status'
    FIELD_TYPE_CHANGED:Person.status:b6aa06d1

Breaking, approved
  schema/person.graphql:16:3  HR may not write 'Person.name' any more
    approved by anna@example.test until 2027-01-31: 100 % agreed: HR never wrote names.

Dangerous
  schema/person.graphql:16:3  SUPPORT may write 'Person.name', 2nd in precedence

Safe
  schema/person.graphql:21:3  Field 'age' was added to object type 'Person'

Approvals to clear away
  schema-approvals.yaml:6:5  FIELD_REMOVED:Person.age:00000000 approves nothing that is there

To let a break happen, approve its id in schema-approvals.yaml.`,
    exitCode: 1,
  });
});

test('prints for programs', async () => {
  await using workspace = await createChanges();
  const { output, exitCode } = await runCheck({ cwd: workspace.dir, against: 'main', format: 'json', clock });
  expect(exitCode).toBe(1);
  const place = (line: number): unknown => ({ file: 'schema/person.graphql', line, column: 3 });
  expect(JSON.parse(output)).toEqual({
    result: 'fail',
    against: 'main',
    counts: { breaking: 1, approved: 1, dangerous: 1, safe: 1 },
    changes: [
      {
        id: 'OWNER_REMOVED:Person.name:a11e8143',
        type: 'OWNER_REMOVED',
        coordinate: 'Person.name',
        level: 'breaking',
        message: "HR may not write 'Person.name' any more",
        place: place(16),
        approval: { who: 'anna@example.test', reason: '100 % agreed: HR never wrote names.', until: '2027-01-31' },
      },
      {
        id: 'FIELD_TYPE_CHANGED:Person.status:b6aa06d1',
        type: 'FIELD_TYPE_CHANGED',
        coordinate: 'Person.status',
        level: 'breaking',
        message: "Field 'Person.status' changed type from 'Status!' to 'Status'",
        place: place(20),
      },
      {
        id: 'OWNER_ADDED:Person.name:11d5345e',
        type: 'OWNER_ADDED',
        coordinate: 'Person.name',
        level: 'dangerous',
        message: "SUPPORT may write 'Person.name', 2nd in precedence",
        place: place(16),
      },
      {
        id: 'FIELD_ADDED:Person.age:5f1e0c39',
        type: 'FIELD_ADDED',
        coordinate: 'Person.age',
        level: 'safe',
        message: "Field 'age' was added to object type 'Person'",
        place: place(21),
      },
    ],
    approvals: {
      expired: [],
      stale: [
        {
          change: 'FIELD_REMOVED:Person.age:00000000',
          who: 'anna@example.test',
          reason: 'Gone.',
          until: '2027-01-31',
          place: { file: 'schema-approvals.yaml', line: 6, column: 5 },
        },
      ],
    },
    notes: [],
  });
});

test('prints annotations of a GitHub workflow', async () => {
  await using workspace = await createChanges();
  expect(await runCheck({ cwd: workspace.dir, against: 'main', format: 'github', clock })).toEqual({
    output: [
      "::notice file=schema/person.graphql,line=16,col=3,title=Approved breaking change::HR may not write 'Person.name' any more%0Aapproved by anna@example.test until 2027-01-31: 100 %25 agreed: HR never wrote names.",
      "::error file=schema/person.graphql,line=20,col=3,title=Breaking change::Field 'Person.status' changed type from 'Status!' to 'Status'%0ATo approve it: FIELD_TYPE_CHANGED:Person.status:b6aa06d1",
      "::warning file=schema/person.graphql,line=16,col=3,title=Dangerous change::SUPPORT may write 'Person.name', 2nd in precedence",
      '::notice file=schema-approvals.yaml,line=6,col=5,title=Stale approval::FIELD_REMOVED:Person.age:00000000 approves nothing that is there',
      'FAILED  against main: 1 breaking, 1 approved, 1 dangerous, 1 safe',
    ].join('\n'),
    exitCode: 1,
  });
});

test('prints why it could not check in each format', async () => {
  await using workspace = await createWorkspace();
  const says = 'none: this is neither a URL, a file, nor a commit that git knows here. In CI, fetch it first.';
  expect(await runCheck({ cwd: workspace.dir, against: 'none', format: 'text' })).toEqual({
    output: says,
    exitCode: 2,
  });
  expect(await runCheck({ cwd: workspace.dir, against: 'none', format: 'github' })).toEqual({
    output: `::error::${says}`,
    exitCode: 2,
  });
  const { output } = await runCheck({ cwd: workspace.dir, against: 'none', format: 'json' });
  expect(JSON.parse(output)).toEqual({ result: 'error', message: says });
});

test('prints why the subgraphs do not compose in each format', async () => {
  await using workspace = await createWorkspace();
  await workspace.edit('schema/consent.graphql', '[Consent!]', '[Consents!]');
  const message = '[consent] Unknown type Consents';
  const place = { file: 'schema/consent.graphql', line: 6, column: 14 };
  const text = await runCheck({ cwd: workspace.dir, against: 'main', format: 'text' });
  expect(text).toEqual({ output: `schema/consent.graphql:6:14: INVALID_GRAPHQL ${message}`, exitCode: 1 });
  const json = await runCheck({ cwd: workspace.dir, against: 'main', format: 'json' });
  expect(JSON.parse(json.output)).toEqual({
    result: 'fail',
    errors: [{ message, code: 'INVALID_GRAPHQL', place, related: [] }],
  });
});
