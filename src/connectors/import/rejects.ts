import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { fault } from '../../kernel/faults.ts';
import { createOwnFile, reopenOwnFile } from './own-file.ts';
import type { Row } from './rows.ts';

/** Why a row was rejected. */
export interface Reason {
  /** Where in the input of `recordPerson`; absent when the row could not be read. */
  readonly path?: string;
  /** The columns that stand behind the path. */
  readonly columns?: readonly string[];
  /** What was expected. */
  readonly message: string;
}

/** Turns a rejected row into a line of the rejects file. */
export interface RejectFormat {
  /** The first line, if there is one. */
  readonly header: Buffer;
  line(row: Row, reasons: readonly Reason[]): Buffer;
}

/** The rejects file of an import. */
export function rejectsFileOf(file: string, format: 'csv' | 'jsonl'): string {
  return `${file}.rejects.${format}`;
}

/**
 * The file's own columns behind two of ours, each row byte for byte as it was: mended, the file can be imported with the
 * same mapping, in the same encoding, and a row that is no CSV is not made worse.
 */
export function csvRejects(header: Buffer, delimiter: string): RejectFormat {
  return {
    header: Buffer.concat([Buffer.from(`_line${delimiter}_reason${delimiter}`), header, Buffer.from('\n')]),
    line(row, reasons) {
      const reason = toAscii(spellReasons(reasons)).replaceAll('"', '""');
      return Buffer.concat([Buffer.from(`${row.line}${delimiter}"${reason}"${delimiter}`), row.raw, Buffer.from('\n')]);
    },
  };
}

/** The row's own members behind two of ours. A line that is no JSON object stands in `_text`, or in `_bytes` (base64). */
export const jsonRejects: RejectFormat = {
  header: Buffer.alloc(0),
  line(row, reasons) {
    const ours = `"_line":${row.line},"_reasons":${JSON.stringify(reasons)}`;
    return Buffer.from(`{${ours}${members(row)}}\n`);
  },
};

function members(row: Row): string {
  if (row.raw.length === 0) return '';
  if (!isUtf8(row.raw)) return `,"_bytes":${JSON.stringify(row.raw.toString('base64'))}`;
  const text = row.raw.toString('utf8');
  if (row.value === undefined) return `,"_text":${JSON.stringify(text)}`;
  const inner = text.slice(text.indexOf('{') + 1, text.lastIndexOf('}')).trim();
  return inner === '' ? '' : `,${inner}`;
}

/** Reasons as one line of text. */
export function spellReasons(reasons: readonly Reason[]): string {
  return reasons.map(spell).join('; ');
}

function spell({ path, columns, message }: Reason): string {
  // Between reasons stands a semicolon.
  const text = message.replace(/\.$/, '');
  // The hub gives the record as a whole an empty path.
  if (!path) return text;
  return columns && columns.length > 0 ? `${path} (${columns.join(', ')}): ${text}` : `${path}: ${text}`;
}

/** The file may be in any encoding that holds ASCII; what it says about a row must fit in. */
function toAscii(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?');
}

/** Writes rejects. The file appears with the first one. */
export class RejectsFile {
  readonly path: string;
  readonly #format: RejectFormat;
  #handle: FileHandle | undefined;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #bytes: number;

  private constructor(path: string, format: RejectFormat, bytes: number, handle: FileHandle | undefined) {
    this.path = path;
    this.#format = format;
    this.#bytes = bytes;
    this.#handle = handle;
  }

  /** Goes on behind the first `bytes` bytes of the file, and drops what a run that was killed wrote after them. */
  static async resume(path: string, format: RejectFormat, bytes: number): Promise<RejectsFile> {
    if (bytes === 0) return new RejectsFile(path, format, 0, undefined);
    let handle: FileHandle;
    try {
      handle = await reopenOwnFile(path);
    } catch (cause) {
      throw fault({
        code: 'BAD_REQUEST',
        public: `${path} is gone, so the import cannot go on. --fresh begins anew.`,
        cause,
      });
    }
    await handle.truncate(bytes);
    return new RejectsFile(path, format, bytes, handle);
  }

  /** Adds a row. It is written with the next `flush`. */
  add(row: Row, reasons: readonly Reason[]): void {
    if (this.#bytes === 0 && this.#waiting.length === 0) this.#waiting.push(this.#format.header);
    const line = this.#format.line(row, reasons);
    this.#waiting.push(line);
    this.#waitingBytes += line.length;
  }

  /** Bytes that wait to be written. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Writes what was added, safe from a crash. Answers the length of the file. */
  async flush(): Promise<number> {
    if (this.#waiting.length === 0) return this.#bytes;
    const lines = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    // The rows are personal data: for the owner's eyes only.
    this.#handle ??= await createOwnFile(this.path);
    await this.#handle.write(lines, 0, lines.length, this.#bytes);
    await this.#handle.datasync();
    this.#bytes += lines.length;
    return this.#bytes;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }
}
