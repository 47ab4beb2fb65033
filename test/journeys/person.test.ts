import { expect, test } from 'vitest';
import { Problems } from '../../src/kernel/input/problems.ts';
import { type Person, subjectOf } from '../../src/journeys/person.ts';
import { type CheckSubjectInput, cleanSubject } from '../../src/subgraphs/verification/intake/subject.ts';

test('vendors are told of phone numbers that could be understood, and a journey does not end at one that could not', () => {
  const phones = ['+41446681800', '+41446681801;ext=12', '0301234567', '+1', ''].map((value) => ({ value }));
  const person: Person = {
    name: null,
    birthDate: null,
    nationalities: [],
    emails: [],
    phones,
    addresses: [],
    identifiers: [],
  };
  const problems = new Problems();
  const input = { ...subjectOf(person), documentDigests: [] } as unknown as CheckSubjectInput;
  expect(cleanSubject(problems, 'subject', input).phones).toEqual(['+41446681800', '+41446681801']);
  expect(problems.list).toEqual([]);
});
