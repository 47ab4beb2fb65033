import fc from 'fast-check';
import type { Said } from './world.ts';

const GIVEN = ['Anna', 'Anne', 'Ben', 'Clara'];
const FAMILY = ['Zweifel', 'Zweifler', 'Okonkwo'];
const BORN = ['1980-03-04', '1980-04-03', '1980', '1951-11-23'];
const EMAILS = ['anna.z@mail.example', 'ben.z@mail.example', 'family@home.example', 'test@test.com'];
const PHONES = ['+41791112233', '+41794445566', '+41443332211'];
const NUMBERS = ['X1234567', 'X7654321'];
const LINES = ['12 Seeweg', '9 Rebgasse'];

const maybe = <T>(values: readonly T[], weight = 2): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: fc.constantFrom(...values), weight }, { arbitrary: fc.constant(undefined), weight: 1 });

/**
 * What a system says of one of few people who are easily mistaken: a family with twins, an address and a mailbox that are shared,
 * a placeholder, dates with parts swapped or missing; and records of a single value.
 */
export const content: fc.Arbitrary<Record<string, unknown>> = fc
  .record({
    given: maybe(GIVEN),
    family: maybe(FAMILY),
    birthDate: maybe(BORN),
    emails: fc.uniqueArray(fc.constantFrom(...EMAILS), { maxLength: 2 }),
    phone: maybe(PHONES),
    number: maybe(NUMBERS, 1),
    line: maybe(LINES, 1),
  })
  .map(({ given, family, birthDate, emails, phone, number, line }) => ({
    ...(given || family ? { name: { given, family } } : {}),
    birthDate,
    ...(emails.length > 0 ? { emails: emails.map((value) => ({ value })) } : {}),
    ...(phone ? { phones: [{ value: phone }] } : {}),
    ...(number ? { identifiers: [{ type: 'PASSPORT', value: number, country: 'CH' }] } : {}),
    ...(line ? { addresses: [{ lines: [line], locality: 'Zug', postalCode: '6300', country: 'CH' }] } : {}),
  }))
  .filter((said) => Object.values(said).some((value) => value !== undefined));

/** Records of one system, each with an id of its own. */
export const records = (constraints: fc.ArrayConstraints): fc.Arbitrary<Said[]> =>
  fc.array(content, constraints).map((all) => all.map((said, place) => ({ externalId: `r${place}`, ...said })));

/** What makes a record say nothing but this: fields that it does not name are emptied. */
export function whole(said: Said): Said {
  return {
    name: null,
    birthDate: null,
    emails: null,
    phones: null,
    identifiers: null,
    addresses: null,
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    externalId: said.externalId,
  };
}
