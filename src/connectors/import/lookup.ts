import { parsePath, valuesAt } from './paths.ts';

/** How the references of a mapping (column names, or paths in JSON) find their values in a row. */
export interface Lookup {
  /** The values at a reference, in order; none where there is none. */
  values(reference: string): (row: unknown) => readonly unknown[];
}

/** References are column names. A row is a list of cells as long as the header. */
export function columnLookup(header: readonly string[]): Lookup {
  return {
    values(reference) {
      const index = header.indexOf(reference);
      return (row) => [(row as readonly string[])[index]];
    },
  };
}

/** References are paths. A row is a JSON value. */
export const jsonLookup: Lookup = {
  values(reference) {
    const path = parsePath(reference);
    if (typeof path === 'string') throw new TypeError(path);
    return (row) => valuesAt(path, row);
  },
};
