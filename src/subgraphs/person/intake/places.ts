import { createRequire } from 'node:module';
import type { Address } from '../../../resolution/values.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { cleanList, cleanText, compact } from '../../../kernel/input/text.ts';

// The package is CommonJS; `require` loads its data synchronously and once.
const countries = createRequire(import.meta.url)('i18n-iso-countries') as typeof import('i18n-iso-countries');
countries.registerLocale(createRequire(import.meta.url)('i18n-iso-countries/langs/en.json'));

/** The longest name of a country has 44. */
const COUNTRY_MAX_LENGTH = 100;

export type AddressInput = { [Part in keyof Address]?: Address[Part] | null };

/** A country as its ISO 3166-1 alpha-2 code, from that code, the alpha-3 code or the English name. */
export function cleanCountry(problems: Problems, path: string, text: string | null | undefined): string | undefined {
  const clean = cleanText(problems, path, text, COUNTRY_MAX_LENGTH);
  if (!clean) return undefined;
  const code = clean.toUpperCase();
  if (code.length === 2 && countries.isValid(code)) return code;
  const found = code.length === 3 ? countries.alpha3ToAlpha2(code) : countries.getAlpha2Code(clean, 'en');
  return found ?? problems.add(path, 'Expected a country: an ISO 3166-1 code such as CH or CHE, or its English name.');
}

/** A postal address with at least one part besides the country. */
export function cleanAddress(problems: Problems, path: string, input: AddressInput): Address | undefined {
  const before = problems.list.length;
  const lines = cleanList(problems, `${path}.lines`, input.lines ?? [], (line, at) => cleanText(problems, at, line));
  const locality = cleanText(problems, `${path}.locality`, input.locality);
  const region = cleanText(problems, `${path}.region`, input.region);
  const postalCode = cleanText(problems, `${path}.postalCode`, input.postalCode)?.toUpperCase();
  const country = cleanCountry(problems, `${path}.country`, input.country);
  const type = cleanText(problems, `${path}.type`, input.type)?.toLowerCase();
  if (problems.list.length > before) return undefined;
  if (lines.length === 0 && !locality && !region && !postalCode) {
    return problems.add(path, 'Expected at least one of lines, locality, region or postalCode.');
  }
  return compact<Address>({ lines, locality, region, postalCode, country, type });
}
