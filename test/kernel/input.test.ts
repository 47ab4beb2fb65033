import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idempotencyKey } from '../../src/kernel/input/keys.ts';
import { cleanPastMoment, parseMoment } from '../../src/kernel/input/moments.ts';
import { Problems } from '../../src/kernel/input/problems.ts';
import { LIST_MAX_ITEMS, cleanList, cleanText, requiredText, textProblem } from '../../src/kernel/input/text.ts';

/** What a reader of input answers, and what it finds wrong. */
function read<T>(reader: (problems: Problems) => T): { value: T; paths: string[]; messages: string[] } {
  const problems = new Problems();
  const value = reader(problems);
  return { value, paths: problems.list.map(({ path }) => path), messages: problems.list.map(({ message }) => message) };
}
const clean = (text: string | null | undefined, maxLength?: number) =>
  read((problems) => cleanText(problems, 'name', text, maxLength));

/** Any string that JavaScript can hold, lone surrogates among them. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
);

describe('text', () => {
  test('is taken or refused, never both and never neither, and what is taken is taken again as it is', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { value, paths } = clean(text);
        if (paths.length > 0) {
          expect(value).toBeUndefined();
          expect(textProblem(text)).toBeDefined();
          return;
        }
        if (value === undefined) return;
        expect(clean(value)).toEqual({ value, paths: [], messages: [] });
        expect(value).toBe(value.normalize('NFC'));
        expect(value).toBe(value.trim());
        expect(value).not.toMatch(/\s\s|[^\S ]/);
        expect(value.isWellFormed()).toBe(true);
        expect(Buffer.from(value, 'utf8').toString('utf8')).toBe(value);
      }),
      { numRuns: 1_000 },
    );
  });

  test('that looks alike in every form of Unicode is one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(clean(text.normalize('NFD'))).toEqual(clean(text.normalize('NFC')));
      }),
    );
    expect(clean('  Zoe\u0308 \t\n  Å ')).toMatchObject({ value: 'Zo\u00eb \u00c5' });
  });

  test.each([
    ...Array.from({ length: 0x20 }, (_, code) => code).filter((code) => ![9, 10, 13].includes(code)),
    ...Array.from({ length: 0x21 }, (_, index) => 0x7f + index),
    0x202a,
    0x202b,
    0x202c,
    0x202d,
    0x202e,
    0x2066,
    0x2067,
    0x2068,
    0x2069,
    0xfdd0,
    0xfdef,
    0xfffe,
    0xffff,
    0x1fffe,
    0x10ffff,
  ])('with the control, direction or no character U+%# is refused', (code) => {
    const text = `A${String.fromCodePoint(code)}da`;
    // The line separators of old are blanks to Unicode, and controls all the same.
    expect(clean(text)).toMatchObject({
      value: undefined,
      paths: ['name'],
      messages: ['Expected text without control characters.'],
    });
  });

  test.each(['\ud800', 'A\udc00da', '\udc00\ud800', 'A\ufffdda'])('that was decoded wrongly is refused', (text) => {
    expect(clean(text)).toMatchObject({ value: undefined, paths: ['name'] });
  });

  test.each([
    [
      'names of the world',
      'Nguyễn Thị Minh Khai',
      'Նարեկ',
      'محمد علی',
      'שָׁלוֹם',
      '山田 太郎',
      'Ολυμπία',
      "O'Brien-Müller",
      'ᏣᎳᎩ',
    ],
    ['joiners that a script needs', 'می\u200cخواهم', 'क्\u200dष'],
    ['marks of direction, which change no other text', '\u200fשלום', 'abc\u200e'],
    ['emoji and their parts', '👩‍👩‍👧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '☎️'],
  ])('with %s is taken', (_what, ...texts) => {
    for (const text of texts) expect(clean(text)).toMatchObject({ value: text.normalize('NFC'), paths: [] });
  });

  test.each(['', ' ', '\t\r\n', '\u00a0\u3000', '\u200b', '\u2060\ufeff', '\u3164', '\ufe0f\u200d', '\u{e0041}'])(
    'of which nothing can be seen is none: %j',
    (text) => {
      expect(clean(text)).toMatchObject({ value: undefined, paths: [] });
      expect(read((problems) => requiredText(problems, 'name', text))).toMatchObject({
        value: undefined,
        paths: ['name'],
      });
    },
  );

  test('is as long as it may be, in the form in which it is kept', () => {
    expect(clean('x'.repeat(500)).paths).toEqual([]);
    expect(clean('x'.repeat(501)).messages).toEqual(['Expected at most 500 characters; there are 501.']);
    expect(clean('x'.repeat(1_000_000)).messages).toEqual(['Expected at most 500 characters; there are 1000000.']);
    // Each of these is two characters in form NFC.
    expect(clean('\u0958'.repeat(300)).messages).toEqual(['Expected at most 500 characters; there are 600.']);
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 20 }), (text, maxLength) => {
        expect((clean(text, maxLength).value ?? '').length).toBeLessThanOrEqual(maxLength);
      }),
    );
  });

  test('that is wrong is told without being repeated', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, maxLength: 40 }), (text) => {
        for (const message of clean(`${text}\u0000`).messages) expect(message).not.toContain(text);
      }),
    );
  });
});

test('a list keeps each value once, in order, with the path of what is wrong, and is not endless', () => {
  const readList = (items: readonly string[]) =>
    read((problems) => cleanList(problems, 'names', items, (item, path) => cleanText(problems, path, item)));
  expect(readList(['b', 'a', ' b', 'a\u0000', '', 'a'])).toMatchObject({ value: ['b', 'a'], paths: ['names.3'] });
  expect(readList(Array.from({ length: LIST_MAX_ITEMS + 1 }, () => 'x'))).toMatchObject({
    value: [],
    paths: ['names'],
  });
});

describe('a moment', () => {
  const iso = fc.date({
    min: new Date('0001-01-02T00:00:00Z'),
    max: new Date('9999-12-30T00:00:00Z'),
    noInvalidDate: true,
  });

  test('is read from every way in which RFC 3339 writes it', () => {
    fc.assert(
      fc.property(iso, fc.integer({ min: -14 * 60, max: 14 * 60 }), fc.boolean(), (date, offset, lower) => {
        const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const sign = offset < 0 ? '-' : '+';
        const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
        const zone = offset === 0 ? 'Z' : `${sign}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
        const text = `${local}${zone}`;
        expect(parseMoment(lower ? text.toLowerCase() : text)).toEqual(date);
      }),
    );
  });

  test('is a moment that Postgres can hold, or none, whatever the text', () => {
    const digits = (length: number) =>
      fc.nat({ max: 10 ** length - 1 }).map((number) => String(number).padStart(length, '0'));
    const nearly = fc
      .tuple(
        digits(4),
        digits(2),
        digits(2),
        digits(2),
        digits(2),
        digits(2),
        fc.constantFrom('Z', 'z', '+00:00', '-23:59', '+24:00', '+99:99', ''),
      )
      .map(
        ([year, month, day, hour, minute, second, zone]) =>
          `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`,
      );
    fc.assert(
      fc.property(fc.oneof(nearly, anything), (text) => {
        const moment = parseMoment(text);
        if (moment === undefined) return;
        expect(moment.toISOString()).toMatch(/^(?!0000)\d{4}-/);
        expect(text).toMatch(/^\d{4}-\d\d-\d\d[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d/);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    '2026-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T25:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:61Z',
    '2026-01-01T00:00:00+24:00',
    '2026-01-01T00:00:00',
    '2026-01-01',
    '2026-1-1T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '+010000-01-01T00:00:00Z',
    '2026-01-01 00:00:00Z',
    '٢٠٢٦-01-01T00:00:00Z',
    'now',
    '',
    '1700000000',
  ])('that does not exist, or is written otherwise, is none: %s', (text) => {
    expect(parseMoment(text)).toBeUndefined();
  });

  test.each([
    '2024-02-29T00:00:00Z',
    '2000-02-29T12:00:00.123456789+05:30',
    '0004-02-29T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ])('of a leap year or at the end of time is one: %s', (text) => {
    expect(parseMoment(text)).toBeInstanceOf(Date);
  });

  test('may lie five minutes ahead of us, and no more', () => {
    const now = new Date('2026-03-01T12:00:00Z');
    const past = (text: string | undefined) => read((problems) => cleanPastMoment(problems, 'assertedAt', text, now));
    expect(past(undefined)).toMatchObject({ value: now, paths: [] });
    expect(past('2026-03-01T12:05:00Z').paths).toEqual([]);
    expect(past('2026-03-01T12:05:00.001Z').paths).toEqual(['assertedAt']);
    expect(past('2026-02-30T12:00:00Z').paths).toEqual(['assertedAt']);
  });
});

test('an idempotency key is taken as it is, or refused', () => {
  const key = (text: string | null | undefined) => read((problems) => idempotencyKey(problems, text));
  expect([key(undefined), key(null)]).toMatchObject([
    { value: undefined, paths: [] },
    { value: undefined, paths: [] },
  ]);
  for (const bad of ['', 'x'.repeat(201), 'a\u0000', '\ud800'])
    expect(key(bad)).toMatchObject({ value: undefined, paths: ['idempotencyKey'] });
  fc.assert(
    fc.property(anything, (text) => {
      const { value, paths } = key(text);
      expect(paths.length > 0 ? value : text).toBe(value);
    }),
  );
});
