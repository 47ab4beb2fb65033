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
  const key = (what: string): { idempotencyKey: string } => ({ idempotencyKey: `${what}-${seed}-${number}` });
  return [
    { source: 'crm', input: { ...person.crm, ...key('create') } },
    { source: 'hr', input: { ...person.hr, ...key('join') } },
    {
      source: 'crm',
      input: {
        externalId: person.crm.externalId,
        phones: [{ value: `+41445${digits(number)}` }],
        locale: 'fr-CH',
        ...key('update'),
      },
    },
  ];
}

function digits(number: number): string {
  return String(number % 1_000_000).padStart(6, '0');
}
