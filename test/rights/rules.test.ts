import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueAt, missingOf } from '../../src/subgraphs/consent/rights/rules.ts';

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

test.each([
  [[], 'The value is not put right yet'],
  [['CORRECTED'], 'are being compared'],
  [['CORRECTED', 'MISFIT'], 'not one of the field'],
  [['MISFIT', 'CORRECTED', 'COMPARED'], undefined],
  [['COMPARED', 'CORRECTED'], 'are being compared'],
  [['COMPARED', 'CORRECTED', 'MISFIT'], 'not one of the field'],
])('a rectification after %j waits for what the claim that was named last still needs', (actions, missing) => {
  const said = missingOf('RECTIFICATION', { isDelivered: false, openCorrections: 0, actions });
  expect(said).toEqual(missing === undefined ? undefined : expect.stringContaining(missing));
});

test('a rectification is not done while a system is asked', () => {
  const done = { isDelivered: false, openCorrections: 1, actions: ['CORRECTED', 'COMPARED'] };
  expect(missingOf('RECTIFICATION', done)).toContain('Systems still hold the old value');
});
