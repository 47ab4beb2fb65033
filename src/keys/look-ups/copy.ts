import type { Sql, Transaction } from '../../kernel/db.ts';
import type { Permutation } from '../../kernel/permutation.ts';
import { type Carried, CARRIED, relationOf, typeOf } from './tables.ts';

// Statements are put together from the names in `CARRIED`, and from nothing else.

/** What a row is known by, as text, in the order of `known`. */
export type Row = readonly string[];

/** Rows that are carried over in one transaction: of some tables, each stays locked for so long. */
const BATCH = 1_000;

/** How far a table is. */
export interface CarryState {
  relation: string;
  oid: number;
  cursor: string[] | null;
  done: number;
}

/** How far all are that were begun. */
export function listCarries(sql: Sql | Transaction): Promise<CarryState[]> {
  return sql<CarryState[]>`select relation, oid, cursor, done from keys.carry`;
}

/**
 * Carries over the next rows of a table. Answers how many there were; none means that all are.
 * @param permute from the key in use to the new one
 */
export async function carryNext(sql: Sql, carried: Carried, permute: Permutation): Promise<number> {
  const relation = relationOf(carried);
  const types = carried.known.map((column) => typeOf(carried.columns[column]));
  return sql.begin(async (tx) => {
    const [state] = await tx<
      CarryState[]
    >`select relation, cursor from keys.carry where relation = ${relation} for update`;
    const cursor = state!.cursor;
    const columns = carried.known.join(', ');
    const found = await tx.unsafe<Record<string, string>[]>(
      `select ${carried.known.map((column, at) => `${column}::text as k${at}`).join(', ')} from ${relation}
       ${cursor ? `where (${columns}) > (${types.map((type, at) => `$${at + 1}::text::${type}`).join(', ')})` : ''}
       order by ${columns} limit ${BATCH}`,
      cursor ?? [],
    );
    const rows = found.map((row) => carried.known.map((_column, at) => row[`k${at}`]!));
    if (rows.length === 0) return 0;
    await carryRows(tx, carried, rows, permute);
    await tx`update keys.carry set cursor = ${rows.at(-1)!}, done = done + ${rows.length} where relation = ${relation}`;
    return rows.length;
  });
}

/** Carries over again what was noted, the oldest first. Answers how many notes there were. */
export async function carryNoted(tx: Transaction, permute: Permutation, limit = BATCH): Promise<number> {
  const notes = await tx<{ relation: string; row: string[] }[]>`
    delete from keys.carry_note where id in (select id from keys.carry_note order by id limit ${limit})
    returning relation, "row"`;
  for (const carried of CARRIED) {
    const rows = notes.filter(({ relation }) => relation === relationOf(carried)).map(({ row }) => row);
    const once = new Map(rows.map((row) => [row.join(' '), row]));
    if (once.size > 0) await carryRows(tx, carried, [...once.values()], permute);
  }
  return notes.length;
}

async function carryRows(tx: Transaction, carried: Carried, rows: readonly Row[], permute: Permutation): Promise<void> {
  await (carried.by === 'table' ? copyRows : fillColumns)(tx, carried, rows, permute);
}

/** Makes of each row a copy beside as it is by now, or takes the copy away where the row has gone. */
async function copyRows(tx: Transaction, carried: Carried, rows: readonly Row[], permute: Permutation): Promise<void> {
  const { known, columns } = carried;
  const relation = relationOf(carried);
  const given = known.map((_column, at) => rows.map((row) => row[at]!));
  const taken = known.map((column, at) => exchange(permute, columns[column], given[at]!) as string[]);
  if (carried.isOrdered) order(taken);
  const types = known.map((column) => typeOf(columns[column]));
  const lists = (from: number): string => types.map((type, at) => `$${at + from}::text[]::${type}[]`).join(', ');
  const names = (letter: string): string => known.map((_column, at) => `${letter}${at}`).join(', ');
  const same = (alias: string, letter: string): string =>
    known.map((column, at) => `${alias}.${column} = asked.${letter}${at}`).join(' and ');
  await tx.unsafe(
    `delete from ${relation}_carried there using unnest(${lists(1)}) asked (${names('n')}) where ${same('there', 'n')}`,
    taken as never[],
  );
  const others = await tx<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${relation}::regclass and attnum > 0 and not attisdropped and attname <> all(${[...known]}::text[])`;
  const beside = others.map(({ name }) => name);
  await tx.unsafe(
    `insert into ${relation}_carried (${[...known, ...beside].join(', ')})
     select ${[...known.map((_column, at) => `asked.n${at}`), ...beside.map((name) => `here.${name}`)].join(', ')}
     from unnest(${lists(1)}, ${lists(known.length + 1)}) asked (${names('o')}, ${names('n')})
     join ${relation} here on ${same('here', 'o')}`,
    [...given, ...taken] as never[],
  );
}

/** Fills the columns beside, unless the row says something else by now: then there is another note. */
async function fillColumns(
  tx: Transaction,
  carried: Carried,
  rows: readonly Row[],
  permute: Permutation,
): Promise<void> {
  const relation = relationOf(carried);
  const names = Object.keys(carried.columns);
  const found = await tx.unsafe<Record<string, string | null>[]>(
    `select id::text, ${names.map((name) => `${name}::text`).join(', ')} from ${relation} where id = any($1::text[]::uuid[])`,
    [rows.map(([id]) => id!)] as never[],
  );
  const ids = found.map((row) => row['id']!);
  const given = names.map((name) => found.map((row) => row[camel(name)] ?? null));
  const taken = names.map((name, at) => exchange(permute, carried.columns[name], given[at]!));
  const lists = (from: number): string =>
    names.map((name, at) => `$${at + from}::text[]::${typeOf(carried.columns[name])}[]`).join(', ');
  const both = (letter: string): string => names.map((_name, at) => `${letter}${at}`).join(', ');
  const asked = `unnest($1::text[]::uuid[], ${lists(2)}, ${lists(names.length + 2)}) asked (id, ${both('o')}, ${both('n')})`;
  const differs = names.map((name, at) => `here.${name}_carried is distinct from asked.n${at}`).join(' or ');
  const values = [ids, ...given, ...taken] as never[];
  // First what is not so any more: another row may be found by it now, and only one can.
  await tx.unsafe(
    `update ${relation} here set ${names.map((name) => `${name}_carried = null`).join(', ')} from ${asked}
     where here.id = asked.id and (${differs})
       and (${names.map((name) => `here.${name}_carried is not null`).join(' or ')})`,
    values,
  );
  await tx.unsafe(
    `update ${relation} here set ${names.map((name, at) => `${name}_carried = asked.n${at}`).join(', ')} from ${asked}
     where here.id = asked.id and (${differs})
       and ${names.map((name, at) => `here.${name} is not distinct from asked.o${at}`).join(' and ')}`,
    values,
  );
}

/** Values of a column, exchanged where they are blind indexes. */
function exchange(
  permute: Permutation,
  form: keyof Permutation | undefined,
  values: readonly (string | null)[],
): (string | null)[] {
  if (form === undefined) return [...values];
  const there = values.flatMap((value) => value ?? []);
  const exchanged = form === 'uuids' ? permute.uuids(there) : permute[form](there.map(BigInt)).map(String);
  let at = 0;
  return values.map((value) => (value === null ? null : exchanged[at++]!));
}

/** The lower one first, as it is stored. */
function order([lower, upper]: string[][]): void {
  for (const [at, one] of lower!.entries()) {
    const other = upper![at]!;
    if (BigInt(one) > BigInt(other)) [lower![at], upper![at]] = [other, one];
  }
}

/** As columns come back. */
function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
