import { type Json, type PersonInput, SHAPES, type Shape } from './canonical.ts';
import { type Cleaning, type Problem, type Run, asText, cleanJson, columnsOf, compileText } from './expression.ts';
import type { Lookup } from './lookup.ts';
import { isExpression } from './mapping.ts';
import type { Expression, Mapping } from './mapping-schema.ts';

/** What became of a row. */
export type Transformed =
  | { readonly kind: 'person'; readonly input: PersonInput }
  /** The mapping's `where` leaves it out. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

/** A mapping made ready for the rows of one file. */
export interface Transform {
  /** Turns a row into the input of `recordPerson`. Pure: the same row gives the same input. */
  apply(row: unknown): Transformed;
  /** Which columns stand behind each path of the input that the row gives. */
  columnsOf(row: unknown): ReadonlyMap<string, readonly string[]>;
}

/** Yields the value of one place for a row; undefined when there is none. */
type Node = (row: unknown, path: string, run: Run) => Json | undefined;

/** Prepares a mapping. `lookup` tells how its references are read. */
export function compile(mapping: Mapping, lookup: Lookup): Transform {
  const cleaning: Cleaning = mapping;
  const chosen = compileFilter(mapping, lookup, cleaning);
  const fields = Object.entries(mapping.record)
    .filter(([, spec]) => spec !== undefined)
    .map(([key, spec]) => ({
      key,
      node: compileField(key, spec, lookup, cleaning),
      absent:
        mapping.emptyFields === 'remove' && key !== 'externalId' && key !== 'assertedAt'
          ? Array.isArray(spec)
            ? []
            : null
          : undefined,
    }));

  const read = (row: unknown, run: Run): Record<string, Json> => {
    const input: Record<string, Json> = {};
    for (const { key, node, absent } of fields) {
      const value = node(row, key, run) ?? absent;
      if (value !== undefined) input[key] = value;
    }
    return input;
  };

  return {
    apply(row) {
      if (!chosen(row)) return { kind: 'skipped' };
      const problems: Problem[] = [];
      const input = read(row, { problems });
      if (input['externalId'] === undefined) demand('externalId', '', { problems });
      return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'person', input: input as PersonInput };
    },
    columnsOf(row) {
      const columns = new Map<string, readonly string[]>();
      read(row, { problems: [], columns });
      return columns;
    },
  };
}

function compileFilter(mapping: Mapping, lookup: Lookup, { trim }: Cleaning): (row: unknown) => boolean {
  const conditions = Object.entries(mapping.where).map(([reference, wanted]) => ({
    values: lookup.values(reference),
    wanted: new Set([wanted].flat()),
  }));
  const matches = (value: unknown, wanted: ReadonlySet<string>): boolean => {
    const text = asText(value) ?? '';
    return wanted.has(trim ? text.trim() : text);
  };
  return (row) => conditions.every(({ values, wanted }) => values(row).some((value) => matches(value, wanted)));
}

function compileField(key: string, spec: unknown, lookup: Lookup, cleaning: Cleaning): Node {
  if (key === 'extensions') return compileExtension(spec, lookup, cleaning);
  const shape = SHAPES[key];
  if (Array.isArray(spec)) return compileList(spec, key, shape, lookup, cleaning);
  if (shape) return compileObject(spec as object, shape, lookup, cleaning);
  return compilePart(key, spec, lookup, cleaning);
}

/** What has no parts of its own: a text, or a list of texts. */
function compilePart(key: string, spec: unknown, lookup: Lookup, cleaning: Cleaning): Node {
  if (Array.isArray(spec)) return compileList(spec, key, undefined, lookup, cleaning);
  return compileText(spec as string | Expression, key, lookup, cleaning);
}

function compileList(
  specs: readonly unknown[],
  key: string,
  shape: Shape | undefined,
  lookup: Lookup,
  cleaning: Cleaning,
): Node {
  const items = specs.map((spec) => {
    const { each, ...rest } = typeof spec === 'string' ? { column: spec, each: undefined } : (spec as Item);
    const node: Node = shape ? compileObject(rest, shape, lookup, cleaning) : compileText(rest, key, lookup, cleaning);
    return each === undefined ? { node } : { node: within(each, node), elements: lookup.values(each) };
  });
  return (row, path, run) => {
    const list: Json[] = [];
    for (const { node, elements } of items) {
      for (const one of elements ? elementsOf(elements(row), path, run) : [row]) {
        const value = node(one, `${path}.${list.length}`, run);
        if (value !== undefined) list.push(value);
      }
    }
    return list.length === 0 ? undefined : list;
  };
}

/** An item of a list in a mapping. */
type Item = Expression & { readonly [part: string]: unknown };

/** Paths in an element begin at the element; whoever reads about them must find them in the row. */
function within(each: string, node: Node): Node {
  return (element, path, run) => {
    if (!run.columns) return node(element, path, run);
    const columns = new Map<string, readonly string[]>();
    const value = node(element, path, { ...run, columns });
    for (const [at, names] of columns) {
      run.columns.set(
        at,
        names.map((name) => (name === '.' ? `${each}[]` : `${each}[].${name}`)),
      );
    }
    return value;
  };
}

/** `each` names a list (`FEATURES`) or the elements themselves (`FEATURES[]` of lists of lists). */
function elementsOf(found: readonly unknown[], path: string, run: Run): unknown[] {
  return found.flatMap((value) => {
    if (Array.isArray(value)) return value;
    if (value !== undefined && value !== null) run.problems.push({ path, message: '"each" expected a list' });
    return [];
  });
}

/** An object is there when what it needs is there, or else when the row fills more than its qualifiers. */
function compileObject(specs: object, shape: Shape, lookup: Lookup, cleaning: Cleaning): Node {
  const parts = Object.entries(specs)
    .filter(([, spec]) => spec !== undefined)
    .map(([key, spec]) => ({
      key,
      node: compilePart(key, spec, lookup, cleaning),
      qualifies: shape.qualifiers.includes(key),
      constant: isExpression(spec) && spec.constant !== undefined,
    }));
  const allConstant = parts.every((part) => part.constant || part.qualifies);
  return (row, path, run) => {
    const object: Record<string, Json> = {};
    let filled = false;
    for (const { key, node, qualifies, constant } of parts) {
      const value = node(row, `${path}.${key}`, run);
      if (value === undefined) continue;
      object[key] = value;
      if (!qualifies && (!constant || allConstant)) filled = true;
    }
    const { needs, requires } = shape;
    const whole = needs === undefined ? filled : object[needs] !== undefined;
    if (filled && needs !== undefined && !whole) demand(needs, path, run);
    if (whole && requires !== undefined && object[requires] === undefined) demand(requires, path, run);
    return whole ? object : undefined;
  };
}

/** Reports a part that is missing, unless it is known already to be wrong. */
function demand(part: string, path: string, { problems }: Run): void {
  const needed = path === '' ? part : `${path}.${part}`;
  if (!problems.some((problem) => problem.path === needed))
    problems.push({ path: needed, message: 'needed, and empty' });
}

function compileExtension(spec: unknown, lookup: Lookup, cleaning: Cleaning): Node {
  if (typeof spec === 'string' || isExpression(spec)) return compileJson(spec, lookup, cleaning);
  const parts = Object.entries(spec as object).map(
    ([key, part]) => [key, compileExtension(part, lookup, cleaning)] as const,
  );
  return (row, path, run) => {
    const object: Record<string, Json> = {};
    for (const [key, node] of parts) {
      const value = node(row, `${path}.${key}`, run);
      if (value !== undefined) object[key] = value;
    }
    return Object.keys(object).length === 0 ? undefined : object;
  };
}

function compileJson(spec: string | Expression, lookup: Lookup, cleaning: Cleaning): Node {
  const { column, map, date, constant } = typeof spec === 'string' ? { column: spec } : spec;
  if (typeof constant === 'number' || typeof constant === 'boolean') return () => constant;
  if (column === undefined || map || date) return compileText(spec, 'extensions', lookup, cleaning);
  const values = lookup.values(column);
  const columns = columnsOf(spec);
  return (row, path, run) => {
    run.columns?.set(path, columns);
    for (const value of values(row)) {
      const json = cleanJson(value, cleaning, path, run);
      if (json !== undefined) return json;
    }
    return undefined;
  };
}
