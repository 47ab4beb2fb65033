import { findJsonProblem, isJsonObject } from '../../../kernel/input/json.ts';
import type { Problems } from '../../../kernel/input/problems.ts';

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
  if (!isJsonObject(value)) {
    problems.add(path, 'Expected an object with `verification` and `claims`, as in OpenID Identity Assurance.');
    return;
  }
  const { verification, claims } = value;
  if (!isJsonObject(verification)) problems.add(`${path}.verification`, 'Expected an object.');
  else if (typeof verification['trust_framework'] !== 'string') {
    problems.add(`${path}.verification.trust_framework`, 'Expected the name of a trust framework, such as eidas.');
  }
  if (!isJsonObject(claims)) problems.add(`${path}.claims`, 'Expected an object.');
}
