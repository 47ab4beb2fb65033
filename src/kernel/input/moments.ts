import type { Problems } from './problems.ts';

/** Clocks of sources may run ahead of ours by this much. */
const SKEW_MS = 5 * 60_000;
const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** A moment (RFC 3339) that is not in the future; `now` when it is left away. */
export function cleanPastMoment(problems: Problems, path: string, text: string | null | undefined, now: Date): Date {
  if (text == null) return now;
  const moment = parseMoment(text);
  if (!moment) problems.add(path, 'Expected a moment such as 2026-03-01T09:30:00Z.');
  else if (moment.getTime() > now.getTime() + SKEW_MS) problems.add(path, 'Expected a moment that is not in the future.');
  return moment ?? now;
}

/** A moment in RFC 3339 form; undefined when it is none, or no such day exists. */
export function parseMoment(text: string): Date | undefined {
  const [, year, month, day] = RFC_3339.exec(text) ?? [];
  if (!year) return undefined;
  const moment = new Date(text);
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return exists && !Number.isNaN(moment.getTime()) ? moment : undefined;
}
