/** The fields of a person that have an owner, in the order of the schema. */
export const PERSON_FIELDS = [
  'NAME',
  'OTHER_NAMES',
  'BIRTH_DATE',
  'GENDER',
  'NATIONALITIES',
  'EMAILS',
  'PHONES',
  'ADDRESSES',
  'IDENTIFIERS',
  'EMPLOYER',
  'LOCALE',
  'TIME_ZONE',
  'EXTENSIONS',
] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** The field's name in GraphQL: `BIRTH_DATE` → `birthDate`. */
export type FieldName = keyof PersonValues;

/** A name. */
export interface PersonName {
  full: string;
  given?: string;
  middle?: string;
  family?: string;
  prefix?: string;
  suffix?: string;
  /** ISO 15924. */
  script?: string;
}

/** An e-mail address or phone number. */
export interface Contact {
  value: string;
  type?: string;
}

/** A postal address. */
export interface Address {
  lines: string[];
  locality?: string;
  region?: string;
  postalCode?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  type?: string;
}

/** A number that somebody issued. */
export interface Identifier {
  type: string;
  value: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  validFrom?: string;
  validUntil?: string;
}

/** Where a person works. */
export interface Employer {
  name: string;
  department?: string;
  jobTitle?: string;
}

export type Gender = 'FEMALE' | 'MALE' | 'NON_BINARY' | 'OTHER';

/** By kind of system in lower case: what that kind keeps beyond the canonical fields. */
export type Extensions = Record<string, Record<string, unknown>>;

/** The values of a person: normalised, by GraphQL name. What nobody says is not there. */
export interface PersonValues {
  name?: PersonName;
  otherNames?: PersonName[];
  birthDate?: string;
  gender?: Gender;
  nationalities?: string[];
  emails?: Contact[];
  phones?: Contact[];
  addresses?: Address[];
  identifiers?: Identifier[];
  employer?: Employer;
  locale?: string;
  timeZone?: string;
  extensions?: Extensions;
}

export const FIELD_NAMES: Readonly<Record<PersonField, FieldName>> = {
  NAME: 'name',
  OTHER_NAMES: 'otherNames',
  BIRTH_DATE: 'birthDate',
  GENDER: 'gender',
  NATIONALITIES: 'nationalities',
  EMAILS: 'emails',
  PHONES: 'phones',
  ADDRESSES: 'addresses',
  IDENTIFIERS: 'identifiers',
  EMPLOYER: 'employer',
  LOCALE: 'locale',
  TIME_ZONE: 'timeZone',
  EXTENSIONS: 'extensions',
};

/** Fields that gather the values of all sources. The others show one source's value. */
export const GATHERED: ReadonlySet<PersonField> = new Set<PersonField>([
  'OTHER_NAMES',
  'NATIONALITIES',
  'EMAILS',
  'PHONES',
  'ADDRESSES',
  'IDENTIFIERS',
  'EXTENSIONS',
]);

/** Whether a value says that there is none. */
export function isEmpty(value: unknown): boolean {
  return value == null || (Array.isArray(value) && value.length === 0);
}
