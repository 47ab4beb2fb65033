import type { Problems } from './problems.ts';

/** Longest text of a single value, in characters. */
export const TEXT_MAX_LENGTH = 500;
/** Most items of one list. */
export const LIST_MAX_ITEMS = 250;

/** Control characters, what is no character, and what steers the direction of text and so makes one name look like another. */
const FORBIDDEN = /[[\p{Cc}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]--[\t\n\r]]/v;
/** Something that can be seen. Joiners, fillers and variation selectors alone are no text. */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** What is wrong with a piece of text, if anything. */
export function textProblem(text: string, maxLength = TEXT_MAX_LENGTH): string | undefined {
  if (text.length > maxLength) return tooLong(text, maxLength);
  if (!text.isWellFormed() || text.includes('\ufffd'))
    return 'Expected text in UTF-8; some characters were decoded wrongly.';
  if (FORBIDDEN.test(text)) return 'Expected text without control characters.';
  return undefined;
}

function tooLong(text: string, maxLength: number): string {
  return `Expected at most ${maxLength} characters; there are ${text.length}.`;
}

/** Text in Unicode form NFC, without white space around it and with single blanks in it; undefined when nothing is left to see. */
export function cleanText(
  problems: Problems,
  path: string,
  text: string | null | undefined,
  maxLength = TEXT_MAX_LENGTH,
): string | undefined {
  if (text == null) return undefined;
  const problem = textProblem(text, maxLength);
  if (problem) return problems.add(path, problem);
  const clean = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  // Some characters are longer in form NFC.
  if (clean.length > maxLength) return problems.add(path, tooLong(clean, maxLength));
  return VISIBLE.test(clean) ? clean : undefined;
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
