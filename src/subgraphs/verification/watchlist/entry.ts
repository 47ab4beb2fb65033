/** What stands on a watch list. People are compared with people only; the others are kept and counted. */
export const ENTRY_KINDS = ['PERSON', 'ORGANISATION', 'VESSEL', 'AIRCRAFT'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** The days on which somebody may have been born, both ends included: `1962-01-01` to `1962-12-31`. */
export interface BirthRange {
  from: string;
  to: string;
}

/** One entry of a watch list. */
export interface Entry {
  /** The list's own id of it. */
  id: string;
  kind: EntryKind;
  /** The list's name first, then the others that it gives. */
  names: string[];
  births: BirthRange[];
  /** Where it is a national, lives or was born: ISO 3166-1 alpha-2, as far as the list's words could be read. */
  countries: string[];
  /** Numbers of passports and the like, in comparable form. */
  numbers: string[];
  /** Why it stands there, in the list's words: `SDGT`. */
  programs: string[];
}
