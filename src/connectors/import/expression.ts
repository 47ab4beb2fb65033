import { GENDERS, type Json } from './canonical.ts';
import { type DateFormat, parseDateFormat, readDate } from './dates.ts';
import type { Lookup } from './lookup.ts';
import type { Expression } from './mapping-schema.ts';

/** What is wrong with one value of a row. */
export interface Problem {
  /** Where in the input of `recordPerson`: `emails.0.value`. */
  path: string;
  message: string;
}

/** What a row is turned into while it is read. */
export interface Run {
  readonly problems: Problem[];
  /** Filled when given: which columns stand behind each path. */
  readonly columns?: Map<string, readonly string[]> | undefined;
}

/** How values are cleaned, for the whole file. */
export interface Cleaning {
  readonly trim: boolean;
  readonly empty: readonly string[];
}

/** Yields the text of one place for a row; undefined when it is empty or wrong. */
export type TextNode = (row: unknown, path: string, run: Run) => string | undefined;

/** Control characters, except the tab and the ends of lines. No source means them, and Postgres refuses U+0000. */
const CONTROL = /[\p{Cc}--[\t\n\r]]/v;

/** A day of ISO 8601. */
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Compiles a column or an expression into a function of the row. `field` is the key that it fills. */
export function compileText(spec: string | Expression, field: string, lookup: Lookup, cleaning: Cleaning): TextNode {
  const read = compileSource(typeof spec === 'string' ? { column: spec } : spec, field, lookup, cleaning);
  const columns = columnsOf(spec);
  return (row, path, run) => {
    run.columns?.set(path, columns);
    const text = read(row, path, run);
    if (text === undefined) return undefined;
    const problem = problemOf(text, field);
    if (problem) run.problems.push({ path, message: problem });
    return problem ? undefined : text;
  };
}

/** The columns that an expression reads. */
export function columnsOf(spec: string | Expression): readonly string[] {
  if (typeof spec === 'string') return [spec];
  return [
    ...(spec.column === undefined ? [] : [spec.column]),
    ...[...(spec.join ?? []), ...(spec.firstOf ?? [])].flatMap(columnsOf),
  ];
}

/** Turns a value of a row into text: undefined when it is empty. Reports what is no text. */
export function clean(value: unknown, cleaning: Cleaning, path: string, run: Run): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && !isExact(value)) {
    run.problems.push({ path, message: 'this number is too large to be read exactly: write it as text' });
    return undefined;
  }
  const given = asText(value);
  if (given === undefined) {
    run.problems.push({ path, message: `expected text, found ${Array.isArray(value) ? 'a list' : 'an object'}` });
    return undefined;
  }
  const text = cleaning.trim ? given.trim() : given;
  return text === '' || cleaning.empty.includes(text) ? undefined : text;
}

/** Whether a number of a JSON text is what the text says. Fractions are taken as they are: no identifier is one. */
function isExact(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
}

/** A text, number or truth value as text; undefined for anything else. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function compileSource(spec: Expression, field: string, lookup: Lookup, cleaning: Cleaning): TextNode {
  const source = compileOrigin(spec, field, lookup, cleaning);
  const formats = [spec.date ?? []].flat().map(parseDateFormat) as DateFormat[];
  const names = formats.map((format) => format.text).join(', ');
  const replacements = spec.map && new Map(Object.entries(spec.map));
  return (row, path, run) => {
    let text = source(row, path, run);
    if (text !== undefined && replacements?.has(text)) text = replacements.get(text) ?? undefined;
    if (text === undefined || text === '') return undefined;
    if (formats.length === 0) return field === 'assertedAt' && ISO_DAY.test(text) ? `${text}T00:00:00Z` : text;
    const date = readDate(text, formats, spec.pivot ?? 0, field === 'assertedAt' ? 'moment' : 'date');
    if (date === undefined) run.problems.push({ path, message: `expected a date that exists, written as ${names}` });
    return date;
  };
}

function compileOrigin(spec: Expression, field: string, lookup: Lookup, cleaning: Cleaning): TextNode {
  if (spec.constant !== undefined) {
    const constant = String(spec.constant);
    return () => constant;
  }
  if (spec.column !== undefined) {
    const values = lookup.values(spec.column);
    return (row, path, run) => {
      for (const value of values(row)) {
        const text = clean(value, cleaning, path, run);
        if (text !== undefined) return text;
      }
      return undefined;
    };
  }
  const parts = (spec.join ?? spec.firstOf ?? []).map((part) =>
    compileSource(typeof part === 'string' ? { column: part } : part, field, lookup, cleaning),
  );
  if (spec.firstOf) return (row, path, run) => firstText(parts, row, path, run);
  const between = spec.with ?? ' ';
  return (row, path, run) => {
    const texts = parts.map((part) => part(row, path, run)).filter((text) => text !== undefined);
    return texts.length === 0 ? undefined : texts.join(between);
  };
}

function firstText(parts: readonly TextNode[], row: unknown, path: string, run: Run): string | undefined {
  for (const part of parts) {
    const text = part(row, path, run);
    if (text !== undefined) return text;
  }
  return undefined;
}

function problemOf(text: string, field: string): string | undefined {
  const control = CONTROL.exec(text)?.[0];
  if (control)
    return `holds the control character U+${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (field === 'gender' && !GENDERS.includes(text))
    return `expected one of ${GENDERS.join(', ')}; "map" translates other words`;
  return undefined;
}

/** A value for the extensions: JSON stays as it is, text is cleaned. */
export function cleanJson(value: unknown, cleaning: Cleaning, path: string, run: Run): Json | undefined {
  if (typeof value === 'object' && value !== null) return value as Json;
  const text = clean(value, cleaning, path, run);
  if (text === undefined || typeof value === 'string') return text;
  return value as number | boolean;
}
