import type { Contact, Identifier, PersonField } from './fields.ts';
import type { Facts } from './choose.ts';

/**
 * Which person a record belongs to. The rules are simple and exact: an equal e-mail address or identifier joins, a
 * contradiction of birth dates or of numbers that one has only once forbids it.
 */
export interface Matching {
  /** What a record can be found by. Equal texts find each other. */
  keysOf(facts: Facts): string[];
  /** Whether two records cannot be of one person. */
  contradict(one: Facts, other: Facts): boolean;
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
  contradict(one, other) {
    const [birthA, birthB] = [valueOf<string>(one, 'BIRTH_DATE'), valueOf<string>(other, 'BIRTH_DATE')];
    if (birthA && birthB && !birthA.startsWith(birthB) && !birthB.startsWith(birthA)) return true;
    const numbers = valueOf<Identifier[]>(one, 'IDENTIFIERS') ?? [];
    const others = valueOf<Identifier[]>(other, 'IDENTIFIERS') ?? [];
    return numbers.some(
      (a) =>
        ONE_PER_COUNTRY.has(a.type) &&
        others.some((b) => a.type === b.type && a.country === b.country) &&
        !others.some((b) => a.type === b.type && a.country === b.country && a.value === b.value),
    );
  },
};

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
