import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invent } from '../../src/demo/population.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

test('the same seed invents the same people', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(invent(seed, 20)).toEqual(invent(seed, 20));
    }),
  );
  expect(invent(1, 20)).not.toEqual(invent(2, 20));
});

test('every person has a record, and the one that is shown has three, in three spellings of the name', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 60 }), (seed, people) => {
      const { writes, example } = invent(seed, people);
      const numberOf = (externalId: string): string => externalId.slice(2);
      expect(new Set(writes.map(({ input }) => numberOf(input.externalId))).size).toBe(people);
      const shown = writes.filter(
        ({ input }) => input.name && numberOf(input.externalId) === numberOf(example.externalId),
      );
      expect(shown.map(({ system }) => system).toSorted()).toEqual(['crm', 'hr', 'onboarding']);
      expect(new Set(shown.map(({ input }) => `${input.name!.given} ${input.name!.family}`)).size).toBe(3);
    }),
  );
});

test('whoever shares an e-mail address has another birth date, in full', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const said = invent(seed, 100).writes.flatMap(({ input: { externalId, birthDate, emails = [] } }) =>
        emails!.map(({ value }) => ({
          address: value.toLowerCase(),
          person: externalId.slice(2),
          birthDate: birthDate!,
        })),
      );
      for (const statements of Map.groupBy(said, ({ address }) => address).values()) {
        const people = new Set(statements.map(({ person }) => person));
        if (people.size === 1) continue;
        expect(statements.every(({ birthDate }) => birthDate.length === 10)).toBe(true);
        expect(new Set(statements.map(({ birthDate }) => birthDate)).size).toBe(people.size);
      }
    }),
  );
});
