/**
 * Where a value lies in a line of JSON: `a.b`, `a[0].b`, `a[].b` (every element of a list), `.` (the value itself).
 */

type Step = { readonly key: string } | { readonly index: number } | 'each';

/** A path that was understood. */
export type JsonPath = readonly Step[];

/** Reads a path. Answers what is wrong with it, as text, when it is none. */
export function parsePath(text: string): JsonPath | string {
  if (text === '.') return [];
  const steps: Step[] = [];
  for (const part of text.split('.')) {
    const match = /^([^[\]]+)((?:\[\d*\])*)$/.exec(part);
    if (!match)
      return `"${text}" is no path. Expected keys with dots between: a.b, a[0].b, a[].b, or "." for the element itself`;
    steps.push({ key: match[1]! });
    for (const [, index] of match[2]!.matchAll(/\[(\d*)\]/g)) steps.push(index ? { index: Number(index) } : 'each');
  }
  return steps;
}

/** All values that lie at the path, in order. What is not there is left away. */
export function valuesAt(path: JsonPath, value: unknown): unknown[] {
  let found: unknown[] = [value];
  for (const step of path) found = found.flatMap((one) => stepInto(one, step));
  return found;
}

function stepInto(value: unknown, step: Step): unknown[] {
  if (step === 'each') return Array.isArray(value) ? value : [];
  if ('index' in step) return Array.isArray(value) && step.index < value.length ? [value[step.index]] : [];
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, step.key)) return [];
  return [(value as Record<string, unknown>)[step.key]];
}
