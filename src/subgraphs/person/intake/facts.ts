import type { PersonField } from '../fields.ts';
import type { Employer, Gender, PersonValues } from '../../../resolution/values.ts';
import { FIELD_NAMES, PERSON_FIELDS } from '../fields.ts';
import { type ContactInput, cleanEmail, cleanPhone } from './contacts.ts';
import { cleanDate } from './dates.ts';
import { cleanExtensions } from './extensions.ts';
import { type IdentifierInput, cleanIdentifier } from './identifiers.ts';
import { type NameInput, cleanName } from './names.ts';
import { type AddressInput, cleanAddress, cleanCountry } from './places.ts';
import { cleanLanguage } from '../../../kernel/input/language.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { cleanList, cleanText, compact, requiredText } from '../../../kernel/input/text.ts';

/** What a caller says about a person: left away, null to take back, or a value. */
export interface FactsInput {
  name?: NameInput | null;
  otherNames?: readonly NameInput[] | null;
  birthDate?: string | null;
  gender?: Gender | null;
  nationalities?: readonly string[] | null;
  emails?: readonly ContactInput[] | null;
  phones?: readonly ContactInput[] | null;
  addresses?: readonly AddressInput[] | null;
  identifiers?: readonly IdentifierInput[] | null;
  employer?: { [Part in keyof Employer]?: Employer[Part] | null } | null;
  locale?: string | null;
  timeZone?: string | null;
  extensions?: unknown;
}

/** One field of an input: normalised, and as given. */
export interface Statement {
  field: PersonField;
  /** Null where the caller says that there is none. */
  value: unknown;
  original: unknown;
}

/** What intake needs from its surroundings. */
export interface IntakeContext {
  now: Date;
  /** ISO 3166-1 alpha-2, for phone numbers in national form. */
  defaultCountry: string;
}

/** The fields that an input names, empty ones too. */
export function namedFields(input: FactsInput): PersonField[] {
  return PERSON_FIELDS.filter((field) => input[FIELD_NAMES[field]] !== undefined);
}

/** Normalises every field that an input names. What is wrong goes to `problems`, with its path under `path`. */
export function readFacts(problems: Problems, path: string, input: FactsInput, context: IntakeContext): Statement[] {
  return namedFields(input).map((field) => {
    const name = FIELD_NAMES[field];
    const original = input[name];
    const value =
      original === null ? null : (cleaners[name](problems, `${path}${name}`, original as never, context) ?? null);
    return { field, value, original };
  });
}

type Cleaner<Name extends keyof PersonValues> = (
  problems: Problems,
  path: string,
  input: NonNullable<FactsInput[Name]>,
  context: IntakeContext,
) => PersonValues[Name] | undefined;

const cleaners: { [Name in keyof PersonValues]-?: Cleaner<Name> } = {
  name: cleanName,
  otherNames: (problems, path, input) => cleanList(problems, path, input, (item, at) => cleanName(problems, at, item)),
  birthDate: (problems, path, input, { now }) => cleanDate(problems, path, input, now),
  gender: (_problems, _path, input) => input,
  nationalities: (problems, path, input) =>
    cleanList(problems, path, input, (item, at) =>
      requiredText(problems, at, item) ? cleanCountry(problems, at, item) : undefined,
    ),
  emails: (problems, path, input) => cleanList(problems, path, input, (item, at) => cleanEmail(problems, at, item)),
  phones: (problems, path, input, { defaultCountry }) =>
    cleanList(problems, path, input, (item, at) => cleanPhone(problems, at, item, defaultCountry)),
  addresses: (problems, path, input) =>
    cleanList(problems, path, input, (item, at) => cleanAddress(problems, at, item)),
  identifiers: (problems, path, input) =>
    cleanList(problems, path, input, (item, at) => cleanIdentifier(problems, at, item)),
  employer: (problems, path, input) => {
    const name = requiredText(problems, `${path}.name`, input.name);
    const department = cleanText(problems, `${path}.department`, input.department);
    const jobTitle = cleanText(problems, `${path}.jobTitle`, input.jobTitle);
    return name ? compact<Employer>({ name, department, jobTitle }) : undefined;
  },
  locale: cleanLanguage,
  timeZone: (problems, path, input) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: input }).resolvedOptions().timeZone;
    } catch {
      return problems.add(path, 'Expected an IANA time zone such as Europe/Zurich.');
    }
  },
  extensions: cleanExtensions,
};
