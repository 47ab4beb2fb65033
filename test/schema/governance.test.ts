import fc from 'fast-check';
import { expect, test } from 'vitest';
import { governanceDifferences } from '../../src/schema/governance-changes.ts';
import type { FieldGovernance } from '../../src/schema/governance.ts';

function levels(before: FieldGovernance, after: FieldGovernance): string[] {
  const side = (governance: FieldGovernance) => ({
    governance: new Map([['Person.name', governance]]),
    has: () => true,
    showsScopes: true,
  });
  return governanceDifferences(side(before), side(after)).map(({ level }) => level);
}

const SCOPES = ['a', 'b', 'c'];
const HOLDERS = Array.from({ length: 2 ** SCOPES.length }, (_, bits) =>
  SCOPES.filter((_scope, bit) => bits & (1 << bit)),
);
const choices = fc.array(fc.subarray(SCOPES), { minLength: 1, maxLength: 3 });

test('calls a change of scopes breaking if somebody may read no more, and dangerous if somebody may read who could not', () => {
  const mayRead = (held: string[], sets: string[][]): boolean =>
    sets.some((set) => set.every((scope) => held.includes(scope)));
  fc.assert(
    fc.property(choices, choices, (before, after) => {
      const lost = HOLDERS.some((held) => mayRead(held, before) && !mayRead(held, after));
      const won = HOLDERS.some((held) => !mayRead(held, before) && mayRead(held, after));
      expect(levels({ scopes: before }, { scopes: after })).toEqual(lost ? ['breaking'] : won ? ['dangerous'] : []);
    }),
  );
});

const owners = fc.shuffledSubarray(['CRM', 'HR', 'SUPPORT', 'IDP'], { minLength: 1 });

test('calls a change of owners breaking if one of them may write no more or comes later than one who came after it', () => {
  fc.assert(
    fc.property(owners, owners, (before, after) => {
      const lost = before.some((owner) => !after.includes(owner));
      const won = after.some((owner) => !before.includes(owner));
      const overtaken = before.some((first, position) =>
        before
          .slice(position + 1)
          .some((then) => after.includes(first) && after.includes(then) && after.indexOf(then) < after.indexOf(first)),
      );
      const found = levels({ owners: before, onChange: 'KEEP' }, { owners: after, onChange: 'KEEP' });
      expect(found.includes('breaking')).toBe(lost || overtaken);
      expect(found.includes('dangerous')).toBe(won);
    }),
  );
});
