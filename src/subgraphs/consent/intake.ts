import countries from 'i18n-iso-countries';
import { cleanPastMoment, parseMoment } from '../../kernel/input/moments.ts';
import type { Problems } from '../../kernel/input/problems.ts';
import { cleanText, requiredText } from '../../kernel/input/text.ts';

const METHOD_MAX_LENGTH = 64;
const URL_MAX_LENGTH = 2_000;
/** Longest name of a notice's version, in characters. */
export const VERSION_MAX_LENGTH = 100;

/**
 * When a person said something: not after now. A source whose clock runs ahead would else make its grant newer than a
 * withdrawal that follows it.
 */
export function cleanOccurredAt(problems: Problems, text: string | null | undefined, now: Date): Date {
  const moment = cleanPastMoment(problems, 'occurredAt', text, now);
  return moment > now ? now : moment;
}

/** When a grant ends by itself; null for never. */
export function cleanExpiresAt(problems: Problems, text: string | null | undefined, occurredAt: Date): Date | null {
  if (text == null) return null;
  const moment = parseMoment(text);
  if (!moment) problems.add('expiresAt', 'Expected a moment such as 2026-03-01T09:30:00Z.');
  else if (moment <= occurredAt) problems.add('expiresAt', 'Expected a moment after the consent was given.');
  return moment ?? null;
}

/** How something was said, in lower case with underscores: `Web form` → `web_form`. */
export function cleanMethod(problems: Problems, text: string): string | undefined {
  const clean = requiredText(problems, 'method', text, METHOD_MAX_LENGTH);
  const method = clean?.toLowerCase().replace(/[\s-]+/g, '_');
  if (method === undefined || /^[a-z][a-z0-9_]*$/.test(method)) return method;
  return problems.add('method', 'Expected letters, digits and underscores, such as web_form.');
}

/** What a person was shown: where, and its digest. */
export function cleanShown(
  problems: Problems,
  { shownUrl, shownSha256 }: { shownUrl?: string | null; shownSha256?: string | null },
): { shownUrl: string | null; shownSha256: string | null } {
  const url = cleanText(problems, 'shownUrl', shownUrl, URL_MAX_LENGTH);
  // What follows a question mark names people too often.
  if (url !== undefined && !/^https?:\/\/[^?#@]+$/.test(URL.canParse(url) ? url : ''))
    problems.add('shownUrl', 'Expected an http or https address without a query, a fragment or a name of a user.');
  if (shownSha256 != null && !/^[\da-fA-F]{64}$/.test(shownSha256))
    problems.add('shownSha256', 'Expected a SHA-256 digest: 64 hexadecimal digits.');
  return { shownUrl: url ?? null, shownSha256: shownSha256?.toLowerCase() ?? null };
}

/** Where something was said: as `cleanCode`, null when left away. */
export function cleanJurisdiction(problems: Problems, text: string | null | undefined): string | null {
  return text == null ? null : (cleanCode(problems, 'jurisdiction', text) ?? null);
}

/** A country (ISO 3166-1 alpha-2) or a part of one (ISO 3166-2), in upper case. */
export function cleanCode(problems: Problems, path: string, text: string): string | undefined {
  const code = text.trim().toUpperCase();
  const [, country] = /^([A-Z]{2})(?:-[A-Z0-9]{1,3})?$/.exec(code) ?? [];
  if (country && countries.isValid(country)) return code;
  return problems.add(path, 'Expected an ISO 3166 code such as DE or US-CA.');
}
