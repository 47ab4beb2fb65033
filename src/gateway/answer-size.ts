import type { ExecutionResult } from 'graphql';
import { limitError } from './limits.ts';

/**
 * The answer itself, or one that says that it is too large. What an operation costs counts objects; aliases and lists can bring one
 * long text very many times, and it is once in memory until the answer is written.
 */
export function bounded(result: ExecutionResult, maxCharacters: number): ExecutionResult {
  if (remaining(result.data, maxCharacters) >= 0) return result;
  const message = `The answer has more than ${maxCharacters} characters; no more are allowed. Ask for less at once.`;
  return { errors: [limitError(message)], data: null };
}

/** What is left of so many characters when a value is written as JSON, as far as its texts go; looks no further than below 0. */
function remaining(value: unknown, left: number): number {
  if (typeof value === 'string') return left - value.length;
  if (typeof value !== 'object' || value === null) return left;
  let rest = left;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length && rest >= 0; at += 1) rest = remaining(value[at], rest);
    return rest;
  }
  for (const name in value) {
    rest = remaining((value as Record<string, unknown>)[name], rest - name.length);
    if (rest < 0) return rest;
  }
  return rest;
}
