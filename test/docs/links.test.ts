import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { listPages } from './blocks.ts';

/** The text of a page without its fenced blocks. */
function proseOf(page: string): string {
  return readFileSync(page, 'utf8').replace(/^```[^]*?^```$/gm, '');
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): Set<string> {
  const headings = [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/ /g, '-'),
    ),
  );
}

test('every link of a page leads somewhere', () => {
  const broken = listPages().flatMap((page) =>
    [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
      if (/^https?:/.test(target)) return [];
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      const found = existsSync(file) && (anchor === undefined || anchorsOf(file).has(anchor));
      return found ? [] : [`${page}: ${target}`];
    }),
  );
  expect(broken).toEqual([]);
});

test('every page is reached from the README', () => {
  const reached = new Set<string>();
  const visit = (page: string): void => {
    if (reached.has(page)) return;
    reached.add(page);
    for (const [, target = ''] of proseOf(page).matchAll(/\]\(([^)#\s]+\.md)/g)) visit(join(dirname(page), target));
  };
  visit('README.md');
  expect(listPages().filter((page) => !reached.has(page))).toEqual([]);
});
