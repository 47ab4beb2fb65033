import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CLIENT_LIMITS } from '../../src/gateway/limits.ts';
import { SCOPES, SCOPES_OF_KIND, SYSTEM_KINDS, type Scope } from '../../src/kernel/access.ts';

const page = readFileSync('docs/security.md', 'utf8');

test('the page lists every scope with what it is for', () => {
  const rows = [...page.matchAll(/^\| `([a-z]+:[a-z]+)` \| ([^|]+) \|/gm)].map(([, scope, meaning]) => [
    scope,
    meaning,
  ]);
  expect(Object.fromEntries(rows)).toEqual(SCOPES);
});

test('the page says which kinds of system may hold each scope', () => {
  const rows = [...page.matchAll(/^\| `([a-z]+:[a-z]+)` \|[^|]+\| ([A-Z, ]+) \|$/gm)];
  const kindsOf = (scope: Scope): string => SYSTEM_KINDS.filter((kind) => SCOPES_OF_KIND[kind].has(scope)).join(', ');
  expect(Object.fromEntries(rows.map(([, scope, kinds]) => [scope, kinds]))).toEqual(
    Object.fromEntries((Object.keys(SCOPES) as Scope[]).map((scope) => [scope, kindsOf(scope)])),
  );
});

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
