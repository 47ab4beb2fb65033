import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Manifest {
  license: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const page = readFileSync('docs/decisions/dependencies.md', 'utf8');

/** Package, reason, licence and size, as the page lists them under a heading. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, ...cells]) => cells);
}

test.each([
  ['At run time', manifest.dependencies],
  ['For development', manifest.devDependencies],
])('the page lists each package that is there %s, and no other', (heading, packages) => {
  expect(rowsUnder(heading).map(([name]) => name)).toEqual(Object.keys(packages));
});

test('the page says the licence that each package has, and one that goes with Apache-2.0', () => {
  const compatible = ['MIT', 'ISC', 'Apache-2.0', 'Unlicense'];
  for (const [name, , licence = ''] of [...rowsUnder('At run time'), ...rowsUnder('For development')]) {
    const { license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as Manifest;
    expect({ name, licence }).toEqual({ name, licence: license });
    expect(compatible).toContain(licence);
  }
});
