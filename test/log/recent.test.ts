import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogEvent } from '../../src/log/event.ts';
import { Recent } from '../../src/log/recent.ts';
import { range } from './support/log.ts';

const event = (position: number, size = 0): LogEvent =>
  ({ position, data: { text: 'x'.repeat(size) } }) as unknown as LogEvent;

test('what it answers is what comes next, or it says that it does not know', () => {
  const step = fc.record({
    count: fc.integer({ min: 0, max: 30 }),
    gap: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(10) }),
  });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 30 }),
      fc.array(fc.nat(400)),
      fc.integer({ min: 1, max: 20 }),
      (steps, readers, limit) => {
        const recent = new Recent(50, 1 << 20);
        let last = 0;
        for (const { count, gap } of steps) {
          const from = last + 1 + gap;
          recent.add(range(from, from + count - 1).map((position) => event(position)));
          if (count > 0) last = from + count - 1;
        }
        for (const after of readers) {
          const found = recent.after(after, limit);
          if (!found) continue;
          expect(found.map(({ position }) => position)).toEqual(range(after + 1, Math.min(after + limit, last)));
        }
        // Whoever has all but the last is served from memory.
        if (last > 0) expect(recent.after(last - 1, limit)?.map(({ position }) => position)).toEqual([last]);
      },
    ),
  );
});

test('it never holds more than it may, in number or in bytes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ count: fc.integer({ min: 1, max: 40 }), size: fc.nat(5_000) }), { maxLength: 40 }),
      (steps) => {
        const maxBytes = 100_000;
        const recent = new Recent(60, maxBytes);
        let last = 0;
        for (const { count, size } of steps) {
          recent.add(range(last + 1, last + count).map((position) => event(position, size)));
          last += count;
          let first = last;
          while (recent.after(first - 1, 1)) first -= 1;
          const held = range(first + 1, last).flatMap((position) => recent.after(position - 1, 1) ?? []);
          expect(held.length).toBeLessThanOrEqual(60);
          expect(held.reduce((sum, { data }) => sum + 500 + 2 * JSON.stringify(data).length, 0)).toBeLessThanOrEqual(
            maxBytes,
          );
        }
      },
    ),
  );
});
