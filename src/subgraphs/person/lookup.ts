import type { Vault } from '../../kernel/vault.ts';
import type { Facts } from './choose.ts';
import type { PersonField } from './fields.ts';
import type { Contact, Identifier } from '../../resolution/values.ts';

// What `people` finds a person by: exact values, blinded. Who is who is decided elsewhere, in `matching`.

/** The blind keys that facts are found by. */
export function lookupBlinds(vault: Vault, facts: Facts): string[] {
  const emails = valueOf<Contact[]>(facts, 'EMAILS') ?? [];
  const identifiers = valueOf<Identifier[]>(facts, 'IDENTIFIERS') ?? [];
  const keys = new Set([...emails.map(({ value }) => emailKey(value)), ...identifiers.map(identifierKey)]);
  return [...keys].map((key) => lookupBlind(vault, key));
}

/** The blind form of a key. */
export function lookupBlind(vault: Vault, key: string): string {
  return vault.blind('match', key);
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
