import { expect, test } from 'vitest';
import { runCheck } from '../../src/schema/check.ts';
import { type Workspace, createWorkspace } from './workspace.ts';

const PERSON = 'schema/person.graphql';
const clock = { now: () => new Date('2026-11-20T12:00:00Z') };

/** A workspace in which HR lost the right to write names. */
async function createBreak(): Promise<Workspace & { id: string }> {
  const workspace = await createWorkspace();
  await workspace.edit(PERSON, 'by: [CRM, HR]', 'by: [CRM]');
  const { output } = await runCheck({ cwd: workspace.dir, against: 'main', format: 'json' });
  const [change] = (JSON.parse(output) as { changes: { id: string }[] }).changes;
  return { ...workspace, id: change?.id ?? '' };
}

function approval(change: string, until: string): string {
  return `approvals:\n  - change: ${change}\n    who: anna@example.test\n    reason: HR never wrote names.\n    until: ${until}\n`;
}

test('lets an approved break pass until its last day is over', async () => {
  await using workspace = await createBreak();
  await workspace.write('schema-approvals.yaml', approval(workspace.id, '2026-11-20'));
  expect(await runCheck({ cwd: workspace.dir, against: 'main', clock })).toEqual({
    output: `OK  against main: 0 breaking, 1 approved, 0 dangerous, 0 safe

Breaking, approved
  schema/person.graphql:16:3  HR may not write 'Person.name' any more
    approved by anna@example.test until 2026-11-20: HR never wrote names.`,
    exitCode: 0,
  });
  const tomorrow = { now: () => new Date('2026-11-21T00:00:00Z') };
  expect(await runCheck({ cwd: workspace.dir, against: 'main', clock: tomorrow })).toEqual({
    output: `FAILED  against main: 1 breaking, 0 dangerous, 0 safe

Breaking
  schema/person.graphql:16:3  HR may not write 'Person.name' any more
    ${workspace.id}

Approvals to clear away
  schema-approvals.yaml:2:5  ${workspace.id} was approved until 2026-11-20

To let a break happen, approve its id in schema-approvals.yaml.`,
    exitCode: 1,
  });
});

test('reports an approval of what is not there, and does not fail for it', async () => {
  await using workspace = await createWorkspace();
  await workspace.write('docs/breaks.yaml', approval('FIELD_REMOVED:Person.age:12345678', '2027-01-31'));
  expect(await runCheck({ cwd: workspace.dir, against: 'main', approvals: 'docs/breaks.yaml', clock })).toEqual({
    output: `OK  against main: 0 breaking, 0 dangerous, 0 safe

Approvals to clear away
  docs/breaks.yaml:2:5  FIELD_REMOVED:Person.age:12345678 approves nothing that is there`,
    exitCode: 0,
  });
});

test('does not take the approval of one break for another of the same field', async () => {
  await using workspace = await createBreak();
  await workspace.write('schema-approvals.yaml', approval(workspace.id, '2027-01-31'));
  await workspace.edit(PERSON, 'by: [CRM]', 'by: [HR]');
  const { output, exitCode } = await runCheck({ cwd: workspace.dir, against: 'main', clock });
  expect(exitCode).toBe(1);
  expect(output).toContain("CRM may not write 'Person.name' any more");
  expect(output).toContain(`${workspace.id} approves nothing that is there`);
});

test('takes an empty approval file for no approvals', async () => {
  await using workspace = await createWorkspace();
  for (const text of ['', 'approvals:\n', '# none yet\n']) {
    await workspace.write('schema-approvals.yaml', text);
    expect((await runCheck({ cwd: workspace.dir, against: 'main' })).exitCode).toBe(0);
  }
});

const BAD_APPROVALS: [name: string, text: string, says: string][] = [
  [
    'no reason',
    'approvals:\n  - change: a\n    who: b\n    until: 2027-01-31\n',
    'schema-approvals.yaml:2:5: approvals.0.reason: a reason is expected.',
  ],
  [
    'a day that does not exist',
    approval('a', '2027-02-30'),
    'schema-approvals.yaml:5:12: approvals.0.until: a day such as 2027-01-31 is expected.',
  ],
  [
    'bad YAML',
    'approvals: [',
    'schema-approvals.yaml:1:13: Flow sequence in block collection must be sufficiently indented and end with a ].',
  ],
];

test.each(BAD_APPROVALS)('refuses an approval file with %s', async (_, text, says) => {
  await using workspace = await createWorkspace();
  await workspace.write('schema-approvals.yaml', text);
  expect(await runCheck({ cwd: workspace.dir, against: 'main' })).toEqual({ output: says, exitCode: 2 });
});

test('refuses an approval file that was named and is not there', async () => {
  await using workspace = await createWorkspace();
  expect(await runCheck({ cwd: workspace.dir, against: 'main', approvals: 'none.yaml' })).toEqual({
    output: 'none.yaml: there is no such file.',
    exitCode: 2,
  });
});
