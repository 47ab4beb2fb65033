import type { Problems } from '../../../kernel/input/problems.ts';

const EARLIEST_YEAR = 1800;

/**
 * A date as precise as it is known (ISO 8601): `1980-05-17`, `1980-05`, `1980`. It must exist in the calendar,
 * and not lie behind `latest`.
 */
export function cleanDate(
  problems: Problems,
  path: string,
  text: string | null | undefined,
  latest: Date | undefined,
): string | undefined {
  if (text == null) return undefined;
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text.trim()) ?? [];
  if (!year) return problems.add(path, 'Expected a date such as 1980-05-17, 1980-05 or 1980.');
  if (Number(year) < EARLIEST_YEAR) return problems.add(path, `Expected a year from ${EARLIEST_YEAR} on.`);
  if (month && (Number(month) < 1 || Number(month) > 12)) return problems.add(path, 'Expected a month from 01 to 12.');
  if (day && !dayExists(Number(year), Number(month), Number(day))) {
    return problems.add(path, 'Expected a day that exists in the calendar.');
  }
  if (latest && text.trim() > latest.toISOString().slice(0, text.trim().length)) {
    return problems.add(path, 'Expected a date that is not in the future.');
  }
  return text.trim();
}

function dayExists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
