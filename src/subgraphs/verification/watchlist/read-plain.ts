import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Problems } from '../../../kernel/input/problems.ts';
import { readIsoBirth } from './births.ts';
import { readCountry } from './countries.ts';
import { pathOf, readRows } from './csv.ts';
import { ENTRY_KINDS, type BirthRange, type Entry } from './entry.ts';
import { comparableNumber } from './keys.ts';

const MAX_ITEMS = 250;
const texts = z.array(z.string().trim().min(1).max(500)).max(MAX_ITEMS).default([]);

/** What a line says: the same as JSON, and as columns whose lists are parted by semicolons. */
const lineSchema = z.strictObject({
  id: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(500),
  kind: z.enum(ENTRY_KINDS).default('PERSON'),
  aliases: texts,
  birthDates: z
    .array(
      z.string().transform((text, context): BirthRange => {
        const range = readIsoBirth(text.trim());
        if (range) return range;
        context.addIssue('Expected a date such as 1962-05-17, 1962-05, 1962, 1962~ (about) or 1960/1964 (from, to).');
        return z.NEVER;
      }),
    )
    .max(MAX_ITEMS)
    .default([]),
  countries: z
    .array(
      z.string().transform((text, context): string => {
        const country = readCountry(text);
        if (country) return country;
        context.addIssue('Expected a country: an ISO 3166-1 code such as CH, or its English name.');
        return z.NEVER;
      }),
    )
    .max(MAX_ITEMS)
    .default([]),
  identifiers: texts,
  programs: texts,
});
const COLUMNS = Object.keys(lineSchema.shape);
const LISTS: ReadonlySet<string> = new Set(['aliases', 'birthDates', 'countries', 'identifiers', 'programs']);

/** A list as CSV with a header. */
export async function* readCsvList(
  files: Readonly<Record<string, string>>,
  problems: Problems,
): AsyncGenerator<Entry, void> {
  let header: readonly string[] | undefined;
  for await (const { line, cells } of readRows(files['list']!, 'list', problems)) {
    if (!header) {
      header = cells.map((cell) => cell.trim());
      if (!checkHeader(header, line, problems)) return;
    } else if (cells.length === header.length) {
      const filled = header.flatMap((column, at) => {
        const cell = cells[at]!.trim();
        return cell === '' ? [] : [[column, LISTS.has(column) ? cell.split(';').filter(isFilled) : cell]];
      });
      const entry = entryOf(Object.fromEntries(filled), line, problems);
      if (entry) yield entry;
    } else problems.add(pathOf('list', line), `Expected ${header.length} columns; there are ${cells.length}.`);
  }
}

function checkHeader(header: readonly string[], line: number, problems: Problems): boolean {
  const before = problems.list.length;
  for (const column of ['id', 'name']) {
    if (!header.includes(column)) problems.add(pathOf('list', line), `Expected a column "${column}" in the header.`);
  }
  if (header.some((column) => !COLUMNS.includes(column)) || new Set(header).size < header.length) {
    problems.add(pathOf('list', line), `Expected each column once, out of ${COLUMNS.join(', ')}.`);
  }
  return problems.list.length === before;
}

/** A list as JSON Lines. */
export async function* readJsonLinesList(
  files: Readonly<Record<string, string>>,
  problems: Problems,
): AsyncGenerator<Entry, void> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(files['list']!), crlfDelay: Infinity })) {
    line += 1;
    if (!isFilled(text)) continue;
    const entry = entryOf(parseJson(text), line, problems);
    if (entry) yield entry;
  }
}

function entryOf(value: unknown, line: number, problems: Problems): Entry | undefined {
  const read = lineSchema.safeParse(value);
  if (!read.success) {
    for (const { path, code, message } of read.error.issues) {
      const said = code === 'custom' || code === 'unrecognized_keys' ? message : `Expected otherwise: ${message}`;
      problems.add([pathOf('list', line), ...path].join('.'), said);
    }
    return undefined;
  }
  const { id, kind, name, aliases, birthDates, countries, identifiers, programs } = read.data;
  const numbers = identifiers.flatMap((number) => comparableNumber(number) ?? []);
  return { id, kind, names: [name, ...aliases], births: birthDates, countries, numbers, programs };
}

function isFilled(text: string): boolean {
  return text.trim() !== '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
