import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EARLIEST, positionAfter, toCursor } from '../../src/log/cursor.ts';

const head = { position: 500, oldest: 101, logId: '0123abcd' };

describe('a cursor', () => {
  test('leads back to its position, as far as events are kept', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 500 }), (position) => {
        expect(positionAfter(toCursor(head.logId, position), head)).toBe(position);
      }),
    );
  });

  test('that is none means now, and `earliest` all that is kept', () => {
    expect(positionAfter(undefined, head)).toBe(500);
    expect(positionAfter(null, head)).toBe(500);
    expect(positionAfter(EARLIEST, head)).toBe(100);
  });

  test('whose events are gone is refused as expired', () => {
    expect(() => positionAfter(toCursor(head.logId, 99), head)).toThrow(
      expect.objectContaining({ code: 'CURSOR_EXPIRED' }),
    );
  });

  test('of another log, or of a position that was never given, is refused', () => {
    for (const cursor of [toCursor('ffffffff', 200), toCursor(head.logId, 501)]) {
      expect(() => positionAfter(cursor, head)).toThrow(expect.objectContaining({ code: 'BAD_CURSOR' }));
    }
  });

  test('that is no cursor is refused, whatever it is', () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.base64String(),
      fc.string().map((text) => Buffer.from(text).toString('base64url')),
      // Another spelling of a good one.
      fc.constantFrom(
        `${toCursor(head.logId, 200)}=`,
        toCursor(head.logId, 200).toUpperCase(),
        ` ${toCursor(head.logId, 200)}`,
        '',
      ),
      fc.constant(Buffer.from(`${head.logId}:0200`).toString('base64url')),
    );
    fc.assert(
      fc.property(garbage, (cursor) => {
        fc.pre(cursor !== EARLIEST);
        expect(() => positionAfter(cursor, head)).toThrow(expect.objectContaining({ code: 'BAD_CURSOR' }));
      }),
    );
  });
});
