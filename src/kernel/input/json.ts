import type { Problem } from './problems.ts';
import { textProblem } from './text.ts';

/** How far a JSON value from outside may go. */
export interface JsonLimits {
  /** Levels of objects and lists. */
  maxDepth: number;
  /** Bytes of the whole as JSON text. */
  maxBytes: number;
}

/** Whether a JSON value is an object: no list, and not null. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Far more than any input has. What is deeper could not even be passed on: `JSON.stringify` overflows the stack. */
export const JSON_MAX_LEVELS = 64;

/** Whether a JSON value has at most so many levels of objects and lists. Looks no deeper. */
export function isJsonWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isJsonWithin(member, levels - 1));
}

/** The first thing that is wrong with a JSON value, with its path. It never goes deeper than the limit. */
export function findJsonProblem(path: string, value: unknown, limits: JsonLimits): Problem | undefined {
  const problem = findMemberProblem(path, value, limits, 1);
  if (problem) return problem;
  if (Buffer.byteLength(JSON.stringify(value)) <= limits.maxBytes) return undefined;
  return { path, message: `Expected at most ${limits.maxBytes} bytes of JSON.` };
}

function findMemberProblem(path: string, value: unknown, limits: JsonLimits, depth: number): Problem | undefined {
  if (typeof value === 'string') {
    const message = textProblem(value, limits.maxBytes);
    return message === undefined ? undefined : { path, message };
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    return { path, message: 'Expected a number that JSON can hold.' };
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > limits.maxDepth) return { path, message: `Expected at most ${limits.maxDepth} levels.` };
  for (const [key, member] of Object.entries(value)) {
    const message = textProblem(key);
    const problem = message ? { path, message } : findMemberProblem(`${path}.${key}`, member, limits, depth + 1);
    if (problem) return problem;
  }
  return undefined;
}
