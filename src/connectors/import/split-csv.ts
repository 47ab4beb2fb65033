/**
 * Finds where a CSV row ends (RFC 4180). csv-parse reads the fields of a row; it does not find the rows, because a quote
 * that is never closed makes it swallow the rest of the file, and because it tells no offset at which to go on.
 */

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const SPACE = 0x20;
const TAB = 0x09;

/** Where the row at the beginning of some bytes ends. */
export type Ending =
  /** Before `end`, its line end included. It covers `lines` lines. */
  | { readonly kind: 'row'; readonly end: number; readonly lines: number }
  /** More bytes are needed to tell. */
  | { readonly kind: 'more'; readonly quoted: boolean }
  /** The quotes do not fit. */
  | { readonly kind: 'broken'; readonly problem: string };

/** The dialect of a file. */
export interface Dialect {
  /** One byte. */
  readonly delimiter: number;
  /** Whether blanks around a quoted field are allowed. */
  readonly trim: boolean;
}

/** Where the first row of `bytes` ends. `ended` tells that nothing follows. */
export function endOfRow(bytes: Buffer, ended: boolean, dialect: Dialect): Ending {
  let lines = 1;
  let atStart = true;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === LINE_FEED) return { kind: 'row', end: at + 1, lines };
    if (byte === dialect.delimiter) {
      atStart = true;
    } else if (byte === QUOTE && atStart) {
      const close = closingQuote(bytes, at + 1, ended);
      if (close === undefined) return ended ? { kind: 'broken', problem: UNCLOSED } : { kind: 'more', quoted: true };
      lines += count(bytes.subarray(at, close), LINE_FEED);
      const after = behindField(bytes, close + 1, dialect);
      if (after === undefined) return { kind: 'broken', problem: 'has text behind a closing quote' };
      at = after - 1;
    } else if (!(atStart && dialect.trim && isBlank(byte))) {
      atStart = false;
    }
  }
  return ended ? { kind: 'row', end: bytes.length, lines } : { kind: 'more', quoted: false };
}

/** What is said of a quote without its partner. */
export const UNCLOSED = 'opens a quote and never closes it';

/** The quote that ends a field; undefined when it is not there (yet). Two quotes stand for one. */
function closingQuote(bytes: Buffer, from: number, ended: boolean): number | undefined {
  for (let at = bytes.indexOf(QUOTE, from); at >= 0; at = bytes.indexOf(QUOTE, at + 2)) {
    if (at + 1 === bytes.length) return ended ? at : undefined;
    if (bytes[at + 1] !== QUOTE) return at;
  }
  return undefined;
}

/** The delimiter or line end behind a quoted field; undefined when something else stands there. */
function behindField(bytes: Buffer, from: number, { delimiter, trim }: Dialect): number | undefined {
  let at = from;
  while (trim && at < bytes.length && bytes[at] !== delimiter && isBlank(bytes[at]!)) at += 1;
  if (bytes[at] === CARRIAGE_RETURN && (at + 1 === bytes.length || bytes[at + 1] === LINE_FEED)) at += 1;
  return at === bytes.length || bytes[at] === delimiter || bytes[at] === LINE_FEED ? at : undefined;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

function count(bytes: Buffer, byte: number): number {
  let found = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) found += 1;
  return found;
}
