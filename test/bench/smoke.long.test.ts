import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const page = () => readFileSync('docs/benchmarks.md', 'utf8');

test('the bench runs on a handful of people, and what it finds is not written down', { timeout: 300_000 }, async () => {
  const before = page();
  const size = ['--people', '20', '--rounds', '1', '--seconds', '1'];
  const { stdout } = await run(process.execPath, ['bench/run.ts', 'write', ...size]);
  expect(stdout.match(/^## .*$/gm)).toEqual(['## (b) recordPerson']);
  expect(stdout).not.toMatch(/NaN|undefined/);
  expect(page()).toBe(before);
});

test('an unknown part is refused by name', async () => {
  await expect(run(process.execPath, ['bench/run.ts', 'everything'])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no part "everything".'),
  });
});
