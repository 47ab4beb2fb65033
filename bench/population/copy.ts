import type { Sql, Transaction } from '../../src/kernel/db.ts';

/** A row to load: its columns by name in camelCase. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Loads rows by COPY, the fastest way into Postgres. All rows have the columns of the first one.
 *
 * @param table with its schema: `person.claim`
 */
export async function copyRows(sql: Sql | Transaction, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const text = rows.map((row) => `${columns.map((column) => encode(row[column])).join('\t')}\n`).join('');
  const names = columns.map((column) => `"${column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`);
  const copying = sql.unsafe(`copy ${table} (${names.join(', ')}) from stdin`);
  const sink = await copying.writable();
  await new Promise<void>((resolve, reject) => {
    // postgres.js has answered with the stream; that the server refuses a row, it tells the query and nobody else.
    (copying as unknown as { reject: (error: unknown) => void }).reject = reject;
    sink.once('error', reject);
    sink.once('finish', resolve);
    sink.end(text);
  });
}

/** A value in the text format of COPY. Objects become JSON, lists arrays. */
function encode(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return escape(`{${value.map((item) => JSON.stringify(String(item))).join(',')}}`);
  return escape(typeof value === 'string' ? value : JSON.stringify(value));
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
