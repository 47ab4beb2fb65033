import type { Problems } from './problems.ts';

/** Longest text of a single value, in characters. */
export const TEXT_MAX_LENGTH = 500;
/** Most items of one list. */
export const LIST_MAX_ITEMS = 250;

// Control characters, and those that steer the direction of text and so can make one name look like another.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/u;

/** What is wrong with a piece of text, if anything. */
export function textProblem(text: string, maxLength = TEXT_MAX_LENGTH): string | undefined {
  if (text.length > maxLength) return `Expected at most ${maxLength} characters; there are ${text.length}.`;
  if (!text.isWellFormed() || text.includes('\ufffd')) return 'Expected text in UTF-8; some characters were decoded wrongly.';
  if (FORBIDDEN.test(text)) return 'Expected text without control characters.';
  return undefined;
}

/** Text in Unicode form NFC, without white space around it and with single blanks in it; undefined when nothing is left. */
export function cleanText(
  problems: Problems,
  path: string,
  text: string | null | undefined,
  maxLength = TEXT_MAX_LENGTH,
): string | undefined {
  if (text == null) return undefined;
  const problem = textProblem(text, maxLength);
  if (problem) return problems.add(path, problem);
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim() || undefined;
}

/** As `cleanText`, for text that must be there. */
export function requiredText(
  problems: Problems,
  path: string,
  text: string | null | undefined,
  maxLength = TEXT_MAX_LENGTH,
): string | undefined {
  const before = problems.list.length;
  const clean = cleanText(problems, path, text, maxLength);
  if (clean === undefined && problems.list.length === before) problems.add(path, 'Expected text that is not empty.');
  return clean;
}

/** Reads each item of a list, with its path; leaves repeats away. */
export function cleanList<In, Out>(
  problems: Problems,
  path: string,
  items: readonly In[],
  clean: (item: In, path: string) => Out | undefined,
): Out[] {
  if (items.length > LIST_MAX_ITEMS) {
    problems.add(path, `Expected at most ${LIST_MAX_ITEMS} items; there are ${items.length}.`);
    return [];
  }
  const cleaned = new Map<string, Out>();
  items.forEach((item, index) => {
    const value = clean(item, `${path}.${index}`);
    if (value === undefined) return;
    const identity = JSON.stringify(value);
    if (!cleaned.has(identity)) cleaned.set(identity, value);
  });
  return [...cleaned.values()];
}

/** The object without members that are undefined. */
export function compact<T extends object>(value: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
