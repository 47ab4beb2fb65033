/** The canonical values of a person, as every part that compares them reads them. */

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
