import type { Problems } from './problems.ts';

/** Clocks of sources may run ahead of ours by this much. */
const SKEW_MS = 5 * 60_000;
const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](?:[01]\d|2[0-3]):\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;
/** RFC 3339 has years 0 to 9999, Postgres none before 1; an offset may lead out of that. */
const EARLIEST = new Date('0001-01-01T00:00:00Z');
const LATEST = new Date('9999-12-31T23:59:59.999Z');

/** A moment (RFC 3339); undefined when it is left away. */
export function cleanMoment(problems: Problems, path: string, text: string | null | undefined): Date | undefined {
  if (text == null) return undefined;
  return parseMoment(text) ?? problems.add(path, 'Expected a moment such as 2026-03-01T09:30:00Z.');
}

/** A moment (RFC 3339) that is not in the future; `now` when it is left away. */
export function cleanPastMoment(problems: Problems, path: string, text: string | null | undefined, now: Date): Date {
  const moment = cleanMoment(problems, path, text) ?? now;
  if (moment.getTime() > now.getTime() + SKEW_MS) problems.add(path, 'Expected a moment that is not in the future.');
  return moment;
}

/** A moment in RFC 3339 form; undefined when it is none, or no such day exists. */
export function parseMoment(text: string): Date | undefined {
  const [, year, month, day] = RFC_3339.exec(text) ?? [];
  if (!year) return undefined;
  const moment = new Date(text);
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const dayExists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  // Of a moment that is none (hour 25), both comparisons are false.
  return dayExists && moment >= EARLIEST && moment <= LATEST ? moment : undefined;
}
