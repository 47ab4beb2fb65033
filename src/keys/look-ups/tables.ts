/** What a blind index in a column is, as `Permutation` exchanges it. */
export type Form = 'uuids' | 'numbers' | 'flagged';

/** A table with blind indexes, and how they are carried over. */
export interface Carried {
  schema: string;
  table: string;
  /** The columns that hold blind indexes. */
  columns: Readonly<Record<string, Form>>;
  /** The columns by which a row is known, in the order of the primary key. */
  known: readonly string[];
  /**
   * `table`: what is known by its blind indexes is copied into a table beside, which takes its place. `columns`: other tables get a
   * column beside each, since more hangs on them than can be copied.
   */
  by: 'table' | 'columns';
  /** Whether the two blind indexes of a row are kept in their order as numbers. */
  isOrdered?: boolean;
}

/** All tables that hold blind indexes of what could be guessed. `docs/decisions/the-key-for-look-ups.md` says what is left out. */
export const CARRIED: readonly Carried[] = [
  person('match_key', { blind: 'uuids' }, ['blind', 'record_id']),
  person('block_key', { key: 'numbers', profile: 'flagged' }, ['key', 'profile']),
  person('search_key', { key: 'numbers', profile: 'flagged' }, ['key', 'profile']),
  person('hot_key', { key: 'numbers' }, ['key']),
  { ...person('match', { a: 'flagged', b: 'flagged' }, ['a', 'b']), isOrdered: true },
  person('suppression', { blind: 'uuids' }, ['blind']),
  { ...person('record', { external_blind: 'uuids', profile: 'flagged' }, ['id']), by: 'columns' },
  {
    schema: 'decision',
    table: 'signal',
    columns: { device: 'uuids', network: 'uuids' },
    known: ['id'],
    by: 'columns',
  },
];

function person(table: string, columns: Carried['columns'], known: readonly string[]): Carried {
  return { schema: 'person', table, columns, known, by: 'table' };
}

/** As a statement names it. */
export function relationOf({ schema, table }: Carried): string {
  return `${schema}.${table}`;
}

/** The type of a column that holds blind indexes of a form. */
export function typeOf(form: Form | undefined): 'uuid' | 'bigint' {
  // What a row is known by beside them is a UUID.
  return form === undefined || form === 'uuids' ? 'uuid' : 'bigint';
}
