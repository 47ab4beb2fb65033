import { z } from 'zod';

/** A whole number, written in digits. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));

/** A URL of one of these schemes. */
export const url = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)));

/** RFC 8252 §8.3: what stays on this machine needs no TLS. */
export const isLoopback = (text: string): boolean =>
  URL.canParse(text) && ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(text).hostname);

/** What a setting looks like, without what it says: `text of 12 characters`. */
export function shape(value: string | undefined): string {
  if (value === undefined) return 'nothing';
  if (/^-?\d+(\.\d+)?$/.test(value)) return `a number of ${characters(value)}`;
  if (/^[a-z][\w+.-]*:\/\//i.test(value)) return `a URL that begins with ${value.slice(0, value.indexOf('/'))}`;
  return `text of ${characters(value)}`;
}

function characters({ length }: string): string {
  return `${length} ${length === 1 ? 'character' : 'characters'}`;
}
