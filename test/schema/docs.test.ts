import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readApprovals } from '../../src/schema/approvals.ts';
import { runCheck } from '../../src/schema/check.ts';
import { runCompose } from '../../src/schema/compose.ts';
import { createWorkspace } from './workspace.ts';

const PAGE = await readFile('docs/schema-checks.md', 'utf8');

/** The code block of the page that begins with a fence of that kind. */
function block(fence: string): string {
  const [, rest = ''] = PAGE.split(`\`\`\`${fence}\n`);
  return rest.slice(0, rest.indexOf('\n```'));
}

test('the page shows what a failed composition prints', async () => {
  await using workspace = await createWorkspace();
  await workspace.edit('schema/consent.graphql', 'consents: [Consent!]', 'consents: [Consent!]\n  name: Int');
  expect((await runCompose({ cwd: workspace.dir })).output.split('\n').slice(0, 2).join('\n')).toBe(block('text'));
});

test('the page shows what a failed check prints, and an approval that its reader can use', async () => {
  await using workspace = await createWorkspace();
  await workspace.edit('schema/person.graphql', 'by: [CRM, HR]', 'by: [CRM, SUPPORT]');
  await workspace.edit('schema/person.graphql', 'status: Status!', 'status: Status\n  age: Int');
  expect((await runCheck({ cwd: workspace.dir, against: 'main' })).output).toBe(block('text check'));
  await workspace.write('schema-approvals.yaml', block('yaml approvals'));
  expect(await readApprovals(workspace.dir, 'schema-approvals.yaml')).toHaveLength(1);
  const clock = { now: () => new Date('2026-11-20T12:00:00Z') };
  expect((await runCheck({ cwd: workspace.dir, against: 'main', clock })).output).toContain('1 breaking, 1 approved');
});

test('the commands of the page work', async () => {
  await using workspace = await createWorkspace();
  await workspace.write('clients/web/people.graphql', '{ people { id } }');
  await workspace.write('persisted-documents.json', '{ "aaa": "{ people { id } }" }');
  const lines = PAGE.split('\n').filter((line) => line.startsWith('npm run -s selfsame -- '));
  expect(lines).toHaveLength(5);
  for (const line of lines) {
    const [command = ''] = line.replace('npm run -s selfsame -- ', '').split(' #');
    const words = command
      .trim()
      .split(/\s+/)
      .map((word) => word.replaceAll("'", ''));
    // Rejects unless the exit code is 0.
    await promisify(execFile)(process.execPath, [resolve('src/cli.ts'), ...words], { cwd: workspace.dir });
  }
});

test('the workflow of the page compares with the commit before the merge', () => {
  const workflow = parse(block('yaml workflow')) as {
    jobs: { check: { steps: { run?: string; with?: { 'fetch-depth'?: number } }[] } };
  };
  const { steps } = workflow.jobs.check;
  expect(steps[0]?.with?.['fetch-depth']).toBe(2);
  expect(steps.at(-1)?.run).toBe('npm run -s selfsame -- schema check --against HEAD^1 --format github');
});
