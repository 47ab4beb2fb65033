import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderResults } from '../../bench/report/page.ts';
import { readResults } from '../../bench/report/results.ts';

test('the page shows the results that are written down, each heading after a blank line', async () => {
  const page = readFileSync('docs/benchmarks.md', 'utf8');
  const rendered = renderResults(await readResults());
  expect(page).toContain(`\n\n${rendered}\n\n`);
  expect(page).not.toMatch(/[^\n]\n#/);
});
