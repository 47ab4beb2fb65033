import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { type Fault, fault } from '../../kernel/faults.ts';
import { JSON_MAX_LEVELS, isJsonWithin } from '../../kernel/input/json.ts';
import { type Expression, type Mapping, mappingSchema } from './mapping-schema.ts';
import { parsePath } from './paths.ts';

/** A place in a mapping that names a column (or a path). */
export interface Reference {
  /** Where in the mapping file: `record.emails[0].value`. */
  at: string;
  name: string;
}

/** Reads a mapping file. Throws CONFIGURATION with one line for each thing that is wrong. */
export async function readMapping(file: string): Promise<Mapping> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw fault({ code: 'CONFIGURATION', public: `${file}: the mapping cannot be read.`, cause });
  }
  return parseMapping(text, file);
}

/** Checks the text of a mapping file. `file` is the name that errors use. */
export function parseMapping(text: string, file: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw fault({
      code: 'CONFIGURATION',
      public: `${file}: the mapping is not JSON: ${(cause as Error).message}`,
      cause,
    });
  }
  if (!isJsonWithin(json, JSON_MAX_LEVELS)) {
    throw wrong(file, [`the mapping is nested more than ${JSON_MAX_LEVELS} levels deep`]);
  }
  // The schema would pass over it without a word.
  if (/"__proto__"\s*:/.test(text)) throw wrong(file, ['no key can be called "__proto__"']);
  const parsed = mappingSchema.safeParse(json);
  if (!parsed.success) throw wrong(file, linesOf(parsed.error.issues, []));
  const lines = parsed.data.format === 'csv' ? jsonOnly(parsed.data) : csvOnly(parsed.data);
  if (lines.length > 0) throw wrong(file, lines);
  return parsed.data;
}

/** Every column that a mapping names, in the order in which they stand there. */
export function referencesOf(mapping: Mapping): Reference[] {
  const found: Reference[] = Object.keys(mapping.where).map((name) => ({ at: 'where', name }));
  collect(mapping.record, 'record', found);
  return found;
}

/** Throws CONFIGURATION, one line each, where a mapping names a column that a CSV file lacks or has twice. */
export function checkColumns(mapping: Mapping, header: readonly string[], file: string, mappingFile: string): void {
  const lines: string[] = [];
  for (const { at, name } of referencesOf(mapping)) {
    const count = header.filter((column) => column === name).length;
    if (count === 0) lines.push(`${at}: ${file} has no column "${name}"`);
    if (count > 1) lines.push(`${at}: ${file} has ${count} columns called "${name}"`);
  }
  if (lines.length > 0) throw wrong(mappingFile, [...lines, `the columns are: ${shorten(header)}`]);
}

/** Whether a part of a mapping says where a text comes from. */
export function isExpression(spec: unknown): spec is Expression {
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return false;
  return ['column', 'join', 'firstOf', 'constant'].some((key) => Object.hasOwn(spec, key));
}

function collect(spec: unknown, at: string, found: Reference[]): void {
  if (typeof spec === 'string') {
    found.push({ at, name: spec });
  } else if (Array.isArray(spec)) {
    spec.forEach((item, index) => collect(item, `${at}[${index}]`, found));
  } else if (isExpression(spec)) {
    if (spec.column !== undefined) found.push({ at, name: spec.column });
    for (const key of ['join', 'firstOf'] as const) collect(spec[key] ?? [], `${at}.${key}`, found);
    if (spec.each !== undefined) found.push({ at: `${at}.each`, name: spec.each });
  } else {
    for (const [key, value] of Object.entries(spec as object)) collect(value, `${at}.${key}`, found);
  }
}

function jsonOnly(mapping: Mapping): string[] {
  const lists = referencesOf(mapping).filter(({ at }) => at.endsWith('.each') && !at.startsWith('record.extensions.'));
  return lists.map(({ at }) => `${at}: "each" is for JSON Lines; a cell of CSV holds no list`);
}

function csvOnly(mapping: Mapping): string[] {
  const lines = mapping.delimiter === undefined ? [] : ['delimiter: JSON Lines has none'];
  if (mapping.encoding !== 'utf-8') lines.push('encoding: JSON is UTF-8 (RFC 8259 §8.1)');
  for (const { at, name } of referencesOf(mapping)) {
    const path = parsePath(name);
    if (typeof path === 'string') lines.push(`${at}: ${path}`);
  }
  return lines;
}

/** One line for each issue. Of a union, the branch that came closest speaks. */
function linesOf(issues: readonly z.core.$ZodIssue[], base: readonly PropertyKey[]): string[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    const branches = issue.code === 'invalid_union' ? issue.errors.filter((branch) => !branch.some(isWrongKind)) : [];
    const closest = branches.toSorted((one, other) => one.length - other.length)[0];
    return closest ? linesOf(closest, path) : [`${spell(path)}: ${messageOf(issue)}`];
  });
}

function isWrongKind(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_type'
    ? `expected ${issue.expected === 'record' ? 'object' : issue.expected}`
    : issue.message;
}

function spell(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text === '' ? 'the mapping' : text.replace(/^\./, '');
}

function shorten(names: readonly string[]): string {
  const shown = names.slice(0, 60).join(', ');
  return names.length > 60 ? `${shown} and ${names.length - 60} more` : shown;
}

function wrong(file: string, lines: readonly string[]): Fault {
  return fault({ code: 'CONFIGURATION', public: lines.map((line) => `${file}: ${line}`).join('\n') });
}
