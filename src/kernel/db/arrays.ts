/** An array of one dimension, as PostgreSQL writes it ("Array Input and Output Syntax"). */
export function parseArray(text: string): (string | null)[] {
  const items = text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|[^,]+/gs);
  return Array.from(items, ([bare, quoted]) =>
    quoted === undefined ? (bare === 'NULL' ? null : bare) : quoted.replaceAll(/\\(.)/gs, '$1'),
  );
}

/** The same, as PostgreSQL reads it. Each text is quoted, so none is taken for NULL or a separator. */
export function formatArray(items: readonly (string | number | null)[]): string {
  const quoted = items.map((item) => {
    if (typeof item === 'string') return `"${SPECIAL.test(item) ? item.replaceAll(/["\\]/g, '\\$&') : item}"`;
    return item === null ? 'NULL' : String(item);
  });
  return `{${quoted.join(',')}}`;
}

const SPECIAL = /["\\]/;

const text = (oid: number) => ({ to: oid, from: [oid], parse: parseArray, serialize: formatArray });
const numbers = (oid: number) => ({
  to: oid,
  from: [oid],
  parse: (list: string) => parseArray(list).map((item) => (item === null ? null : Number(item))),
  serialize: formatArray,
});

/**
 * The arrays in our tables and statements, by their fixed oids (pg_type.dat). postgres.js 3.4.9 would ask each new
 * connection for all types, and a connection that is lost at that moment ends the process: nobody waits for the answer.
 */
export const ARRAY_TYPES = {
  textArray: text(1009),
  uuidArray: text(2951),
  integerArray: numbers(1007),
  bigintArray: numbers(1016),
};
