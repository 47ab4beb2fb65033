import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueAt } from '../../src/subgraphs/consent/rights/rules.ts';

const moment = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2090-01-01T00:00:00Z'),
  noInvalidDate: true,
});

test.each([
  ['2026-03-15T09:30:00.000Z', '2026-04-15T09:30:00.000Z', '2026-06-15T09:30:00.000Z'],
  ['2026-01-31T23:59:59.000Z', '2026-02-28T23:59:59.000Z', '2026-04-30T23:59:59.000Z'],
  ['2028-01-30T00:00:00.000Z', '2028-02-29T00:00:00.000Z', '2028-04-30T00:00:00.000Z'],
  ['2026-12-05T12:00:00.000Z', '2027-01-05T12:00:00.000Z', '2027-03-05T12:00:00.000Z'],
])('what came at %s is due one month later, and three when it was extended', (received, due, extended) => {
  expect(dueAt(new Date(received), false).toISOString()).toBe(due);
  expect(dueAt(new Date(received), true).toISOString()).toBe(extended);
});

test('a month has 28 to 31 days, and three have 89 to 92', () => {
  fc.assert(
    fc.property(moment, (received) => {
      const days = (extended: boolean) => (dueAt(received, extended).getTime() - received.getTime()) / 86_400_000;
      expect(days(false)).toBeGreaterThanOrEqual(28);
      expect(days(false)).toBeLessThanOrEqual(31);
      expect(days(true)).toBeGreaterThanOrEqual(89);
      expect(days(true)).toBeLessThanOrEqual(92);
    }),
  );
});
