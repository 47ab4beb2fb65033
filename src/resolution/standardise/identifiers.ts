import type { Identifier } from '../values.ts';
import { passesCheck } from './check-digits.ts';
import { type Term, termOf } from './term.ts';

/** A number that somebody issued, in comparable form; `text` is the number alone. */
export interface NumberForm extends Term {
  /** Who issued it: type and country. Numbers of different schemes do not contradict each other. */
  scheme: string;
  /** Whether a person has one number of the kind at a time, so that another one contradicts. */
  single: boolean;
  /** Whether the number proves itself by its check digits; undefined where the scheme has none that is known. */
  checked: boolean | undefined;
}

/** Kinds of which a person has one number per country, for life or for years. */
const SINGLE: ReadonlySet<string> = new Set([
  'NATIONAL_ID', 'SSN', 'TAX_ID', 'PASSPORT', 'DRIVING_LICENCE', 'SOCIAL_SECURITY', 'HEALTH_ID',
]); // prettier-ignore

/** A number in comparable form; undefined for one that stands for none, such as 000-00-0000 or 123456789. */
export function standardiseIdentifier(identifier: Identifier): NumberForm | undefined {
  const text = identifier.value.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (text.length < 3 || /^(.)\1*$/.test(text) || '01234567890'.includes(text)) return undefined;
  return {
    ...termOf(text),
    scheme: `${identifier.type}:${identifier.country ?? ''}`,
    single: SINGLE.has(identifier.type),
    checked: passesCheck(identifier.type, identifier.country, text),
  };
}
