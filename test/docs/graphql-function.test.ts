import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandsOf } from './blocks.ts';

test.each(['README.md', 'docs/getting-started.md'])(
  '%s shows the function that other pages read from a file',
  (page) => {
    const [, shared] = readFileSync('docs/graphql.sh', 'utf8').split(/^#.*\n/);
    const shown = commandsOf(page).map(({ block }) => `${block.text}\n`);
    expect(shown).toContain(shared);
  },
);
