import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Output, openMeter } from '../../src/connectors/import/meter.ts';
import { NO_COUNTS } from '../../src/connectors/import/summary.ts';

function openOutput(isTTY: boolean): { out: Output; shown: () => string } {
  const out = Object.assign(new PassThrough(), { isTTY });
  return { out, shown: () => String(out.read() ?? '') };
}

const at = (rows: number, rejected = 0): typeof NO_COUNTS => ({ ...NO_COUNTS, rows, rejected });

describe('progress', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is a line every five seconds where there is no terminal: share, rows, rate, time left, rejects', () => {
    const { out, shown } = openOutput(false);
    const meter = openMeter(out, 1_000_000, 0, NO_COUNTS);
    vi.advanceTimersByTime(4_900);
    meter.update(49_000, at(4_900));
    expect(shown()).toBe('');
    vi.advanceTimersByTime(100);
    meter.update(50_000, at(5_000, 7));
    meter.update(50_001, at(5_001, 7));
    expect(shown()).toBe('5% 5,000 rows, 1,000 rows/s, 1m35s left, 7 rejected\n');
  });

  test('counts rate and time left from where this run began', () => {
    const { out, shown } = openOutput(false);
    const counts = { ...at(90_000) };
    const meter = openMeter(out, 1_000_000, 900_000, counts);
    vi.advanceTimersByTime(10_000);
    counts.rows = 95_000;
    meter.update(950_000, counts);
    expect(shown()).toBe('95% 95,000 rows, 500 rows/s, 10s left, 0 rejected\n');
  });

  test('says once that the hub is away, and again after it was back', () => {
    const { out, shown } = openOutput(false);
    const meter = openMeter(out, 100, 0, NO_COUNTS);
    meter.wait('ECONNREFUSED');
    meter.wait('ECONNREFUSED');
    meter.update(1, at(1));
    meter.wait('HTTP 503');
    expect(shown()).toBe('waiting for the hub (ECONNREFUSED)\nwaiting for the hub (HTTP 503)\n');
  });

  test('is a bar on a terminal, which ends with the last figures', () => {
    const { out, shown } = openOutput(true);
    const meter = openMeter(out, 1_000, 0, NO_COUNTS);
    vi.advanceTimersByTime(1_000);
    meter.update(500, at(10));
    expect(shown()).toMatch(/=+-+ 50% 10 rows, 10 rows\/s, 1s left, 0 rejected/);
    vi.advanceTimersByTime(10);
    meter.update(1_000, at(20, 1));
    meter.stop();
    expect(shown()).toMatch(/=+ 100% 20 rows, \d+ rows\/s, 0s left, 1 rejected/);
  });
});
