import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CLIENT_LIMITS } from '../../src/gateway/limits.ts';

const page = readFileSync('docs/security.md', 'utf8');

test('the page says how large an operation may be', () => {
  const { maxCharacters, maxTokens, maxDepth, maxFields, maxAliases, maxDirectives, maxRootFields, maxCost } =
    CLIENT_LIMITS;
  const count = (limit: number): string => limit.toLocaleString('en-US');
  expect(page).toContain(
    `| document | ${count(maxCharacters)} characters, ${count(maxTokens)} tokens, ${maxDepth} levels, ${count(maxFields)} fields, ` +
      `${maxAliases} aliases, ${maxDirectives} directives, ${maxRootFields} root fields |`,
  );
  expect(page).toMatch(new RegExp(`^\\| cost: [^|]+\\| ${count(maxCost)} \\|$`, 'm'));
});
