/**
 * Dates as files write them. A format is made of tokens: `YYYY`, `YY`, `MMMM` (March), `MMM` (Mar),
 * `MM`, `M`, `DD`, `D`, `HH`, `mm`, `ss`. Punctuation, blanks, `T` and `Z` stand for themselves.
 */

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

type Slot = 'year' | 'shortYear' | 'month' | 'monthName' | 'day' | 'hour' | 'minute' | 'second';

const TOKENS: readonly (readonly [text: string, pattern: string, slot: Slot])[] = [
  ['YYYY', '(\\d{4})', 'year'],
  ['YY', '(\\d{2})', 'shortYear'],
  ['MMMM', `(${MONTHS.join('|')})`, 'monthName'],
  ['MMM', `(${MONTHS.map((name) => name.slice(0, 3)).join('|')})`, 'monthName'],
  ['MM', '(\\d{2})', 'month'],
  ['M', '(\\d{1,2})', 'month'],
  ['DD', '(\\d{2})', 'day'],
  ['D', '(\\d{1,2})', 'day'],
  ['HH', '(\\d{2})', 'hour'],
  ['mm', '(\\d{2})', 'minute'],
  ['ss', '(\\d{2})', 'second'],
];

/** A format that can be matched against text. */
export interface DateFormat {
  readonly text: string;
  readonly pattern: RegExp;
  readonly slots: readonly Slot[];
  /** Whether the year has two digits, so that a pivot is needed. */
  readonly shortYear: boolean;
}

/** Reads a format. Answers what is wrong with it, as text, when it is none. */
export function parseDateFormat(text: string): DateFormat | string {
  const slots: Slot[] = [];
  let pattern = '';
  for (let at = 0; at < text.length;) {
    const token = TOKENS.find(([name]) => text.startsWith(name, at));
    const character = text.charAt(at);
    if (token) {
      pattern += token[1];
      slots.push(token[2]);
      at += token[0].length;
    } else if (/[A-Za-z0-9]/.test(character) && !/[TZ]/.test(character)) {
      return `"${text}" is no date format: "${character}" is no token. Tokens: ${TOKENS.map(([name]) => name).join(', ')}`;
    } else {
      pattern += character.replace(/[^A-Za-z0-9\s]/, '\\$&');
      at += 1;
    }
  }
  const parts = slots.map(unitOf);
  if (new Set(parts).size < parts.length) return `"${text}" is no date format: it names the same part twice`;
  if (!parts.includes('year')) return `"${text}" is no date format: it has no year`;
  if (parts.includes('day') && !parts.includes('month'))
    return `"${text}" is no date format: it has a day and no month`;
  return { text, pattern: new RegExp(`^${pattern}$`, 'i'), slots, shortYear: slots.includes('shortYear') };
}

function unitOf(slot: Slot): string {
  if (slot === 'shortYear') return 'year';
  return slot === 'monthName' ? 'month' : slot;
}

/**
 * Reads `text` by the first format that fits and names a day that exists.
 * `pivot`: two-digit years up to it are 20xx, the others 19xx.
 * Answers ISO 8601: a day, month or year for `date`; a moment in UTC for `moment`. Undefined when none fits.
 */
export function readDate(
  text: string,
  formats: readonly DateFormat[],
  pivot: number,
  as: 'date' | 'moment',
): string | undefined {
  for (const format of formats) {
    const match = format.pattern.exec(text);
    if (!match) continue;
    const found: Partial<Record<Slot, string>> = {};
    format.slots.forEach((slot, index) => (found[slot] = match[index + 1]!));
    const iso = as === 'date' ? isoDate(found, pivot) : isoMoment(found, pivot);
    if (iso !== undefined) return iso;
  }
  return undefined;
}

function isoDate(found: Partial<Record<Slot, string>>, pivot: number): string | undefined {
  const year = found.year ?? fullYear(found.shortYear!, pivot);
  if (year === '0000') return undefined;
  const month = found.monthName === undefined ? found.month : monthNumber(found.monthName);
  if (month === undefined) return year;
  const monthAt = Number(month);
  if (monthAt < 1 || monthAt > 12) return undefined;
  const yearAndMonth = `${year}-${month.padStart(2, '0')}`;
  if (found.day === undefined) return yearAndMonth;
  const day = Number(found.day);
  if (day < 1 || day > daysIn(Number(year), monthAt)) return undefined;
  return `${yearAndMonth}-${found.day.padStart(2, '0')}`;
}

function isoMoment(found: Partial<Record<Slot, string>>, pivot: number): string | undefined {
  const date = isoDate(found, pivot);
  const { hour = '00', minute = '00', second = '00' } = found;
  if (date?.length !== 10 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${date}T${hour}:${minute}:${second}Z`;
}

function fullYear(short: string, pivot: number): string {
  return `${Number(short) <= pivot ? '20' : '19'}${short}`;
}

function monthNumber(name: string): string {
  return String(MONTHS.findIndex((month) => month.startsWith(name.toLowerCase())) + 1);
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}
