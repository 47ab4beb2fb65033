import type { z } from 'zod';
import { findJsonProblem, isJsonObject } from '../../../kernel/input/json.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { verifiedClaims } from './identity-assurance.ts';

const LIMITS = { maxDepth: 16, maxBytes: 65_536 };

/**
 * An answer in the shape of `verified_claims` (OpenID Identity Assurance 1.0): an object with `verification`, which names
 * its `trust_framework`, and `claims`; a list of those; or an object that has them as its member `verified_claims`.
 * Kept as it was given.
 */
export function cleanVerifiedClaims(problems: Problems, path: string, input: unknown): unknown {
  if (input == null) return undefined;
  const before = problems.list.length;
  const problem = findJsonProblem(path, input, LIMITS);
  if (problem) problems.add(problem.path, problem.message);
  else if (isJsonObject(input) && 'verified_claims' in input) {
    checkShape(problems, `${path}.verified_claims`, input['verified_claims']);
  } else checkShape(problems, path, input);
  return problems.list.length > before ? undefined : input;
}

function checkShape(problems: Problems, path: string, value: unknown): void {
  if (!Array.isArray(value)) return checkOne(problems, path, value);
  if (value.length === 0) problems.add(path, 'Expected at least one item.');
  value.forEach((item, index) => checkOne(problems, `${path}.${index}`, item));
}

function checkOne(problems: Problems, path: string, value: unknown): void {
  for (const issue of verifiedClaims.safeParse(value).error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) problems.add(`${path}.${key}`, 'Expected nothing beside verification and claims.');
    else problems.add([path, ...issue.path.map(String)].join('.'), messageOf(issue));
  }
}

/** What was expected. Where the schema says so in words, those. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `Expected ${NAMES[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'too_small') return 'Expected at least one item.';
  return issue.message;
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
