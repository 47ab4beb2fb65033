import { type Term, termOf } from './term.ts';

/** A birth date in comparable form, as precise as it is known. `text` is YYYYMMDD with zeros for what is not known. */
export interface Birth extends Term {
  year: number;
  /** 0 when it is not known. */
  month: number;
  /** 0 when it is not known. */
  day: number;
}

/**
 * Reads a birth date: `1980-05-17`, `1980-05`, `1980`, `19800517`. One that is not in the calendar is kept as it is
 * written (`1980-17-05`, `1916-24-29`): its digits still tell whether another date is the same with a slip.
 */
export function standardiseBirth(text: string): Birth | undefined {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 4 || digits.length > 8 || /^(\d)\1*$/.test(digits)) return undefined;
  const padded = digits.padEnd(8, '0');
  const [year, month, day] = [padded.slice(0, 4), padded.slice(4, 6), padded.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ];
  if (year === 0) return undefined;
  return { ...termOf(padded), year, month, day };
}
