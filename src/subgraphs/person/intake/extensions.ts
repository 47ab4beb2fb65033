import { SYSTEM_KINDS } from '../../../kernel/access.ts';
import type { Extensions } from '../fields.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { textProblem } from '../../../kernel/input/text.ts';

const MAX_BYTES = 16_384;
const MAX_DEPTH = 8;
const NAMES = new Set(SYSTEM_KINDS.map((kind) => kind.toLowerCase()));

/** The names of kinds under which an input of extensions writes. */
export function extensionNames(input: unknown): string[] {
  return isObject(input) ? Object.keys(input) : [];
}

/** Extensions: an object per kind of system, of any JSON, within limits of size and depth. */
export function cleanExtensions(problems: Problems, path: string, input: unknown): Extensions | undefined {
  if (!isObject(input)) return problems.add(path, 'Expected an object with a kind of system as its key, such as { "crm": { … } }.');
  const before = problems.list.length;
  for (const [name, content] of Object.entries(input)) {
    if (!NAMES.has(name)) problems.add(path, 'Expected the kinds of system in lower case as keys, such as crm.');
    else if (!isObject(content)) problems.add(`${path}.${name}`, 'Expected an object.');
    else {
      const problem = contentProblem(content, 1);
      if (problem) problems.add(`${path}.${name}`, problem);
    }
  }
  if (problems.list.length === before && Buffer.byteLength(JSON.stringify(input)) > MAX_BYTES) {
    problems.add(path, `Expected at most ${MAX_BYTES} bytes of JSON.`);
  }
  return problems.list.length > before ? undefined : (input as Extensions);
}

function contentProblem(value: unknown, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return `Expected at most ${MAX_DEPTH} levels.`;
  if (typeof value === 'string') return textProblem(value, MAX_BYTES);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const problem = textProblem(key) ?? contentProblem(member, depth + 1);
    if (problem) return problem;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
