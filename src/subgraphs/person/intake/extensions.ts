import { SYSTEM_KINDS } from '../../../kernel/access.ts';
import type { Extensions } from '../../../resolution/values.ts';
import { findJsonProblem, isJsonObject } from '../../../kernel/input/json.ts';
import type { Problems } from '../../../kernel/input/problems.ts';

/** Of what one kind keeps. */
const LIMITS = { maxDepth: 8, maxBytes: 16_384 };
const NAMES = new Set(SYSTEM_KINDS.map((kind) => kind.toLowerCase()));

/** The names under which an input of extensions writes. Where they are more than there are kinds, the rest is left out. */
export function extensionNames(input: unknown): string[] {
  return isJsonObject(input) ? Object.keys(input).slice(0, NAMES.size + 1) : [];
}

/** Extensions: an object per kind of system, of any JSON, within limits of size and depth. */
export function cleanExtensions(problems: Problems, path: string, input: unknown): Extensions | undefined {
  if (!isJsonObject(input))
    return problems.add(path, 'Expected an object with a kind of system as its key, such as { "crm": { … } }.');
  const before = problems.list.length;
  for (const [name, content] of Object.entries(input)) {
    if (!NAMES.has(name)) problems.add(path, 'Expected the kinds of system in lower case as keys, such as crm.');
    else if (!isJsonObject(content)) problems.add(`${path}.${name}`, 'Expected an object.');
    else {
      const problem = findJsonProblem(`${path}.${name}`, content, LIMITS);
      if (problem) problems.add(problem.path, problem.message);
    }
  }
  return problems.list.length > before ? undefined : (input as Extensions);
}
