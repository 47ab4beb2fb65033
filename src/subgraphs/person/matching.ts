import type { Contact, Identifier, PersonField } from './fields.ts';
import type { Facts } from './choose.ts';

/**
 * Which person a record belongs to. The rules are simple and exact: an equal e-mail address or identifier joins, a
 * contradiction of birth dates or of numbers that one has only once forbids it.
 */
export interface Matching {
  /** What a record can be found by. Equal texts find each other. */
  keysOf(facts: Facts): string[];
  /** Whether any of some records cannot be of one person with any of others. Takes time in proportion to what all of them say. */
  contradict(some: readonly Facts[], others: readonly Facts[]): boolean;
}

/** Numbers of which a person has one per country. A passport or licence is renewed under another number. */
const ONE_PER_COUNTRY: ReadonlySet<string> = new Set(['NATIONAL_ID', 'SSN', 'TAX_ID']);

export const exactMatching: Matching = {
  keysOf(facts) {
    const emails = valueOf<Contact[]>(facts, 'EMAILS') ?? [];
    const identifiers = valueOf<Identifier[]>(facts, 'IDENTIFIERS') ?? [];
    return [
      ...new Set([
        ...emails.map((email) => emailKey(email.value)),
        ...identifiers.map((identifier) => identifierKey(identifier)),
      ]),
    ];
  },
  contradict(some, others) {
    const dates = distinct(others.map(birthDate));
    const birthsDiffer = distinct(some.map(birthDate)).some((a) =>
      dates.some((b) => !a.startsWith(b) && !b.startsWith(a)),
    );
    return birthsDiffer || numbersDiffer(some, others);
  },
};

function birthDate(facts: Facts): string | undefined {
  return valueOf<string>(facts, 'BIRTH_DATE');
}

function distinct(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}

/** Whether some have a number that one of the others, who names its own of that kind, does not have. */
function numbersDiffer(some: readonly Facts[], others: readonly Facts[]): boolean {
  /** Those numbers that all of the others have who name one of that kind. */
  const shared = new Map<string, Set<string>>();
  for (const facts of others) {
    for (const [kind, values] of singleNumbers(facts)) {
      const before = shared.get(kind);
      shared.set(kind, before ? new Set([...before].filter((value) => values.has(value))) : values);
    }
  }
  return some.some((facts) =>
    [...singleNumbers(facts)].some(([kind, values]) => {
      const theirs = shared.get(kind);
      return theirs !== undefined && [...values].some((value) => !theirs.has(value));
    }),
  );
}

/** The numbers of which a person has one per country, by type and country. */
function singleNumbers(facts: Facts): Map<string, Set<string>> {
  const numbers = (valueOf<Identifier[]>(facts, 'IDENTIFIERS') ?? []).filter(({ type }) => ONE_PER_COUNTRY.has(type));
  const byKind = Map.groupBy(numbers, ({ type, country = '' }) => `${type} ${country}`);
  return new Map([...byKind].map(([kind, found]) => [kind, new Set(found.map(({ value }) => value))]));
}

/** What an identifier is found by: its type, country and number together. */
export function identifierKey(identifier: Pick<Identifier, 'type' | 'value' | 'country'>): string {
  return `identifier:${identifier.type}:${identifier.country ?? ''}:${identifier.value}`;
}

/** What an e-mail address is found by. */
export function emailKey(address: string): string {
  return `email:${address}`;
}

function valueOf<T>(facts: Facts, field: PersonField): T | undefined {
  return (facts[field]?.value ?? undefined) as T | undefined;
}
