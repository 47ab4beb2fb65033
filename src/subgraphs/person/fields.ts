import type { PersonValues } from '../../resolution/values.ts';

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
