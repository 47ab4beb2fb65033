import type { Problems } from './problems.ts';

const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;

/** A code that is kept in the clear and told in events, so there is no room in it for words about a person. */
export function cleanCode(problems: Problems, path: string, text: string): string | undefined {
  if (CODE.test(text)) return text;
  return problems.add(
    path,
    'Expected a code in upper-case letters, digits and underscores, such as SUBJECT_REQUEST, at most 64.',
  );
}
