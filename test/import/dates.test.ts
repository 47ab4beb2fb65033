import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DateFormat, parseDateFormat, readDate } from '../../src/connectors/import/dates.ts';

function read(text: string, formats: string[], as: 'date' | 'moment' = 'date', pivot = 20): string | undefined {
  return readDate(
    text,
    formats.map((format) => parseDateFormat(format) as DateFormat),
    pivot,
    as,
  );
}

describe('dates', () => {
  test.each([
    ['19560409', ['YYYYMMDD'], '1956-04-09'],
    ['3/1/1970', ['M/D/YYYY'], '1970-03-01'],
    ['03/01/1970', ['M/D/YYYY'], '1970-03-01'],
    ['20/8/1991', ['M/D/YYYY', 'D/M/YYYY'], '1991-08-20'],
    ['Mar 1 1970', ['MMM D YYYY'], '1970-03-01'],
    ['MARCH 1, 1970', ['MMMM D, YYYY'], '1970-03-01'],
    ['24-May-11', ['D-MMM-YY'], '2011-05-24'],
    ['1/7/80', ['M/D/YY'], '1980-01-07'],
    ['1.7.20', ['D.M.YY'], '2020-07-01'],
    ['1.7.21', ['D.M.YY'], '1921-07-01'],
    ['1980', ['YYYY-MM-DD', 'YYYY-MM', 'YYYY'], '1980'],
    ['5/1980', ['M/YYYY'], '1980-05'],
    ['2000-02-29', ['YYYY-MM-DD'], '2000-02-29'],
    ['1980-05-17 23:59:00', ['YYYY-MM-DD HH:mm:ss'], '1980-05-17'],
  ])('reads %s by %j', (text, formats, expected) => {
    expect(read(text, formats)).toBe(expected);
  });

  test.each([
    ['19551192', ['YYYYMMDD']],
    ['1900-02-29', ['YYYY-MM-DD']],
    ['2001-02-29', ['YYYY-MM-DD']],
    ['2001-00-01', ['YYYY-MM-DD']],
    ['2001-13-01', ['YYYY-MM-DD']],
    ['2001-01-00', ['YYYY-MM-DD']],
    ['0000-01-01', ['YYYY-MM-DD']],
    ['3/1/1970', ['M/D/YY']],
    ['3/1/70', ['M/D/YYYY']],
    ['1970-03-01x', ['YYYY-MM-DD']],
    ['1970-3-1', ['YYYY-MM-DD']],
  ])('finds no date in %s by %j', (text, formats) => {
    expect(read(text, formats)).toBeUndefined();
  });

  test('reads a moment in UTC, at midnight when the text has no time', () => {
    expect(read('2026-03-01 09:30', ['YYYY-MM-DD HH:mm'], 'moment')).toBe('2026-03-01T09:30:00Z');
    expect(read('2026-03-01T09:30:15Z', ['YYYY-MM-DDTHH:mm:ssZ'], 'moment')).toBe('2026-03-01T09:30:15Z');
    expect(read('3/1/26', ['M/D/YY'], 'moment', 30)).toBe('2026-03-01T00:00:00Z');
    expect(read('2026-03-01 24:00', ['YYYY-MM-DD HH:mm'], 'moment')).toBeUndefined();
    expect(read('2026-03', ['YYYY-MM'], 'moment')).toBeUndefined();
  });

  test('reads every day of four digits of year as it was written', () => {
    const day = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    const spellings: [string, (year: string, month: string, date: string) => string][] = [
      ['YYYY-MM-DD', (y, m, d) => `${y}-${m}-${d}`],
      ['YYYYMMDD', (y, m, d) => `${y}${m}${d}`],
      ['D.M.YYYY', (y, m, d) => `${Number(d)}.${Number(m)}.${y}`],
      ['MM/DD/YYYY', (y, m, d) => `${m}/${d}/${y}`],
    ];
    fc.assert(
      fc.property(day, fc.constantFrom(...spellings), (date, [format, spell]) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = iso.split('-') as [string, string, string];
        expect(read(spell(year, month, dayOfMonth), [format])).toBe(iso);
      }),
    );
  });

  test('refuses formats that cannot be meant', () => {
    expect(parseDateFormat('YYYY-YY')).toContain('names the same part twice');
    expect(parseDateFormat('MM-DD')).toContain('has no year');
    expect(parseDateFormat('YYYY DD')).toContain('has a day and no month');
    expect(parseDateFormat('YYYY-MM-DDx')).toContain('"x" is no token');
  });
});
