import type { Problems } from '../../../kernel/input/problems.ts';
import { cleanList, cleanText, compact, requiredText } from '../../../kernel/input/text.ts';

/** What a caller says of the person whom a vendor is to check. */
export interface CheckSubjectInput {
  name?: Partial<Record<'given' | 'middle' | 'family' | 'full', string | null>> | null;
  birthDate?: string | null;
  addresses: readonly {
    lines: readonly string[];
    locality?: string | null;
    region?: string | null;
    postalCode?: string | null;
    country?: string | null;
  }[];
  emails: readonly string[];
  phones: readonly string[];
  nationalities: readonly string[];
  identifiers: readonly { type: string; value: string; country?: string | null }[];
  documentDigests: readonly string[];
}

/** What a vendor is told of a person. It is passed on and kept nowhere. */
export interface CheckSubject {
  name?: { given?: string; middle?: string; family?: string; full?: string };
  /** As far as it is known: `1980-05-17`, `1980-05` or `1980`. */
  birthDate?: string;
  addresses: { lines: string[]; locality?: string; region?: string; postalCode?: string; country?: string }[];
  emails: string[];
  /** E.164. */
  phones: string[];
  /** ISO 3166-1 alpha-2. */
  nationalities: string[];
  identifiers: { type: string; value: string; country?: string }[];
  /** SHA-256, in lower-case hexadecimal. */
  documentDigests: string[];
}

const CODE_MAX_LENGTH = 100;

/** Reads what a vendor is to be told. What is wrong goes to `problems`. */
export function cleanSubject(problems: Problems, path: string, input: CheckSubjectInput): CheckSubject {
  const text = (place: string, value: string | null | undefined) => cleanText(problems, `${path}.${place}`, value);
  const texts = (place: string, list: readonly string[], form: RegExp, expected: string): string[] =>
    cleanList(problems, `${path}.${place}`, list, (item, at) => (form.test(item) ? item : problems.add(at, expected)));
  const country = (at: string, value: string | null | undefined) => {
    if (value == null || COUNTRY.test(value)) return value ?? undefined;
    return problems.add(at, EXPECTED_COUNTRY);
  };
  if (input.birthDate != null && !isDate(input.birthDate))
    problems.add(`${path}.birthDate`, 'Expected a date such as 1980-05-17, or as much of it as is known.');
  const name =
    input.name &&
    compact<NonNullable<CheckSubject['name']>>({
      given: text('name.given', input.name.given),
      middle: text('name.middle', input.name.middle),
      family: text('name.family', input.name.family),
      full: text('name.full', input.name.full),
    });
  return compact<CheckSubject>({
    name: name && Object.keys(name).length > 0 ? name : undefined,
    birthDate: input.birthDate ?? undefined,
    addresses: cleanList(problems, `${path}.addresses`, input.addresses, (address, at) =>
      compact<CheckSubject['addresses'][number]>({
        lines: cleanList(problems, `${at}.lines`, address.lines, (line, place) => cleanText(problems, place, line)),
        locality: cleanText(problems, `${at}.locality`, address.locality),
        region: cleanText(problems, `${at}.region`, address.region),
        postalCode: cleanText(problems, `${at}.postalCode`, address.postalCode),
        country: country(`${at}.country`, address.country),
      }),
    ),
    emails: texts('emails', input.emails, /^[^\s@]{1,200}@[^\s@]{1,200}$/, 'Expected an e-mail address.'),
    phones: texts('phones', input.phones, /^\+\d{6,15}$/, 'Expected a number in E.164 form, such as +41446681800.'),
    nationalities: texts('nationalities', input.nationalities, COUNTRY, EXPECTED_COUNTRY),
    identifiers: cleanList(problems, `${path}.identifiers`, input.identifiers, (one, at) =>
      compact<CheckSubject['identifiers'][number]>({
        type: requiredText(problems, `${at}.type`, one.type, CODE_MAX_LENGTH),
        value: requiredText(problems, `${at}.value`, one.value, CODE_MAX_LENGTH),
        country: country(`${at}.country`, one.country),
      }),
    ),
    documentDigests: texts(
      'documentDigests',
      input.documentDigests.map((digest) => digest.toLowerCase()),
      /^[0-9a-f]{64}$/,
      'Expected a SHA-256 digest: 64 hexadecimal digits.',
    ),
  });
}

const COUNTRY = /^[A-Z]{2}$/;
const EXPECTED_COUNTRY = 'Expected a country code of ISO 3166-1 alpha-2, such as CH.';

function isDate(text: string): boolean {
  const date = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text) ? new Date(text) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A birth date that is known in full. */
export function wholeDate(date: string | undefined): string | undefined {
  return date?.length === 10 ? date : undefined;
}
