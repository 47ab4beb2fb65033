import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import { z } from 'zod';

const COUNTRIES: ReadonlySet<string> = new Set(codes.map(([alpha2]) => alpha2 as string));

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

/** A country of ISO 3166-1 alpha-2. */
export const country = z.string().refine((code) => COUNTRIES.has(code));

/** Addresses by name, each name once: `person=http://127.0.0.1:4001/graphql,consent=…`. */
export const addressesOf = <Name extends string>(names: readonly [Name, ...Name[]]) =>
  z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim().split(/=(.*)/s).slice(0, 2)))
    .pipe(z.array(z.tuple([z.enum(names), url('https', 'http')])))
    .refine((entries) => new Set(entries.map(([name]) => name)).size === entries.length);

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
