import type { Graph } from './graph.ts';

/** Of a person, what vendors and policies are told. It is read when it is needed, and kept nowhere. */
export interface Person {
  name: { full: string; given: string | null; middle: string | null; family: string | null } | null;
  birthDate: string | null;
  nationalities: string[];
  emails: { value: string }[];
  phones: { value: string }[];
  addresses: {
    lines: string[];
    locality: string | null;
    region: string | null;
    postalCode: string | null;
    country: string | null;
  }[];
  identifiers: { type: string; value: string; country: string | null }[];
}

const PERSON = `query ($id: ID!) {
  person(id: $id) {
    name { full given middle family } birthDate nationalities emails { value } phones { value }
    addresses { lines locality region postalCode country } identifiers { type value country }
  }
}`;

const NOBODY: Person = {
  name: null,
  birthDate: null,
  nationalities: [],
  emails: [],
  phones: [],
  addresses: [],
  identifiers: [],
};

/** Reads a person. One that was forgotten has nothing to tell. */
export async function readPerson(graph: Graph, id: string): Promise<Person> {
  return (await graph.root<Person | null>(PERSON, { id })) ?? NOBODY;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** E.164. An extension may follow. */
const PHONE = /^\+\d{6,15}(?=;ext=|$)/;

/**
 * The person as `startCheck` takes it. A birth date that is known in part tells a vendor nothing, nor does a phone number that
 * could not be understood: both are left away.
 */
export function subjectOf({ birthDate, emails, phones, ...person }: Person): object {
  return {
    ...person,
    birthDate: birthDate && DAY.test(birthDate) ? birthDate : null,
    emails: emails.map(({ value }) => value),
    phones: phones.flatMap(({ value }) => PHONE.exec(value) ?? []),
  };
}
