import type { BirthRange } from './entry.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** A year that is said to be about right may be the one before or behind. */
const CIRCA_YEARS = 1;

/** `1962`, `1962-05` or `1962-05-17`; `1962~` is about then; `1960/1964` is from then to then (ISO 8601-2). Undefined when it is none. */
export function readIsoBirth(text: string): BirthRange | undefined {
  const [first, second, ...more] = text.split('/');
  if (more.length > 0) return undefined;
  const start = readIsoPart(first!.trim());
  if (second === undefined || !start) return start;
  const end = readIsoPart(second.trim());
  return end && join(start, end);
}

function readIsoPart(text: string): BirthRange | undefined {
  const [, year, month, day, circa] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~)?$/.exec(text) ?? [];
  return year === undefined ? undefined : rangeOf(year, month, day, circa !== undefined);
}

/** `10 Dec 1948`, `Dec 1948` or `1948`, each with `circa` before it, and from one `to` the other. Undefined when it is none. */
export function readWordedBirth(text: string): BirthRange | undefined {
  const circa = /^circa /i.test(text);
  const [first, second, ...more] = text.replace(/^circa /i, '').split(/ to |-/);
  if (more.length > 0) return undefined;
  const start = readWordedPart(first!, circa);
  if (second === undefined || !start) return start;
  const end = readWordedPart(second, circa);
  return end && join(start, end);
}

function readWordedPart(text: string, circa: boolean): BirthRange | undefined {
  const [, day, name, year] = /^(?:(?:(\d{1,2}) )?([A-Za-z]{3})[a-z]* )?(\d{4})$/.exec(text.trim()) ?? [];
  if (year === undefined) return undefined;
  if (name === undefined) return rangeOf(year, undefined, undefined, circa);
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  return rangeOf(year, String(month).padStart(2, '0'), day?.padStart(2, '0'), circa);
}

function rangeOf(year: string, month = '', day = '', circa: boolean): BirthRange | undefined {
  const at = Number(month);
  if (month !== '' && (at < 1 || at > 12)) return undefined;
  if (day !== '' && (Number(day) < 1 || Number(day) > lastDay(Number(year), at))) return undefined;
  if (circa) {
    const of = (years: number): string => String(Number(year) + years).padStart(4, '0');
    return { from: `${of(-CIRCA_YEARS)}-01-01`, to: `${of(CIRCA_YEARS)}-12-31` };
  }
  const from = `${year}-${month || '01'}-${day || '01'}`;
  const to = `${year}-${month || '12'}-${day || String(lastDay(Number(year), at || 12))}`;
  return { from, to };
}

function join(start: BirthRange, end: BirthRange): BirthRange | undefined {
  return start.from <= end.to ? { from: start.from, to: end.to } : undefined;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
