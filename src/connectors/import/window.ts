import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;
const LINE_FEED = 0x0a;

/** A window that moves over a file: it holds what was read and not yet taken. */
export class Window {
  /** What was read and not yet taken. Slices of it stay valid. */
  bytes: Buffer = Buffer.alloc(0);
  /** Whether `bytes` reaches to the end of the file. */
  ended = false;
  /** Where `bytes` begins in the file. */
  offset: number;

  readonly #file: FileHandle;

  constructor(file: FileHandle, offset: number) {
    this.#file = file;
    this.offset = offset;
  }

  /** Reads one more chunk behind the others. */
  async more(): Promise<void> {
    const held = this.bytes.length;
    const grown = Buffer.allocUnsafe(held + CHUNK_BYTES);
    const { bytesRead } = await this.#file.read(grown, held, CHUNK_BYTES, this.offset + held);
    this.ended = bytesRead === 0;
    if (this.ended) return;
    this.bytes.copy(grown);
    this.bytes = grown.subarray(0, held + bytesRead);
  }

  /** Moves the beginning on. */
  take(count: number): void {
    this.bytes = this.bytes.subarray(count);
    this.offset += count;
  }

  /** Where the first line ends, its end included; -1 when it is not there yet. */
  endOfLine(): number {
    const at = this.bytes.indexOf(LINE_FEED);
    if (at >= 0) return at + 1;
    return this.ended ? this.bytes.length : -1;
  }

  /** Takes the first line, however long it is, keeping none of it. */
  async skipLine(): Promise<void> {
    while (this.endOfLine() < 0) {
      this.take(this.bytes.length);
      await this.more();
    }
    this.take(this.endOfLine());
  }
}

/** The bytes of a line without its end (LF or CRLF). */
export function withoutEnd(line: Buffer): Buffer {
  if (line.at(-1) !== LINE_FEED) return line;
  return line.subarray(0, line.at(-2) === 0x0d ? -2 : -1);
}
