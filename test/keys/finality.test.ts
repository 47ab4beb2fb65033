import { describe, expect, test } from 'vitest';
import { finalityOf } from '../../src/keys/finality.ts';
import type { Epoch } from '../../src/keys/store.ts';

const day = (count: number): Date => new Date(Date.UTC(2026, 0, count));

function epoch(id: string, from: number, retired?: number, destroyed?: number): Epoch {
  return {
    id,
    check: Buffer.alloc(0),
    createdAt: day(from),
    currentAt: day(from),
    retiredAt: retired ? day(retired) : null,
    closedAt: null,
    destroyedAt: destroyed ? day(destroyed) : null,
    wrapped: null,
  };
}

describe('the destruction of a key', () => {
  const kept = { now: day(9), retentionDays: 5, epochDays: undefined };

  test('is final when the epochs that could open it are destroyed, and the copies of these are gone', () => {
    const epochs = [epoch('a', 1, 10, 20), epoch('b', 10)];
    expect(finalityOf(epochs, day(8), kept)).toEqual({ finalOn: day(25), waitsFor: [] });
  });

  test('waits for the newest epoch that stood then, and for none that came later', () => {
    const epochs = [epoch('a', 1, 10, 20), epoch('b', 10, 30), epoch('c', 30)];
    expect(finalityOf(epochs, day(12), kept)).toEqual({ finalOn: null, waitsFor: ['b'] });
  });

  test('does not wait for an epoch that was destroyed before', () => {
    const epochs = [epoch('a', 1, 2, 3), epoch('b', 2, 10, 20), epoch('c', 10)];
    expect(finalityOf(epochs, day(8), kept)).toEqual({ finalOn: day(25), waitsFor: [] });
  });

  test('has a day before, where epochs go by schedule', () => {
    const epochs = [epoch('a', 1)];
    expect(finalityOf(epochs, day(8), { ...kept, epochDays: 30 })).toEqual({
      finalOn: day(36),
      waitsFor: ['a'],
    });
  });

  test('has none where the schedule is behind, so that nobody takes it for final', () => {
    const late = { ...kept, now: day(31), epochDays: 30 };
    expect(finalityOf([epoch('a', 1)], day(8), late)).toEqual({ finalOn: null, waitsFor: ['a'] });
  });
});
