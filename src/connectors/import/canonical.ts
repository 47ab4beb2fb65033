/** Which part of a composite field makes it one. */
export interface Shape {
  /** The part that must be there. Without it, and with nothing but qualifiers, the whole is left away. */
  readonly needs?: string;
  /** A part that must be there as well whenever the whole is. */
  readonly requires?: string;
  /** Parts that only describe the others: an e-mail's `type` says nothing without the e-mail. */
  readonly qualifiers: readonly string[];
}

const NAME: Shape = { qualifiers: ['script'] };

/** The composite fields of `RecordPersonInput`. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  name: NAME,
  otherNames: NAME,
  emails: { needs: 'value', qualifiers: ['type'] },
  phones: { needs: 'value', qualifiers: ['type'] },
  addresses: { qualifiers: ['type'] },
  identifiers: { needs: 'value', requires: 'type', qualifiers: ['type', 'country', 'validFrom', 'validUntil'] },
  employer: { needs: 'name', qualifiers: [] },
};

/** The values of the enum `Gender`. */
export const GENDERS: readonly string[] = ['FEMALE', 'MALE', 'NON_BINARY', 'OTHER'];

/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** `RecordPersonInput` of schema/person.graphql, as far as a mapping fills it. */
export interface PersonInput {
  externalId: string;
  [field: string]: Json;
}
