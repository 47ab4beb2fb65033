import type { RecordPersonInput } from '../../src/subgraphs/person/commands/record-person.ts';
import { type InventedPerson, type Source, inventPerson } from '../population/people.ts';

/** What a source system sends, and what it wants to know of the answer. */
export const RECORD_MUTATION = `mutation Record($input: RecordPersonInput!) {
  recordPerson(input: $input) {
    __typename
    ... on PersonRecorded { recordId outcome person { id version } }
  }
}`;

/** One write of one record. */
export interface Write {
  source: Source;
  input: RecordPersonInput;
}

/** Of every write a third: a new record of a new person, one that joins a person, a change of one that is there. */
export function writesOf(number: number, seed: number): Write[] {
  const person: InventedPerson = inventPerson(number, seed);
  return [
    { source: 'crm', input: { ...person.crm, ...keyOf('create', number, seed) } },
    { source: 'hr', input: { ...person.hr, ...keyOf('join', number, seed) } },
    changeOf(number, seed),
  ];
}

/** A change of a record that is there: another phone, and another language. */
export function changeOf(number: number, seed: number): Write {
  const { externalId } = inventPerson(number, seed).crm;
  const phones = [{ value: `+41445${String(number % 1_000_000).padStart(6, '0')}` }];
  return { source: 'crm', input: { externalId, phones, locale: 'fr-CH', ...keyOf('update', number, seed) } };
}

function keyOf(what: string, number: number, seed: number): { idempotencyKey: string } {
  return { idempotencyKey: `${what}-${seed}-${number}` };
}
