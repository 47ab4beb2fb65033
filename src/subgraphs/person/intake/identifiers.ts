import type { Identifier } from '../../../resolution/values.ts';
import { cleanDate } from './dates.ts';
import { cleanCountry } from './places.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { compact, requiredText } from '../../../kernel/input/text.ts';

export type IdentifierInput = {
  type: string;
  value: string;
  country?: string | null;
  validFrom?: string | null;
  validUntil?: string | null;
};

const VALUE_MAX_LENGTH = 100;

/**
 * What an identifier is known by, however it is written: its type in upper case with underscores (`driving licence` →
 * `DRIVING_LICENCE`), its number without blanks and signs (`123-45 6789` → `123456789`), and its country.
 */
export function cleanIdentifierKey(
  problems: Problems,
  path: string,
  input: Pick<IdentifierInput, 'type' | 'value' | 'country'>,
): Pick<Identifier, 'type' | 'value' | 'country'> {
  const type = requiredText(problems, `${path}.type`, input.type, VALUE_MAX_LENGTH) ?? '';
  const value = requiredText(problems, `${path}.value`, input.value, VALUE_MAX_LENGTH) ?? '';
  const country = cleanCountry(problems, `${path}.country`, input.country);
  return {
    type: type.toUpperCase().replace(/[\s-]+/g, '_'),
    value: value
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s./-]+/gu, ''),
    ...(country ? { country } : {}),
  };
}

/** A number that somebody issued. */
export function cleanIdentifier(problems: Problems, path: string, input: IdentifierInput): Identifier | undefined {
  const before = problems.list.length;
  const { type, value, country } = cleanIdentifierKey(problems, path, input);
  const validFrom = cleanDate(problems, `${path}.validFrom`, input.validFrom, undefined);
  const validUntil = cleanDate(problems, `${path}.validUntil`, input.validUntil, undefined);
  if (problems.list.length > before) return undefined;
  if (!/^[A-Z][A-Z0-9_]{1,59}$/.test(type)) {
    return problems.add(`${path}.type`, 'Expected letters, digits and underscores, such as PASSPORT.');
  }
  if (!/[\p{L}\p{N}]/u.test(value)) return problems.add(`${path}.value`, 'Expected at least one letter or digit.');
  if (validFrom && validUntil && validUntil < validFrom) {
    return problems.add(`${path}.validUntil`, 'Expected a day that is not before validFrom.');
  }
  return compact<Identifier>({ type, value, country, validFrom, validUntil });
}
