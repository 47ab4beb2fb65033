import type { Problems } from './problems.ts';

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** A name for machines that people can read, such as `credit-limit`: it begins and ends with a letter or digit. */
export function cleanSlug(problems: Problems, path: string, text: string): string | undefined {
  return SLUG.test(text)
    ? text
    : problems.add(path, 'Expected lower-case letters, digits and hyphens, at most 64, such as credit-limit.');
}
