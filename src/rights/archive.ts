import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file of an archive. */
export interface ArchiveFile {
  name: string;
  mediaType: string;
  /** Its content, which is read when the files before it are out. */
  content: AsyncIterable<string | Uint8Array>;
}

/** What a manifest says of a file. */
export interface FileEntry {
  name: string;
  mediaType: string;
  bytes: number;
  /** In hexadecimal. */
  sha256: string;
}

/**
 * A ZIP archive as a stream. A file is made while it is read and the next one after it, and nothing of it touches a disk. `last` gives the files that say what the others are. What fails ends the
 * stream with an error; a reader that leaves ends all that is under way.
 */
export function archiveOf(
  files: AsyncIterable<ArchiveFile>,
  last: (entries: readonly FileEntry[]) => readonly ArchiveFile[],
  now: Date,
): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const entries: FileEntry[] = [];
  let current: Readable | undefined;

  const add = async ({ name, mediaType, content }: ArchiveFile): Promise<void> => {
    const hash = createHash('sha256');
    let bytes = 0;
    const measured = async function* (): AsyncGenerator<Buffer> {
      for await (const piece of content) {
        const buffer =
          typeof piece === 'string'
            ? Buffer.from(piece)
            : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
        hash.update(buffer);
        bytes += buffer.length;
        yield buffer;
      }
    };
    current = Readable.from(measured(), { objectMode: false });
    zip.addReadStream(current, name, { mtime: now, compress: !/^(image|video)\//.test(mediaType) });
    await finished(current);
    entries.push({ name, mediaType, bytes, sha256: hash.digest('hex') });
  };
  const fill = async (): Promise<void> => {
    for await (const file of files) await add(file);
    for (const file of last(entries)) await add(file);
    zip.end();
  };

  zip.on('error', (error: Error) => output.destroy(error));
  output.once('close', () => current?.destroy());
  fill().catch((error: Error) => output.destroy(error));
  return output;
}

/** A text as the content of a file. */
export async function* textContent(text: string): AsyncGenerator<string> {
  yield text;
}
