import type { Problems } from '../../../kernel/input/problems.ts';
import type { DecisionOutcome } from '../schema.generated.ts';
import { type Fields, RESERVED, readCell, readLiteral } from './cell.ts';
import type { InputField, PolicyDocument, Table } from './document.ts';
import { type Cell, type CompiledPolicy, OWN_REASONS, type Row, type Said, findCellProblem } from './engine.ts';
import type { Fact } from './facts.ts';
import { listSamples } from './samples.ts';
import { listTables } from './tables-in-order.ts';

/** What a policy can decide. */
export const OUTCOMES: readonly DecisionOutcome[] = [
  'APPROVE',
  'REJECT',
  'REQUEST_INFORMATION',
  'REVIEW',
  'BLOCK',
  'STEP_UP',
];
const OUTCOME = 'outcome';
const REASONS = 'reasons';

/**
 * Looks a policy through, cell by cell, and makes it ready to run. The engine itself finds nothing wrong with a cell that
 * is no expression, reads an input that is not there or compares what cannot be equal: at run time such a row never
 * matches. What is wrong goes to `problems`, below `path`; the result is to be used only when there are none.
 */
export function compile(problems: Problems, path: string, document: PolicyDocument): CompiledPolicy {
  const reader = { problems, reasons: { ...document.reasons, ...OWN_REASONS }, ids: new Set<string>() };
  checkFields(problems, `${path}.inputs`, document.inputs);
  const tables = listTables(problems, `${path}.model`, document.model);
  let fields: Fields = document.inputs;
  const before = tables.slice(0, -1).map(({ table, path: at }) => {
    const rows = readRows(reader, at, table, fields);
    const added = readOutputs(problems, at, table, fields);
    fields = { ...fields, ...added.fields };
    return rows.map((row, index) => ({ ...row, outputs: added.values[index]! }));
  });
  const end = tables.at(-1);
  const last = end
    ? readRows(reader, end.path, end.table, fields).map((row, index) => ({
        ...row,
        outputs: readSaid(reader, end.path, end.table, index),
      }))
    : [];
  return { before, last, texts: reader.reasons };
}

interface Reader {
  problems: Problems;
  reasons: Readonly<Record<string, string>>;
  /** Of the rules so far. A decision names a rule by its id alone. */
  ids: Set<string>;
}

function checkFields(problems: Problems, path: string, fields: Fields): void {
  for (const [name, field] of Object.entries(fields)) {
    if (RESERVED.has(name) || name === OUTCOME || name === REASONS) {
      problems.add(`${path}.${name}`, 'Expected another name: in a cell, this one means something else.');
    }
    if ('min' in field && field.min !== undefined && field.max !== undefined && field.min > field.max) {
      problems.add(`${path}.${name}.max`, 'Expected at least as much as min.');
    }
    if (field.type === 'enum' && new Set(field.values).size < field.values.length) {
      problems.add(`${path}.${name}.values`, 'Expected each value once.');
    }
  }
}

/** The rows of a table without their outputs. */
function readRows(
  { problems, ids }: Reader,
  path: string,
  table: Table,
  fields: Fields,
): Omit<Row<never>, 'outputs'>[] {
  const columns = [...table.inputs, ...table.outputs].map(({ id }) => id);
  if (new Set(columns).size < columns.length) problems.add(path, 'Expected an id of its own for each column.');
  const unknown = table.inputs.findIndex(({ field }) => !Object.hasOwn(fields, field));
  if (unknown >= 0) problems.add(`${path}.inputs.${unknown}.field`, 'Expected the name of a declared input.');
  return table.rules.map((rule, index) => {
    const at = `${path}.rules.${index}`;
    for (const name of Object.keys(rule)) {
      if (!name.startsWith('_') && !columns.includes(name)) problems.add(`${at}.${name}`, 'There is no such column.');
      if (name.startsWith('_') && name !== '_id' && name !== '_description')
        problems.add(`${at}.${name}`, 'Not known.');
    }
    // The engine takes such a row for one that never matches.
    const missing = columns.find((name) => !Object.hasOwn(rule, name));
    if (missing !== undefined) problems.add(`${at}.${missing}`, 'Expected a cell, empty where it always holds.');
    if (ids.has(rule._id)) problems.add(`${at}._id`, 'Expected an id that no other rule of the policy has.');
    ids.add(rule._id);
    const cells = table.inputs.flatMap((column) => {
      const text = textOf(rule, column.id);
      const field = Object.hasOwn(fields, column.field) ? fields[column.field] : undefined;
      if (text === '' || !field) return [];
      return checkCell(problems, `${at}.${column.id}`, { text, field: column.field }, field, fields);
    });
    const isAll = columns.slice(0, table.inputs.length).every((id) => textOf(rule, id) === '');
    if (isAll && index < table.rules.length - 1) problems.add(at, 'It always matches, so no rule below it ever does.');
    return { id: rule._id, cells };
  });
}

function textOf(rule: Readonly<Record<string, string | undefined>>, column: string): string {
  return rule[column]?.trim() ?? '';
}

function checkCell(
  problems: Problems,
  path: string,
  { text, field }: { text: string; field: string },
  own: InputField,
  fields: Fields,
): Cell[] {
  const read = readCell(text, own, fields);
  if (typeof read === 'string') {
    problems.add(path, read);
    return [];
  }
  const cell: Cell = { field, reads: read.reads, text };
  const shown = Object.fromEntries([field, ...read.reads].map((name) => [name, fields[name]!]));
  for (const sample of listSamples(shown)) {
    const problem = findCellProblem(cell, sample);
    if (problem === undefined) continue;
    problems.add(path, problem);
    break;
  }
  return [cell];
}

/** What the rows of a table that others follow give them: new fields, of one type each. */
function readOutputs(
  problems: Problems,
  path: string,
  { outputs, rules }: Table,
  fields: Fields,
): { fields: Fields; values: Record<string, Fact>[] } {
  const added: Record<string, InputField> = {};
  const values = rules.map((): Record<string, Fact> => ({}));
  for (const [place, { id, field }] of outputs.entries()) {
    const isTaken = Object.hasOwn(fields, field) || Object.hasOwn(added, field) || RESERVED.has(field);
    if (isTaken || field === OUTCOME || field === REASONS) {
      problems.add(`${path}.outputs.${place}.field`, 'Expected a name that nothing else has.');
    }
    const found = rules.map((rule, index) => {
      const value = readLiteral(textOf(rule, id));
      if (typeof value === 'object' || value === undefined) {
        return problems.add(`${path}.rules.${index}.${id}`, 'Expected a value: "HIGH", 3, true or false.');
      }
      values[index]![field] = value;
      return value;
    });
    const types = new Set(found.map((value) => typeof value));
    if (types.size > 1) problems.add(`${path}.outputs.${place}`, 'Expected values of one type in all rules.');
    const [type] = types;
    added[field] =
      type === 'string'
        ? { type: 'enum', values: [...new Set(found as string[])] }
        : { type: type === 'number' ? 'number' : 'boolean' };
  }
  return { fields: added, values };
}

/** What a row of the last table says. */
function readSaid({ problems, reasons }: Reader, path: string, { outputs, rules }: Table, index: number): Said {
  const [outcomes, codes] = [OUTCOME, REASONS].map((name) => outputs.filter(({ field }) => field === name));
  if (index === 0 && (outcomes!.length !== 1 || codes!.length !== 1 || outputs.length !== 2)) {
    problems.add(`${path}.outputs`, 'Expected two columns: one with the field outcome, one with the field reasons.');
  }
  const cellOf = (column: { id: string } | undefined) => (column ? readLiteral(textOf(rules[index]!, column.id)) : '');
  const said = cellOf(outcomes![0]);
  const outcome = OUTCOMES.find((name) => name === said);
  if (outcomes![0] && !outcome) {
    problems.add(`${path}.rules.${index}.${outcomes![0].id}`, `Expected one of ${OUTCOMES.join(', ')}, in quotes.`);
  }
  const given = cellOf(codes![0]);
  const reasonCodes = typeof given === 'string' ? [given] : Array.isArray(given) ? given : [];
  if (codes![0] && (reasonCodes.length === 0 || !reasonCodes.every((code) => Object.hasOwn(reasons, code)))) {
    problems.add(
      `${path}.rules.${index}.${codes![0].id}`,
      'Expected the code of a declared reason, in quotes, or a list of some.',
    );
  }
  // Never used without an outcome; REVIEW all the same.
  return { outcome: outcome ?? 'REVIEW', reasonCodes };
}
