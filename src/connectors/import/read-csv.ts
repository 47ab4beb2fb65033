import { isUtf8 } from 'node:buffer';
import { type FileHandle } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { fault } from '../../kernel/faults.ts';
import type { Mapping } from './mapping-schema.ts';
import { MAX_ROW_BYTES, NOT_UTF8, type Position, type Row, TOO_LONG } from './rows.ts';
import { type Dialect, UNCLOSED, endOfRow } from './split-csv.ts';
import { Window, withoutEnd } from './window.ts';

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const WINDOWS_1252 = new TextDecoder('windows-1252');
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** The first row of a CSV file. */
export interface Header {
  /** The names of the columns, without blanks around them. */
  readonly columns: readonly string[];
  /** Its bytes as they are in the file, without byte order mark and end of line. */
  readonly raw: Buffer;
  /** Where the rows begin. */
  readonly next: Position;
}

/** Reads the header. Throws BAD_REQUEST when the file is empty or its first row is no header. */
export async function readHeader(file: FileHandle, name: string, mapping: Mapping): Promise<Header> {
  const window = new Window(file, 0);
  await window.more();
  if (UTF16_MARKS.some((mark) => window.bytes.subarray(0, 2).equals(mark)))
    throw wrong(name, 'is UTF-16: save it as UTF-8');
  const marked = window.bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);
  if (marked) window.take(BYTE_ORDER_MARK.length);
  const row = await readRow(window, 1, undefined, mapping);
  if (!row) throw wrong(name, 'is empty: the first row must name the columns');
  if (row.malformed) throw wrong(name, `has no header that can be read: the first row ${row.malformed}`);
  const columns = (row.value as string[]).map((column) => column.trim());
  if (columns.some((column) => /\p{Cc}/u.test(column))) {
    throw wrong(name, 'is no CSV file: its first row holds control characters. Lines must end in LF or CRLF');
  }
  return { columns, raw: row.raw, next: row.next };
}

/** Yields the rows behind `from`. Malformed ones are yielded too, with the reason; blank lines are not. */
export async function* readCsv(
  file: FileHandle,
  from: Position,
  columns: number,
  mapping: Mapping,
): AsyncGenerator<Row, void> {
  const window = new Window(file, from.offset);
  let line = from.line;
  for (;;) {
    const row = await readRow(window, line, columns, mapping);
    if (!row) return;
    line = row.next.line;
    if (row.raw.length > 0 || row.malformed === TOO_LONG) yield row;
  }
}

/** Takes one row. One that cannot be read costs its first line only: the reading goes on at the second. */
async function readRow(
  window: Window,
  line: number,
  columns: number | undefined,
  mapping: Mapping,
): Promise<Row | undefined> {
  const dialect: Dialect = { delimiter: (mapping.delimiter ?? ',').charCodeAt(0), trim: mapping.trim };
  for (;;) {
    if (window.ended && window.bytes.length === 0) return undefined;
    const ending = endOfRow(window.bytes, window.ended, dialect);
    if (ending.kind === 'row') {
      const kept = ending.end <= MAX_ROW_BYTES;
      const raw = kept ? withoutEnd(window.bytes.subarray(0, ending.end)) : Buffer.alloc(0);
      window.take(ending.end);
      const content = kept ? readFields(raw, columns, mapping) : { value: undefined, malformed: TOO_LONG };
      return { line, raw, next: { offset: window.offset, line: line + ending.lines }, ...content };
    }
    if (ending.kind === 'broken') return takeLine(window, line, ending.problem);
    if (window.bytes.length > MAX_ROW_BYTES) return takeLine(window, line, ending.quoted ? UNCLOSED : TOO_LONG);
    await window.more();
  }
}

/** Takes one line as a malformed row. */
async function takeLine(window: Window, line: number, problem: string): Promise<Row> {
  while (window.endOfLine() < 0 && window.bytes.length <= MAX_ROW_BYTES) await window.more();
  const end = window.endOfLine();
  const kept = end >= 0 && end <= MAX_ROW_BYTES;
  const raw = kept ? withoutEnd(window.bytes.subarray(0, end)) : Buffer.alloc(0);
  if (kept) window.take(end);
  else await window.skipLine();
  return {
    line,
    raw,
    next: { offset: window.offset, line: line + 1 },
    value: undefined,
    malformed: kept ? problem : TOO_LONG,
  };
}

function readFields(
  raw: Buffer,
  columns: number | undefined,
  { delimiter = ',', encoding, trim }: Mapping,
): Pick<Row, 'value' | 'malformed'> {
  if (encoding === 'utf-8' && !isUtf8(raw)) return { value: undefined, malformed: NOT_UTF8 };
  const text = encoding === 'utf-8' ? raw.toString('utf8') : WINDOWS_1252.decode(raw);
  try {
    // One call a row: 7 µs for 33 columns, against 5 µs when a whole file is parsed at once.
    const cells = parse(text, { delimiter, trim, relax_column_count: true, record_delimiter: '\n', bom: false })[0] ?? [
      '',
    ];
    if (columns === undefined || cells.length === columns) return { value: cells };
    return { value: undefined, malformed: `has ${cells.length} columns where the header has ${columns}` };
  } catch (error) {
    if (error instanceof CsvError)
      return { value: undefined, malformed: 'has a quote in the middle of a field: double it, and quote the field' };
    throw error;
  }
}

function wrong(name: string, what: string): Error {
  return fault({ code: 'BAD_REQUEST', public: `${name} ${what}.` });
}
