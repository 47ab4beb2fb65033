import type { PersonInput } from './canonical.ts';
import type { Problem } from './expression.ts';
import type { Reason } from './rejects.ts';
import type { Row } from './rows.ts';
import type { Transform } from './transform.ts';

/** A row, as far as the mapping alone can tell. */
export type Prepared =
  | { readonly row: Row; readonly kind: 'person'; readonly input: PersonInput }
  | { readonly row: Row; readonly kind: 'skipped' }
  | { readonly row: Row; readonly kind: 'rejected'; readonly reasons: readonly Reason[] };

/** Applies the mapping to a row. */
export function prepare(row: Row, transform: Transform): Prepared {
  if (row.malformed !== undefined) return { row, kind: 'rejected', reasons: [{ message: row.malformed }] };
  const transformed = transform.apply(row.value);
  switch (transformed.kind) {
    case 'person':
      return { row, kind: 'person', input: transformed.input };
    case 'skipped':
      return { row, kind: 'skipped' };
    case 'wrong':
      return { row, kind: 'rejected', reasons: withColumns(transformed.problems, row, transform) };
  }
}

/** Names the columns that stand behind each path, so that whoever mends the file knows where. */
export function withColumns(reasons: readonly (Problem | Reason)[], row: Row, transform: Transform): Reason[] {
  const columns = transform.columnsOf(row.value);
  return reasons.map(({ path, message }) => {
    const behind = path === undefined ? undefined : columnsAt(path, columns);
    return { ...(path !== undefined && { path }), ...(behind && behind.length > 0 && { columns: behind }), message };
  });
}

/** The columns of a path, or of all that lies below it: `name` has those of `name.given` and `name.family`. */
function columnsAt(path: string, columns: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const exact = columns.get(path);
  if (exact) return exact;
  const below = [...columns].filter(([other]) => other.startsWith(`${path}.`)).flatMap(([, names]) => names);
  return [...new Set(below)];
}
