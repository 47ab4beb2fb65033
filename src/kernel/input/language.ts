import type { Problems } from './problems.ts';

/** RFC 5646 §4.4.1 asks for room for 35 characters. Of 900,000, `Intl.Locale` was busy for 31 s. */
const MAX_LENGTH = 100;

/** A language as a BCP 47 tag in canonical form: `DE-ch` → `de-CH`. */
export function cleanLanguage(problems: Problems, path: string, text: string): string | undefined {
  const tag = text.length <= MAX_LENGTH ? canonical(text) : undefined;
  return tag ?? problems.add(path, 'Expected a BCP 47 tag such as de-CH.');
}

function canonical(text: string): string | undefined {
  try {
    return new Intl.Locale(text).toString();
  } catch {
    return undefined;
  }
}
